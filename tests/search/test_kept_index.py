"""An index that is changed has the bytes of one that is made anew, whatever has changed and whatever was harmed."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.incremental.cache import Cache
from gongkai.reading.column_sources import read_column
from gongkai.searching import shards
from gongkai.searching.answers import read_index
from gongkai.searching.entries import Entry, entries_of
from gongkai.searching.kept import entry_places, kept_index
from gongkai.searching.kept.kept_index import write_kept_index
from gongkai.searching.kept.known_entries import KnownEntry, known_entries
from gongkai.searching.kept.known_text import KnownText
from gongkai.searching.shards import write_index
from gongkai.searching.unit_entries import unit_entries

from tests.columns import write_column
from tests.incremental_column import FILES, NEW

_WORDS = "示例市商务局关于夜市早市展会促消费若干措施通知第条根据规定自2024年4月1日起施行有效期至电话0357办理许可证编号ab12、。，\n"


def _text(chance: random.Random, longest: int = 400) -> str:
    return "".join(chance.choices(_WORDS, k=chance.randrange(longest)))


def _entry(chance: random.Random, number: int) -> Entry:
    day = date(2024, 1, 1) + timedelta(number // 3)
    return Entry(
        url=f"{number}.html",
        title=f"第{number}号{_text(chance, 20)}".replace("\n", ""),
        number=f"示商发〔2024〕{number}号" if number % 2 else "",
        index_no=f"990000017/2024-{number:05}",
        day=day if number % 7 else None,
        kind=chance.choice(["通知", "办法"]),
        subjects=tuple(chance.sample(["商贸", "商贸/市场", "消费"], chance.randrange(3))),
        agency="示例市商务局",
        state=chance.choice(["有效", "失效", ""]),
        text=_text(chance),
    )


def _known(entries: Sequence[Entry]) -> list[KnownEntry]:
    """The entries, each pointing to the one in the middle where it is no longer in force."""
    also = (("现行文件", len(entries) // 2),)
    return [
        KnownEntry(
            replace(entry, text="", see_also=also if entry.state == "失效" else ()), KnownText(partial(str, entry.text))
        )
        for entry in entries
    ]


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "search" / "pages").iterdir()}


class _Column:
    """An index that is published again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.published = folder / "site"
        self.cache = folder / "index.json"
        self.patched = 0
        """How often the published index was changed instead of being made anew."""

    def publish(self, entries: Sequence[Entry]) -> None:
        """Build with what the last build left, compare with a cold build, and publish."""
        new, cold = self.folder / "new", self.folder / "cold"
        known = _known(entries)
        files = write_kept_index(known, new, "pages", Cache(self.cache, "key"), self.published)
        self.patched += files.last is not None
        write_kept_index(known, cold, "pages", Cache(), None)
        assert _files(new) == _files(cold)
        assert {f"{part}.js" for part in files.noted} == _files(new).keys()
        for folder in (self.published, cold):
            shutil.rmtree(folder, ignore_errors=True)
        new.rename(self.published)


@pytest.fixture
def column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Column:
    """A column with many small shards, in which few entries may move apart."""
    monkeypatch.setattr(shards, "_SHARD", 300)
    monkeypatch.setattr(entry_places, "_FEW", 4)
    monkeypatch.setattr(kept_index, "_LEAST", 30)
    return _Column(tmp_path)


def _one_change(chance: random.Random, entries: list[Entry], number: int) -> None:
    place = chance.randrange(len(entries)) if entries else 0
    what = chance.randrange(8)
    if what == 0 or not entries:
        entries.append(_entry(chance, number))
    elif what == 1:
        entries.insert(place, _entry(chance, number))
    elif what == 2:
        del entries[place]
    elif what == 3:
        # Text that is met nowhere else, and text of others.
        words = chance.choice(["龘靐齉爩" * chance.randrange(3), _text(chance)])
        entries[place] = replace(entries[place], text=entries[place].text + words)
    elif what == 4:
        entries[place] = replace(entries[place], state=chance.choice(["有效", "失效"]))
    elif what == 5:
        entries[place] = replace(entries[place], text="")
    elif what == 6:
        entries.insert(chance.randrange(len(entries)), entries.pop(place))
    else:
        entries[place] = replace(entries[place], title=_text(chance, 30), subjects=("消费",))


