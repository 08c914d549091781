"""Counts in texts (受理、复议、采纳、清理、接待) agree with the tables, fields and lists that they name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.checking.prose.count_values import CountValues
from gongkai.checking.rule import Needs, Rule
from gongkai.checking.texts.text_lines import marked_lines_of, within
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher
from gongkai.reading.values.prose_names import ProseCount, prose_counts

_NUMBER = r"\s*(?P<n>\d{1,7})\s*"
_OTHER_TIME = matcher(r"上年(?!度?结转)|去年|前年|累计|以来|历年|近[一二三四五六七八九十两]年|同比|其中[^,，。]*$")
_YEAR = matcher(r"(20\d\d)年")
_BLANKS = matcher(r"[ \t\u3000\u00a0]+")


@dataclass(frozen=True)
class _Count:
    """One way of telling a count, with its pattern."""

    said: ProseCount
    pattern: re.Pattern[str]


@cache
def _counts() -> Mapping[str, tuple[_Count, ...]]:
    found: dict[str, list[_Count]] = defaultdict(list)
    for one in prose_counts():
        found[one.kind].append(_Count(one, re.compile(one.words.replace("{n}", _NUMBER))))
    return {kind: tuple(counts) for kind, counts in found.items()}


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Counts in the text that differ from every figure that they may mean."""
    counts = _counts().get(item.kind.name, ())
    if not counts or item.legacy:
        return
    values = CountValues(item, publication)
    for line, place in marked_lines_of(item):
        # Most lines have no figure, so that one look is enough for all patterns.
        if not any(sign.isdigit() for sign in line):
            continue
        plain = line if not _BLANKS.search(line) else _BLANKS.sub("", line)
        for count in counts:
            for found in count.pattern.finditer(plain):
                if _is_of_this_year(item, plain[: found.start()]):
                    yield from _told(values, count, found, within(place, found.start("n")))


def _is_of_this_year(item: Item, before: str) -> bool:
    """Whether the sentence speaks of the item's own year, or names none."""
    sentence = re.split(r"[。；;]", before)[-1]
    years = _YEAR.findall(sentence)
    year = item.values.get("year", item.values.get("cleanup_year"))
    clause = re.split(r"[，,]", sentence)[-1]
    return not _OTHER_TIME.search(clause) and not (years and isinstance(year, int) and years[-1] != str(year))


def _told(values: CountValues, count: _Count, found: re.Match[str], place: Place) -> Iterator[Problem]:
    known = [one for one in map(values.of, count.said.values) if one]
    printed = int(found["n"])
    if not known or any(printed in one.numbers for one in known):
        return
    what = f"文字里的“{count.said.name}”是 {printed}，{known[0].words} {known[0].numbers}。"
    yield problem(place, "count-differs", what, "请核对文字和数据。", Level.WARNING, (place, *known[0].places))


RULE = Rule(
    title="文字里的件数与数据一致",
    findings=(Finding("count-differs", Level.WARNING, "文字里的件数与数据不同", as_printed=True),),
    needs=Needs(fields=("year", "cleanup_year")),
    of_item=check_item,
)
