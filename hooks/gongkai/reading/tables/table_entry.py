"""What an item writes for one table under 表: the name of its file, or a mapping with file, reason, unit and reading."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.tables.printed.reading_choices import READINGS, Choices
from gongkai.reading.tables.table_source import TableSource
from gongkai.reading.yaml.nodes import Mapping, Node, Scalar, Sequence

_TEXTS = ("说明", "单位", "工作表", "读法")


@dataclass(frozen=True, slots=True)
class TableEntry:
    """The names of the files, and everything else that is written."""

    names: tuple[str, ...] = ()
    source: TableSource = TableSource()


def table_entry(node: Node) -> Reading[TableEntry]:
    """The entry in ``node``; parts that it cannot have are problems."""
    if not isinstance(node, Mapping):
        return TableEntry(_names(node))
    names: tuple[str, ...] = ()
    texts = dict.fromkeys(_TEXTS, "")
    columns: dict[str, str] = {}
    for key, value in node.pairs:
        if key.text == "文件" and _names(value):
            names = _names(value)
        elif key.text in texts and isinstance(value, Scalar):
            texts[key.text] = value.text.strip()
        elif key.text == "列" and isinstance(value, Mapping):
            columns = {title.text: one.text.strip() for title, one in value.pairs if isinstance(one, Scalar)}
        elif key.text != "文件":
            what = f"表的各项里没有“{key.text}”。"
            yield problem(key.place, "unknown-label", what, "可以写：文件、说明、单位、工作表、读法、列。")
    if texts["读法"] and texts["读法"] not in READINGS:
        what = f"“读法”写成“{texts['读法']}”，不在允许的范围内。"
        yield problem(node.place, "table-two-readings", what, f"可以写：{'、'.join(READINGS)}。")
    source = TableSource(
        sheet=texts["工作表"],
        unit=texts["单位"],
        statement=texts["说明"],
        choices=Choices(texts["读法"], columns),
    )
    return TableEntry(names, source)


def _names(node: Node) -> tuple[str, ...]:
    """The names of the files of a table, in the order in which it is printed over them."""
    parts = node.items if isinstance(node, Sequence) else (node,)
    return tuple(part.text.strip() for part in parts if isinstance(part, Scalar) and part.text.strip())