@pytest.mark.uncounted
@pytest.mark.parametrize("seed", range(4))
def test_changes_of_all_kinds_in_any_order(column: _Column, seed: int) -> None:
    chance = random.Random(seed)
    entries = [_entry(chance, number) for number in range(60)]
    column.publish(entries)
    rounds = 12
    for _ in range(rounds):
        for _ in range(chance.choice([0, 1, 1, 1, 3])):
            _one_change(chance, entries, chance.randrange(1_000, 1_000_000))
        column.publish(entries)
    # What costs a whole index is rare: a character that becomes frequent, for one.
    assert column.patched > rounds * 2 // 3


def _edit_all(entries: list[Entry]) -> None:
    entries[:] = [replace(entry, text=entry.text + "又及。") for entry in entries]


FEW: list[tuple[str, Callable[[list[Entry]], object]]] = [
    ("nothing", lambda entries: None),
    ("the last one is gone", lambda entries: entries.pop()),
    ("the first one is gone", lambda entries: entries.pop(0)),
    ("one more at the beginning", lambda entries: entries.insert(0, _entry(random.Random(7), 900))),
    ("two are exchanged", lambda entries: entries.insert(30, entries.pop(10))),
    ("a text that no other has", lambda entries: entries.append(Entry(url="z.html", title="", text="龘靐齉爩"))),
    ("an empty entry", lambda entries: entries.insert(20, Entry(url="z.html", title=""))),
]
MANY: list[tuple[str, Callable[[list[Entry]], object]]] = [
    ("all are edited", _edit_all),
    ("all are gone", lambda entries: entries.clear()),
    ("nearly all are gone", lambda entries: entries.__delitem__(slice(1, None))),
    (
        "a character becomes frequent",
        lambda entries: entries.append(
            Entry(url="z.html", title="", text="".join(f"市{chr(0x4E00 + n)}" for n in range(999)))
        ),
    ),
]


@pytest.mark.parametrize("change", [one[1] for one in FEW], ids=[one[0] for one in FEW])
def test_a_small_change_costs_no_whole_index(column: _Column, change: Callable[[list[Entry]], object]) -> None:
    entries = [_entry(random.Random(number), number) for number in range(60)]
    column.publish(entries)
    change(entries)
    column.publish(entries)
    assert column.patched == 1


@pytest.mark.parametrize("change", [one[1] for one in MANY], ids=[one[0] for one in MANY])
def test_a_large_change_makes_the_index_anew(column: _Column, change: Callable[[list[Entry]], object]) -> None:
    entries = [_entry(random.Random(number), number) for number in range(60)]
    column.publish(entries)
    change(entries)
    column.publish(entries)
    assert column.patched == 0
    column.publish(entries)


def test_a_character_that_becomes_rare_loses_its_term(column: _Column) -> None:
    entries = [_entry(random.Random(number), number) for number in range(60)]
    column.publish([*entries, Entry(url="z.html", title="", text="".join(f"龘{chr(0x4E00 + n)}" for n in range(999)))])
    assert read_index(column.published, "pages").postings("龘*")
    column.publish(entries)
    assert column.patched == 1


def test_a_shard_may_lose_the_term_with_which_it_begins(column: _Column) -> None:
    entries = [_entry(random.Random(number), number) for number in range(60)]
    column.publish(entries)
    index = read_index(column.published, "pages")
    firsts = [term.decode("utf-16-be") for term in index.terms]
    holding = {term: found.entries() for term, found in index.entries_of(firsts[1:]).items()}
    alone = {term: found[0] for term, found in holding.items() if len(found) == 1}
    lost = [(term, number) for term, number in alone.items() if term in entries[number].text][:4]
    for term, number in lost:
        # Nearly all other terms stay, so that the shard before is touched only for this.
        parted = entries[number].text.replace(term, f"{term[0]}。{term[1:]}")
        column.publish([*entries[:number], replace(entries[number], text=parted), *entries[number + 1 :]])
        column.publish(entries)
    assert column.patched == 2 * len(lost) == 8


def _first(folder: Path, pattern: str) -> Path:
    return sorted((folder / "search" / "pages").glob(pattern))[0]


def _swapped(folder: Path) -> None:
    one, other = sorted((folder / "search" / "pages").glob("t*.js"))[:2]
    data = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(data)


