"""The findings of reading the registers of ledgers and what the settings say of them."""

from __future__ import annotations

from gongkai.model.problems.finding import Finding, FindingTable
from gongkai.model.problems.problem import Level

FINDINGS = FindingTable(
    title="台账的登记文件和设置",
    sources=("条例第二十五条、第四十四条",),
    findings=(
        Finding("nil-period", Level.ERROR, "零报告的期间看不出是哪一期"),
        Finding("delivery-root", Level.ERROR, "根校验值不是 64 位"),
        Finding("ledger-internal", Level.ERROR, "只给工作人员看的台账写了公开"),
    ),
)
