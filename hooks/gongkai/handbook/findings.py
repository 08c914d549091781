"""What the cases show of every code: its messages, the sources that bring them, and how those are mended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.handbook.cases import Case
from gongkai.handbook.remedies import follow
from gongkai.handbook.rule_entries import RuleEntry, rule_entries
from gongkai.model.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """One code with the cases that bring it, the clearest first."""

    code: str
    told: tuple[tuple[Case, Problem], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """What stands on one page: the findings of a rule or of a part of reading, and cases in which all is well."""

    name: str
    title: str
    words: str
    findings: tuple[Finding, ...]
    good: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of reading, known by how its codes or its cases begin."""

    name: str
    title: str
    words: str
    codes: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()


_PARTS = (
    _Part(
        "reading_changes",
        "合并之前的比较",
        "用 `check --base` 与已经公开的版本比较时的提示。",
        rooms=("reviewing",),
    ),
    _Part("reading_attachments", "附件和文件", "读取附件时的提示。", ("attachment-", "file-"), rooms=("attachments",)),
    _Part("reading_printed", "照原件公开", "“照原件公开”写得不对时的提示。", ("printed-",)),
    _Part("reading_types", "信息类型的定义", "`catalogue/types/` 里的定义写错时的提示。", cases=("type_",)),
    _Part(
        "reading_settings",
        "专栏设置、目录、同义词和日历",
        "`column.yml`、`directory.yml`、`synonyms.yml` 和 `calendar/` 写错时的提示。",
        ("directory-", "synonyms-", "calendar-"),
        ("settings_",),
    ),
    _Part(
        "reading_records", "CSV 表格和逐条记录", "读取 CSV 文件时的提示。", ("csv-", "change-"), ("records_", "table_")
    ),
    _Part("reading_yaml", "目录的写法（YAML）", "目录和正文开头写法不对时的提示。", ("yaml-", "front-matter-")),
    _Part("reading_values", "标签和取值", "标签、日期、数字、引用写得不对时的提示。", ("",)),
)


def chapters(cases: Sequence[Case]) -> tuple[Chapter, ...]:
    """Every rule, then every part of reading, each code in one chapter alone: that of the first case that brings it."""
    entries = rule_entries()
    ruled = [case for case in cases if case.rule]
    others = [case for case in cases if not case.rule]
    known: set[str] = set()
    found = [_of_rule(entry, ruled, known) for entry in entries]
    for part in _PARTS:
        told = [
            (case, one) for case in others for one in case.problems if one.rule not in known and _is_in(part, case, one)
        ]
        findings = _findings(told)
        known |= {finding.code for finding in findings}
        good = [case for case in others if case.room in part.rooms and case.change and not case.problems]
        found.append(Chapter(part.name, part.title, part.words, findings, tuple(good)))
    return tuple(found)


def _of_rule(entry: RuleEntry, cases: Iterable[Case], known: set[str]) -> Chapter:
    of_rule = [case for case in cases if case.rule == entry.name]
    findings = _findings([(case, one) for case in of_rule for one in case.problems if one.rule not in known])
    known |= {finding.code for finding in findings}
    return Chapter(entry.name, entry.title, "", findings, tuple(case for case in of_rule if not case.problems))


def _findings(told: Iterable[tuple[Case, Problem]]) -> tuple[Finding, ...]:
    by_code: dict[str, list[tuple[Case, Problem]]] = {}
    for case, one in told:
        by_code.setdefault(one.rule, []).append((case, one))
    return tuple(Finding(code, tuple(found)) for code, found in by_code.items())


def _is_in(part: _Part, case: Case, one: Problem) -> bool:
    return (
        case.room in part.rooms or case.name.startswith(part.cases or "\0") or one.rule.startswith(part.codes or "\0")
    )


def mended(finding: Finding) -> tuple[Case, Problem, str] | None:
    """A case of the finding whose message says all that is to be written, and the text of its file after that."""
    for case, one in finding.told:
        after = follow(case.files, one) if one.path in case.files else None
        if after is not None:
            return case, one, str(after[one.path])
    return None
