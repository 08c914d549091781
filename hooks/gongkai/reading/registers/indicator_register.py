"""``catalogue/ledgers/indicators.yml``: the indicators of the assessment, and where the column shows what they ask for."""

from __future__ import annotations

from gongkai.model.ledgers.registers import Indicator
from gongkai.model.problems.yielded import Reading
from gongkai.reading.registers.register_entries import Register
from gongkai.reading.yaml.shape import Shape


def _indicator(shape: Shape) -> Reading[Indicator | None]:
    name = yield from shape.needed("指标", "政策解读率")
    indicator = Indicator(
        group=(yield from shape.text("一级指标")),
        name=name,
        source=(yield from shape.text("出处")),
        shown=(yield from shape.texts("公开位置")),
        note=(yield from shape.text("说明")),
        unit=(yield from shape.text("责任科室")),
        place=shape.place,
    )
    return indicator if name else None


INDICATOR_REGISTER = Register("catalogue/ledgers/indicators.yml", "评估指标", "指标", _indicator)
