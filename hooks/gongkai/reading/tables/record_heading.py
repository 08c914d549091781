"""The heading of a record file among its first rows: title rows above it, labels over one or two rows, columns of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.model.item import RecordFile
from gongkai.model.kind import Field, Kind, TableLayout
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.tables.csv_tables import match_header
from gongkai.reading.tables.grid import Grid, Span
from gongkai.reading.tables.printed.cell_nature import begins_note, folded, is_about, is_continuation
from gongkai.reading.tables.printed.column_meaning import columns_of
from gongkai.reading.tables.printed.heading import heading_at
from gongkai.reading.tables.printed.table_words import table_words
from gongkai.reading.values.nearest import nearest, one_off

MOST_ABOVE = 10
"""The number of rows in which the heading is looked for."""
_LEAST_LABELS = 2
_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class RecordHeading:
    """The titles above the heading, the name of each column, and which rows these take."""

    names: tuple[str, ...]
    line: int
    """The line of its last row."""
    end: int
    """The number of rows up to the heading, its own included."""
    titles: tuple[str, ...] = ()


def record_heading(
    rows: Sequence[tuple[int, Sequence[str]]], columns: Sequence[Field], spans: Sequence[Span] = ()
) -> RecordHeading:
    """The heading among the first ``rows``, each with its line; the first row where none has labels of the ``columns``."""
    known = {folded(label) for column in columns for label in (column.title, *column.aliases)}
    place = _place(rows, known)
    if place < 0:
        line, cells = rows[0]
        return RecordHeading(tuple(cells), line, 1)
    titles = tuple("　".join(cell.strip() for cell in cells if cell.strip()) for _, cells in rows[:place])
    line, cells = rows[place]
    filled = max(number for number, cell in enumerate(cells, 1) if cell.strip())
    cells = cells[:filled]
    if all(cell.strip() for cell in cells):
        return RecordHeading(tuple(cells), line, place + 1, titles)
    width = max(len(one) for _, one in rows[place:])
    # A label over several columns has blank cells right of it; only then can a second row belong to the heading.
    below = tuple(tuple(cell.strip() for cell in (*one, *[""] * width)[:width]) for _, one in rows[place:])
    heading = heading_at(Grid(below, tuple(line for line, _ in rows[place:]), tuple(spans)), 0, known)
    if heading is None or len(heading.rows) == 1:
        return RecordHeading(tuple(cells), line, place + 1, titles)
    names = [""] * max(column + 1 for column, path in enumerate(heading.paths) if path)
    for column in columns_of(heading.paths, TableLayout(name="", title="", columns=tuple(columns))):
        names[column.at[0]] = column.field.title if column.field else column.name
    end = place + len(heading.rows)
    return RecordHeading(tuple(names), rows[end - 1][0], end, titles)


def is_beside(cells: Sequence[str], heading: Sequence[str]) -> bool:
    """Whether a row below the heading is no record: a note, a signature, a total, the heading again on a further page."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled or [*map(folded, filled)] == [folded(cell) for cell in heading if cell.strip()]:
        return True
    first = folded(filled[0])
    if len(filled) == 1:
        return begins_note(first) or is_about(first) or is_continuation(first)
    return first in table_words().totals or all(map(is_about, filled))


