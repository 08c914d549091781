"""The kinds of problems with waivers (检查豁免, 照原件公开) and with the column as a whole."""

from __future__ import annotations

from gongkai.model.problems.finding import Finding, FindingTable
from gongkai.model.problems.problem import Level

FINDINGS = FindingTable(
    title="豁免、照原件公开和历史遗留宽限",
    findings=(
        Finding("legacy-complete", Level.NOTE, "近一年公开的信息写了历史遗留，没有要宽限的"),
        Finding("legacy-empty-folder", Level.WARNING, "历史遗留文件夹里没有信息"),
        Finding("legacy-no-term", Level.WARNING, "没有写宽限期，历史遗留的缺项仍是错误"),
        Finding("legacy-overdue", Level.WARNING, "历史遗留宽限期已过"),
        Finding("printed-reason", Level.ERROR, "照原件公开没有写明理由"),
        Finding("printed-refused", Level.ERROR, "不是原件的错，不能照原件公开"),
        Finding("printed-right", Level.ERROR, "照原件公开的位置没有问题"),
        Finding("printed-twice", Level.ERROR, "同一处写了两次照原件公开"),
        Finding("printed-unknown", Level.ERROR, "照原件公开的位置找不到"),
        Finding("waiver-refused", Level.ERROR, "这项规则不能豁免"),
        Finding("waiver-unused", Level.NOTE, "豁免的规则没有发现问题"),
    ),
)
