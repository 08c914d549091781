"""``catalogue/ledgers/outside-links.yml``: when somebody last looked at an address outside the column, and what was there."""

from __future__ import annotations

from gongkai.model.ledgers.registers import BROKEN, MOVED, WORKS, OutsideLink
from gongkai.model.problems.yielded import Reading
from gongkai.reading.checked_setting import address_under
from gongkai.reading.registers.register_entries import Register, needed_day
from gongkai.reading.yaml.shape import Shape

RESULTS = (WORKS, BROKEN, MOVED)
"""What can be found at an address."""


def _outside_link(shape: Shape) -> Reading[OutsideLink | None]:
    url = (yield from address_under(shape, "网址")) if (yield from shape.needed("网址", "https://www.gov.cn/")) else ""
    day = yield from needed_day(shape, "核对日期")
    result = yield from shape.choice("结果", RESULTS, WORKS)
    note = yield from shape.text("说明")
    return OutsideLink(url=url, day=day, result=result, note=note, place=shape.place) if url and day else None


LINK_REGISTER = Register("catalogue/ledgers/outside-links.yml", "外部链接登记", "网址", _outside_link)
