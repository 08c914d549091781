"""Procedure, codes and records of the demonstration, with one thing changed at a time."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

from tests.eyes.changed_files import ChangedKind, Said, cells, groups
from tests.eyes.grammar import Grammar
from tests.eyes.numbers import citizen_number, credit_code, mobile_number

_DOCUMENTS = "content/documents/*/*.md"
_RESULTS = "catalogue/inspections/*-result-*.csv"
_PERMITS = "catalogue/permits/2026-w1*.csv"
_PENALTIES = "catalogue/penalties/2026-*[0-9].csv"
_CODE = r"[0-9A-HJ-NP-RT-UW-Y]{18}"


def _one_of(*words: str) -> Callable[[Said, random.Random], str]:
    return lambda said, chance: chance.choice([one for one in words if one != said.text])


def _filled(*templates: str) -> Callable[[Said, random.Random], str]:
    return lambda said, chance: Grammar(chance).fill(chance.choice(templates).replace("{said}", said.text))


def _gone(_said: Said, _chance: random.Random) -> str:
    return ""


def _other(said: Said, chance: random.Random) -> str:
    return chance.choice([one for one in said.others if one != said.text])


def _wrong_code(said: Said, chance: random.Random) -> str:
    """A code whose check digit is another one, or that is none at all."""
    sign = chance.choice([one for one in "0123456789ABCDEFGH" if one != said.text[-1]])
    return chance.choice((said.text[:-1] + sign, "00000000000000000X", said.text[:-1], credit_code(chance)[:-1] + "I"))


def _months_later(said: Said, chance: random.Random) -> str:
    """A day of the same year two months later."""
    year, month, day = said.text.split("-")
    return f"{year}-{int(month) + 2:02}-{day}"


def _named(said: Said, chance: random.Random) -> str:
    return f"{Grammar(chance).fill('{surname}{given}')},自然人"


KINDS: Mapping[str, ChangedKind] = {
    "inspector-other": ChangedKind(
        "检查单位不是发布的机关",
        _RESULTS,
        groups(r",(示例市商务局),现场检查"),
        _one_of("示例市市场监督管理局", "示例市公安局", "示例市应急管理局", "东城区商务局"),
        "inspection-.*|inspector.*",
    ),
    "finding-unhandled": ChangedKind(
        "发现问题没有处置",
        _RESULTS,
        groups(r",发现问题[^,]*,([^,]+)$"),
        _gone,
        "inspection-.*|finding.*|record-.*|missing-value",
    ),
    "matter-unlisted": ChangedKind(
        "抽查事项不在清单里",
        _RESULTS,
        groups(r",([^,]+检查),示例市商务局"),
        _filled("{trade}专项检查", "{place}{subject}联合整治"),
        "inspection-.*|matter.*",
    ),
    "task-unplanned": ChangedKind(
        "任务编号不在计划里", _RESULTS, groups(r"^\d+,(SJ-[\d-]+),"), _filled("SJ-{year}-{n}"), "inspection-.*"
    ),
    "legal-review": ChangedKind(
        "合法性审查的结论不是合法",
        _DOCUMENTS,
        groups(r"^  结论: (合法)$"),
        _one_of("不合法", "不予通过", "建议修改后重新送审"),
        "legal-.*|normative.*|enum|.*value.*|review.*",
    ),
    "review-step": ChangedKind(
        "缺一级审核", _DOCUMENTS, groups(r"^(  (?:初审|复审|终审): \S+)$"), _gone, "review.*|missing-value", near=5
    ),
    "secrecy-step": ChangedKind(
        "缺保密审查", _DOCUMENTS, groups(r"^(  保密审查: \S+)$"), _gone, "secrecy-.*|review.*|missing-value", near=5
    ),
    "interpretation-gone": ChangedKind(
        "应当解读没有解读",
        "content/interpretations/*.md",
        groups(r"^  - (示\S+|990000017/\S+)$"),
        _filled("示商发〔2015〕{n}号"),
        "interpretation-.*|reference-.*|interpret.*|relation.*|document.*",
        ("content/documents", "content/interpretations"),
    ),
    "decision-number-twice": ChangedKind(
        "决定书文号重复", _PERMITS, cells(r"\S+〔\d+〕\d+号"), _other, "value-twice|record-.*", near=200
    ),
    "late": ChangedKind(
        "公开迟于期限",
        "catalogue/permits/2026-w1*.yml",
        groups(r"^发布日期: (2026-0[1-6]-\d+)$"),
        _months_later,
        "deadline.*|record-.*|date-.*|.*late.*",
        owner=".csv",
    ),
    "code-column": ChangedKind(
        "代码的校验位不对", _PERMITS, groups(rf"(?<=,)({_CODE})(?=,)"), _wrong_code, "credit-code|.*code.*"
    ),
    "person-record": ChangedKind(
        "处罚记录里自然人的全名",
        _PENALTIES,
        groups(r"^([^,]+,法人及非法人组织),"),
        _named,
        "person-.*|personal-.*|name.*",
    ),
    "person-cell": ChangedKind(
        "记录的一格里有身份证号",
        _PENALTIES,
        groups(r"(?<=,)(未[^,]+。|[^,]*行为[^,]*。)(?=,)"),
        lambda said, chance: f"{said.text}（{citizen_number(chance)}）",
        "personal-data|citizen.*",
    ),
    "person-cell-mobile": ChangedKind(
        "记录的一格里有手机号",
        _PENALTIES,
        groups(r"(?<=,)(未[^,]+。|[^,]*行为[^,]*。)(?=,)"),
        lambda said, chance: f"{said.text}联系人手机{mobile_number(chance)}",
        "mobile-number|personal.*",
    ),
    "record-date": ChangedKind(
        "记录里不成立的日期",
        _PERMITS,
        cells(r"2026-\d\d-\d\d"),
        lambda said, chance: re.sub(r"-\d\d-", chance.choice(("-13-", "-00-", "-2-3")), said.text, count=1),
        ".*date.*|record-.*",
    ),
}
