"""What the cases show of every code: its messages, the sources that bring them, and how those are mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.handbook.cases import Case, Edit
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

    @property
    def of_reading(self) -> bool:
        """Whether it is a part of reading, not a rule."""
        return self.name.startswith("reading_")


@dataclass(frozen=True, slots=True)
class Mended:
    """A file of a case after a remedy was followed, and the first line of it that is another."""

    case: Case
    problem: Problem
    path: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of reading, known by how its codes or its cases begin."""

    name: str
    title: str
    words: str
    codes: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    """How the names of its cases without problems begin."""


_PARTS = (
    _Part(
        "reading_changes",
        "合并之前的比较",
        "用 `check --base` 与已经公开的版本比较时的提示。",
        rooms=("reviewing",),
        good=("reviewing/changes-",),
    ),
    _Part(
        "reading_attachments",
        "附件和文件",
        "读取附件时的提示；附件放在哪里、怎样写，见[发布一件信息](../publish/index.md)。",
        ("attachment-", "file-"),
        rooms=("attachments",),
    ),
    _Part(
        "reading_printed",
        "照原件公开",
        "“照原件公开”写得不对时的提示；正确的写法见[照原件公开](../publish/as-printed.md)。",
        ("printed-",),
    ),
    _Part(
        "reading_references",
        "引用和关系",
        "信息之间按索引号、文号、名称引用写得不对时的提示。",
        ("reference-", "relation-circle"),
        rooms=("binding",),
        good=("binding/fine",),
    ),
    _Part(
        "reading_waivers",
        "检查豁免和历史遗留",
        "“检查豁免”写得不对、历史遗留宽限期满时的提示。",
        ("waiver-", "legacy-"),
        good=("waiving/fine",),
    ),
    _Part(
        "reading_types",
        "信息类型的定义",
        "`catalogue/types/` 里的定义写错时的提示；完整的例子见[增加信息类型](../admin/types.md)。",
        cases=("type_",),
    ),
    _Part(
        "reading_settings",
        "专栏设置、目录、同义词和日历",
        "`column.yml`、`directory.yml`、`synonyms.yml` 和 `calendar/` 写错时的提示。",
        ("directory-", "synonyms-", "calendar-"),
        ("settings_",),
        good=("reading/synonyms_fine",),
    ),
    _Part(
        "reading_records",
        "CSV 表格和逐条记录",
        "读取 CSV 文件时的提示。",
        ("csv-", "change-"),
        ("records_", "table_"),
        good=("reading/records_",),
    ),
    _Part(
        "reading_yaml",
        "目录的写法（YAML）",
        "目录和正文开头写法不对时的提示。",
        ("yaml-", "front-matter-"),
        good=("reading/comment_is_fine",),
    ),
    _Part(
        "reading_values",
        "标签和取值",
        "标签、日期、数字、引用写得不对时的提示。",
        ("",),
        good=("reading/leading_zero", "reading/no_and_on", "reading/text_file_ok"),
    ),
)


def chapters(cases: Sequence[Case]) -> tuple[Chapter, ...]:
    """Every rule, then every part of reading; a code stands wherever it is told, but in one part of reading alone."""
    ruled = [case for case in cases if case.rule]
    others = [case for case in cases if not case.rule]
    found = [_of_rule(entry, ruled) for entry in rule_entries()]
    of_rules = {finding.code for chapter in found for finding in chapter.findings}
    # Reading tells some codes of its own that rules tell too; other cases only bring along what rules tell.
    left = [
        (case, one) for case in others for one in case.problems if case.room == "reading" or one.rule not in of_rules
    ]
    known: set[str] = set()
    for part in _PARTS:
        told = [(case, one) for case, one in left if one.rule not in known and _is_in(part, case, one)]
        findings = _findings(told)
        known |= {finding.code for finding in findings}
        good = [case for case in others if not case.problems and case.files and _is_good(part, case)]
        found.append(Chapter(part.name, part.title, part.words, findings, tuple(good)))
    return tuple(found)


def _of_rule(entry: RuleEntry, cases: Iterable[Case]) -> Chapter:
    of_rule = [case for case in cases if case.rule == entry.name]
    findings = _findings([(case, one) for case in of_rule for one in case.problems])
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


def _is_good(part: _Part, case: Case) -> bool:
    return f"{case.room}/{case.name}".startswith(part.good or "\0")


def mended(finding: Finding, edits: Mapping[str, Sequence[Edit]]) -> Mended | None:
    """The first case of the finding of which it is known what to write: the message says it, or people have thought it through."""
    for case, one in finding.told:
        after = follow(case.files, one) if one.path in case.files else None
        if after is not None:
            return _changed(case, one, one.path, str(after[one.path]))
    for case, one in finding.told:
        for edit in edits.get(case.name, ()):
            text = case.files.get(edit.path, "")
            if edit.code == finding.code and edit.old in text:
                return _changed(case, one, edit.path, text.replace(edit.old, edit.new, 1))
    return None


def _changed(case: Case, one: Problem, path: str, text: str) -> Mended:
    """With the first line that has become another one."""
    lines = zip(case.files[path].split("\n"), text.split("\n"))
    number = next((number for number, (old, new) in enumerate(lines, start=1) if old != new), 0)
    return Mended(case, one, path, text, number)
