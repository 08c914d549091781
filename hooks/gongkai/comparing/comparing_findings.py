"""The kinds of problems that a comparison with a Git base (``check --base``) can find."""

from __future__ import annotations

from gongkai.checking.column.departures_told import DEPARTURE_UNADDRESSED, DEPARTURE_UNTITLED
from gongkai.model.problems.finding import Finding, FindingTable
from gongkai.model.problems.problem import Level

FINDINGS = FindingTable(
    title="合并之前的比较",
    findings=(
        Finding("address-changed", Level.ERROR, "索引号改了，原网址会打不开"),
        Finding("alias-lost", Level.ERROR, "曾用网址没有了"),
        Finding(
            "attachment-changed", Level.ERROR, "附件换了内容，没有变更说明", milder=((Level.WARNING, "历史遗留信息"),)
        ),
        Finding(
            "attachment-vanished", Level.ERROR, "附件删掉了，没有变更说明", milder=((Level.WARNING, "历史遗留信息"),)
        ),
        Finding("base-ahead", Level.WARNING, "现在的版本不含比较版本的最新内容"),
        Finding("change-note-lost", Level.ERROR, "原有的变更说明没有了"),
        DEPARTURE_UNADDRESSED,
        DEPARTURE_UNTITLED,
        Finding(
            "entry-vanished",
            Level.ERROR,
            "清单的条目没有了，调整记录里没有写",
            milder=((Level.WARNING, "写了变更说明、是历史遗留信息，或者是新版本的清单"),),
        ),
        Finding("field-changed", Level.ERROR, "内容改动了，没有变更说明", milder=((Level.WARNING, "历史遗留信息"),)),
        Finding("gate-closed", Level.ERROR, "“合并前必须”做到的没有做到"),
        Finding("item-postponed", Level.ERROR, "已经公开的信息，发布日期改到了以后"),
        Finding("item-vanished", Level.ERROR, "信息删掉了，没有说明"),
        Finding(
            "publish-date-changed",
            Level.ERROR,
            "发布日期改动了",
            milder=((Level.WARNING, "写了变更说明，或者是历史遗留信息"),),
        ),
        Finding("publish-date-past", Level.ERROR, "新公开的信息发布日期太早"),
        Finding(
            "records-changed",
            Level.ERROR,
            "记录改动了，没有记录变更",
            milder=((Level.WARNING, "写了变更说明，或者是历史遗留信息"),),
        ),
        Finding(
            "records-vanished",
            Level.ERROR,
            "记录少了，没有记录变更",
            milder=((Level.WARNING, "写了变更说明，或者是历史遗留信息"),),
        ),
        Finding(
            "relation-vanished", Level.ERROR, "文件关系删掉了，没有变更说明", milder=((Level.WARNING, "历史遗留信息"),)
        ),
        Finding("table-changed", Level.ERROR, "表改动了，没有变更说明", milder=((Level.WARNING, "历史遗留信息"),)),
        Finding("text-changed", Level.ERROR, "正文改动了，没有变更说明", milder=((Level.WARNING, "历史遗留信息"),)),
    ),
)
