"""One item from the metadata and the text in its source file, without the other files that it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.model.item import Item, Kept, Value, words_of
from gongkai.model.kind import Kind
from gongkai.model.place import Place
from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading
from gongkai.model.script import is_traditional, simplified
from gongkai.reading.column.legacy_folders import is_within
from gongkai.reading.item_files import LABELS
from gongkai.reading.printable_faults import is_printed
from gongkai.reading.values.fields import read_values
from gongkai.reading.values.kind_mistakes import unknown_kind, wrong_kind
from gongkai.reading.yaml.nodes import Mapping as MappingNode
from gongkai.reading.yaml.nodes import Node, Scalar, Sequence

KIND_LABEL, LEGACY_LABEL = "类型", "历史遗留"
_AS_PRINTED, _PLACE = "照原件公开", "位置"


@dataclass(frozen=True, slots=True)
class Source:
    """What reading an item needs: the project, its types by title, the name of its agency, and the leniency for old items."""

    root: Path
    kinds: Mapping[str, Kind]
    agency: str
    lenient: bool
    """Whether a missing value of a legacy item (历史遗留) is a warning instead of an error."""
    legacy_folders: tuple[str, ...] = ()
    """Folders whose items are legacy items unless they say otherwise."""


@dataclass(frozen=True, slots=True)
class SourcePart:
    """The part of a source file that holds one item: its text and its origins."""

    path: str
    written: str | Kept = ""
    """The text after the metadata; it begins on line ``body_line`` of the file."""
    body_line: int = 0
    origin: str = ""
    record_origin: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata of an item: its values, and the places of everything that was written, by the names of the fields."""

    place: Place
    legacy: bool
    values: Mapping[str, Value]
    """They include ``index_no`` or ``local_no``."""
    places: Mapping[str, Place]


def read_item(node: Node, source: Source, part: SourcePart) -> Reading[Item | None]:
    """The item that ``node`` describes; None, after yielding a problem, where its type or its number is not known."""
    if not isinstance(node, MappingNode):
        what = "一件信息应当由“名称: 内容”各行组成。"
        yield problem(node.place, "wrong-shape", what, "请从“类型: ……”“标题: ……”写起。")
        return None
    kind = yield from _kind(node, source)
    if kind is None:
        return None
    own = MappingNode(node.place, tuple(pair for pair in node.pairs if pair[0].text not in (KIND_LABEL, *LABELS)))
    wrong = wrong_kind(own, kind, source.kinds.values(), node.get(KIND_LABEL) or node)
    if wrong:
        yield wrong
        return None
    legacy = _is_legacy(node, part.path, source)
    where = kind.title if kind.title.startswith("“") else f"“{kind.title}”"
    printed = _printed(own, kind)
    read = yield from read_values(own, kind.by_label, kind.fields, where, legacy and source.lenient, printed)
    values = read.values
    if not _number(values):
        what = f"{where}既没有“索引号”也没有“编号”，不知道它的永久网址。"
        blank = next(iter(read.blank[name] for name in ("index_no", "local_no") if name in read.blank), None)
        remedy = "请在冒号后面填写。" if blank else "请加一行“索引号: ……”；没有索引号的历史件写“编号: ……”。"
        yield problem(blank or node.place, "no-number", what, remedy)
        return None
    if kind.text == "required" and not words_of(part.written).strip() and not _text(values, "exemption"):
        what = f"{where}“{_text(values, 'title')}”没有正文。"
        yield problem(
            node.place,
            "no-text",
            what,
            "请在第二行“---”之后写正文；信息写在目录（catalogue）里的，请改放到 content 里。",
        )
    if kind.text == "none" and words_of(part.written).strip():
        what = f"{where}没有正文，第二行“---”之后的文字不会公开。"
        yield problem(
            Place(part.path, part.body_line, 1), "text-not-shown", what, "请把这些文字写进相应的各项，或者删除。"
        )
    return item_of(kind, source.agency, Metadata(node.place, legacy, values, read.places), part)


def _is_legacy(node: MappingNode, path: str, source: Source) -> bool:
    """Whether the item is an old one (历史遗留): as it says itself, else as its folder has it."""
    written = node.get(LEGACY_LABEL)
    if isinstance(written, Scalar) and written.text.strip():
        return written.text.strip() == "是"
    return is_within(path, source.legacy_folders)


def item_of(kind: Kind, agency: str, metadata: Metadata, part: SourcePart) -> Item:
    """The item with this metadata and text; its publisher is ``agency`` unless the metadata names another."""
    values = metadata.values
    return Item(
        kind=kind,
        place=metadata.place,
        index_no=_number(values),
        title=_text(values, "title"),
        title_hans=_text(values, "title_hans") or _simplified_title(_text(values, "title")),
        agency=_text(values, "agency") or agency,
        doc_no=_text(values, "doc_no"),
        doc_date=_day(values, "doc_date"),
        publish_date=_day(values, "publish_date"),
        effective_from=_day(values, "effective_from"),
        valid_until=_day(values, "valid_until"),
        summary=_text(values, "summary"),
        subject=_text(values, "subject"),
        unit=_text(values, "unit"),
        directory_entry=_text(values, "directory_entry"),
        legacy=metadata.legacy,
        aliases=_texts(values, "aliases"),
        values=values,
        places=metadata.places,
        written=part.written,
        body_line=part.body_line,
        origin=part.origin,
        record_origin=part.record_origin,
    )


def _simplified_title(title: str) -> str:
    return simplified(title) if is_traditional(title) else ""


def _printed(node: MappingNode, kind: Kind) -> frozenset[str]:
    """The names of the fields that the item publishes as printed in the original (照原件公开)."""
    written = node.get(_AS_PRINTED)
    rows = written.items if isinstance(written, Sequence) else (written,)
    places = (row.get(_PLACE) for row in rows if isinstance(row, MappingNode))
    labels = (place.text.strip() for place in places if isinstance(place, Scalar))
    fields = (kind.by_label[label] for label in labels if label in kind.by_label)
    return frozenset(field.name for field in fields if is_printed(field))


def _kind(node: MappingNode, source: Source) -> Reading[Kind | None]:
    written = node.get(KIND_LABEL)
    if not isinstance(written, Scalar) or not written.text.strip():
        blank = next((key.place for key, _ in node.pairs if key.text == KIND_LABEL), None)
        remedy = "请在冒号后面填写，例如“类型: 政策文件”。" if blank else "请加一行，例如“类型: 政策文件”。"
        yield problem(blank or node.place, "no-type", "没有写“类型”。", remedy)
        return None
    title = written.text.strip()
    kind = source.kinds.get(title)
    if kind is None:
        yield unknown_kind(title, written.place, source.kinds)
    return kind


def _number(values: Mapping[str, Value]) -> str:
    return _text(values, "index_no") or _text(values, "local_no")


def _text(values: Mapping[str, Value], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _texts(values: Mapping[str, Value], name: str) -> tuple[str, ...]:
    value = values.get(name)
    return tuple(text for text in value if isinstance(text, str)) if isinstance(value, tuple) else ()


def _day(values: Mapping[str, Value], name: str) -> date | None:
    value = values.get(name)
    return value if isinstance(value, date) else None
