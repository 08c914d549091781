"""Title marks 《 and 》 are paired within a paragraph, and a title within a title has 〈 and 〉 (GB/T 15834-2011)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.checking.texts.own_texts import is_own
from gongkai.checking.texts.text_lines import all_text, lines_of, within
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_PAIRS = {"》": "《", "〉": "〈"}
_NESTED = matcher(r"《[^《》\n]*《[^《》\n]*》")
_WITHIN = matcher(r"《[^》\n]*《")


def _is_worth(text: str) -> bool:
    return "〈" in text or "〉" in text or _WITHIN.search(text) is not None


def _uneven(text: str) -> bool:
    return text.count("《") != text.count("》")


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Lines whose title marks are unequal in number, cross each other, or have the same marks within."""
    text = all_text(item)
    is_uneven = _uneven(text)
    if not is_uneven and not _is_worth(text):
        return
    for line, place in lines_of(item):
        if is_uneven and _uneven(line):
            what = f"书名号不成对：“《”{line.count('《')} 个，“》”{line.count('》')} 个。"
            yield problem(place, "title-marks", what, "请补上缺少的书名号。", Level.WARNING)
        elif _is_worth(line) and not _uneven(line):
            yield from _inner(line, place, item)


def _inner(line: str, place: Place, item: Item) -> Iterator[Problem]:
    if line.count("〈") != line.count("〉"):
        what = f"书名号不成对：“〈”{line.count('〈')} 个，“〉”{line.count('〉')} 个。"
        yield problem(within(place, _first(line, "〈〉")), "title-marks", what, "请补上缺少的书名号。", Level.WARNING)
    elif (at := _crossing(line)) >= 0:
        what = f"书名号套错了：“{line[max(0, at - 8) : at + 1]}”里先开的没有后合。"
        yield problem(within(place, at), "title-marks", what, "里面一层先合上，外面一层后合上。", Level.WARNING)
    elif is_own(item) and (nested := _NESTED.search(line)):
        what = "书名号里面又用了“《》”。"
        remedy = "里面一层用单书名号“〈〉”；原件如此的，不用改。"
        yield problem(within(place, line.index("《", nested.start() + 1)), "title-marks", what, remedy, Level.NOTE)


def _first(line: str, signs: str) -> int:
    return min(line.index(one) for one in signs if one in line)


def _crossing(line: str) -> int:
    """Where a mark closes another one than was opened last; -1 where none does."""
    opened: list[str] = []
    for at, sign in enumerate(line):
        if sign in _PAIRS.values():
            opened.append(sign)
        elif sign in _PAIRS and (not opened or opened.pop() != _PAIRS[sign]):
            return at
    return -1


RULE = Rule(
    title="书名号成对，一层套一层",
    sources=("GB/T 15834-2011",),
    findings=(
        Finding(
            "title-marks",
            Level.WARNING,
            "书名号不成对",
            milder=((Level.NOTE, "里面一层没有用单书名号"),),
            as_printed=True,
        ),
    ),
    needs=Needs(fields=("reprint_of",)),
    of_item=check_item,
)
