"""The record files: CSV and JSON Lines for each item and for all items of a type, and the history of the records."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from gongkai.data.csv_text import csv_lines, safe_cell, write_csv
from gongkai.data.item_data import plain
from gongkai.data.kept_constraints import ANCHOR, BEFORE_CELLS, KeptConstraints
from gongkai.data.last_record_files import LastRecordFiles
from gongkai.incremental.site_parts import Part, SiteParts
from gongkai.model.formula import figure_in
from gongkai.model.item import Item
from gongkai.model.kind import Field, FieldType, Kind
from gongkai.model.publication import Publication
from gongkai.model.record import SEPARATOR, RecordTable
from gongkai.model.words.matcher import matcher
from gongkai.pages.records.all_records import kinds_with_records, records_fingerprint
from gongkai.pages.records.record_history import change_lines
from gongkai.pages.records.record_pages import all_records_url, records_url, slices_of
from gongkai.texts.value_words import NUMERIC

INDEX_NO, ADDRESS = ("index_no", "索引号"), ("url", "网址")
"""Name and label of the columns that the files of a whole type have besides."""
CHANGE_LABELS = ("索引号", "记录编号", "日期", "动作", "字段", "原值", "现值", "理由", "依据", "网址")

_FORMS = ("csv", "jsonl")

_SUSPECT = matcher(f"{SEPARATOR}[=+\\-@\t\r\n＝＋－＠]")
"""The beginning of a cell that may need ``safe_cell``; most rows have none and are written without a look at each cell."""


def write_record_files(
    publication: Publication, folder: Path, parts: SiteParts | None = None
) -> dict[str, KeptConstraints]:
    """Write the files of all types below ``folder``, and return the constraints that all rows satisfy, by type.

    ``parts`` knows those of the published site, which are taken over type by type and item by item. Raises OSError.
    """
    parts = parts or SiteParts(folder)
    kept_by_type = {}
    for kind, items in kinds_with_records(publication).values():
        name = f"record files {kind.name}"
        make = partial(_write_type, kind, items, publication, name, parts)
        part = parts.part(name, records_fingerprint(kind, items), make)
        kept_by_type[kind.name] = KeptConstraints.of(kind, part.about)
    return kept_by_type


def _write_type(
    kind: Kind, items: Sequence[Item], publication: Publication, name: str, parts: SiteParts, folder: Path
) -> Part:
    """Write the files of a type; those of items of which nothing has changed are taken over, and their lines are copied."""
    domain = publication.reading.settings.site_domain
    base = domain.rstrip("/") + "/" if domain else ""
    filled = frozenset().union(*(publication.records[item.index_no].filled for item in items))
    kept = KeptConstraints(kind, filled)
    blocks: dict[str, list[Any]] = {}
    written: list[str] = []
    with ExitStack() as stack:
        last = LastRecordFiles(parts, name, [all_records_url(kind, f"records.{form}") for form in _FORMS], stack)
        files = [stack.enter_context(_opened(folder / path)) for path in last.paths]
        columns = public_columns(kind)
        files[0].write(
            f"\ufeff{_line([INDEX_NO[1], ADDRESS[1]])},{_line([column.title for _, column in columns])}\r\n".encode()
        )
        for item in items:
            fingerprint = records_fingerprint(kind, [item])
            fingerprint = fingerprint and "\n".join([fingerprint, *sorted(filled)])
            begins = [file.tell() for file in files]
            known = last.copied(item.index_no, fingerprint, files)
            if known is None:
                own = KeptConstraints(kind, filled)
                paths = [records_url(item, form) for form in _FORMS]
                _write_item(
                    item, publication.records[item.index_no], base, own, [folder / path for path in paths], files
                )
                known = paths, own.as_json()
            kept.join(known[1])
            written += known[0]
            blocks[item.index_no] = [fingerprint, begins, [file.tell() for file in files], *known]
    written += last.paths
    changes = list(_changes(items, publication, base))
    if changes:
        written.append(all_records_url(kind, "changes.csv"))
        write_csv(folder / written[-1], [CHANGE_LABELS, *changes])
    return Part(tuple(written), {**kept.as_json(), "blocks": blocks})


def files_without_records(publication: Publication) -> Iterator[str]:
    """Addresses of the JSON Lines files that are rightly empty: the item, or the whole type, has no public record."""
    for kind, items in kinds_with_records(publication).values():
        bare = [item for item in items if not len(publication.records[item.index_no])]
        yield from (records_url(item, "jsonl") for item in bare)
        if len(bare) == len(items):
            yield all_records_url(kind, "records.jsonl")


def public_columns(kind: Kind) -> list[tuple[int, Field]]:
    """Position and definition of the columns of the files, the same for every item of the type."""
    return [(place, column) for place, column in enumerate(kind.records) if column.public]


def _write_item(
    item: Item, table: RecordTable, base: str, kept: KeptConstraints, own: Sequence[Path], files: Sequence[BinaryIO]
) -> None:
    """Write the ``own`` files of an item, and its lines to the ``files`` of the type: CSV and JSON Lines each."""
    columns = public_columns(item.kind)
    first = _line([safe_cell(item.index_no)])
    number = json.dumps(item.index_no, ensure_ascii=False)
    all_csv, all_json = files
    with _opened(own[0]) as own_csv, _opened(own[1]) as own_json:
        own_csv.write(f"\ufeff{_line([column.title for _, column in columns])}\r\n".encode())
        for lines in _pages(item, table, columns, base, kept):
            own_csv.write("".join([line for _, line, _ in lines]).encode())
            own_json.write("".join([record for _, _, record in lines]).encode())
            all_csv.write("".join([f"{first},{address},{line}" for address, line, _ in lines]).encode())
            all_json.write(
                "".join(
                    [
                        f'{{"{INDEX_NO[0]}": {number}, "{ADDRESS[0]}": "{address}", {record[1:]}'
                        for address, _, record in lines
                    ]
                ).encode()
            )


def _pages(
    item: Item, table: RecordTable, columns: Sequence[tuple[int, Field]], base: str, kept: KeptConstraints
) -> Iterator[list[tuple[str, str, str]]]:
    """Address, CSV line and JSON line of every row, in one list for each page of the item."""
    csv_line = csv_lines()
    json_line = _JsonLines(table, columns, kept.filled)
    places = [BEFORE_CELLS + place for place, _ in columns]
    for one in slices_of(item, table):
        page = f"{base}{one.url}#"
        lines = []
        texts = table.packed[one.start : one.stop]
        rows = [text.split(SEPARATOR) for text in texts]
        kept.add_rows(rows)
        for text, parts in zip(texts, rows):
            cells = [parts[place] for place in places]
            if _SUSPECT.search(text):
                cells = list(map(safe_cell, cells))
            lines.append((page + parts[ANCHOR], csv_line(cells), json_line.line(parts)))
        yield lines


class _JsonLines:
    """Writes the rows of one table as JSON objects by a format string that already has what is the same in every row."""

    def __init__(self, table: RecordTable, columns: Sequence[tuple[int, Field]], filled: frozenset[str]) -> None:
        """``filled`` are the names of the columns that every line has, so that all lines of a type have the same keys."""
        shown = [(place, column) for place, column in columns if column.name in filled]
        first = table.packed[0].split(SEPARATOR) if table.packed else []
        pattern = []
        self._differing: list[tuple[int, Field | None]] = []
        for place, column in shown:
            fixed = _json(first[BEFORE_CELLS + place], column) if column.name in table.constant else ""
            pattern.append(f"{_quoted(column.name)}: {fixed.replace('%', '%%') if fixed else '%s'}")
            if not fixed:
                self._differing.append((BEFORE_CELLS + place, column if column.type in _TYPED else None))
        self._pattern = "{" + ", ".join(pattern) + "}\n"

    def line(self, parts: Sequence[str]) -> str:
        """The line of a packed row, given in its parts; an empty cell is null."""
        return self._pattern % tuple(
            [
                "null" if not parts[place] else _quoted(parts[place]) if column is None else _json(parts[place], column)
                for place, column in self._differing
            ]
        )


_TYPED = (*NUMERIC, FieldType.YEAR, FieldType.BOOLEAN)
_quoted = json.encoder.encode_basestring


def _json(text: str, column: Field) -> str:
    if column.type is FieldType.BOOLEAN:
        return "true" if text == "是" else "false"
    # A cell that is published as printed may be no figure.
    figure = figure_in(text) if column.type in _TYPED else None
    return json.dumps(plain(figure.value)) if figure else _quoted(text)


def _changes(items: Sequence[Item], publication: Publication, base: str) -> Iterator[tuple[str, ...]]:
    for item in items:
        table = publication.records[item.index_no]
        for line in change_lines(table, slices_of(item, table)):
            address = base + line.url if line.url else ""
            yield (
                item.index_no,
                line.key,
                line.day,
                line.action,
                line.column,
                line.before,
                line.after,
                line.reason,
                line.basis,
                address,
            )


def _line(cells: Sequence[str]) -> str:
    return csv_lines()(cells).removesuffix("\r\n")


def _opened(path: Path) -> BinaryIO:
    path.parent.mkdir(parents=True, exist_ok=True)
    # It may be a link to the published file.
    path.unlink(missing_ok=True)
    return path.open("wb")
