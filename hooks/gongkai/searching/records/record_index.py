"""The search index of all records of a type, and the files by which the browser filters, sorts and finds single rows.

``search/records-<list>/`` holds the index of the records (``shards``), one entry a row, the oldest first; ``rows.js`` with
columns, wording and items; ``c-<column>.js`` with a dictionary-encoded column, the newest row first; ``k<n>.js``, a shard
of a hash table from anchor to row; ``history.js`` with the changes of rows since they were published.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from gongkai.incremental.cache import digest_of
from gongkai.incremental.site_parts import Part, SiteParts
from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.kind import Field, FieldType, Kind, RecordTerm
from gongkai.model.publication import Publication
from gongkai.model.record import SEPARATOR
from gongkai.model.words.matcher import matcher
from gongkai.pages.records.all_records import kinds_with_records, records_fingerprint
from gongkai.pages.records.record_citations import following, linked_texts
from gongkai.pages.records.record_history import change_lines
from gongkai.pages.records.record_pages import (
    record_column,
    records_index,
    slices_of,
    term_title,
)
from gongkai.searching.entries import Entry
from gongkai.searching.packing import FOLDER, script_value
from gongkai.searching.records.kept_records import write_records
from gongkai.searching.records.numeric_columns import column_data
from gongkai.searching.records.printed_records import printed_records
from gongkai.searching.records.record_order import RecordsInOrder
from gongkai.searching.tokens import HAN
from gongkai.texts.value_words import NUMERIC

MOST_CHOICES = 2000
"""Most different texts of a column that are written; a column with more can be sorted but not filtered."""
MOST_OFFERED = 300
"""Most texts of a filter that ``rows.js`` holds; longer lists are read with their column."""
_ANCHORS_IN_SHARD = 1500
"""Mean number of anchors in a shard."""
_HAN = matcher(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class RecordIndex:
    """What was written: the numbers of records and of files."""

    records: int
    files: int


def publish_record_search(publication: Publication, folder: Path, parts: SiteParts | None = None) -> RecordIndex:
    """Write the index of every type that has records below ``folder``. Raises OSError.

    ``parts`` knows what the published site already has.
    """
    parts = parts or SiteParts(folder)
    records = files = 0
    for kind, items in kinds_with_records(publication).values():
        tables = [publication.records[item.index_no] for item in items]
        said = {
            "linked": linked_texts(items, tables, publication),
            "following": following(items, publication),
        }
        make = partial(_write_type, kind, items, publication, said, parts)
        # Where the part is taken over whole, what is known of its index is needed again by the next build.
        if parts.records.get(records_index(kind))[1]:
            parts.records.keep(records_index(kind))
        files += len(parts.part(f"search {kind.name}", _fingerprint(kind, items, publication, said), make).files)
        records += sum(map(len, tables))
    return RecordIndex(records, files)


def _fingerprint(kind: Kind, items: Sequence[Item], publication: Publication, said: Mapping[str, Any]) -> str:
    """A digest of all that the index of a type depends on; empty where it is not known."""
    own = records_fingerprint(kind, items)
    printed = [repr(publication.defects.get(item.index_no)) for item in items if "as_printed" in item.values]
    return own and digest_of("\n".join([own, json.dumps(said, ensure_ascii=False), *printed]).encode())


def _write_type(
    kind: Kind,
    items: Sequence[Item],
    publication: Publication,
    said: Mapping[str, Any],
    parts: SiteParts,
    folder: Path,
) -> Part:
    """Write the index of a type; ``said`` is what its records and others say of each other."""
    rows = RecordsInOrder(kind, items, publication)
    name = f"{FOLDER}/{records_index(kind)}"
    write_records(rows, folder, records_index(kind), parts.records, parts.published)
    beside = {"printed": printed_records(rows, publication), **said}
    _write_beside(rows, publication.as_of, beside, folder / name)
    return Part(tuple(sorted(f"{name}/{path.name}" for path in (folder / name).iterdir())))


def record_entries(publication: Publication) -> Iterator[Entry]:
    """The entries of all records of all types, for benchmarks of another search engine on the same rows."""
    for kind, items in kinds_with_records(publication).values():
        yield from (entry for entry, _, _ in RecordsInOrder(kind, items, publication).entries())


def _write_beside(rows: RecordsInOrder, as_of: date, beside: Mapping[str, Any], folder: Path) -> None:
    """Write everything besides the index itself; ``beside`` is what is said of the records elsewhere."""

    def write(part: str, value: object) -> None:
        text = script_value(value)
        (folder / f"{part}.js").write_text(f'gkRecordPart("{folder.name}/{part}",{text});\n', encoding="utf-8")

    choices = {}
    orders = {}
    offered: dict[str, list[str]] = {}
    use = rows.kind.record
    dated = (use.day, use.term.start, use.term.end) if use.term else (use.day,)
    for column, values, codes in rows.ranked(_useful(rows)):
        # The browser compares days with its own, so it needs their texts however many there are.
        choices[column.name] = len(values) <= MOST_CHOICES or column.name in dated
        orders[column.name] = _order(column, values, rows.kind)
        if column.name in use.filters and len(values) <= MOST_OFFERED:
            offered[column.name] = values
        write(f"c-{column.name}", column_data(values if choices[column.name] else None, len(values), codes))
    write("c-item", column_data(None, len(rows.items), rows.sources()))
    shards = max(1, -(-len(rows) // _ANCHORS_IN_SHARD))
    for number, shard in enumerate(_anchors(rows, shards)):
        write(f"k{number}", shard)
    history = _history(rows)
    if history:
        write("history", history)
    meta = {**_meta(rows, as_of, choices, shards, bool(history)), "orders": orders, "values": offered}
    write("rows", {**meta, **{name: found for name, found in beside.items() if found}})


def _useful(rows: RecordsInOrder) -> list[tuple[int, Field]]:
    """Place and definition of the columns by which rows are sorted, filtered or dated."""
    use = rows.kind.record
    wanted = {*use.columns, *use.filters, use.day, use.key, use.name}
    if use.term:
        wanted |= {use.term.start, use.term.end, use.term.stopped_by}
    if not use.columns:
        wanted |= {column.name for _, column in rows.columns}
    return [(place, one) for place, one in rows.columns if one.name in wanted and place not in rows.constant]


def _order(column: Field, values: list[str], kind: Kind) -> str:
    """The kind of order of a column: day (the day of the records), date, number, code or letters (pinyin)."""
    if column.name == kind.record.day:
        return "day"
    if column.type in NUMERIC:
        return "number"
    if column.type is FieldType.DATE or record_column(column, kind).form == "day":
        return "date"
    if column.name == kind.record.key or not _HAN.search("\n".join(values)):
        return "code"
    return "letters"


def _anchors(rows: RecordsInOrder, shards: int) -> list[dict[str, int | list[int]]]:
    """Row by anchor, a list of rows where items share a number; the CRC-32 of the anchor modulo ``shards`` picks the shard."""
    found: list[dict[str, int | list[int]]] = [{} for _ in range(shards)]
    for row, (_, _, text) in enumerate(rows.texts()):
        anchor = text.split(SEPARATOR, 3)[2]
        shard = found[zlib.crc32(anchor.encode()) % shards]
        present = shard.get(anchor)
        if present is None:
            shard[anchor] = row
        elif isinstance(present, int):
            shard[anchor] = [present, row]
        else:
            present.append(row)
    return found


def _history(rows: RecordsInOrder) -> dict[str, list[list[str]]]:
    """The changes of records by anchor, the newest first.

    Each is day, action, tone, column, text before and after, reason, basis, key and index number.
    """
    found: dict[str, list[list[str]]] = {}
    for item, table in zip(rows.items, rows.tables):
        for line in change_lines(table, slices_of(item, table)):
            found.setdefault(line.anchor, []).append(
                [
                    line.day,
                    line.action,
                    line.tone,
                    line.column,
                    line.before,
                    line.after,
                    line.reason,
                    line.basis,
                    line.key,
                    item.index_no,
                ]
            )
    return dict(sorted(found.items()))


def _meta(rows: RecordsInOrder, as_of: date, choices: dict[str, bool], shards: int, history: bool) -> dict[str, object]:
    use = rows.kind.record
    wanted = use.columns or tuple(column.name for _, column in rows.columns)
    return {
        "count": len(rows),
        "asOf": as_of.isoformat(),
        "title": rows.kind.listing.title,
        "columns": [_column_header(column, rows.kind) for _, column in rows.columns],
        "cells": [column.name for _, column in rows.cells],
        "name": use.name,
        "key": use.key,
        "day": use.day,
        "sorted": f"-{use.day}" if use.day else "",
        "collation": "zh-u-co-pinyin",
        "table": [one.name for place, one in rows.columns if one.name in wanted and place not in rows.constant],
        "filters": [name for name in use.filters if choices.get(name)],
        "sortable": sorted(choices),
        "constant": {column.name: rows.constant[place] for place, column in rows.columns if place in rows.constant},
        "term": _term(use.term),
        "items": [
            [
                item.index_no,
                item.title,
                item.agency,
                item.publish_date.isoformat() if item.publish_date else "",
                item_url(item),
            ]
            for item in rows.items
        ],
        "anchors": shards,
        "history": history,
    }


def _column_header(column: Field, kind: Kind) -> dict[str, str]:
    shown = record_column(column, kind)
    return {"name": column.name, "title": shown.title, "form": shown.form, "unit": shown.unit}


def _term(term: RecordTerm | None) -> dict[str, object] | None:
    if term is None:
        return None
    return {
        "title": term_title(term),
        "start": term.start,
        "end": term.end,
        "endless": list(term.endless),
        "stoppedBy": term.stopped_by,
        "stopped": list(term.stopped),
        "before": term.before,
        "within": term.within,
        "after": term.after,
        "withoutEnd": term.without_end,
        "noLonger": term.no_longer,
        "leaves": term.leaves,
    }
