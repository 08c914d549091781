"""The files that an item names: attachments, texts, tables of figures, records and the change log of records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from gongkai.incremental.cache import Cache, digest_of
from gongkai.model.item import Attachment, FigureTable, Item, RecordFile, Row, Value
from gongkai.model.kind import Field, FieldType, Kind
from gongkai.model.place import Place
from gongkai.model.problems.problem import problem
from gongkai.model.problems.refused import reason
from gongkai.model.problems.yielded import Reading, each
from gongkai.model.record import RecordChange
from gongkai.reading.attachments import duplicate_names, read_attachment
from gongkai.reading.named_files import file_beside, leads_outside, nearby
from gongkai.reading.tables.change_log import read_record_changes
from gongkai.reading.tables.figure_tables import read_figure_table
from gongkai.reading.tables.listed_tables import read_listed_table
from gongkai.reading.tables.records import open_records
from gongkai.reading.tables.table_entry import table_entry
from gongkai.reading.tables.table_source import TableSource
from gongkai.reading.text_files import read_text_files
from gongkai.reading.values.nearest import suggestion
from gongkai.reading.values.sheet_names import named_sheets
from gongkai.reading.yaml.nodes import Mapping as MappingNode
from gongkai.reading.yaml.nodes import Node, Scalar, Sequence

RECORDS_LABEL, CHANGES_LABEL, TABLES_LABEL = "记录", "记录变更", "表"
LABELS = (RECORDS_LABEL, CHANGES_LABEL, TABLES_LABEL)
"""Labels of an item that name files without being fields of its type, as those of attachments and texts are."""

_FILE, _SHEET = "文件", "工作表"
_IN_FIELDS = (FieldType.FILE, FieldType.TEXT_FILE)


def with_files(
    item: Item, node: MappingNode | None, named_in: frozenset[str], root: Path, path: str, cache: Cache
) -> Reading[Item]:
    """The item complete with the files that it names in the fields ``named_in`` and under the ``LABELS`` of ``node``.

    ``root`` is the project, ``path`` the source file in it. The origin then also covers the contents of those files; it
    is empty, so that nothing is cached, where one of them has disappeared in the meantime.
    """
    kind, values = item.kind, item.values
    if node is None and named_in.isdisjoint(values):
        return item
    listed = yield from _listed_tables(item, root, path)
    changes, change_files = (yield from _record_changes(node, kind, root, path)) if node else ((), ())
    full = replace(
        item,
        texts=(yield from read_text_files(kind, values, item.places, root, path)),
        attachments=(yield from _attachments(kind, values, root, path, cache)),
        values={**values, **{name: rows for name, (_, rows) in listed.items()}} if listed else values,
        tables={
            **((yield from _tables(node.get(TABLES_LABEL), item, root, path)) if node else {}),
            **{name: table for name, (table, _) in listed.items()},
        },
        records=(yield from _records(node, kind, root, path)) if node else (),
        record_changes=changes,
        change_files=change_files,
    )
    contents = _files_digest(full, root)
    if contents is None:
        return replace(full, origin="", record_origin="")
    return replace(
        full,
        origin=digest_of(f"{item.origin}\n{contents}".encode()),
        record_origin=digest_of(f"{item.record_origin}\n{contents}".encode()),
    )


def file_fields(kind: Kind) -> frozenset[str]:
    """The names of the fields of a type that can name files, directly or in one of their columns."""
    return frozenset(field.name for field in kind.fields if _names_files(field))


def _names_files(field: Field) -> bool:
    return field.type in (*_IN_FIELDS, FieldType.TABLE) or any(map(_names_files, field.columns))


def files_named(item: Item) -> Iterator[str]:
    """The paths, relative to the project, of all files that the item names and that were found."""
    yield from (attachment.path for attachment in item.attachments)
    yield from _files_of_values(item)


def _files_of_values(item: Item) -> Iterator[str]:
    yield from (text.path for text in item.texts.values())
    yield from (path for table in item.tables.values() for path in table.paths)
    yield from (record.path for record in item.records)
    yield from item.change_files


def _files_digest(item: Item, root: Path) -> str | None:
    """The paths and digests of all files that an item names; None where one of them has disappeared."""
    digests = [f"{attachment.path} {attachment.sha256}" for attachment in item.attachments]
    for path in _files_of_values(item):
        try:
            digests.append(f"{path} {digest_of((root / path).read_bytes())}")
        except OSError:
            return None
    return "\n".join(digests)


def _attachments(
    kind: Kind, values: Mapping[str, Value], root: Path, path: str, cache: Cache
) -> Reading[tuple[Attachment, ...]]:
    found: list[Attachment] = []
    for field in kind.fields:
        if field.type is not FieldType.FILE:
            continue
        rows = values.get(field.name)
        for row in rows if isinstance(rows, tuple) else ():
            if not isinstance(row, str):
                attachment = yield from read_attachment(row, field.name, root, path, cache)
                if attachment:
                    found.append(attachment)
    attachments = tuple(found)
    yield from duplicate_names(attachments)
    return attachments


def _records(node: MappingNode, kind: Kind, root: Path, path: str) -> Reading[tuple[RecordFile, ...]]:
    written = node.get(RECORDS_LABEL)
    if written is None:
        return ()
    if not kind.records:
        what = f"“{kind.title}”没有逐条记录。"
        yield problem(written.place, "no-records-here", what, "请删除“记录”，或者核对类型。")
        return ()
    found = []
    for one in _listed(written):
        one, sheet = yield from _with_sheet(one)
        file = yield from _named_file(one, RECORDS_LABEL, "permits-2025-03.csv", root, path)
        record = (yield from open_records(kind, root / file, file, one.place, sheet)) if file else None
        if record:
            found.append(record)
    return tuple(found)


def _record_changes(
    node: MappingNode, kind: Kind, root: Path, path: str
) -> Reading[tuple[tuple[RecordChange, ...], tuple[str, ...]]]:
    """The change log of the records, by day, and the paths of the files that hold it."""
    written = node.get(CHANGES_LABEL)
    if written is None:
        return (), ()
    if not kind.record.key:
        what = f"“{kind.title}”的记录没有标识一行的列，不能写变更。"
        yield problem(written.place, "no-records-here", what, "请删除“记录变更”，或者核对类型。")
        return (), ()
    found: list[RecordChange] = []
    files = []
    for one in _listed(written):
        file = yield from _named_file(one, CHANGES_LABEL, "permits-2025-03.changes.csv", root, path)
        if file is None:
            continue
        files.append(file)
        try:
            found += yield from read_record_changes(kind, root / file, file)
        except OSError as error:
            what = f"变更文件“{file}”读不出来（{reason(error)}）。"
            yield problem(one.place, "file-unreadable", what, "请核对文件名，文件放在本条信息旁边。")
    return tuple(sorted(found, key=lambda change: change.day)), tuple(files)


def _listed(written: Node) -> tuple[Node, ...]:
    """The nodes under a label that takes one name or a list of names."""
    return written.items if isinstance(written, Sequence) else (written,)


def _with_sheet(node: Node) -> Reading[tuple[Node, str]]:
    """The node that names a file, and the name of the sheet in it; empty where none is named."""
    if not isinstance(node, MappingNode):
        return node, ""
    for key, _ in node.pairs:
        if key.text not in (_FILE, _SHEET):
            what = f"记录文件的各项里没有“{key.text}”。"
            yield problem(key.place, "unknown-label", what, f"可以写：{_FILE}、{_SHEET}。")
    sheet = node.get(_SHEET)
    return node.get(_FILE) or node, sheet.text.strip() if isinstance(sheet, Scalar) else ""


def _named_file(name: Node, label: str, example: str, root: Path, path: str) -> Reading[str | None]:
    """The path of the file that ``name`` means, relative to the project; None where there is none.

    ``label`` and ``example`` are those of the message.
    """
    if not isinstance(name, Scalar) or not name.text.strip():
        yield problem(name.place, "wrong-shape", f"“{label}”应当写文件名。", f"例如“{label}: {example}”。")
        return None
    return (yield from _beside(name.text.strip(), root, path, name.place))


def _tables(node: Node | None, item: Item, root: Path, path: str) -> Reading[dict[str, FigureTable]]:
    kind, values, legacy = item.kind, item.values, item.legacy
    found: dict[str, FigureTable] = {}
    if node is None:
        return found
    if not kind.tables or not isinstance(node, MappingNode):
        what = f"“{kind.title}”没有附表。" if not kind.tables else "“表”应当逐行写“表名: 文件名”。"
        yield problem(node.place, "wrong-shape", what, "请核对类型和缩进。")
        return found
    by_title = {title: layout for layout in kind.tables for title in (layout.title, *layout.aliases)}
    unit = _text(values, "figure_unit") or _text(values, "unit_of_figures")
    for key, value in node.pairs:
        layout = by_title.get(key.text.strip())
        if layout is None:
            what = f"“{kind.title}”没有名为“{key.text}”的表。"
            remedy = (
                suggestion(key.text, by_title) or f"规定的表有：{'、'.join(table.title for table in kind.tables)}。"
            )
            yield problem(key.place, "unknown-table", what, remedy)
            continue
        if layout.name in found:
            what = f"表“{layout.title}”写了两次。"
            yield problem(key.place, "table-twice", what, "请只保留一处。")
            continue
        entry = yield from table_entry(value)
        files = yield from each(_beside(name, root, path, value.place) for name in entry.names)
        if None in files:
            continue
        named = tuple((root / file, file) for file in files if file)
        table = yield from read_figure_table(layout, replace(entry.source, files=named, legacy=legacy, item_unit=unit))
        if table:
            found[layout.name] = table.called(key.text.strip())
    return found


def _listed_tables(item: Item, root: Path, path: str) -> Reading[dict[str, tuple[FigureTable, tuple[Row, ...]]]]:
    """The lists of the item that stand in files, by the names of their fields; one that cannot be read is empty."""
    found: dict[str, tuple[FigureTable, tuple[Row, ...]]] = {}
    for known in item.kind.fields:
        names = named_sheets(known, item.values)
        files = yield from each(_beside(name, root, path, item.at(known.name)) for name in names)
        if not files or None in files:
            continue
        source = TableSource(files=tuple((root / file, file) for file in files if file), legacy=item.legacy, whole=True)
        read = yield from read_listed_table(known, source)
        if read:
            found[known.name] = read
    return found


def _beside(name: str, root: Path, path: str, place: Place) -> Reading[str | None]:
    """The file beside the source file ``path``, relative to the project; None, after a problem, where there is none."""
    if leads_outside(name):
        what = f"文件名“{name}”指向目录之外。"
        yield problem(place, "file-path", what, "请把文件放在本条信息旁边，只写文件名；不用“..”和反斜杠。")
        return None
    shown = file_beside(name, root, path)
    if shown is None:
        remedy = nearby(name, (root / path).parent, (".csv", ".xlsx"), "请核对文件名，文件放在本条信息旁边。")
        yield problem(place, "file-missing", f"找不到文件“{name}”。", remedy)
    return shown


def _text(values: Mapping[str, Value], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""