def matched_columns(
    names: Sequence[str], kind: Kind, place: Place
) -> Reading[tuple[list[Field | None], tuple[str, ...]]]:
    """The column of the type of each name, and the names that are kept as they are printed; ``place`` is the heading's.

    A column that the type does not know is kept, unless the type forbids it, it is likely a slip, or its name says that
    what it holds must not be public.
    """
    known = _labels(kind.records)
    foreign = [name.strip() for name in names if name.strip() and folded(name) not in known]
    used = {folded(name) for name in names}
    lacking = [
        one
        for one in kind.records
        if one.constraints.required and used.isdisjoint(map(folded, (one.title, *one.aliases)))
    ]
    unused = [one for one in kind.records if used.isdisjoint(map(folded, (one.title, *one.aliases)))]
    is_other = bool(lacking) and 2 * len(foreign) >= len(names)
    named = [name for name in names if name.strip()]
    if kind.record.closed or is_other or len(foreign) == len(named):
        matched = yield from match_header(names, kind.records, place.path, place.line, kind.title, blanks=True)
        return matched, ()
    kept = _second_names(names, known)
    private: set[str] = set()
    for number, name in enumerate(names, 1):
        label = name.strip()
        if not label or folded(label) in known or folded(label) in map(folded, kept):
            continue
        if any(word in label for word in table_words().private):
            private.add(label)
            what = f"“{label}”这一列的内容不能公开。"
            yield problem(Place(place.path, place.line, number), "csv-unknown-column", what, "请删除这一列。")
        elif not _is_slip(label, unused, lacking):
            kept.append(label)
    fields = (*kind.records, *map(printed_column, (*kept, *private)))
    matched = yield from match_header(names, fields, place.path, place.line, kind.title, blanks=True)
    return [one if one and one.title not in private else None for one in matched], tuple(kept)


def columns_of_file(file: RecordFile, kind: Kind) -> tuple[Field, ...]:
    """The columns that the heading of a file may name: those of the type, and those that this file keeps."""
    return (*(one for one in kind.records if not one.printed), *map(printed_column, file.further))


def printed_column(name: str) -> Field:
    """A column that the type does not know, under the name under which it is printed; that is its key in data too."""
    return Field(name=folded(name), title=name, printed=True)


def told(heading: RecordHeading, kept: Sequence[str], shown: str) -> Problem | None:
    """The note that says how a record file was understood; None for rows under one heading of the type, whatever is above it."""
    found = [f"{len(heading.titles)} 行标题"] if heading.titles else []
    if heading.end - len(heading.titles) > 1:
        found.append(f"{heading.end - len(heading.titles)} 行表头")
    if kept:
        more = f"等 {len(kept)} 列" if len(kept) > _MOST_NAMED else f" {len(kept)} 列"
        found.append(f"照印出的名称保留“{'”“'.join(kept[:_MOST_NAMED])}”{more}")
    if not kept and heading.end - len(heading.titles) == 1:
        # Titles are shown as they are; nothing about them can be understood wrongly.
        return None
    what = f"记录文件照印出的样子读懂：{'；'.join(found)}。"
    remedy = "读得不对的，请核对表头；不公开的列请先删除。"
    return problem(Place(shown, heading.line, 1), "records-understood", what, remedy, Level.NOTE)


def _place(rows: Sequence[tuple[int, Sequence[str]]], known: set[str]) -> int:
    """The position of the row with labels of the columns, below rows of titles only; -1 where there is none."""
    most = 0
    for place, (_, cells) in enumerate(rows):
        filled = [cell for cell in cells if cell.strip()]
        if sum(folded(cell) in known for cell in filled) >= min(_LEAST_LABELS, len(known)):
            # A row above the heading with more cells is a record, so that this is the heading again.
            return place if 2 * most <= len(filled) else -1
        most = max(most, 0 if any(map(is_about, filled)) else len(filled))
    return -1


def _labels(columns: Sequence[Field]) -> Mapping[str, Field]:
    return {folded(label): column for column in columns for label in (column.title, *column.aliases)}


def _second_names(names: Sequence[str], known: Mapping[str, Field]) -> list[str]:
    """The names that mean a column which stands under a better name in the same heading; they are kept as printed."""
    ranks: dict[str, list[tuple[int, str]]] = {}
    for name in dict.fromkeys(name.strip() for name in names):
        field = known.get(folded(name))
        if field:
            labels = [folded(label) for label in (field.title, *field.aliases)]
            ranks.setdefault(field.name, []).append((labels.index(folded(name)), name))
    return [name for given in ranks.values() for _, name in sorted(given)[1:]]


def _is_slip(label: str, unused: Sequence[Field], lacking: Sequence[Field]) -> bool:
    """Whether the label is that of a column with one wrong character, or resembles that of a required column that lacks."""
    return bool(one_off(label, [one.title for one in unused]) or nearest(label, [one.title for one in lacking]))
