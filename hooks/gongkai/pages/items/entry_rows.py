"""The rows of a list: the address of each entry, what was done to it, and what needs it; ended ones stay listed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gongkai.model.addresses import item_url
from gongkai.model.anchor import anchor_of
from gongkai.model.badge import Badge
from gongkai.model.document_number import title_key
from gongkai.model.item import Item
from gongkai.model.kind import Field
from gongkai.model.naming.list_entry import Adjustment, adjustments_of, entries_of
from gongkai.model.publication import Publication
from gongkai.model.relation import Relation
from gongkai.pages.cell import Cell
from gongkai.pages.items.cited_cells import spot_url
from gongkai.pages.items.item_view import Section

_MOST = 8
"""Links in one cell."""
HISTORY = "调整情况"


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: its anchor, its state, and the cells of the further columns."""

    anchor: str
    state: str
    history: Cell
    uses: dict[str, Cell]


def with_entries(section: Section, item: Item, table: Field, publication: Publication) -> Section:
    """The section of ``table`` with anchors, states, adjustments and uses of its entries."""
    uses: dict[str, dict[str, list[Relation]]] = {}
    for one in publication.incoming.get(item.index_no, ()):
        if one.entry and one.spot and one.kind.name != "follows":
            uses.setdefault(one.entry.anchor, {}).setdefault(one.kind.reverse, []).append(one)
    lines = [
        _Line(
            entry.anchor,
            entry.state,
            _history(entry.adjustments, item),
            {heading: _uses(found) for heading, found in uses.get(entry.anchor, {}).items()},
        )
        for entry in entries_of(item, table)
    ]
    gone = _ended(item, table)
    headings = list(dict.fromkeys(heading for line in lines for heading in line.uses))
    has_history = any(line.history.words or line.history.pieces for line in lines) or bool(gone)
    name = section.header.index(column.title) if (column := _named(table)).title in section.header else -1
    rows = [_row(cells, line, name, headings, has_history, item) for cells, line in zip(section.rows, lines)]
    rows += [_gone(one, section, name, headings, item) for one in gone]
    added = ((HISTORY,) if has_history else ()) + tuple(headings)
    return replace(
        section,
        header=(*section.header, *added),
        numeric=(*section.numeric, *(False for _ in added)),
        rows=tuple(rows),
        ended=len(gone),
        row_anchors=(*(line.anchor for line in lines), *(_anchor(one) for one in gone)),
    )


def entry_urls(item: Item, table: Field) -> dict[str, str]:
    """The addresses of the entries of a table by the comparison keys of their names, ended ones that have no row included."""
    found = {title_key(one.name): f"{item_url(item)}#{_anchor(one)}" for one in _ended(item, table)}
    for entry in entries_of(item, table):
        found.setdefault(title_key(entry.words), f"{item_url(item)}#{entry.anchor}")
    return found


def _named(table: Field) -> Field:
    return next(column for column in table.columns if column.name == table.row_key[-1])


def _row(
    cells: tuple[Cell, ...], line: _Line, name: int, headings: list[str], has_history: bool, item: Item
) -> tuple[Cell, ...]:
    row = list(cells)
    if name >= 0 and not row[name].pieces:
        badge = Badge(line.state, "dead") if line.state else row[name].badge
        row[name] = replace(row[name], url=f"{item_url(item)}#{line.anchor}", badge=badge)
    return (*row, *((line.history,) if has_history else ()), *(line.uses.get(one, Cell("")) for one in headings))


def _ended(item: Item, table: Field) -> list[Adjustment]:
    """The last adjustments of entries that have ended and have no row any more."""
    present = {title_key(row.text(table.row_key[-1])) for row in item.rows(table.name)}
    last = {title_key(one.name): one for one in adjustments_of(item, table)}
    return [one for key, one in last.items() if one.state and key not in present]


def _gone(one: Adjustment, section: Section, name: int, headings: list[str], item: Item) -> tuple[Cell, ...]:
    """The row of an entry that has ended: its name, its state and its last adjustment."""
    cells = [Cell("") for _ in section.header]
    if name >= 0:
        cells[name] = Cell(one.name, badge=Badge(one.state, "dead"))
    return (*cells, _history((one,), item), *(Cell("") for _ in headings))


def _anchor(one: Adjustment) -> str:
    return anchor_of(one.name) or "ended"


def _history(adjustments: tuple[Adjustment, ...], item: Item) -> Cell:
    words = [f"{one.action}（{one.day.isoformat()}）" if one.day else one.action for one in adjustments]
    return Cell("、".join(words), f"{item_url(item)}#f-changes") if words else Cell("")


def _uses(relations: list[Relation]) -> Cell:
    """Links to what needs an entry; records of one item are one link with their number."""
    pieces: list[Cell] = []
    shown = {spot_url(one): one for one in relations}
    counts: dict[str, int] = {}
    for one in relations:
        assert one.spot is not None
        counts[spot_url(one)] = counts.get(spot_url(one), 0) + one.spot.count
    for url, one in list(shown.items())[:_MOST]:
        if pieces:
            pieces.append(Cell("、"))
        # Within one list the entries are named, not the list.
        inside = one.source is one.target and one.spot is not None
        pieces.append(Cell(one.spot.words if inside and one.spot else one.source.title, url))
        if counts[url] > 1:
            pieces.append(Cell(f"（{counts[url]:,} 条）"))
    if len(shown) > _MOST:
        pieces.append(Cell(f"，共 {len(shown):,} 件"))
    return Cell("", pieces=tuple(pieces))
