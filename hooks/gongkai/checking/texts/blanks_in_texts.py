"""Blanks between Chinese characters, within dates, and no-break spaces, which stop a text from being found and copied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.rule import Hint, Needs, Rule
from gongkai.checking.texts.own_texts import is_own
from gongkai.checking.texts.text_lines import texts_of
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
_NO_BREAKS = ("\u00a0", *map(chr, range(0x2002, 0x200B)), "\u202f", "\u205f")
_NO_BREAK = f"[{''.join(_NO_BREAKS)}]"
# The blank comes first and looks back afterwards, so that the search can skip from one candidate to the next.
_FIXED = matcher(rf"{_NO_BREAK}(?<=\S.)(?=\S)")
"""Several in a row set columns apart, which is more than a slip."""
_DATE = matcher(
    r"[12](?:(?<=1)9|(?<=2)0)[0-9]{2}(?:[ \t]+年(?![ \t]*[0-9]{1,2}[ \t]+月)|年[ \t]+[0-9]{1,2}月(?![ \t]))"
)
"""A date with a blank in one place and none in the next; texts with a blank beside every figure keep to their style."""
_WORDS = matcher(rf"[ \t](?<={_HAN}{_HAN}.)(?={_HAN}{_HAN})(?=[^\n]*[，。；])")
"""A blank within prose; lines without a mark are names, headings and signatures, which are set with blanks."""
_PROSE = matcher(rf"{_HAN}[^\n|]{{0,400}}[，；。]")
_NOTATION = matcher(
    r"^[ \t]*(?:```|~~~|\||#|>|- |\* |[0-9]+\. )|^(?:第[〇零一二三四五六七八九十百千]+[章节条款编])", re.MULTILINE
)
_FEW = 6
"""Blanks in one line beyond which they are columns that were printed so, and no slips."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """One note for each text with such blanks, at the first."""
    if not is_own(item):
        return
    for text, path, first in texts_of(item):
        found = list(_found(text, first))
        if not found:
            continue
        line, column, quoted, right, kind = found[0]
        several = f"（同样的共 {len(found)} 处）" if len(found) > 1 else ""
        what = f"“{quoted}”里有{kind}{several}，复制、检索时会断开。"
        yield problem(Place(path, line, column), "blank-in-text", what, f"请写成“{right}”。", Level.NOTE)


def _found(text: str, first: int) -> Iterator[tuple[int, int, str, str, str]]:
    """Line, column, the words around, the words as they should be, and what kind of blank it is."""
    if not _worth(text):
        return
    fenced = False
    for number, line in enumerate(text.split("\n"), first):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        if fenced:
            continue
        for match in _FIXED.finditer(line):
            yield (number, match.start() + 1, *_around(line, match), "不换行空格")
        bare = line.strip()
        if not _PROSE.match(bare) or _NOTATION.match(bare):
            continue
        places = [*_WORDS.finditer(line), *_DATE.finditer(line)]
        if len(places) <= _FEW:
            for match in sorted(places, key=lambda one: one.start()):
                yield (number, match.start() + 1, *_around(line, match), "多余的空格")


def _worth(text: str) -> bool:
    return _FIXED.search(text) is not None or _WORDS.search(text) is not None or _DATE.search(text) is not None


def _around(line: str, match: re.Match[str]) -> tuple[str, str]:
    start, end = max(0, match.start() - 4), match.end() + 4
    written = line[start:end].strip()
    plain = re.sub(_NO_BREAK, " ", written)
    # Between a character and a Latin word a usual blank may stay.
    right = re.sub(r"(?<![A-Za-z]) +(?![A-Za-z])", "", plain)
    return plain, right


RULE = Rule(
    title="汉字之间没有多余的空格",
    sources=("GB/T 15834-2011",),
    findings=(Finding("blank-in-text", Level.NOTE, "汉字之间有多余的空格", as_printed=True),),
    needs=Needs(fields=("reprint_of",)),
    of_item=check_item,
    hints=(
        Hint(_FIXED.search, near=_NO_BREAKS),
        Hint(_WORDS.search),
        Hint(_DATE.search, near=(" 年", "\t年", "年 ", "年\t")),
    ),
)
