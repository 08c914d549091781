"""Problems of applying amendments to the text that they amend."""

from __future__ import annotations

from gongkai.model.problems.finding import Finding, FindingTable
from gongkai.model.problems.problem import Level

AMENDMENT_UNCHANGED = Finding("amendment-unchanged", Level.ERROR, "修改前后的文字相同")

FINDINGS = FindingTable(
    title="修改条款并入原文",
    findings=(
        Finding("amendment-clause", Level.ERROR, "条款的写法不对，或者原文里没有"),
        Finding("amendment-empty", Level.ERROR, "没有写新条文"),
        Finding("amendment-number-taken", Level.ERROR, "新增的条号原文已经有了"),
        Finding("amendment-removed-text", Level.ERROR, "删除的条款又写了新条文"),
        AMENDMENT_UNCHANGED,
    ),
)
