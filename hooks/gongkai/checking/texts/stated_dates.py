"""Agreement of the closing clauses of a text (自……起施行, 有效期五年) with its fields (施行日期, 有效期至)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.checking.rule import Needs, Rule
from gongkai.checking.texts.closing_clauses import InForce, Until, statements_of
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words

_COMPARE = "请对照原件核对；原件如此的，请写“检查豁免”并说明理由。"
_RENEWED = ("amends", "extends", "restores")
"""Effects of later documents that may change the last day of validity."""
_MOST_YEARS = 100


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Dates that the text states and the fields lack or contradict; of several stated dates one must agree.

    A notice and the rule that it issues may state different effective dates.
    """
    if not item.kind.validity or "effective_from" not in item.kind.by_name or item.legacy:
        return
    body = item.body
    if "日" not in body and "有效期" not in body:
        return
    said = list(statements_of(body))
    yield from _in_force(item, [one for one in said if isinstance(one, InForce)])
    if "valid_until" in item.kind.by_name:
        yield from _until(item, [one for one in said if isinstance(one, Until)], said, publication)


def _in_force(item: Item, said: list[InForce]) -> Iterator[Problem]:
    start = item.effective_from
    if not said or any(_agrees(one, item) for one in said):
        return
    one = next((one for one in said if one.day), said[-1])
    if start:
        what = f"施行日期是{day_words(start)}，正文第{_line(item, one)}行写的是“{one.written}”。"
        yield problem(item.at("effective_from"), "effective-stated", what, _COMPARE, Level.WARNING)
    elif one.day and item.values.get("is_normative") is not True:
        # For normative documents another rule reports the missing date.
        what = f"正文写明“{one.written}”，没有写“施行日期”，网页不知道本文件是不是有效。"
        remedy = f"请加一行“施行日期: {one.day.isoformat()}”。"
        yield problem(_place(item, one), "effective-stated", what, remedy, Level.WARNING)


def _agrees(one: InForce, item: Item) -> bool:
    """Whether a statement agrees with the field; relative ones may refer to any of the dates of issue and publication."""
    start = item.effective_from
    if one.day:
        return start == one.day
    issued = [day for day in (item.doc_date, item.publish_date, item.day("signed_on"), item.day("printed_on")) if day]
    if start is None or not issued:
        return True
    # «三十日后» may mean the thirtieth day or the day after it.
    wait = timedelta(days=one.after)
    return min(issued) + wait <= start <= max(issued) + wait + timedelta(days=1 if one.after else 0)


def _until(
    item: Item, said: list[Until], all_said: list[InForce | Until], publication: Publication
) -> Iterator[Problem]:
    if not said:
        return
    incoming = publication.incoming.get(item.index_no, ())
    if any(relation.kind.effect in _RENEWED for relation in incoming):
        return
    starts = {one.day for one in all_said if isinstance(one, InForce) and one.day} | {item.effective_from}
    ends = {end for one in said for end in _ends(one, starts)}
    if not ends or item.valid_until in ends:
        return
    one = said[-1]
    if item.valid_until:
        what = f"有效期至是{day_words(item.valid_until)}，正文第{_line(item, one)}行写的是“{one.written}”。"
        yield problem(item.at("valid_until"), "validity-stated", what, _COMPARE, Level.WARNING)
    elif not (validity := publication.validity.get(item.index_no)) or not validity.state.dead:
        end = min(ends).isoformat()
        what = f"正文写明“{one.written}”，没有写“有效期至”，期满之后网页仍会标为有效。"
        yield problem(_place(item, one), "validity-stated", what, f"请加一行“有效期至: {end}”。", Level.WARNING)


def _ends(one: Until, starts: set[date | None]) -> Iterator[date]:
    """Possible last days of a term: five years from 1 April end on 31 March, or on 1 April (民法典第二百零一条)."""
    if one.day:
        yield one.day
    for start in starts:
        if start and 0 < one.years <= _MOST_YEARS:
            # A term that begins on 29 February ends on 28 February.
            last = min(start.day, 28) if start.month == 2 else start.day
            end = start.replace(year=start.year + one.years, day=last)
            yield from (end - timedelta(days=1), end)


def _line(item: Item, one: InForce | Until) -> int:
    return item.body_line + one.line


def _place(item: Item, one: InForce | Until) -> Place:
    return Place(item.place.path, _line(item, one), 1)


RULE = Rule(
    title="施行日期、有效期与正文一致",
    findings=(
        Finding("effective-stated", Level.WARNING, "施行日期与正文不同"),
        Finding("validity-stated", Level.WARNING, "有效期与正文不同"),
    ),
    needs=Needs(
        fields=("effective_from", "valid_until", "is_normative", "printed_on", "signed_on"),
    ),
    of_item=check_item,
)
