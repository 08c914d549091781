"""公开事项落实台账: for every matter of the directory and every period, what was published, or why nothing was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from gongkai.binding.matters import matters_of
from gongkai.binding.periods_due import PeriodDue, periods_due
from gongkai.ledgers.ledger_cells import NO_UNIT, Value, link_cell, row_of
from gongkai.model.addresses import list_url
from gongkai.model.column import DirectoryEntry
from gongkai.model.item import Item
from gongkai.model.ledgers.ledger import Cell, LedgerRow
from gongkai.model.ledgers.registers import NOT_APPLICABLE, NilEntry
from gongkai.model.publication import Publication

NAME = "duty_matrix"
PUBLISHED, LATE, MISSING, NOT_DUE, EMPTY = "已公开", "迟", "逾期未公开", "未到期", "尚未公开"
_WITHOUT_CYCLE = "不定期"


def duty_matrix(publication: Publication) -> Iterator[LedgerRow]:
    """The rows, matter by matter and period by period; a matter without a cycle has one row for all times."""
    for entry, items in matters_of(publication):
        if entry.none_statement and not items:
            yield _row(entry, {"year": _WITHOUT_CYCLE, "state": NOT_APPLICABLE, "what": entry.none_statement})
            continue
        periods = periods_due(entry, items, publication)
        for one in periods:
            values: dict[str, Value] = {
                "period": one.period.words,
                "year": f"{one.period.year}年",
                "due": one.due if one.is_due_stated else None,
            }
            yield _row(entry, {**values, **_of_period(one, publication.as_of)})
        if not periods:
            yield _row(entry, _of_matter(entry, items, publication))


def _of_period(one: PeriodDue, today: date) -> dict[str, Value]:
    published = one.published
    if published:
        late = max(0, (published - one.due).days) if one.is_due_stated else 0
        state = LATE if late else PUBLISHED
        return {"state": state, "published": published, "late": late or None, "what": _what(one.items)}
    if one.nil:
        return _of_nil(one.nil)
    late = max(0, (today - one.due).days)
    return {"state": MISSING if late else NOT_DUE, "late": (late or None) if one.is_due_stated else None}


def _of_matter(entry: DirectoryEntry, items: Sequence[Item], publication: Publication) -> dict[str, Value]:
    """What stands for a matter without periods: its items, else its last nil entry, else that there is nothing."""
    if items:
        newest = max((item.publish_date for item in items if item.publish_date), default=None)
        values: dict[str, Value] = {"published": newest, "what": _what(items)}
        return {"year": _WITHOUT_CYCLE, "state": PUBLISHED, **values}
    nil = [one for one in publication.reading.registers.nil if one.matter == entry.number]
    if nil:
        last = max(nil, key=lambda one: one.day)
        return {"period": last.period.words, "year": f"{last.period.year}年", **_of_nil(last)}
    return {"year": _WITHOUT_CYCLE, "state": EMPTY}


def _of_nil(nil: NilEntry) -> dict[str, Value]:
    return {"state": nil.state, "published": nil.day, "what": nil.reason, "signed_by": nil.signed_by}


def _what(items: Sequence[Item]) -> Cell:
    """The only item, or the list of the type of several with their number."""
    if len(items) == 1:
        return link_cell(items[0])
    kind = items[0].kind
    return Cell(f"{kind.listing.title}（{len(items)} 件）", page=list_url(kind))


def _row(entry: DirectoryEntry, values: dict[str, Value]) -> LedgerRow:
    of_matter: dict[str, Value] = {
        "number": entry.number,
        "matter": entry.sub_matter or entry.matter,
        "unit": entry.owner or NO_UNIT,
        "cycle": entry.cycle,
    }
    return row_of(NAME, {**of_matter, **values})
