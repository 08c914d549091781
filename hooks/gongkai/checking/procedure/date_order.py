"""The dates of an item are in a possible order: signed, published, in force, expired; reviewed before published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item, Row
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words

_PAIRS = (
    ("doc_date", "成文日期", "publish_date", "发布日期", Level.ERROR),
    ("signed_on", "签发日期", "publish_date", "发布日期", Level.ERROR),
    ("doc_date", "成文日期", "effective_from", "施行日期", Level.WARNING),
    ("effective_from", "施行日期", "valid_until", "有效期至", Level.ERROR),
    ("publish_date", "发布日期", "valid_until", "有效期至", Level.WARNING),
    ("open_date", "征求意见开始", "close_date", "征求意见截止", Level.ERROR),
    ("period_from", "收集开始", "period_to", "收集截止", Level.ERROR),
    ("valid_from", "存续起", "valid_to", "存续止", Level.ERROR),
)
_PAST = (("doc_date", "成文日期"), ("signed_on", "签发日期"), ("printed_on", "印发日期"))
"""Dates that cannot be in the future once an item is published."""

_REVIEWS = ("first", "second", "final")
_JUDGED = (
    ("wording", "表述"),
    ("timing", "时机"),
    ("way", "方式"),
    ("privacy", "隐私"),
    ("office_day", "公开机构意见"),
)


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Dates of an item that contradict each other or are after the day of the build."""
    for first, first_label, last, last_label, level in _PAIRS:
        yield from _pair(item, first, first_label, last, last_label, level)
    # A scheduled publication is looked at as of its own day, which is not today.
    today = "发布日期" if item.publish_date == publication.as_of else "今天"
    for name, label in _PAST:
        past = item.day(name)
        if past and past > publication.as_of:
            what = f"{label}{day_words(past)}在{today}（{day_words(publication.as_of)}）之后。"
            yield problem(item.at(name), "date-future", what, "请对照原件核对日期。")
    yield from _review(item)


def _pair(item: Item, first: str, first_label: str, last: str, last_label: str, level: Level) -> Iterator[Problem]:
    earlier, later = item.day(first), item.day(last)
    if earlier and later and later < earlier:
        what = f"“{last_label}”{day_words(later)}早于“{first_label}”{day_words(earlier)}。"
        parts = (item.at(last), item.at(first))
        yield problem(parts[0], "date-order", what, "请对照原件核对这两个日期。", level, parts)


def _review(item: Item) -> Iterator[Problem]:
    review = item.values.get("review")
    if not isinstance(review, Row):
        return
    place = item.at("review")
    days = [day for day in (review.day(name) for name in _REVIEWS) if day]
    if days != sorted(days):
        yield problem(place, "review-order", "审核日期的先后不对：初审、复审、终审应当依次进行。", "请核对审核日期。")
    final = max(days, default=None)
    judged = ((review.day(name), label) for name, label in _JUDGED)
    for day, label in ((final, "终审"), (review.day("secrecy"), "保密审查"), *judged):
        if _late(day, item.publish_date):
            what = f"{label}日期晚于发布日期。"
            yield problem(place, "review-late", what, "先审核、后公开；请核对日期。")
    if review.day("secrecy") is None:
        what = "审核记录里没有保密审查的日期。"
        yield problem(place, "secrecy-review", what, "请补写“保密审查: 日期”（条例第十七条）。", Level.WARNING)


def _late(day: date | None, published: date | None) -> bool:
    return day is not None and published is not None and day > published


RULE = Rule(
    title="日期先后合理",
    findings=(
        Finding("date-future", Level.ERROR, "日期还没有到", as_printed=True),
        Finding(
            "date-order",
            Level.ERROR,
            "两个日期的先后不对",
            milder=((Level.WARNING, "成文晚于施行，或者发布晚于有效期至"),),
            as_printed=True,
        ),
        Finding("review-order", Level.ERROR, "审核日期的先后不对"),
        Finding("secrecy-review", Level.WARNING, "没有保密审查的日期"),
        Finding("review-late", Level.ERROR, "审核晚于发布"),
    ),
    needs=Needs(
        fields=(
            "signed_on",
            "effective_from",
            "valid_until",
            "open_date",
            "close_date",
            "period_from",
            "period_to",
            "valid_from",
            "valid_to",
            "printed_on",
        ),
    ),
    of_item=check_item,
)
