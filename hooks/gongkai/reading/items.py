"""One item from its mapping and its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.model.item import Attachment, FigureTable, Item, RecordFile, Value
from gongkai.model.kind import FieldType, Kind
from gongkai.model.place import Place
from gongkai.model.record import RecordChange
from gongkai.problems import Problem, problem
from gongkai.reading.attachments import duplicate_names, read_attachment
from gongkai.reading.fields import read_values
from gongkai.reading.figure_tables import read_figure_table
from gongkai.reading.named_files import file_beside, leads_outside, nearby
from gongkai.reading.nearest import suggestion
from gongkai.reading.nodes import Mapping as MappingNode
from gongkai.reading.nodes import Node, Scalar, Sequence
from gongkai.reading.record_changes import read_record_changes
from gongkai.reading.records import open_records
from gongkai.reading.text_files import read_text_files

KIND_LABEL, RECORDS_LABEL, CHANGES_LABEL, TABLES_LABEL, LEGACY_LABEL = "类型", "记录", "记录变更", "表", "历史遗留"


@dataclass(frozen=True, slots=True)
class Source:
    """Where items are read from: the project, its types by title, its agency, and the mercy for legacy items."""

    root: Path
    kinds: Mapping[str, Kind]
    agency: str
    mercy: bool
    """Whether missing values of legacy items are warnings."""


def read_item(
    node: Node, source: Source, path: str, problems: list[Problem], body: str = "", body_line: int = 0
) -> Item | None:
    """The item that ``node`` describes in the file ``path``; None where its type or its number is not known."""
    if not isinstance(node, MappingNode):
        what = "一件信息应当由“名称: 内容”各行组成。"
        problems.append(problem(node.place, "wrong-shape", what, "请从“类型: ……”“标题: ……”写起。"))
        return None
    kind = _kind(node, source, problems)
    if kind is None:
        return None
    special = (KIND_LABEL, RECORDS_LABEL, CHANGES_LABEL, TABLES_LABEL)
    own = MappingNode(node.place, tuple(pair for pair in node.pairs if pair[0].text not in special))
    legacy_node = node.get(LEGACY_LABEL)
    legacy = isinstance(legacy_node, Scalar) and legacy_node.text.strip() == "是"
    where = kind.title if kind.title.startswith("“") else f"“{kind.title}”"
    read = read_values(own, kind.by_label, kind.fields, where, problems, legacy and source.mercy)
    values = read.values
    number = _text(values, "index_no") or _text(values, "local_no")
    if not number:
        what = f"{where}既没有“索引号”也没有“编号”，不知道它的永久网址。"
        problems.append(
            problem(node.place, "no-number", what, "请加一行“索引号: ……”；没有索引号的历史件写“编号: ……”。")
        )
        return None
    if kind.text == "required" and not body.strip() and not _text(values, "exemption"):
        what = f"{where}“{_text(values, 'title')}”没有正文。"
        problems.append(
            problem(
                node.place,
                "no-text",
                what,
                "请在第二行“---”之后写正文；件在目录（catalogue）里的，请改放到 content 里。",
            )
        )
    if kind.text == "none" and body.strip():
        what = f"{where}没有正文，第二行“---”之后的文字不会公开。"
        problems.append(
            problem(Place(path, body_line, 1), "text-not-shown", what, "请把这些文字写进相应的各项，或者删除。")
        )
    changes, change_files = _record_changes(node, kind, source.root, path, problems)
    return Item(
        kind=kind,
        place=node.place,
        index_no=number,
        title=_text(values, "title"),
        agency=_text(values, "agency") or source.agency,
        doc_no=_text(values, "doc_no"),
        doc_date=_day(values, "doc_date"),
        publish_date=_day(values, "publish_date"),
        effective_from=_day(values, "effective_from"),
        valid_until=_day(values, "valid_until"),
        summary=_text(values, "summary"),
        subject=_text(values, "subject"),
        unit=_text(values, "unit"),
        directory_entry=_text(values, "directory_entry"),
        legacy=legacy,
        aliases=_texts(values, "aliases"),
        values=values,
        places=read.places,
        body=body,
        body_line=body_line,
        texts=read_text_files(kind, values, read.places, source.root, path, problems),
        attachments=_attachments(kind, values, source.root, path, problems),
        tables=_tables(node.get(TABLES_LABEL), kind, values, source.root, path, problems),
        records=_records(node, kind, source.root, path, problems),
        record_changes=changes,
        change_files=change_files,
    )


def _kind(node: MappingNode, source: Source, problems: list[Problem]) -> Kind | None:
    written = node.get(KIND_LABEL)
    if not isinstance(written, Scalar) or not written.text.strip():
        what = "没有写“类型”。"
        problems.append(problem(node.place, "no-type", what, "请加一行，例如“类型: 政策文件”。"))
        return None
    title = written.text.strip()
    kind = source.kinds.get(title)
    if kind is None:
        remedy = suggestion(title, source.kinds) or f"可以写：{'、'.join(list(source.kinds)[:12])}等。"
        problems.append(problem(written.place, "unknown-type", f"没有“{title}”这种类型。", remedy))
    return kind


def _attachments(
    kind: Kind, values: Mapping[str, Value], root: Path, path: str, problems: list[Problem]
) -> tuple[Attachment, ...]:
    found: list[Attachment] = []
    for field in kind.fields:
        if field.type is not FieldType.FILE:
            continue
        rows = values.get(field.name)
        for row in rows if isinstance(rows, tuple) else ():
            if not isinstance(row, str):
                attachment = read_attachment(row, field.name, root, path, problems)
                if attachment:
                    found.append(attachment)
    attachments = tuple(found)
    problems += duplicate_names(attachments)
    return attachments


def _records(node: MappingNode, kind: Kind, root: Path, path: str, problems: list[Problem]) -> tuple[RecordFile, ...]:
    written = node.get(RECORDS_LABEL)
    if written is None:
        return ()
    if not kind.records:
        what = f"“{kind.title}”没有逐条记录。"
        problems.append(problem(written.place, "no-records-here", what, "请删除“记录”，或者核对类型。"))
        return ()
    found = []
    for file, place in _files(written, RECORDS_LABEL, "permits-2025-03.csv", root, path, problems):
        record, faults = open_records(kind, root / file, file, place)
        problems += faults
        if record:
            found.append(record)
    return tuple(found)


def _record_changes(
    node: MappingNode, kind: Kind, root: Path, path: str, problems: list[Problem]
) -> tuple[tuple[RecordChange, ...], tuple[str, ...]]:
    """The history of the records in the order of its days, and the files in which it stands."""
    written = node.get(CHANGES_LABEL)
    if written is None:
        return (), ()
    if not kind.record.key:
        what = f"“{kind.title}”的记录没有标识一行的列，不能写变更。"
        problems.append(problem(written.place, "no-records-here", what, "请删除“记录变更”，或者核对类型。"))
        return (), ()
    found: list[RecordChange] = []
    files = []
    for file, place in _files(written, CHANGES_LABEL, "permits-2025-03.changes.csv", root, path, problems):
        files.append(file)
        try:
            found += read_record_changes(kind, root / file, file, problems)
        except OSError as error:
            what = f"变更文件“{file}”读不出来（{error.strerror}）。"
            problems.append(problem(place, "file-unreadable", what, "请核对文件名，文件放在本条信息旁边。"))
    return tuple(sorted(found, key=lambda change: change.day)), tuple(files)


def _files(
    written: Node, label: str, example: str, root: Path, path: str, problems: list[Problem]
) -> Iterator[tuple[str, Place]]:
    """The files that one name or a list of names leads to, with the place of each name."""
    for one in written.items if isinstance(written, Sequence) else (written,):
        if not isinstance(one, Scalar) or not one.text.strip():
            problems.append(
                problem(one.place, "wrong-shape", f"“{label}”应当写文件名。", f"例如“{label}: {example}”。")
            )
            continue
        file = _beside(one.text.strip(), root, path, one.place, problems)
        if file is not None:
            yield file, one.place


def _tables(
    node: Node | None, kind: Kind, values: Mapping[str, Value], root: Path, path: str, problems: list[Problem]
) -> dict[str, FigureTable]:
    found: dict[str, FigureTable] = {}
    if node is None:
        return found
    if not kind.tables or not isinstance(node, MappingNode):
        what = f"“{kind.title}”没有附表。" if not kind.tables else "“表”应当逐行写“表名: 文件名”。"
        problems.append(problem(node.place, "wrong-shape", what, "请核对类型和缩进。"))
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
            problems.append(problem(key.place, "unknown-table", what, remedy))
            continue
        if layout.name in found:
            what = f"表“{layout.title}”写了两次。"
            problems.append(problem(key.place, "table-twice", what, "请只保留一处。"))
            continue
        name, statement, own_unit = _table_parts(value, problems)
        file = _beside(name, root, path, value.place, problems) if name else ""
        if file is None:
            continue
        table, faults = read_figure_table(layout, root / file if file else None, file, own_unit or unit, statement)
        problems += faults
        if table:
            found[layout.name] = table
    return found


def _table_parts(node: Node, problems: list[Problem]) -> tuple[str, str, str]:
    """File, statement and unit of one table."""
    if isinstance(node, Scalar):
        return node.text.strip(), "", ""
    parts = {"文件": "", "说明": "", "单位": ""}
    for key, value in node.pairs if isinstance(node, MappingNode) else ():
        if key.text in parts and isinstance(value, Scalar):
            parts[key.text] = value.text.strip()
        else:
            what = f"表的各项里没有“{key.text}”。"
            problems.append(problem(key.place, "unknown-label", what, "可以写：文件、说明、单位。"))
    return parts["文件"], parts["说明"], parts["单位"]


def _beside(name: str, root: Path, path: str, place: Place, problems: list[Problem]) -> str | None:
    if leads_outside(name):
        what = f"文件名“{name}”指向目录之外。"
        problems.append(problem(place, "file-path", what, "请把文件放在本条信息旁边，只写文件名；不用“..”和反斜杠。"))
        return None
    shown = file_beside(name, root, path)
    if shown is None:
        remedy = nearby((root / path).parent, (".csv",), "请核对文件名，文件放在本条信息旁边。")
        problems.append(problem(place, "file-missing", f"找不到文件“{name}”。", remedy))
    return shown


def _text(values: Mapping[str, Value], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _texts(values: Mapping[str, Value], name: str) -> tuple[str, ...]:
    value = values.get(name)
    return tuple(text for text in value if isinstance(text, str)) if isinstance(value, tuple) else ()


def _day(values: Mapping[str, Value], name: str) -> date | None:
    value = values.get(name)
    return value if isinstance(value, date) else None
