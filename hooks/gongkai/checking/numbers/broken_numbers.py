"""Broken numbers, dates and times in texts, told with their likely reading (〔202018号, 〔2O18〕l2号, 2月30日, 9∶30)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.numbers.impossible_dates import (
    DAY,
    HINTS,
    NEAR_SIGNS,
    NEAR_TERMS,
    SIGNS,
    TERM,
    WITH_SIGNS,
    impossible_dates,
)
from gongkai.checking.numbers.number_forms import HINT, broken_numbers
from gongkai.checking.rule import Hint, Needs, Rule
from gongkai.checking.texts.text_lines import all_text, lines_of, within
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Lines with broken numbers and with impossible dates and times."""
    text = all_text(item)
    has_numbers, has_dates = HINT.search(text), any(hint.search(text) for hint in HINTS)
    if not has_numbers and not has_dates:
        return
    own = item.at("doc_no") if "doc_no" in item.values else None
    for line, place in lines_of(item):
        if place == own:
            # The rule of the form of document numbers tells it.
            continue
        for one in broken_numbers(line) if has_numbers else ():
            remedy = f"请对照原件核对，可能是“{one.reading}”。" if one.reading else "请对照原件核对。"
            what = f"“{one.written}”{one.what}。"
            yield problem(within(place, one.at), "number-broken", what, remedy, Level.WARNING)
        for one in impossible_dates(line) if has_dates else ():
            what = f"“{one.written}”不对：{one.what}。"
            yield problem(within(place, one.at), "date-impossible", what, "请对照原件改正。", Level.WARNING)


RULE = Rule(
    title="正文里的数字、日期、时间写得对",
    sources=("GB/T 15835-2011", "GB/T 9704-2012"),
    findings=(
        Finding("number-broken", Level.WARNING, "数字、文号写坏了", as_printed=True),
        Finding("date-impossible", Level.WARNING, "没有这一天、这个时刻", as_printed=True),
    ),
    needs=Needs(fields=("doc_no",)),
    of_item=check_item,
    signs=lambda _: SIGNS,
    hints=(
        Hint(HINT.search),
        Hint(DAY.search),
        Hint(WITH_SIGNS.search, near=NEAR_SIGNS),
        Hint(TERM.search, near=NEAR_TERMS),
    ),
)
