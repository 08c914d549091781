"""Groups of problems with one cause, reported as one: the first with its place, the number of the others, their places."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.model.problems.problem import Problem
from gongkai.model.words.matcher import matcher

_LISTED_APART = 3
"""Most problems with the same remedy that are reported one by one; more of them are one cause."""
_REMEDIES_APART = 20
"""Most problems with different remedies that are reported one by one; in one report the other remedies would be lost."""
_FILES_APART = 20
"""Most files in which the same mistake is reported file by file; in more of them it would hide all others."""
_PLACES = 5
"""Most places of further problems that are named."""
_QUOTED = matcher("“[^“”]*”|「[^「」]*」")
_DIGITS = matcher(r"\d+")


@dataclass(frozen=True, slots=True)
class Cause:
    """Problems of one rule whose messages differ only in quotes and numbers, in their order; in one file, or in many."""

    problems: tuple[Problem, ...]

    @property
    def first(self) -> Problem:
        """The problem that is reported in full."""
        return self.problems[0]

    @property
    def others(self) -> str:
        """«另有 196 处：第 3 行、……», each with its own quote where that differs; empty for a single problem."""
        more = self.problems[1:]
        if not more:
            return ""
        places = "、".join(_place(one, self.first) for one in more[:_PLACES])
        files = len({one.path for one in self.problems})
        where = f"，一共在 {files} 个文件里" if files > 1 else ""
        return f"另有 {len(more)} 处{where}：{places}{'等' if len(more) > _PLACES else ''}。"


def causes_of(problems: Iterable[Problem]) -> tuple[Cause, ...]:
    """The problems without duplicates, grouped by cause, in the order of the first problem of each."""
    place: dict[Problem, int] = {}
    for one in problems:
        place.setdefault(one, len(place))
    by_kind: dict[Hashable, list[Problem]] = {}
    for one in place:
        by_kind.setdefault((one.path, one.level, one.rule, _shape(one.what), _shape(one.remedy)), []).append(one)
    groups: list[list[Problem]] = []
    for of_kind in by_kind.values():
        if len(of_kind) > _REMEDIES_APART:
            groups.append(of_kind)
        else:
            groups += _by_words(of_kind)
    return tuple(Cause(tuple(group)) for group in sorted(_of_many_files(groups), key=lambda group: place[group[0]]))


def _of_many_files(groups: Sequence[list[Problem]]) -> Iterator[list[Problem]]:
    """The groups, where those that say the same of many files are one: a word misread everywhere, a unit renamed."""
    alike: dict[Hashable, list[list[Problem]]] = {}
    for group in groups:
        first = group[0]
        alike.setdefault((first.level, first.rule, _shape(first.what), _shape(first.remedy)), []).append(group)
    for same in alike.values():
        if len({group[0].path for group in same}) > _FILES_APART:
            yield [one for group in same for one in group]
        else:
            yield from same


def _by_words(of_kind: Sequence[Problem]) -> Iterator[list[Problem]]:
    """Groups of a few problems of one kind: many with the same remedy are one, and so are those that differ only in place."""
    by_remedy: dict[str, list[Problem]] = {}
    for one in of_kind:
        by_remedy.setdefault(one.remedy, []).append(one)
    for of_remedy in by_remedy.values():
        if len(of_remedy) > _LISTED_APART:
            yield of_remedy
            continue
        by_words: dict[str, list[Problem]] = {}
        for one in of_remedy:
            by_words.setdefault(one.what, []).append(one)
        yield from by_words.values()


def _shape(words: str) -> str:
    """The message without quotes and numbers, except a quote at its beginning, which names a column or a table."""
    head = _QUOTED.match(words.removeprefix("这一行缺少"))
    kept = len(words) - len(words.removeprefix("这一行缺少")) + (head.end() if head else 0)
    return words[:kept] + _DIGITS.sub("#", _QUOTED.sub("“”", words[kept:]))


def _place(one: Problem, first: Problem) -> str:
    where = f"第 {one.line} 行" if one.line else "整个文件"
    if one.path != first.path:
        where = f"{one.path} {where}" if one.line else one.path
    if one.what == first.what:
        return where
    quoted = {*_QUOTED.findall(first.what)}
    own = [words for words in _QUOTED.findall(one.what) if words not in quoted]
    return where + (own[0] if own else "")
