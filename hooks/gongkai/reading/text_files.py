"""Text files beside an item: drafts, amended texts and former texts of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from gongkai.model.item import Row, TextFile, Value
from gongkai.model.kind import Field, FieldType, Kind
from gongkai.model.place import Place
from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.named_files import file_beside, leads_outside, nearby
from gongkai.reading.yaml.source_text import read_text

SUFFIXES = (".md", ".txt")


def read_text_files(
    kind: Kind,
    values: Mapping[str, Value],
    places: Mapping[str, Place],
    root: Path,
    source: str,
) -> Reading[dict[str, TextFile]]:
    """The text files that the fields of an item in the file ``source`` name, by their names as written.

    ``values`` and ``places`` are those of the item, by the names of its fields. A file that cannot be used is reported.
    """
    found: dict[str, TextFile] = {}
    for field in kind.fields:
        if field.name in values:
            for name, place in _names(field, values[field.name], places[field.name]):
                text = None if name in found else (yield from _read(name, place, root, source))
                if text:
                    found[name] = text
    return found


def _names(field: Field, value: Value, place: Place) -> Iterator[tuple[str, Place]]:
    if field.type is FieldType.TEXT_FILE and isinstance(value, str):
        yield value, place
    rows = value if isinstance(value, tuple) else (value,)
    for column in field.columns:
        for row in rows:
            if isinstance(row, Row) and column.name in row.values:
                yield from _names(column, row.values[column.name], row.place)


def _read(name: str, place: Place, root: Path, source: str) -> Reading[TextFile | None]:
    if leads_outside(name):
        what = f"文件名“{name}”指向目录之外。"
        remedy = "请把文件放在本条信息旁边，只写文件名；不用“..”和反斜杠。"
        yield problem(place, "text-file-path", what, remedy)
        return None
    if not name.lower().endswith(SUFFIXES):
        what = f"“{name}”不是文本文件。"
        remedy = "请把文字另存为 UTF-8 编码的 .md 或 .txt 文件；PDF、Word 文件写在“附件”里。"
        yield problem(place, "text-file-kind", what, remedy)
        return None
    shown = file_beside(name, root, source)
    if shown is None:
        remedy = nearby(name, (root / source).parent, SUFFIXES, "请核对文件名，文件放在本条信息旁边。")
        yield problem(place, "text-file-missing", f"找不到文本文件“{name}”。", remedy)
        return None
    text = yield from read_text(root / shown, shown)
    if text is None:
        return None
    if text.lstrip().startswith("---"):
        what = f"“{name}”是另一件信息，有自己的元数据。"
        remedy = "请另存一个只有文字的文件（开头没有“---”），写它的文件名。"
        yield problem(place, "text-file-item", what, remedy)
        return None
    if not text.strip():
        yield problem(place, "text-file-empty", f"“{name}”里没有文字。", "请写入全文，或者删除这一行。")
        return None
    return TextFile(shown, text)