HARMS: list[tuple[str, Callable[[_Column], object]]] = [
    ("nothing is published", lambda column: shutil.rmtree(column.published)),
    ("no shard", lambda column: _first(column.published, "t*").unlink()),
    ("an empty shard", lambda column: _first(column.published, "t*").write_bytes(b"")),
    ("shards that are exchanged", lambda column: _swapped(column.published)),
    ("no texts", lambda column: _first(column.published, "x*").unlink()),
    ("another text", lambda column: _first(column.published, "x*").write_bytes(b'gkShard("pages/x0","000000","");')),
    ("half of the rows", lambda column: _first(column.published, "d*").write_bytes(b"gkShard(")),
    ("another description", lambda column: _first(column.published, "meta*").write_bytes(b"")),
    ("no cache", lambda column: column.cache.unlink()),
    ("half a cache", lambda column: column.cache.write_bytes(column.cache.read_bytes()[:5_000])),
    ("a cache of another key", lambda column: column.cache.write_bytes(b"other" + column.cache.read_bytes()[3:])),
]


@pytest.mark.parametrize("harm", [one[1] for one in HARMS], ids=[one[0] for one in HARMS])
def test_what_was_harmed_is_not_taken_over(column: _Column, harm: Callable[[_Column], object]) -> None:
    entries = [_entry(random.Random(number), number) for number in range(40)]
    column.publish(entries)
    harm(column)
    # An edit far from what was harmed, which would only be linked.
    entries[-1] = replace(entries[-1], text=entries[-1].text + "龘")
    column.publish(entries)
    assert column.patched == 0
    # What was made anew is known again.
    entries[5] = replace(entries[5], text="示例市商务局通知。")
    column.publish(entries)
    assert column.patched == 1


def test_what_was_never_published_is_not_built_upon(column: _Column) -> None:
    entries = [_entry(random.Random(number), number) for number in range(40)]
    column.publish(entries)
    # A build whose site was refused leaves its cache.
    write_kept_index(
        _known(entries[:-1]), column.folder / "refused", "pages", Cache(column.cache, "key"), column.published
    )
    column.publish(entries[1:])
    assert column.patched == 0


def test_files_that_are_the_same_are_those_of_the_published_site(column: _Column) -> None:
    entries = [_entry(random.Random(number), number) for number in range(60)]
    column.publish(entries)
    before = {path.name: path.stat().st_ino for path in (column.published / "search" / "pages").iterdir()}
    held = shutil.copytree(column.published, column.folder / "held", copy_function=os.link)
    entries[30] = replace(entries[30], text=entries[30].text + "龘靐齉爩")
    column.publish(entries)
    after = {path.name: path.stat().st_ino for path in (column.published / "search" / "pages").iterdir()}
    assert held.is_dir()
    same = [name for name, number in after.items() if before.get(name) == number]
    # The description, one file of rows and one of texts, the shards of four new terms and of three that are followed by them.
    assert len(after) - len(same) <= 10


def test_entries_are_known_until_what_they_are_made_from_changes(tmp_path: Path) -> None:
    """A column of all relations is edited at random, on two days; its index has the bytes of one that knows nothing."""
    chance = random.Random(3)
    root, published, cache = tmp_path / "column", tmp_path / "site", tmp_path / "index.json"
    write_column(root, FILES)
    made = 0
    texts = tuple(NEW.values())
    for round_ in range(14):
        if round_ % 7:
            path = root / "content" / "rules" / f"{chance.choice([1, 2, 3, 4, 7, 8, 12, 14, 40])}.md"
            path.write_text(chance.choice([*texts, str(FILES["content/rules/8.md"])]), encoding="utf-8")
        day = date(2026, 11, 20 + round_ // 7)
        publication = bind(read_column(root), day)
        new, cold = tmp_path / "new", tmp_path / "cold"
        last = Cache(cache, "key")
        known = list(known_entries(publication, last))
        made += sum(not one.fingerprint for one in known)
        write_kept_index(known, new, "pages", last, published)
        assert [one.whole() for one in known] == [*entries_of(publication), *unit_entries(publication)]
        write_index([one.whole() for one in known], cold, "pages")
        assert _files(new) == _files(cold)
        for folder in (published, cold):
            shutil.rmtree(folder, ignore_errors=True)
        new.rename(published)
    # Two days on which nothing is known yet, and few texts in each round beside them.
    assert made < 14 * len(known) // 2
