"""The kinds of problems in the hand-written pages of the handbook."""

from __future__ import annotations

from gongkai.model.problems.finding import Finding, FindingTable
from gongkai.model.problems.problem import Level

FINDINGS = FindingTable(
    title="手册里的引用",
    findings=(Finding("handbook-reference", Level.ERROR, "手册引用的规则、字段、类型或例子不存在"),),
)
