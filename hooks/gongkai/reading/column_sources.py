"""Reading all sources of a column: settings, types, directory, calendar, synonyms, lexicon and items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.incremental.cache import Cache, digest_of
from gongkai.incremental.file_state import is_settled, now, state_of
from gongkai.incremental.garbage_collection import without_collecting
from gongkai.incremental.progress import Progress, silent
from gongkai.incremental.shared_work import Task, shared
from gongkai.model.addresses import item_url
from gongkai.model.document_number import index_key
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.publication import Comment, ReadColumn
from gongkai.reading import calendar_overrides, directory, settings, synonyms
from gongkai.reading.cached_sources import is_cacheable, packed, unpacked
from gongkai.reading.held_sources import FileItems, HeldSources
from gongkai.reading.item_files import file_fields, files_named, with_files
from gongkai.reading.items import Source
from gongkai.reading.registers.register_files import PATHS as REGISTER_PATHS
from gongkai.reading.registers.register_files import read_registers
from gongkai.reading.source_files import source_files
from gongkai.reading.source_items import SourceItems, read_source
from gongkai.reading.types import kinds
from gongkai.reading.types.own_examples import with_own_examples
from gongkai.reading.values.serial_number import UnusedNumbers
from gongkai.reading.words import lexicon
from gongkai.reading.yaml.source_text import read_bytes

_NOT_ITEMS = (settings.PATH, directory.PATH, synonyms.PATH, lexicon.PATH, *REGISTER_PATHS)


def read_column(
    root: Path, last: Cache | None = None, held: HeldSources | None = None, progress: Progress = silent
) -> ReadColumn:
    """Read every source below ``root``; every mistake in a file becomes a problem of the result, none is raised.

    ``last`` is the cache of the last reading, under a key of the code and the common sources. Unchanged files are taken
    from it, the others are put there, and it is saved. ``held`` is what a lasting process knows of the files under the same
    key. The result is the same with and without either.
    """
    with without_collecting():
        # A cache without entries is no truth value: it may have been opened for the first time.
        memory = _Memory(Cache() if last is None else last, held, now())
        column, problems = gathered(_read(root, memory, progress))
        return replace(column, problems=problems)


@dataclass(frozen=True, slots=True)
class _Memory:
    """What is known from before: on the disk and in the process."""

    cache: Cache
    held: HeldSources | None
    began: int
    """When reading began (``file_state.now``)."""


def _read(root: Path, memory: _Memory, progress: Progress) -> Reading[ReadColumn]:
    the_settings = yield from settings.read_settings(root)
    defined = yield from kinds.load_kinds(root / "catalogue" / "types")
    all_kinds = with_own_examples(defined, the_settings.agency)
    entries = yield from directory.read_directory(root)
    days = yield from calendar_overrides.read_calendar_overrides(root)
    groups = yield from synonyms.read_synonyms(root)
    words = yield from lexicon.read_lexicon(root)
    registers = yield from read_registers(root)
    source = Source(
        root,
        {kind.title: kind for kind in all_kinds.values()},
        the_settings.agency.name,
        the_settings.legacy_until is not None,
        the_settings.legacy_folders,
    )
    named_in = {name: file_fields(kind) for name, kind in all_kinds.items()}
    names = [shown for shown in (yield from source_files(root)) if shown not in _NOT_ITEMS]
    (items, comments), faults = gathered(_items(names, source, named_in, memory, progress))
    memory.cache.save()
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
        lexicon=words,
        files=tuple(names),
        comments=tuple(comments),
        registers=registers,
    )


@dataclass(frozen=True, slots=True)
class _Share:
    """What some files say, and the cache in which it was found or put."""

    names: list[str]
    found: list[FileItems] | None
    cache: Cache

    def __reduce__(self) -> tuple[type[_Share], tuple[list[str], None, Cache]]:
        """Another process sends no items: to make them again from the cache costs less than to send them."""
        return _Share, (self.names, None, self.cache)


def _items(
    names: Sequence[str], source: Source, named_in: Mapping[str, frozenset[str]], memory: _Memory, progress: Progress
) -> Reading[tuple[list[Item], list[Comment]]]:
    """The items and comments of the files ``names``, complete with the files that the items name.

    ``named_in`` holds, by the name of a type, the names of its fields whose values can name files.
    """

    def read(some: Iterable[str], cache: Cache) -> _Share:
        taken, found, own = [], [], replace(memory, cache=cache)
        for shown in some:
            taken.append(shown)
            found.append(_held_items(shown, source, named_in, own))
        return _Share(taken, found, cache)

    items: list[Item] = []
    comments: list[Comment] = []
    task: Task[str, _Share] = Task("读取", lambda some: read(some, memory.cache.part()), str)
    left = sum(not memory.cache.has(shown) for shown in names)
    for share in shared(task, names, left, progress):
        if share.found is None:
            share = read(share.names, share.cache.reopened())
        memory.cache.join(share.cache)
        for found in share.found or ():
            items += found.items
            comments += found.comments
            yield from found.problems
    return items, comments


def _held_items(shown: str, source: Source, named_in: Mapping[str, frozenset[str]], memory: _Memory) -> FileItems:
    """The items of one file, as a lasting process holds them while the file is the same."""
    held = memory.held
    found = held.of(source.root, shown) if held else None
    if found is None:
        began = now()
        found = _file_items(shown, source, named_in, memory)
        if held:
            named = {name for item in found.items for name in files_named(item)}
            held.hold(source.root, shown, found, named, began)
    return found


def _file_items(shown: str, source: Source, named_in: Mapping[str, frozenset[str]], memory: _Memory) -> FileItems:
    """The items of one file, complete with the files that they name."""
    own, problems = gathered(_own_items(shown, source, memory))
    items = []
    found = list(problems)
    for item, node in zip(own.items, own.nodes, strict=True):
        full, faults = gathered(with_files(item, node, named_in[item.kind.name], source.root, shown, memory.cache))
        items.append(full)
        found += faults
    return FileItems(tuple(items), own.comments, tuple(found))


def _own_items(shown: str, source: Source, memory: _Memory) -> Reading[SourceItems]:
    """The items of one file without the files that they name, from the cache if its bytes are unchanged.

    A file that is in the state in which it was read last is not opened. A lasting process opens it: its items may be asked
    for their texts when the file has changed.
    """
    path, cache = f"{source.root}/{shown}", memory.cache
    state = state_of(path)
    cached, content = cache.get(shown)
    if state and cached and memory.held is None and content[1] == [*state]:
        cache.keep(shown)
        return (yield from unpacked(content[0], None, shown, source, cached))
    data = yield from read_bytes(path, shown)
    if data is None:
        return SourceItems()
    fingerprint = digest_of(data)
    settled = state if is_settled(state, memory.began) else ()
    if cached == fingerprint:
        if content[1] == [*settled]:
            cache.keep(shown)
        else:
            cache.put(shown, fingerprint, [content[0], settled])
        return (yield from unpacked(content[0], data, shown, source, fingerprint))
    found, faults = gathered(read_source(data, shown, source, fingerprint))
    yield from faults
    if is_cacheable(found):
        cache.put(shown, fingerprint, [packed(found, faults), settled])
    return found


def _without_text_files(problems: Iterable[Problem], items: Iterable[Item]) -> Iterator[Problem]:
    """The problems without those of missing metadata in files that an item names as its texts (修改后全文, 草案文本)."""
    named = {text.path for item in items for text in item.texts.values()}
    return (one for one in problems if one.rule != "front-matter-missing" or one.path not in named)


def _unique(items: Iterable[Item]) -> Reading[tuple[Item, ...]]:
    """The items sorted by index number; of several with the same number or address only the first is kept."""
    by_number: dict[str, Item] = {}
    addresses: dict[str, Item] = {}
    items = tuple(items)
    unused = UnusedNumbers(item.index_no for item in items)
    for item in items:
        field, label = ("index_no", "索引号") if "index_no" in item.values else ("local_no", "编号")
        number = index_key(item.index_no)
        other = by_number.get(number)
        if other:
            written = "" if other.index_no == item.index_no else f"，写作“{other.index_no}”"
            what = f"{label}“{item.index_no}”已经用于“{other.title}”（{other.place.path}{written}）。"
            free = unused.next_like(item.index_no)
            example = f"，例如还没有用过的 {free}" if free else ""
            remedy = f"请核对后改成不同的号{example}；已经公开的那一件不改。同一件信息只保留一份。"
            yield problem(item.at(field), "number-twice", what, remedy)
            continue
        url = item_url(item).casefold()
        other = addresses.get(url)
        if other:
            what = f"{label}“{item.index_no}”与“{other.index_no}”（{other.place.path}）会得到相同的网址。"
            yield problem(item.at(field), "address-twice", what, "请改其中一个，不要只差大小写或符号。")
            continue
        by_number[number] = item
        addresses[url] = item
    return tuple(sorted(by_number.values(), key=lambda item: item.index_no))


def _records_once(items: tuple[Item, ...]) -> Reading[tuple[Item, ...]]:
    """The items, without record files that were already named, so that no record is published twice."""
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
