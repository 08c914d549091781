"""Document numbers in texts whose brackets do not match, or are others than 〔〕, which happens when text is copied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.rule import Hint, Needs, Rule
from gongkai.checking.texts.own_texts import is_own
from gongkai.checking.texts.text_lines import all_text, lines_of, within
from gongkai.model.document_number import brackets_of, find_numbers, standard_form
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_CODE = "number-brackets"
_PAIRS = ("〔〕", "［］", "[]", "（）", "()", "【】", "〖〗", "﹝﹞", "{}")
_CLOSING = "".join(pair[1] for pair in _PAIRS)
_MIXED = matcher(
    "|".join(
        rf"{re.escape(pair[0])}\s*[12１２][0-9０-９]{{3}}年?\s*[{re.escape(_CLOSING.replace(pair[1], ''))}]"
        for pair in _PAIRS
    )
)
"""A year between mismatched brackets."""
_OTHERS = ("（）", "()", "〖〗", "﹝﹞", "{}")
"""Brackets that are told here; broken_numbers.py tells square ones."""
_OTHER = matcher(r"[（(〖﹝{][ \u3000]?[12][0-9]{3}[ \u3000]?[）)〗﹞}][ \u3000]?[0-9]{1,5}[ \u3000]?号")

_HINT = matcher(
    rf"[〔［\[（(【〖﹝{{]\s*[12１２][0-9０-９]{{3}}年?\s*[{re.escape(_CLOSING)}](?<!〔[12][0-9][0-9][0-9]〕)"
)
"""Matches where one of both does, in one search."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Document numbers with mismatched brackets, and in texts of the agency itself with other ones."""
    text = all_text(item)
    others = is_own(item) and _OTHER.search(text)
    if not others and not _MIXED.search(text):
        return
    own = item.at("doc_no") if "doc_no" in item.values else None
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
            elif others and brackets in _OTHERS and place != own:
                yield from _other(mentioned.written, brackets, place, mentioned.start)


def _other(written: str, brackets: str, place: Place, start: int) -> Iterator[Problem]:
    """A number in other brackets; certificates, whose numbers have 第, and those of courts keep their own."""
    lead = written.index(brackets[0])
    part = written[lead:]
    if _OTHER.match(part) and written[lead - 1] not in " \u3000":
        what = f"文号“{part}”的年份没有用六角括号。"
        remedy = f"请写成“{standard_form('号' + part).removeprefix('号')}”；原件如此的，不用改。"
        yield problem(within(place, start + lead), _CODE, what, remedy, Level.NOTE)


RULE = Rule(
    title="正文里的文号用六角括号，前后成对",
    sources=("GB/T 9704-2012",),
    findings=(
        Finding(
            "number-brackets",
            Level.WARNING,
            "文号的括号前后不一致",
            milder=((Level.NOTE, "前后一致，不是六角括号"),),
            as_printed=True,
        ),
    ),
    needs=Needs(fields=("doc_no", "reprint_of")),
    of_item=check_item,
    hints=(Hint(_HINT.search),),
)
