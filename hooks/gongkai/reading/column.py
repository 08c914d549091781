"""The whole column from its sources: settings, types, directory, and every item with its place."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.publication import Reading
from gongkai.problems import Level, Problem, problem
from gongkai.reading import calendar_overrides, directory, front_matter, kinds, settings, synonyms
from gongkai.reading.items import Source, read_item
from gongkai.reading.nodes import Mapping, Sequence, parse
from gongkai.reading.source_text import invisible, read_text

_NOT_ITEMS = (settings.PATH, directory.PATH, synonyms.PATH)
_NOT_ITEM_FOLDERS = ("catalogue/calendar/", "catalogue/types/")


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
    files: list[str] = []
    items: list[Item] = []
    for path, shown in _paths(root):
        files.append(shown)
        if path.is_symlink():
            problems.append(problem(_whole(shown), "source-link", "这是链接，不是文件。", "请放入真正的文件。"))
            continue
        items += (
            _text_item(path, shown, source, problems)
            if path.suffix == ".md"
            else _list_items(path, shown, source, problems)
        )
    return Reading(
        root=root,
        settings=the_settings,
        kinds=all_kinds,
        directory=entries,
        items=_unique(items, problems),
        problems=_without_text_files(problems, items),
        files=tuple(files),
        calendar=days,
        synonyms=groups,
    )


def _without_text_files(problems: Iterable[Problem], items: Iterable[Item]) -> tuple[Problem, ...]:
    """A file without metadata is no fault where an item names it as a text of its own (修改后全文, 草案文本)."""
    named = {text.path for item in items for text in item.texts.values()}
    return tuple(one for one in problems if one.rule != "front-matter-missing" or one.path not in named)


def _paths(root: Path) -> Iterator[tuple[Path, str]]:
    texts = (path for path in (root / "content").rglob("*") if path.suffix in (".md", ".markdown"))
    lists = (path for path in (root / "catalogue").rglob("*") if path.suffix in (".yml", ".yaml"))
    for path in sorted((*texts, *lists)):
        relative = path.relative_to(root)
        shown = relative.as_posix()
        hidden = any(part.startswith((".", "_")) for part in relative.parts)
        if (
            not hidden
            and shown not in _NOT_ITEMS
            and not shown.startswith(_NOT_ITEM_FOLDERS)
            and path.name != "README.md"
        ):
            yield path, shown


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
    problems += faults
    if node is None:
        if not faults:
            problems.append(
                problem(
                    _whole(shown, 2), "front-matter-empty", "两行“---”之间没有内容。", "请写“类型: ……”“标题: ……”等。"
                )
            )
        return []
    item = read_item(node, source, shown, problems, parts.body, parts.body_line)
    return [item] if item else []


def _list_items(path: Path, shown: str, source: Source, problems: list[Problem]) -> list[Item]:
    text, faults = read_text(path, shown)
    problems += faults
    if text is None:
        return []
    node, faults = parse(text, shown)
    problems += faults
    if node is None:
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
        other = by_number.get(item.index_no)
        if other:
            what = f"{label}“{item.index_no}”已经用于“{other.title}”（{other.place.path}）。"
            problems.append(problem(place, "number-twice", what, "请核对后改成不同的号；同一件信息只保留一份。"))
            continue
        url = item_url(item).casefold()
        other = addresses.get(url)
        if other:
            what = f"{label}“{item.index_no}”与“{other.index_no}”（{other.place.path}）会得到相同的网址。"
            problems.append(problem(place, "address-twice", what, "请改其中一个，不要只差大小写或符号。"))
            continue
        by_number[item.index_no] = item
        addresses[url] = item
    return tuple(sorted(by_number.values(), key=lambda item: item.index_no))


def _whole(shown: str, line: int = 0) -> Place:
    return Place(shown, line, 1 if line else 0)
