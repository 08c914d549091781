"""A wrong unit is told once, and not the figures that differ by it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongkai.binding.bind import bind
from gongkai.checking import checked
from gongkai.model.problems.problem import Level
from gongkai.reading.column_sources import read_column

from tests.columns import write_column

_STATEMENT = """类型: “三公”经费
索引号: 990000017/2025-00071
标题: 2025年“三公”经费预算
年度: 2025
口径: 预算
单位: {unit}
合计: 21.00
因公出国（境）费: 5.00
公务用车购置及运行费: 11.50
公务用车购置费: 0
公务用车运行费: 11.50
公务接待费: 4.50
增减变化说明: “三公”经费预算21.00万元。其中：因公出国（境）费5.00万元；公务用车运行费11.50万元；公务接待费4.50万元。
发布日期: 2025-02-20
公开属性: 主动公开
"""
_BUDGET = """类型: 部门预算
索引号: 990000017/2025-00080
标题: 2025年部门预算
年度: 2025
单位: 万元
表:
  “三公”经费支出情况表: t.csv
发布日期: 2025-02-20
公开属性: 主动公开
"""
_TABLE = (
    "合计,因公出国（境）费,公务接待费,公务用车购置及运行费,公务用车购置费,公务用车运行费,机关运行经费\n"
    "21.00,5.00,4.50,11.50,0.00,11.50,60.00\n"
)
_FIGURES = ("unit-wrong", "prose-differs", "fiscal-differs", "identity")


def _told(root: Path, unit: str) -> list[tuple[str, int, str, Level]]:
    files = {"catalogue/s.yml": _STATEMENT.format(unit=unit), "catalogue/b.yml": _BUDGET, "catalogue/t.csv": _TABLE}
    found = checked(bind(read_column(write_column(root, files)), date(2026, 11, 20)))
    return [(one.path, one.line, one.rule, one.level) for one in found.problems if one.rule in _FIGURES]


def test_the_unit_is_told_as_gravely_as_what_follows_from_it(tmp_path: Path) -> None:
    assert _told(tmp_path, "元") == [("catalogue/s.yml", 6, "unit-wrong", Level.ERROR)]


def test_figures_in_the_right_unit_are_silent(tmp_path: Path) -> None:
    assert _told(tmp_path, "万元") == []
