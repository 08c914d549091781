"""Punctuation between Chinese characters is of full width (GB/T 15834-2011, GB/T 15835-2011): a note, one for each text."""

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

_HAN = "\u3400-\u9fff"
_WIDE = str.maketrans(",:;?!.()", "，：；？！。（）")
_BETWEEN = matcher(
    rf"[,:;?!.(](?<=[{_HAN}”》）].)(?:(?<=[,:;?!])(?=[{_HAN}“《（])|(?<=[,:;.])(?=[ \t\u3000]*$)"
    rf"|(?<=\()(?=[^()\n]{{0,40}}[{_HAN}][^()\n]{{0,40}}\)))",
    re.MULTILINE,
)
"""A mark between two characters or at the end of a line, and a bracket after a character that has others within."""
_CODE = matcher(
    r"^[ \t]*(?:```|~~~).*?^[ \t]*(?:```|~~~)|`[^`\n]*`|<[^<>\n]*>|!?\[[^\[\]\n]*\]\([^()\n]*\)",
    re.DOTALL | re.MULTILINE,
)
"""Code, tags and links, whose marks belong to the notation."""


def _has_mark_between(text: str) -> bool:
    return any(map(text.__contains__, ",:;?!(.")) and _BETWEEN.search(text) is not None


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Texts with marks of half width between Chinese characters."""
    if not is_own(item):
        return
    for text, path, first in texts_of(item):
        if not _BETWEEN.search(text):
            continue
        bare = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
        found = list(_BETWEEN.finditer(bare))
        if found:
            at = found[0].start()
            place = Place(path, first + bare.count("\n", 0, at), at - bare.rfind("\n", 0, at))
            mark = found[0].group()
            several = f"（同样的共 {len(found)} 处）" if len(found) > 1 else ""
            what = f"汉字之间的标点“{mark}”是半角的{several}。"
            yield problem(place, "half-width-mark", what, f"请用全角的“{mark.translate(_WIDE)}”。", Level.NOTE)


RULE = Rule(
    title="汉字之间用全角的标点",
    sources=("GB/T 15834-2011",),
    findings=(Finding("half-width-mark", Level.NOTE, "汉字之间的标点是半角的", as_printed=True),),
    needs=Needs(fields=("reprint_of",)),
    of_item=check_item,
    hints=(Hint(_has_mark_between),),
)
