"""Parts that a sentence lists after «其中» add up to the whole before them, but for one figure that is miswritten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.checking.prose.known_figures import folded, offset_in
from gongkai.checking.prose.rounded import last_place, rounded_like
from gongkai.checking.prose.slips import is_slip
from gongkai.checking.rule import Rule
from gongkai.checking.texts.text_lines import marked_lines_of, within
from gongkai.model.item import Item
from gongkai.model.kind import Base
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_FIGURE = matcher(r"(?<![\d.])(\d[\d,]{0,20}(?:\.\d{1,8})?)(亿元|万元|元|万?[件条户家份人个次辆宗起项批]次?)")
_SIGNS = ("其中", "包括", "分别")
_WHOLE = matcher(r"[,:(]?(?:其中|包括|分别为|分别是|分别)")
_OTHER = matcher(r"[比较同占]|增|减|上升|下降|完成|上年|去年|结转|持平|达到|平均|约|近|以上|余")
_BRACKETS = matcher(r"\([^()]*\)")
_MOST = 2
"""Most readings that a message suggests."""
_LEAST_DIGITS = {"元": 4, "件": 3}
"""Digits of a whole below which parts that are not all of it may by chance be one slip from it: of amounts, of counts."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """A whole and its parts as a sentence prints them, and where the whole stands."""

    printed: tuple[str, ...]
    figures: tuple[Decimal, ...]
    unit: str
    at: int


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Lists of parts of which just one figure, or the whole, has to be read otherwise for the sum to be right."""
    if item.kind.base is not Base.REPORT or item.legacy:
        return
    for line, place in marked_lines_of(item):
        if any(sign in line for sign in _SIGNS):
            for listed in _lists_in(_without_brackets(folded(line))):
                yield from _told(listed, line, place)


def _lists_in(line: str) -> Iterator[_Listed]:
    found = list(_FIGURE.finditer(line))
    for number, whole in enumerate(found):
        if not _WHOLE.match(line, whole.end()):
            continue
        parts: list[re.Match[str]] = []
        before = whole.end()
        for part in found[number + 1 :]:
            words = line[before : part.start()]
            before = part.end()
            if re.search(r"[。;!?]", words) or (part[2] == whole[2] and _OTHER.search(words)):
                break
            if part[2] == whole[2]:
                parts.append(part)
        if len(parts) >= 2:
            figures = tuple(Decimal(one[1].replace(",", "")) for one in (whole, *parts))
            yield _Listed(tuple(one[0] for one in (whole, *parts)), figures, whole[2], whole.start())


def _told(listed: _Listed, line: str, at: Place) -> Iterator[Problem]:
    whole, *parts = listed.figures
    total = sum(parts, Decimal(0))
    least = _LEAST_DIGITS["元" if listed.unit.endswith("元") else "件"]
    place = max(last_place(one) for one in listed.figures)
    # Amounts that are rounded one by one need not add up to the last digit; counts do.
    rounded = Decimal(len(parts) + 1).scaleb(place) / 2 if place < 0 else Decimal(0)
    if abs(total - whole) <= rounded or len(whole.as_tuple().digits) < least:
        return
    wanted = (rounded_like(whole, one) for one in (total, *(whole - total + part for part in parts)))
    slips = [
        f"“{printed}”可能是“{right:f}{listed.unit}”"
        for printed, figure, right in zip(listed.printed, listed.figures, wanted)
        if is_slip(figure, right)
    ]
    if slips:
        what = f"文字里的“{listed.printed[0]}”，后面列的各项相加是 {rounded_like(whole, total):f}{listed.unit}。"
        remedy = f"请核对：{'，或者'.join(slips[:_MOST])}。" if len(slips) <= _MOST else "请核对各项和总数。"
        yield problem(within(at, offset_in(line, listed.at)), "prose-sum", what, remedy, Level.WARNING)


def _without_brackets(line: str) -> str:
    return _BRACKETS.sub(lambda found: "_" * len(found[0]), line)


RULE = Rule(
    title="文字里列的各项与总数相符",
    findings=(Finding("prose-sum", Level.WARNING, "文字里列的各项相加不是总数", as_printed=True),),
    of_item=check_item,
    signs=lambda _: _SIGNS,
)
