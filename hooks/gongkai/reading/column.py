"""The whole column from its sources: settings, types, directory, and every item with its place."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from pathlib import Path

from gongkai.model.addresses import item_url
from gongkai.model.document_number import index_key
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.publication import Reading
from gongkai.problems import Level, Problem, problem
from gongkai.reading import calendar_overrides, directory, front_matter, kinds, settings, synonyms
from gongkai.reading.items import KIND_LABEL, Source, read_item
from gongkai.reading.nodes import Mapping, Sequence, parse
from gongkai.reading.source_files import find_source_files
from gongkai.reading.source_text import invisible, read_text
from gongkai.reading.yaml_files import read_yaml

_NOT_ITEMS = (settings.PATH, directory.PATH, synonyms.PATH)


def read_column(root: Path) -> Reading:
    """Read every source below ``root``; never raises for what stands in a file, every fault is a problem of the reading."""
    # Reading makes very many small objects and no circles; collecting while doing so costs a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _read(root)
    finally:
        if collecting:
            gc.enable()


def _read(root: Path) -> Reading:
    the_settings, problems = settings.read_settings(root)
    all_kinds, faults = kinds.load_kinds(root / "catalogue" / "types")
    problems += faults
    entries, faults = directory.read_directory(root)
    problems += faults
    days, faults = calendar_overrides.read_calendar_overrides(root)
    problems += faults
    groups, faults = synonyms.read_synonyms(root)
    problems += faults
    source = Source(
        root,
        {kind.title: kind for kind in all_kinds.values()},
        the_settings.agency.name,
        the_settings.legacy_until is not None,
    )
    files = find_source_files(root)
    problems += files.problems
    texts = set(files.texts)
    names = [shown for shown in files.in_order() if shown not in _NOT_ITEMS]
    items: list[Item] = []
    for shown in names:
        read = _text_item if shown in texts else _list_items
        items += read(root / shown, shown, source, problems)
    return Reading(
        root=root,
        settings=the_settings,
        kinds=all_kinds,
        directory=entries,
        items=_unique(items, problems),
        problems=_without_text_files(problems, items),
        files=tuple(names),
        calendar=days,
        synonyms=groups,
    )


def _without_text_files(problems: Iterable[Problem], items: Iterable[Item]) -> tuple[Problem, ...]:
    """A file without metadata is no fault where an item names it as a text of its own (修改后全文, 草案文本)."""
    named = {text.path for item in items for text in item.texts.values()}
    return tuple(one for one in problems if one.rule != "front-matter-missing" or one.path not in named)


def _text_item(path: Path, shown: str, source: Source, problems: list[Problem]) -> list[Item]:
    text, faults = read_text(path, shown)
    problems += faults
    if text is None:
        return []
    parts, faults = front_matter.split(text, shown)
    problems += faults
    if parts is None:
        return []
    problems += invisible(parts.body, shown, parts.body_line, Level.WARNING)
    node, faults = parse(parts.record, shown, 2)
    problems += front_matter.in_text(parts, faults)
    if node is None:
        if not faults:
            problems.append(
                problem(
                    _whole(shown, 2), "front-matter-empty", "两行“---”之间没有内容。", "请写“类型: ……”“标题: ……”等。"
                )
            )
        return []
    item = read_item(node, source, shown, problems, parts.body, parts.body_line)
    if item is None:
        return []
    problems += front_matter.strayed(parts, {KIND_LABEL, *item.kind.by_label}, shown)
    return [item]


def _list_items(path: Path, shown: str, source: Source, problems: list[Problem]) -> list[Item]:
    node, faults = read_yaml(path, shown)
    problems += faults
    if node is None:
        if not faults:
            remedy = "请从“类型: ……”写起；不需要这个文件就删除它。"
            problems.append(problem(_whole(shown, 1), "file-empty", "文件里没有内容。", remedy))
        return []
    if not isinstance(node, (Mapping, Sequence)):
        what = "这个文件里没有“名称: 内容”的各行。"
        problems.append(problem(node.place, "wrong-shape", what, "请从“类型: ……”写起；冒号要用半角，后面加一个空格。"))
        return []
    found = (read_item(one, source, shown, problems) for one in (node.items if isinstance(node, Sequence) else (node,)))
    return [item for item in found if item]


def _unique(items: Iterable[Item], problems: list[Problem]) -> tuple[Item, ...]:
    """The items in the order of their numbers; of several with one number or one address only the first."""
    by_number: dict[str, Item] = {}
    addresses: dict[str, Item] = {}
    for item in items:
        label = "索引号" if "index_no" in item.values else "编号"
        place = item.at("index_no" if "index_no" in item.values else "local_no")
        other = by_number.get(index_key(item.index_no))
        if other:
            written = "" if other.index_no == item.index_no else f"，写作“{other.index_no}”"
            what = f"{label}“{item.index_no}”已经用于“{other.title}”（{other.place.path}{written}）。"
            problems.append(problem(place, "number-twice", what, "请核对后改成不同的号；同一件信息只保留一份。"))
            continue
        url = item_url(item).casefold()
        other = addresses.get(url)
        if other:
            what = f"{label}“{item.index_no}”与“{other.index_no}”（{other.place.path}）会得到相同的网址。"
            problems.append(problem(place, "address-twice", what, "请改其中一个，不要只差大小写或符号。"))
            continue
        by_number[index_key(item.index_no)] = item
        addresses[url] = item
    return tuple(sorted(by_number.values(), key=lambda item: item.index_no))


def _whole(shown: str, line: int = 0) -> Place:
    return Place(shown, line, 1 if line else 0)
