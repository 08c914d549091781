"""The register of deliveries agrees with itself, and libraries are given packages that hold only what is public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.checking.rule import Rule
from gongkai.model.ledgers.registers import Delivery
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher
from gongkai.texts.day_words import day_words

_NAME = matcher(r"[0-9A-Za-z]+-(\d{4}-\d{2}-\d{2})(?:-public)?\Z", re.ASCII)
_READERS = matcher(r"图书馆|政务服务|查阅|阅览")
"""Words of the names of places where everybody may read (条例第二十五条)."""


def check(publication: Publication) -> Iterator[Problem]:
    """Names and days that cannot be, one package with two root digests, and sources given to readers."""
    roots: dict[str, Delivery] = {}
    for one in publication.reading.registers.deliveries:
        made = _day_of(one.package)
        if made is None:
            what = f"“{one.package}”不是存档包的名称。"
            remedy = "请照抄生成时显示的文件名，去掉 .zip，例如 11990000990000017W-2026-06-30-public。"
            yield problem(one.place, "delivery-name", what, remedy, Level.WARNING)
        elif one.day < made:
            what = f"交付日期{day_words(one.day)}早于存档包的日期{day_words(made)}。"
            yield problem(one.place, "delivery-day", what, "请核对两个日期。", Level.WARNING)
        if one.day > publication.as_of:
            what = f"交付日期{day_words(one.day)}还没有到。"
            yield problem(one.place, "delivery-day", what, "交付以后再登记。", Level.WARNING)
        before = roots.setdefault(one.package, one)
        if before.root != one.root:
            what = f"同一个存档包“{one.package}”登记了两个根校验值，前一个在第 {before.place.line} 行。"
            remedy = "请与接收单位核对；交付的不是同一个包的，请分别写它们的名称。"
            yield problem(one.place, "delivery-differs", what, remedy, Level.WARNING)
        if made and not one.is_public and _READERS.search(one.receiver):
            what = f"交给“{one.receiver}”的存档包含有源文件和工作数据。"
            remedy = "供公众查阅的，请用 run.py archive --public 生成，名称以 -public 结尾。"
            yield problem(one.place, "delivery-scope", what, remedy, Level.WARNING)


def _day_of(name: str) -> date | None:
    """The day in the name of a package; None where it is no such name."""
    match = _NAME.match(name)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


RULE = Rule(
    title="交付登记写得对，给公众查阅的是公开版",
    sources=("条例第二十五条",),
    findings=(
        Finding("delivery-name", Level.WARNING, "不是存档包的名称"),
        Finding("delivery-day", Level.WARNING, "交付日期不对"),
        Finding("delivery-differs", Level.WARNING, "同一个存档包有两个根校验值"),
        Finding("delivery-scope", Level.WARNING, "给公众查阅的存档包含有源文件"),
    ),
    of_column=check,
)
