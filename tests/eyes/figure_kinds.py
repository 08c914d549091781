"""Official tables and what is said of them, with one figure changed at a time: budgets, accounts, reports, opinions."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping

from tests.eyes.changed_files import ChangedKind, Said, cells, groups

_SUMS = r"identity|year-.*|fiscal-.*|three-public.*|subject-.*|prose-.*|.*total.*|sum.*|table-.*|annual.*|balance.*"
_COUNTED = ("catalogue/annual", "catalogue/permits", "catalogue/penalties", "content/documents")
"""Folders of which the annual report gives account."""
_AMOUNTS = cells(r"-?\d[\d,]*\.\d+")
_COUNTS = cells(r"[1-9]\d*")


def _codes(lines: list[str]) -> Iterator[tuple[int, int, int]]:
    return cells(r"[23]\d{4}(?:\d\d)?")(lines) if lines[0].startswith("科目编码") else iter(())


def _same(one: str, other: str) -> bool:
    return float(one.replace(",", "")) == float(other.replace(",", ""))


def _other_figure(given: Said, chance: random.Random) -> str:
    """Another figure of the same look: a digit changed, two digits turned, the point moved."""
    said = given.text
    digits = [place for place, sign in enumerate(said) if sign.isdigit()]
    made = said
    while _same(made, said) or re.match(r"0\d", made):
        at = chance.choice(digits)
        made = said[:at] + str(chance.choice([one for one in range(10) if str(one) != said[at]])) + said[at + 1 :]
        turned = chance.random()
        if "." in said and turned < 0.2:
            whole, part = said.split(".")
            made = (
                f"{whole}{part[0]}.{part[1:] or '0'}"
                if chance.random() < 0.5
                else f"{whole[:-1] or '0'}.{whole[-1]}{part}"
            )
        elif turned < 0.4 and len(digits) > 1 and digits[1] == digits[0] + 1:
            made = said[: digits[0]] + said[digits[1]] + said[digits[0]] + said[digits[1] + 1 :]
    return made


def _other_code(given: Said, chance: random.Random) -> str:
    """A code as it is broken by a date format, a lost nought or a lost end."""
    said = given.text
    parts = [said[:3], *(said[at : at + 2] for at in range(3, len(said), 2))]
    slashed = "/".join(str(int(part)) if place else part for place, part in enumerate(parts))
    lost = "".join(str(int(part)) if place else part for place, part in enumerate(parts))
    broken = [slashed, slashed[1:], said[1:], said[:-1], said.replace("0", "O", 1), said[:-2] + "90", f"9{said[1:]}"]
    return chance.choice([one for one in [*broken, lost] if one != said])


def _other_name(given: Said, chance: random.Random) -> str:
    """The name of another subject, or of an older list."""
    return chance.choice(
        (
            "其他商贸事务支出",
            "行政单位医疗费",
            "住房公积金支出",
            "机关事业单位养老保险费",
            "办公用品费",
            "公务用车维护费",
        )
    )


KINDS: Mapping[str, ChangedKind] = {
    "budget-cell": ChangedKind("预算表里改一格", "catalogue/fiscal/*budget-*.csv", _AMOUNTS, _other_figure, _SUMS),
    "final-cell": ChangedKind("决算表里改一格", "catalogue/fiscal/*final-*.csv", _AMOUNTS, _other_figure, _SUMS),
    "annual-cell": ChangedKind("年报表二、表三里改一格", "catalogue/annual/*-[rl]*.csv", _COUNTS, _other_figure, _SUMS),
    "annual-proactive": ChangedKind(
        "年报表一的数与目录不同",
        "catalogue/annual/*-proactive.csv",
        _COUNTS,
        _other_figure,
        rf"{_SUMS}|count-.*|.*derived.*|.*catalogue.*|report-.*",
        _COUNTED,
    ),
    "subject-code": ChangedKind("不成立的科目编码", "catalogue/fiscal/*.csv", _codes, _other_code, "subject-.*"),
    "subject-name": ChangedKind(
        "科目名称与编码不同",
        "catalogue/fiscal/*.csv",
        groups(r"^[23]\d{4}(?:\d\d)?,([^,]+),"),
        _other_name,
        "subject-.*",
    ),
    "fiscal-field": ChangedKind(
        "预决算的填写项改一个数",
        "catalogue/fiscal/*.yml",
        groups(r"^(?!目录条目)[^\s:]+: (\d[\d,]*\.\d+)$"),
        _other_figure,
        _SUMS,
    ),
    "fiscal-prose": ChangedKind(
        "预决算说明里改一个数",
        "catalogue/fiscal/*.yml",
        groups(r"(?<![\d.])(?<!^单价)(\d[\d,]*(?:\.\d+)?)(?=万元|%)"),
        _other_figure,
        "prose-.*",
    ),
    "annual-prose": ChangedKind(
        "年报文字里改一个数",
        "catalogue/annual/*.yml",
        groups(r"(?<![\d.])(\d[\d,]*)(?=件|条)"),
        _other_figure,
        "prose-.*|count-.*|.*derived.*|.*catalogue.*|report-.*|annual.*",
    ),
    "opinion-count": ChangedKind(
        "意见的条数不合",
        "catalogue/opinions/*.yml",
        groups(r"^(?:收到条数|采纳条数|未采纳条数): (\d+)$"),
        _other_figure,
        "identity|opinion.*|prose-.*",
    ),
    "inspection-count": ChangedKind(
        "抽查的户数与记录不同",
        "catalogue/inspections/*-result-*.yml",
        groups(r"^(?:检查户数|发现问题户数): (\d+)$"),
        _other_figure,
        "identity|inspection.*|record-.*",
    ),
}
