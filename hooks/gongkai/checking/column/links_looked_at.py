"""Outside addresses in the register of the agency are still used, were looked at within a year, and worked then."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.binding.outside_addresses import outside_addresses
from gongkai.checking.rule import Rule
from gongkai.model.ledgers.registers import BROKEN, WORKS, OutsideLink
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words

_A_YEAR = 365


def check(publication: Publication) -> Iterator[Problem]:
    """Only entries of the register are looked at; the ledger for staff lists the addresses that are not in it."""
    register = publication.reading.registers.links
    if not register:
        return
    used = outside_addresses(publication)
    seen: dict[str, OutsideLink] = {}
    for one in register:
        before = seen.setdefault(one.url, one)
        if before is not one:
            what = f"网址“{one.url}”登记了两次，前一次在第 {before.place.line} 行。"
            yield problem(one.place, "link-register-twice", what, "请留下最近一次核对的。", Level.WARNING)
        elif one.day > publication.as_of:
            what = f"核对日期是{day_words(one.day)}，还没有到。"
            yield problem(one.place, "link-checked", what, "请写核对那天的日期。", Level.WARNING)
        elif one.url not in used:
            what = f"“{one.url}”已经没有信息用到。"
            yield problem(one.place, "link-register-unused", what, "请删除这一项，或者核对网址。", Level.NOTE)
        elif one.result != WORKS:
            item = used[one.url][0]
            gone = "打不开" if one.result == BROKEN else "换了地方"
            what = f"“{one.url}”{day_words(one.day)}核对时已经{gone}，仍有 {len(used[one.url])} 件信息用到，例如 {item.place.path}。"
            yield problem(one.place, "link-dead", what, "请改成现在的网址，或者去掉链接。", Level.WARNING)
        elif (publication.as_of - one.day).days > _A_YEAR:
            what = f"“{one.url}”上一次核对是{day_words(one.day)}，已经过了一年。"
            yield problem(one.place, "link-checked", what, "请打开看一看，改写核对日期。", Level.NOTE)


RULE = Rule(
    title="登记的外部链接按年核对，能够打开",
    sources=("政府网站与政务新媒体检查指标",),
    findings=(
        Finding("link-dead", Level.WARNING, "外部链接核对时已经打不开"),
        Finding("link-register-twice", Level.WARNING, "外部网址登记了两次"),
        Finding("link-checked", Level.WARNING, "外部链接的核对日期不对", milder=((Level.NOTE, "一年没有核对"),)),
        Finding("link-register-unused", Level.NOTE, "登记的外部网址已经没有用到"),
    ),
    of_column=check,
)
