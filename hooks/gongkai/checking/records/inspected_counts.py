"""How many were inspected, and with how many a problem was found: the least and the most that the records can mean."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.checking.told_counts import CountRange
from gongkai.model.record import RecordTable
from gongkai.reading.vocabulary import terms

_SEVERAL = "；"
_NOTHING_DONE = "-—－/无 "


@dataclass(frozen=True, slots=True)
class Inspected:
    """The counts of one table of results."""

    checked: CountRange
    found: CountRange
    """With a problem: at least those whose result says so or for whom something was done, at most all not without."""
    clean: CountRange


def inspected_in(table: RecordTable) -> Inspected | None:
    """The counts of a table with the columns of inspections; None where it has none, or no result in some row."""
    name_at, result_at = table.position("object"), table.position("result")
    code_at, handled_at = table.position("credit_code"), table.position("handling")
    if name_at < 0 or result_at < 0 or not len(table):
        return None
    found, clean = frozenset(terms("inspection_found")), frozenset(terms("inspection_clean"))
    names: set[str] = set()
    worst: dict[str, int] = {}
    rows = [0, 0, 0]
    for record in table.rows():
        results = {one.strip() for one in record.cells[result_at].replace(";", _SEVERAL).split(_SEVERAL)} - {""}
        if not results:
            return None
        done = handled_at >= 0 and record.cells[handled_at].strip(_NOTHING_DONE)
        grade = 0 if results <= clean else 2 if results & found or done else 1
        rows[grade] += 1
        name = record.cells[code_at] if code_at >= 0 and record.cells[code_at] else record.cells[name_at]
        names.add(name)
        worst[name] = max(worst.get(name, 0), grade)
    total = sum(rows)
    surely, maybe = (sum(grade >= least for grade in worst.values()) for least in (2, 1))
    return Inspected(
        CountRange(len(names), total),
        CountRange(surely, rows[1] + rows[2]),
        CountRange(len(names) - maybe, rows[0] + rows[1]),
    )
