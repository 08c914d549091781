"""The findings of reading type definitions (``catalogue/types``)."""

from __future__ import annotations

from gongkai.model.problems.finding import Finding, FindingTable
from gongkai.model.problems.problem import Level

FINDINGS = FindingTable(
    title="信息类型的定义",
    findings=(
        Finding("field-name", Level.ERROR, "字段名不能用"),
        Finding("field-twice", Level.ERROR, "字段定义了两次"),
        Finding("field-type", Level.ERROR, "字段的类型不能这样用"),
        Finding("identity-formula", Level.ERROR, "勾稽关系的算式不对"),
        Finding("label-reserved", Level.ERROR, "标签已有别的用处"),
        Finding("label-twice", Level.ERROR, "两个字段的标签相同"),
        Finding("listing-path", Level.ERROR, "栏目的网址不能用"),
        Finding("missing-columns", Level.ERROR, "字段没有定义列"),
        Finding("narrowing-widens", Level.ERROR, "收紧类型的定义反而放宽"),
        Finding("type-circle", Level.ERROR, "类型的继承绕成了圈"),
        Finding("type-twice", Level.ERROR, "类型定义了两次"),
        Finding("unknown-field", Level.ERROR, "没有这个字段"),
        Finding("unknown-relation", Level.ERROR, "没有这种关系"),
        Finding("unknown-term", Level.ERROR, "词表里没有这个词"),
        Finding("unknown-vocabulary", Level.ERROR, "没有这个词表"),
        Finding("without-effect", Level.WARNING, "这样写不起作用"),
        Finding("wrong-condition", Level.ERROR, "条件的写法不对"),
        Finding("wrong-example", Level.ERROR, "示例自己不合要求"),
        Finding("wrong-limits", Level.ERROR, "限制的写法不对"),
        Finding("wrong-pattern", Level.ERROR, "格式（pattern）的写法不对"),
    ),
)
