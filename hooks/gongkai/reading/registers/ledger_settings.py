"""Which ledgers are public (台账 in column.yml), where the agency decides otherwise than usual."""

from __future__ import annotations

from gongkai.model.ledgers.ledger import INTERNAL, PUBLIC
from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.registers.ledger_kinds import ledger_kinds
from gongkai.reading.yaml.shape import Shape, shape_of

LABEL = "台账"
_LABELS = {kind.title: kind for kind in ledger_kinds().values()}


def read_ledger_settings(outer: Shape) -> Reading[tuple[tuple[str, bool], ...]]:
    """(name, whether it is public) of the ledgers that are named; one that is for staff only is never public."""
    shape = yield from shape_of(outer.node(LABEL), f"专栏设置的“{LABEL}”", outer.place)
    found = []
    for title, kind in _LABELS.items():
        wish = yield from shape.choice(title, (PUBLIC, INTERNAL), "")
        if wish == PUBLIC and kind.staff_only:
            what = f"“{title}”只给工作人员看，不能写“{PUBLIC}”。"
            yield problem(shape.at(title), "ledger-internal", what, f"请改成“{title}: {INTERNAL}”，或者删去这一行。")
        elif wish:
            found.append((kind.name, wish == PUBLIC))
    yield from shape.finish()
    return tuple(found)
