"""The findings of binding: problems of references between items."""

from __future__ import annotations

from gongkai.model.problems.finding import Finding, FindingTable
from gongkai.model.problems.problem import Level

FINDINGS = FindingTable(
    title="信息之间的引用",
    findings=(
        Finding("cited-unknown", Level.WARNING, "依据里写的文件不存在"),
        Finding("document-number-twice", Level.ERROR, "两件信息的发文字号相同"),
        Finding("former-record", Level.WARNING, "变更前的记录写得不对"),
        Finding("reference-ambiguous", Level.ERROR, "引用指向不止一件"),
        Finding("reference-empty", Level.ERROR, "引用没有写指向什么"),
        Finding("reference-form", Level.ERROR, "引用的写法不对"),
        Finding("reference-itself", Level.ERROR, "引用了自己"),
        Finding(
            "reference-scheduled",
            Level.ERROR,
            "引用的信息还没有公开（定时公开）",
            milder=((Level.WARNING, "不要求那一件先公开的关系，例如依据、相关文件"),),
        ),
        Finding("reference-unknown", Level.ERROR, "引用的信息不存在"),
        Finding("reference-unpublished", Level.WARNING, "引用的信息没有公开"),
        Finding("relation-circle", Level.ERROR, "引用绕成了圈"),
    ),
)
