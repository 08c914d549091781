"""The findings of reading labels and their values."""

from __future__ import annotations

from gongkai.model.problems.finding import Finding, FindingTable
from gongkai.model.problems.problem import Level

FINDINGS = FindingTable(
    title="标签和取值",
    findings=(
        Finding("computed-value", Level.ERROR, "这一项不能直接填写"),
        Finding("date-form", Level.ERROR, "日期的写法不对"),
        Finding("date-serial", Level.ERROR, "日期被电子表格改成了数字"),
        Finding("impossible-date", Level.ERROR, "没有这一天", as_printed=True),
        Finding("label-repeated", Level.ERROR, "同一项写了两次"),
        Finding("missing-value", Level.ERROR, "缺少必填的内容", milder=((Level.WARNING, "历史遗留信息"),)),
        Finding("not-a-date", Level.ERROR, "不是日期", as_printed=True),
        Finding("not-a-number", Level.ERROR, "不是数字", as_printed=True),
        Finding("not-a-time", Level.ERROR, "不是时间"),
        Finding("not-a-year", Level.ERROR, "不是年份"),
        Finding("not-allowed", Level.ERROR, "不在允许的范围内", as_printed=True),
        Finding("not-an-address", Level.ERROR, "不是完整的网址"),
        Finding("not-an-integer", Level.ERROR, "不是整数", as_printed=True),
        Finding("number-form", Level.ERROR, "数字的写法不对"),
        Finding("out-of-range", Level.ERROR, "数字超出范围", as_printed=True),
        Finding("too-long", Level.ERROR, "文字太长", as_printed=True),
        Finding("unusual-term", Level.WARNING, "不在常用词中"),
        Finding("wrong-form", Level.ERROR, "格式不对", as_printed=True),
    ),
)
