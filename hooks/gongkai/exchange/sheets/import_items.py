"""A sheet of items against those of the column: what is new and changed, and the files that it would write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from gongkai.exchange.sheets.incoming_sheet import Incoming
from gongkai.exchange.sheets.item_sources import ItemSource, SourceText, item_sources, nodes_in
from gongkai.exchange.sheets.node_text import cell_of, meaning
from gongkai.exchange.sheets.record_difference import CellChange
from gongkai.exchange.sheets.sheet_items import SheetItem, sheet_items, told
from gongkai.exchange.sheets.sheet_refusal import SheetRefusedError
from gongkai.exchange.sheets.source_edits import Edit, edited
from gongkai.exchange.sheets.yaml_lines import entry_lines
from gongkai.model.item import Item
from gongkai.model.kind import FieldType, Kind
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.publication import ReadColumn
from gongkai.reading.items import KIND_LABEL, Source, SourcePart, read_item
from gongkai.reading.tables.csv_tables import CsvError
from gongkai.reading.yaml.nodes import Mapping as MappingNode
from gongkai.reading.yaml.nodes import Node, Scalar

_NUMBERS = ("index_no", "local_no")
_TEXT_TO_FILL_IN = "【待填写：正文】"


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item that only the sheet has: its row, its number and the file that it gets."""

    row: int
    index_no: str
    path: str


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """An item that the sheet has otherwise: its row, its number, its file, and the cells that differ."""

    row: int
    index_no: str
    path: str
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class ItemImport:
    """What a sheet of items would do; items that it does not have stay as they are."""

    kind: str
    new: tuple[NewItem, ...]
    changed: tuple[ChangedItem, ...]
    absent: tuple[str, ...]
    same: int
    problems: tuple[Problem, ...]
    written: Mapping[str, bytes]
    """The content of each file that is new or changes."""

    @property
    def changes(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.written)

    def files(self, _root: Path) -> Mapping[str, bytes]:
        """The new content of each file."""
        return self.written


def import_items(incoming: Incoming, column: ReadColumn, root: Path) -> ItemImport:
    """The difference of the sheet from the items of its type. Nothing is written. Raises SheetRefusedError and OSError."""
    kind = incoming.kind
    sources = {one.item.index_no: one for one in item_sources(root, _of_kind(column, kind))}
    try:
        items, faults = gathered(sheet_items(incoming))
    except CsvError as fault:
        raise SheetRefusedError(f"{fault.problem.path}：{fault.problem.what}{fault.problem.remedy}") from None
    problems = [*incoming.problems, *faults]
    source = Source(root, {one.title: one for one in column.kinds.values()}, column.settings.agency.name, lenient=True)
    numbers, doubled = gathered(_numbers(items, incoming))
    problems += doubled
    new: list[NewItem] = []
    changed: list[ChangedItem] = []
    edits: dict[str, list[tuple[ItemSource, list[Edit]]]] = {}
    written: dict[str, bytes] = {}
    for item, number in zip(items, numbers):
        known = sources.get(number)
        changes = _edits(kind, known, item) if known else []
        if not number or (known and not changes):
            continue
        problems += _faults(item, known, source, incoming)
        if known:
            cells = _cells(known, item)
            changed.append(ChangedItem(item.row, number, known.text.path, cells))
            edits.setdefault(known.text.path, []).append((known, changes))
        else:
            path = _new_path(kind, number, column)
            if (root / path).exists() or path in written:
                raise SheetRefusedError(f"要给第 {item.row} 行写的文件 {path} 已经有了，请先核对。")
            new.append(NewItem(item.row, number, path))
            written[path] = _new_source(kind, item, path.endswith(".md")).encode()
    written |= {path: _edited_file(of_file) for path, of_file in edits.items()}
    return ItemImport(
        kind=kind.title,
        new=tuple(new),
        changed=tuple(changed),
        absent=tuple(
            f"{one.item.index_no}（{path}）"
            for number, one in sources.items()
            if number not in numbers
            for path in [one.text.path]
        ),
        same=len(items) - len(new) - len(changed),
        problems=tuple(problems),
        written=written,
    )


def _of_kind(column: ReadColumn, kind: Kind) -> list[Item]:
    return [item for item in column.items if item.kind.name == kind.name]


def _numbers(items: Sequence[SheetItem], incoming: Incoming) -> Reading[tuple[str, ...]]:
    """The number of each row, empty after a problem."""
    labels = [incoming.kind.by_name[name].title for name in _NUMBERS if name in incoming.kind.by_name]
    seen: Counter[str] = Counter()
    found: list[str] = []
    for item in items:
        node = next((value for label in labels if isinstance(value := item.values.get(label), Scalar)), None)
        number = node.text if node else ""
        seen[number] += 1
        if number and seen[number] > 1:
            what = f"“{number}”在表里写了两次。"
            place = node.place if node else Place(incoming.shown, item.row, 1)
            yield told(problem(place, "number-twice", what, "请只保留一行。"), incoming)
            number = ""
        elif not number:
            what = f"这一行没有“{labels[0]}”，不知道是哪一件。"
            found_here = problem(Place(incoming.shown, item.row, 1), "no-number", what, "请填写；新的信息也要先有号。")
            yield told(found_here, incoming)
        found.append(number)
    return tuple(found)


def _edits(kind: Kind, known: ItemSource, item: SheetItem) -> list[Edit]:
    """The labels whose values the sheet has otherwise."""
    written = {kind.by_label[key.text].name: key.text for key, _ in known.node.pairs if key.text in kind.by_label}
    found = []
    for title, value in item.values.items():
        field = kind.by_label[title]
        label = written.get(field.name, title)
        before = known.node.get(label)
        if field.type is FieldType.RECORD:
            value = _merged(before, value, {column.path[1] for column in item.cells if column.path[0] == title})
        if meaning(before, field) != meaning(value, field):
            found.append(Edit(label, value))
    return found


