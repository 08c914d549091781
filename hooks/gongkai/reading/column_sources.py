"""The whole column from its sources: settings, types, directory, and every item with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from gongkai.incremental.cache import Cache, digest_of
from gongkai.incremental.garbage_collection import without_collecting
from gongkai.model.addresses import item_url
from gongkai.model.document_number import index_key
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.publication import Comment, ReadColumn
from gongkai.reading import calendar_overrides, directory, settings, synonyms
from gongkai.reading.cached_sources import is_cacheable, packed, unpacked
from gongkai.reading.item_files import file_fields, with_files
from gongkai.reading.items import Source
from gongkai.reading.source_files import source_files
from gongkai.reading.source_items import SourceItems, read_source
from gongkai.reading.types import kinds
from gongkai.reading.yaml.source_text import read_bytes

_NOT_ITEMS = (settings.PATH, directory.PATH, synonyms.PATH)


def read_column(root: Path, last: Cache | None = None) -> ReadColumn:
    """Read every source below ``root``; never raises for what stands in a file, every fault is a problem of the reading.

    ``last`` is the cache of the last reading, on a key that holds the code and the common sources; files that it
    knows unchanged are taken from it, and the reading is the same with and without it.
    """
    with without_collecting():
        column, problems = gathered(_read(root, last or Cache()))
        return replace(column, problems=problems)


def _read(root: Path, last: Cache) -> Reading[ReadColumn]:
    the_settings = yield from settings.read_settings(root)
    all_kinds = yield from kinds.load_kinds(root / "catalogue" / "types")
    entries = yield from directory.read_directory(root)
    days = yield from calendar_overrides.read_calendar_overrides(root)
    groups = yield from synonyms.read_synonyms(root)
    source = Source(
        root,
        {kind.title: kind for kind in all_kinds.values()},
        the_settings.agency.name,
        the_settings.legacy_until is not None,
    )
    named_in = {name: file_fields(kind) for name, kind in all_kinds.items()}
    names = [shown for shown in (yield from source_files(root)) if shown not in _NOT_ITEMS]
    (items, comments), faults = gathered(_items(names, source, named_in, last))
    last.save()
    yield from _without_text_files(faults, items)
    unique = yield from _unique(items)
    return ReadColumn(
        root=root,
        settings=the_settings,
        kinds=all_kinds,
        directory=entries,
        items=(yield from _records_once(unique)),
        calendar=days,
        synonyms=groups,
        files=tuple(names),
        comments=tuple(comments),
    )


def _items(
    names: Iterable[str], source: Source, named_in: Mapping[str, frozenset[str]], last: Cache
) -> Reading[tuple[list[Item], list[Comment]]]:
    """What the files say, and what other files hold that their items name in the fields ``named_in`` by type."""
    items: list[Item] = []
    comments: list[Comment] = []
    for shown in names:
        found = yield from _own_items(shown, source, last)
        comments += found.comments
        for item, node in zip(found.items, found.nodes, strict=True):
            items.append((yield from with_files(item, node, named_in[item.kind.name], source.root, shown, last)))
    return items, comments


def _own_items(shown: str, source: Source, last: Cache) -> Reading[SourceItems]:
    """What a file says by itself: as noted by the last build where its bytes are the same, else as read now."""
    data = yield from read_bytes(f"{source.root}/{shown}", shown)
    if data is None:
        return SourceItems()
    fingerprint = digest_of(data)
    noted, content = last.get(shown)
    if noted == fingerprint:
        last.keep(shown)
        return (yield from unpacked(content, data, shown, source, fingerprint))
    found, faults = gathered(read_source(data, shown, source, fingerprint))
    yield from faults
    if is_cacheable(found):
        last.put(shown, fingerprint, packed(found, faults))
    return found


def _without_text_files(problems: Iterable[Problem], items: Iterable[Item]) -> Iterator[Problem]:
    """A file without metadata is no fault where an item names it as a text of its own (修改后全文, 草案文本)."""
    named = {text.path for item in items for text in item.texts.values()}
    return (one for one in problems if one.rule != "front-matter-missing" or one.path not in named)


def _unique(items: Iterable[Item]) -> Reading[tuple[Item, ...]]:
    """The items in the order of their numbers; of several with one number or one address only the first."""
    by_number: dict[str, Item] = {}
    addresses: dict[str, Item] = {}
    for item in items:
        label = "索引号" if "index_no" in item.values else "编号"
        place = item.at("index_no" if "index_no" in item.values else "local_no")
        number = index_key(item.index_no)
        other = by_number.get(number)
        if other:
            written = "" if other.index_no == item.index_no else f"，写作“{other.index_no}”"
            what = f"{label}“{item.index_no}”已经用于“{other.title}”（{other.place.path}{written}）。"
            yield problem(place, "number-twice", what, "请核对后改成不同的号；同一件信息只保留一份。")
            continue
        url = item_url(item).casefold()
        other = addresses.get(url)
        if other:
            what = f"{label}“{item.index_no}”与“{other.index_no}”（{other.place.path}）会得到相同的网址。"
            yield problem(place, "address-twice", what, "请改其中一个，不要只差大小写或符号。")
            continue
        by_number[number] = item
        addresses[url] = item
    return tuple(sorted(by_number.values(), key=lambda item: item.index_no))


def _records_once(items: tuple[Item, ...]) -> Reading[tuple[Item, ...]]:
    """The items without record files that were named before, whose records would be published twice."""
    named: dict[str, Place] = {}
    found = []
    for item in items:
        kept = []
        for file in item.records:
            before = named.setdefault(file.path, file.place)
            if before is file.place:
                kept.append(file)
                continue
            where = "" if before.path == file.place.path else f" {before.path} "
            what = f"记录文件“{file.path}”写了两次，前一次在{where}第 {before.line} 行。"
            yield problem(file.place, "records-twice", what, "同一批记录只公开一次，请改成正确的文件名或者删除。")
        found.append(item if len(kept) == len(item.records) else replace(item, records=tuple(kept)))
    return tuple(found)
