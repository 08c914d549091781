"""``catalogue/ledgers/nil-entries.yml``: signed statements that a matter has nothing to publish in a period (零报告)."""

from __future__ import annotations

from gongkai.model.ledgers.period import period_named
from gongkai.model.ledgers.registers import NIL, NOT_APPLICABLE, NilEntry
from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.registers.register_entries import Register, needed_day
from gongkai.reading.yaml.shape import Shape

NIL_STATES = (NIL, NOT_APPLICABLE)
"""What an entry can say of its period."""


def _nil_entry(shape: Shape) -> Reading[NilEntry | None]:
    matter = yield from shape.needed("事项", "'3.2'")
    written = yield from shape.needed("期间", "2026年第二季度")
    state = yield from shape.choice("情况", NIL_STATES, NIL)
    reason = yield from shape.text("说明")
    if not reason and state == NOT_APPLICABLE:
        reason = yield from shape.needed("说明", "本年机构改革，职责已经划出。")
    signed_by = yield from shape.needed("负责人", "办公室主任")
    day = yield from needed_day(shape, "日期")
    period = period_named(written, whole=True) if written else None
    if written and period is None:
        remedy = "请写成“2026年”“2026年上半年”“2026年第二季度”或者“2026年3月”。"
        yield problem(shape.at("期间"), "nil-period", f"期间“{written}”看不出是哪一期。", remedy)
    if not (matter and period and signed_by and day):
        return None
    return NilEntry(
        matter=matter, period=period, state=state, reason=reason, signed_by=signed_by, day=day, place=shape.place
    )


NIL_REGISTER = Register("catalogue/ledgers/nil-entries.yml", "零报告", "事项", _nil_entry)
