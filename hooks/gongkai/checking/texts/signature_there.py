"""A signed document ends with who issued it and when (发文机关署名、成文日期, GB/T 9704-2012, 7.3.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.text_style import TextStyle
from gongkai.model.words.matcher import matcher
from gongkai.texts.blocks import BlockKind, blocks_of

_DAY = matcher(
    r"\n[\s\u3000>|]*(?:[\u3400-\u9fff]{2,30}[\s\u3000]+)?[\d一二三四五六七八九〇○零]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月"
    r"\s*[\d一二三四五六七八九十]{1,3}\s*日[\s\u3000]*$",
    re.MULTILINE,
)
_ENDS_WITH_DAY = matcher(r"日\s*$", re.MULTILINE)
_SHORTEST = 120
"""Characters of a text that is more than a note on where the document can be read."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """A text of a signed type that ends with neither the agency nor the day; old items show what they have."""
    if not item.kind.signed or item.style is not TextStyle.OFFICIAL or item.legacy:
        return
    body = item.body.rstrip()
    if len(body) < _SHORTEST or _is_signed(body):
        return
    line = item.body_line + body.count("\n")
    what = "正文最后没有落款（发文机关和成文日期）。"
    remedy = "原件有落款的，请照原件补上；原件没有的，不用改。"
    yield problem(Place(item.place.path, line, 1), "signature-missing", what, remedy, Level.NOTE)


def _is_signed(body: str) -> bool:
    # Every signature has a line that ends with a day.
    if not _ENDS_WITH_DAY.search(body):
        return False
    if _DAY.search("\n" + body):
        return True
    return any(block.kind is BlockKind.SIGNATURE for block in blocks_of(body))


RULE = Rule(
    title="正文有落款",
    sources=("GB/T 9704-2012",),
    findings=(Finding("signature-missing", Level.NOTE, "正文没有落款"),),
    of_item=check_item,
)
