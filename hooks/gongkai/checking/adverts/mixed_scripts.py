"""A line in Simplified characters in a document in Traditional ones, or the other way round, was put in from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from gongkai.checking.rule import Rule
from gongkai.checking.texts.text_lines import texts_of
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.script import traditional_pairs

_LONGEST = 60
_LEAST_LINES, _LEAST_SIGNS = 5, 40
"""What a document has at least of the other script, so that one line stands out from it."""
_LEAST_ODD = 3
"""Characters of the line that are written in its script alone; names may have one or two."""
_MARKS = ("。", "；", "：", ":", "|")
"""Lines with these are sentences, labels or rows, which may quote a name in its own characters."""


@cache
def _scripts() -> tuple[frozenset[str], frozenset[str]]:
    """The characters that only Traditional texts have, and the simplified forms of all of them."""
    pairs = traditional_pairs()
    traditional = frozenset(map(chr, pairs))
    return traditional, frozenset(pairs.values()) - traditional


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """The one line that is written in the other script than all around it."""
    for text, path, first in texts_of(item):
        lines = text.split("\n")
        found = _odd_line(lines)
        if found is None:
            continue
        number, own, around = found
        what = f"这一行是{own}字，前后都是{around}字，疑似被植入的文字。"
        remedy = "请核对原件，删除不属于原件的文字，并检查发布账号是否被盗用。"
        yield problem(Place(path, first + number, 1), "line-mixed-script", what, remedy, Level.WARNING)


def _odd_line(lines: Sequence[str]) -> tuple[int, str, str] | None:
    """Its number, its script and that of the text; None where there is none, or more than one."""
    traditional, simplified = _scripts()
    counts = [sum(sign in traditional for sign in line) for line in lines]
    written = [number for number, line in enumerate(lines) if line.strip()]
    if len(written) <= _LEAST_LINES:
        return None
    most = sum(counts) >= _LEAST_SIGNS and sum(count > 0 for count in counts) >= _LEAST_LINES
    found = []
    for number in written:
        line = lines[number]
        if len(line.strip()) > _LONGEST or any(mark in line for mark in _MARKS):
            continue
        if most and not counts[number]:
            # A machine conversion leaves characters unconverted everywhere; only those of this line tell it apart.
            elsewhere = set("".join(one for other, one in enumerate(lines) if other != number))
            odd = {sign for sign in line if sign in simplified} - elsewhere
            if len(odd) >= _LEAST_ODD:
                found.append((number, "简体", "繁体"))
        elif not most and counts[number] >= _LEAST_ODD and sum(counts) == counts[number]:
            found.append((number, "繁体", "简体"))
    return found[0] if len(found) == 1 else None


RULE = Rule(
    title="没有混进另一种字体的一行",
    findings=(Finding("line-mixed-script", Level.WARNING, "繁体文件里的一行简体字，或者相反"),),
    of_item=check_item,
    signs=lambda _: map(chr, traditional_pairs()),
)
