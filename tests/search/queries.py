"""Questions with known answers: sampled from what entries say.

What is true is found by brute force in the texts, with a folding of its own, not with the tokenizer under test.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.model.script import traditional_pairs
from gongkai.searching.entries import Entry

_IGNORED = re.compile("[“”‘’\"'`「」『』〔〕\\[\\]()【】《》〈〉<>{}、·•・~\\-—–―─_/\\\\ \t\u3000.\u200b]")
_HAN = re.compile("[一-鿿]")
_BRACKETS = ("〔{}〕", "[{}]", "（{}）", "({})", "【{}】", " {} ")


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked, of which kind, the addresses that hold it, and the one page meant where there is one."""

    text: str
    kind: str
    true: frozenset[str]
    target: str = ""


class Truth:
    """The squeezed texts of all entries, to look into."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._texts = {
            entry.url: "\n".join(
                squeezed(part)
                for text in (
                    *entry.strong,
                    *entry.cells,
                    *_day(entry),
                    entry.kind,
                    entry.agency,
                    *entry.subjects,
                    entry.text,
                )
                for part in text.split("\n")
            )
            for entry in entries
        }

    def holding(self, *phrases: str) -> frozenset[str]:
        """Addresses of the entries that hold every phrase."""
        sought = [_sought(phrase) for phrase in phrases]
        return frozenset(url for url, text in self._texts.items() if all(one.search(text) for one in sought))


def _day(entry: Entry) -> tuple[str, ...]:
    return (entry.day.isoformat(),) if entry.day else ()


def _sought(phrase: str) -> re.Pattern[str]:
    """The phrase as it is found in squeezed texts; a number is meant from its first figure on, a date whole."""
    text = squeezed(phrase)
    start = "(?<![0-9])" if text.isdigit() and len(text) <= 8 else ""
    end = "(?![0-9])" if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", phrase) else ""
    return re.compile(start + re.escape(text) + end)


def squeezed(text: str) -> str:
    """The text as people compare it: width, script, case, quotes, brackets and spaces do not count."""
    folded = unicodedata.normalize("NFKC", text).translate(traditional_pairs()).lower()
    return _IGNORED.sub("", folded)


def held_out(entries: Sequence[Entry], seed: int, each: int) -> Iterator[Query]:
    """``each`` questions of every kind, sampled from the entries."""
    chance = random.Random(seed)
    truth = Truth(entries)
    several = [entry for entry in entries if len(entry.title) > 8 and len(entry.text) > 80]
    numbered = [entry for entry in entries if entry.number]
    traditional = {
        ord(standard): chr(point) for point, standard in sorted(traditional_pairs().items()) if len(standard) == 1
    }
    for _ in range(each):
        entry = chance.choice(several)
        yield _of(truth, _part(chance, entry.title, 2, 8), "题名中的词")
        yield _of(truth, _part(chance, chance.choice(_lines(entry)), 2, 8), "正文中的词")
        yield _of(truth, entry.title, "整个题名", entries)
        yield _of(truth, entry.index_no, "索引号", entries)
        if numbered:
            yield _numbered(truth, chance, chance.choice(numbered), entries)
        yield _of(truth, _part(chance, entry.title, 3, 9).translate(traditional), "繁体")
        yield _of(truth, entry.index_no[:-1], "截短的号码")
        yield from _dated(truth, chance, entry)
        yield _spaced(truth, chance, entry)
        yield _several(truth, chance, entry)
        yield from _wrong(truth, chance, entry)
        yield from _run_together(truth, chance, entry)


def _of(truth: Truth, text: str, kind: str, entries: Sequence[Entry] = ()) -> Query:
    found = truth.holding(text)
    named = [
        entry.url
        for entry in entries
        if squeezed(text) in (squeezed(entry.title), squeezed(entry.index_no), squeezed(entry.number))
    ]
    return Query(text, kind, found, named[0] if len(named) == 1 else "")


def _numbered(truth: Truth, chance: random.Random, entry: Entry, entries: Sequence[Entry]) -> Query:
    match = re.fullmatch(r"(.+?)[〔\[（(【]([0-9]{4})[〕\]）)】](.+)", entry.number)
    if not match:
        return _of(truth, entry.number, "文号", entries)
    written = match[1] + chance.choice(_BRACKETS).format(match[2]) + match[3]
    one = _of(truth, entry.number, "文号", entries)
    return Query(written, one.kind, one.true, one.target)


def _part(chance: random.Random, text: str, shortest: int, longest: int) -> str:
    """A part of the text that begins and ends with a Han character."""
    places = [place for place, character in enumerate(text) if _HAN.match(character)]
    for _ in range(40):
        start = chance.choice(places)
        part = text[start : start + chance.randrange(shortest, longest + 1)]
        if len(part) >= shortest and _HAN.match(part[-1]) and not re.search("[，。；：,;:!?！？%]", part):
            return part
    return text[places[0] : places[0] + 1]


def _lines(entry: Entry) -> list[str]:
    return [line for line in re.split("[\n，。；：]", entry.text) if len(_HAN.findall(line)) > 6] or [entry.title]


def _wrong(truth: Truth, chance: random.Random, entry: Entry) -> Iterator[Query]:
    """A part of the title with one character that nothing has there."""
    right = _part(chance, entry.title, 5, 9)
    place = chance.randrange(1, len(right))
    written = right[:place] + chance.choice("的一是在不了有和人这") + right[place + 1 :]
    if len(_HAN.findall(right)) == len(right) and not truth.holding(written):
        yield Query(written, "错一字", truth.holding(right))


def _run_together(truth: Truth, chance: random.Random, entry: Entry) -> Iterator[Query]:
    """Two words of one entry written without a space, which stand apart there."""
    first, second = (_part(chance, chance.choice(_lines(entry)), 3, 5) for _ in range(2))
    if (
        first != second
        and not truth.holding(first + second)
        and len(_HAN.findall(first + second)) == len(first + second)
    ):
        yield Query(first + second, "连写", truth.holding(first, second))


_WAYS = (
    "{0}年{1}月{2}日",
    "{0}-{1:02}-{2:02}",
    "{0}{1:02}{2:02}",
    "{0}/{1}/{2}",
    "{0}.{1}.{2}",
    "{0} 年 {1} 月 {2} 日",
)


def _dated(truth: Truth, chance: random.Random, entry: Entry) -> Iterator[Query]:
    """The day of an entry, written in some way; found in whatever way it is written there."""
    if not entry.day:
        return
    year, month, day = entry.day.timetuple()[:3]
    numerals = "〇一二三四五六七八九"
    words = "".join(numerals[int(digit)] for digit in str(year)) + f"年{_in_words(month)}月{_in_words(day)}日"
    found = truth.holding(entry.day.isoformat()) | truth.holding(f"{year}年{month}月{day}日") | truth.holding(words)
    yield Query(chance.choice((*_WAYS, words)).format(year, month, day), "日期", found)


def _in_words(number: int) -> str:
    numerals = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else numerals[tens]) + "十" if tens else "") + (numerals[ones] if ones else "")


def _spaced(truth: Truth, chance: random.Random, entry: Entry) -> Query:
    """The index number with other separators and in full-width figures."""
    written = re.sub("[/-]", lambda _: chance.choice(" －／—"), entry.index_no)
    wide = {code: code + 0xFEE0 for code in range(0x30, 0x3A)}
    return Query(written.translate(wide), "全角和空格", truth.holding(entry.index_no))


def _several(truth: Truth, chance: random.Random, entry: Entry) -> Query:
    """A part of the title and one of the text with a space between them."""
    parts = _part(chance, entry.title, 2, 5), _part(chance, chance.choice(_lines(entry)), 2, 5)
    return Query("  ".join(parts), "多词", truth.holding(*parts))