def _merged(before: Node | None, value: Node | None, covered: set[str]) -> Node | None:
    """A value of several parts, with the parts that the sheet has no column for."""
    old = before.pairs if isinstance(before, MappingNode) else ()
    new = {key.text: (key, part) for key, part in value.pairs} if isinstance(value, MappingNode) else {}
    pairs = [new.pop(key.text, (key, part)) for key, part in old if key.text in new or key.text not in covered]
    pairs += new.values()
    place = value.place if value else before.place if before else Place("")
    return MappingNode(place, tuple(pairs)) if pairs else None


def _cells(known: ItemSource, item: SheetItem) -> tuple[CellChange, ...]:
    kind = known.item.kind
    found = []
    for column, (_, cell) in item.cells.items():
        field = kind.by_label[column.path[0]]
        node = next((value for key, value in known.node.pairs if kind.by_label.get(key.text) is field), None)
        if len(column.path) > 1:
            node = node.get(column.path[1]) if isinstance(node, MappingNode) else None
        value = item.values[column.path[0]]
        if len(column.path) > 1:
            value = value.get(column.path[1]) if isinstance(value, MappingNode) else None
        if meaning(node, column.field) != meaning(value, column.field):
            before = cell_of(node, column.field) if node else ""
            found.append(CellChange(column.field.name, column.title, before, cell))
    return tuple(found)


def _faults(item: SheetItem, known: ItemSource | None, source: Source, incoming: Incoming) -> list[Problem]:
    """The problems of the item as it would be, as far as they stand in the sheet."""
    place = Place(incoming.shown, item.row, 1)
    kind = incoming.kind
    values = {title: value for title, value in item.values.items() if value}
    names = {kind.by_label[title].name for title in item.values}
    kept = [
        (key, value)
        for key, value in (known.node.pairs if known else ())
        if key.text not in kind.by_label or kind.by_label[key.text].name not in names
    ]
    pairs = [*kept, *((Scalar(value.place, title), value) for title, value in values.items())]
    if not known:
        pairs.insert(0, (Scalar(place, KIND_LABEL), Scalar(place, kind.title)))
    body = "" if kind.text == "none" else _TEXT_TO_FILL_IN
    _, found = gathered(read_item(MappingNode(place, tuple(pairs)), source, SourcePart(incoming.shown, body, 1)))
    return [told(_at_cell(one, item), incoming) for one in found if one.path == place.path]


def _at_cell(found: Problem, item: SheetItem) -> Problem:
    """The problem of a missing value at its cell, and with what is done in a sheet instead of in YAML."""
    if found.rule != "missing-value":
        return found
    for column, (number, _) in item.cells.items():
        if f"“{column.path[-1]}”" in found.what and (len(column.path) == 1 or f"“{column.path[0]}”" in found.what):
            return replace(found, column=number + 1, remedy="请填写这一格。")
    return replace(found, remedy="请在表里加上这一列。")


def _new_path(kind: Kind, number: str, column: ReadColumn) -> str:
    """Where a new item is written: beside the last of its type, else in a folder named after the type."""
    ending = "md" if kind.text == "required" else "yml"
    others = [item.place.path for item in _of_kind(column, kind) if item.place.path.endswith(f".{ending}")]
    folder = (
        PurePosixPath(others[-1]).parent
        if others
        else PurePosixPath("content" if ending == "md" else "catalogue", kind.name)
    )
    return (folder / f"{number.rpartition('/')[2]}.{ending}").as_posix()


def _new_source(kind: Kind, item: SheetItem, is_text: bool) -> str:
    lines = [f"{KIND_LABEL}: {kind.title}"]
    for title, value in item.values.items():
        if value:
            lines += entry_lines(title, value)
    text = "\n".join(lines) + "\n"
    return f"---\n{text}---\n\n{_TEXT_TO_FILL_IN}\n" if is_text else text


def _edited_file(of_file: Sequence[tuple[ItemSource, Sequence[Edit]]]) -> bytes:
    """The file after the edits of its items. Raises SheetRefusedError where it would not say exactly what the sheet says."""
    text = of_file[0][0].text
    lines = list(text.lines)
    for known, changes in sorted(of_file, key=lambda one: -one[0].node.place.line):
        lines = edited(lines, 1, known.node, known.end, changes)
    _prove(text, lines, of_file)
    return text.written(lines)


def _prove(text: SourceText, lines: Sequence[str], of_file: Sequence[tuple[ItemSource, Sequence[Edit]]]) -> None:
    """Read the new file: every item must say what it said, but for the edits. Raises SheetRefusedError."""
    edits = {known.node.place.line: {one.label: one.value for one in changes} for known, changes in of_file}
    before = [node for node, _ in nodes_in(text)]
    after = [node for node, _ in nodes_in(SourceText(text.path, tuple(lines), "\n", False))]
    expected = [_said(node, edits.get(node.place.line, {})) for node in before]
    if [_said(node, {}) for node in after] != expected:
        raise SheetRefusedError(f"{text.path} 的写法比较特别，不能逐项改而不碰别的内容。请直接改这个文件。")


def _said(node: MappingNode, edits: Mapping[str, Node | None]) -> dict[str, object]:
    values: dict[str, Node | None] = {key.text: value for key, value in node.pairs}
    values.update(edits)
    return {label: _plain(value) for label, value in values.items() if value is not None}


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text.strip()
    if isinstance(node, MappingNode):
        return {key.text: _plain(value) for key, value in node.pairs}
    return [_plain(one) for one in node.items]
