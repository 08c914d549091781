"""Reports for forges: annotations of a merge request on GitLab, and the problems of a change as Markdown for any forge."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Sequence

from gongkai.model.problems.causes import causes_of
from gongkai.model.problems.problem import Level, Problem

MOST_LISTED = 30
"""Most problems that the Markdown lists; the others are counted."""
_SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "minor", Level.NOTE: "info"}
"""What a change is told of; what is unfinished stands on a page of its own (``setup/gaps.py``)."""


def changed_first(problems: Sequence[Problem], changed: Collection[str]) -> tuple[Problem, ...]:
    """The problems with those in the files that a change touches before the others, each group in its order."""
    return tuple(sorted(problems, key=lambda one: one.path not in changed))


def as_gitlab(problems: Sequence[Problem]) -> str:
    """The problems as a Code Quality report of GitLab, which a merge request shows at the lines.

    https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    """
    seen: Counter[str] = Counter()
    entries = []
    for one in problems:
        if one.level not in _SEVERITIES:
            continue
        # A fingerprint must stay when lines above change and differ between two of the same words.
        words = f"{one.path}\0{one.rule}\0{one.what}"
        seen[words] += 1
        fingerprint = hashlib.sha256(f"{words}\0{seen[words]}".encode()).hexdigest()
        entries.append(
            {
                "description": f"{one.level.value}：{one.what}{one.remedy}",
                "check_name": one.rule,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[one.level],
                "location": {"path": one.path, "lines": {"begin": max(1, one.line)}},
            }
        )
    return json.dumps(entries, ensure_ascii=True, indent=1)


def as_markdown(problems: Sequence[Problem], changed: Collection[str]) -> str:
    """The problems in the files of a change as Markdown, the errors first; the number of those elsewhere."""
    here = causes_of([one for level in _SEVERITIES for one in problems if one.level is level and one.path in changed])
    elsewhere = Counter(one.level for one in problems if one.path not in changed and one.level in _SEVERITIES)
    lines = ["## 改动的文件里的问题", ""]
    for cause in here[:MOST_LISTED]:
        one = cause.first
        where = f"{one.path}:{one.line}" if one.line else one.path
        words = " ".join(_plain(part) for part in (one.what, one.remedy, cause.others) if part)
        lines.append(f"- **{one.level.value}** `{where.replace('`', '')}` {words}")
    if len(here) > MOST_LISTED:
        lines.append(f"- 另有 {len(here) - MOST_LISTED} 条，请在本机运行 make check 查看。")
    if not here:
        lines.append("- 没有")
    if elsewhere:
        counts = "、".join(f"{elsewhere[level]} 处{level.value}" for level in Level if elsewhere[level])
        lines += ["", f"没有改动的文件里另有 {counts}。"]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Text of a problem with what Markdown or HTML would take for marks escaped, on one line."""
    for sign in "\\`*_[]<>#|!&~":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
