"""Document numbers in texts whose opening and closing brackets do not match, which happens when text is copied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.checking.texts.text_lines import all_text, lines_of, within
from gongkai.model.document_number import brackets_of, find_numbers, standard_form
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_CODE = "number-brackets"
_PAIRS = ("〔〕", "［］", "[]", "（）", "()", "【】", "〖〗", "﹝﹞", "{}")
_CLOSING = "".join(pair[1] for pair in _PAIRS)
_MIXED = re.compile(
    "|".join(
        rf"{re.escape(pair[0])}\s*[12１２][0-9０-９]{{3}}年?\s*[{re.escape(_CLOSING.replace(pair[1], ''))}]"
        for pair in _PAIRS
    )
)
"""A year between mismatched brackets."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Document numbers with mismatched brackets."""
    if not _MIXED.search(all_text(item)):
        return
    for line, place in lines_of(item):
        if "号" not in line and "號" not in line:
            continue
        for mentioned in find_numbers(line):
            brackets = brackets_of(mentioned.written)
            if brackets and brackets not in _PAIRS:
                # It is unknown which words before the bracket belong to the number, so only the rest is quoted.
                lead = mentioned.written.index(brackets[0])
                part = mentioned.written[lead:]
                what = f"文号“{part}”的括号前后不一致。"
                right = standard_form("号" + part).removeprefix("号")
                remedy = f"请写成“{right}”。"
                yield problem(within(place, mentioned.start + lead), _CODE, what, remedy, Level.WARNING)


RULE = Rule(
    title="正文里的文号括号成对",
    findings=(Finding("number-brackets", Level.WARNING, "文号的括号前后不一致", as_printed=True),),
    of_item=check_item,
)
