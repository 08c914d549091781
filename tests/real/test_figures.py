"""Real budgets, final accounts and annual reports: every identity agrees, up to the rounding of printed figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.checking import check
from gongkai.model.publication import Publication
from gongkai.pages.charts.item_charts import charts_of
from gongkai.pages.site import pages_of
from gongkai.reading.column_sources import read_column

from tests.columns import write_column
from tests.real.columns import REAL, as_csv, coded, plain, rows_of

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="没有 ../shared/real（开发时才有的真实公开件），跳过")
BUDGET = "budget-2025-yusuan-putuo-caizheng/"
FINAL = "budget-2024-juesuan-putuo-guizi/"
ABOUT_THE_COLUMN = {
    "duty-uncovered",
    "part-empty",
    "directory-missing",
    "footer-missing",
    "reviews-missing",
    "terms-unstated",
}
"""What a column of one item must lack."""

BUDGET_ITEM = """类型: 部门预算
索引号: real/2025-1
标题: 上海市普陀区财政局2025年区级部门预算
年度: 2025
批复日期: 2025-02-01
单位: 元
单位职责与机构设置: 见原件。
收入总计: 31,214,205.80
支出总计: 31,214,205.80
机关运行经费: 2294300
政府采购预算: 1170000
国有资产占用情况: 见原件。
增减变化说明: 见原件。
预算绩效情况: 见原件。
名词解释: 见原件。
发布日期: 2025-02-10
公开属性: 主动公开
表:
  部门财务收支预算总表: b1.csv
  部门收入预算总表: b2.csv
  部门支出预算总表: b3.csv
  财政拨款收支预算总表: b4.csv
  一般公共预算支出功能分类预算表: b5.csv
  一般公共预算基本支出部门预算经济分类预算表: b8.csv
  政府性基金预算支出功能分类预算表: {文件: b6.csv, 说明: 原件为空表。}
  国有资本经营预算支出功能分类预算表: {文件: b7.csv, 说明: 原件为空表。}
  “三公”经费和机关运行经费预算表: {文件: b9.csv, 单位: 万元}
"""
FINAL_ITEM = """类型: 部门决算
索引号: real/2024-1
标题: 上海市普陀区规划和自然资源局2024年度部门决算
年度: 2024
批复日期: 2025-08-01
单位: 万元
单位职责与机构设置: 见原件。
本年收入合计: 9746.50
年初结转和结余: 112.88
本年支出合计: 9759.38
年末结转和结余: 100.00
总计: 9859.38
机关运行经费: 0
政府采购支出: 0
国有资产占用情况: 见原件。
预算绩效情况: 见原件。
名词解释: 见原件。
决算情况说明: 见原件。
发布日期: 2025-08-10
公开属性: 主动公开
表:
  收入支出决算总表: f2.csv
  收入决算表: f3.csv
  支出决算表: f4.csv
  财政拨款收入支出决算总表: f5.csv
  一般公共预算财政拨款支出决算表: f6.csv
  一般公共预算财政拨款基本支出决算表: f7.csv
  “三公”经费支出决算表: f8.csv
  政府性基金预算财政拨款收入支出决算表: {文件: f9.csv, 说明: 原件为空表。}
  国有资本经营预算财政拨款收入支出决算表: {文件: f10.csv, 说明: 原件为空表。}
  决算编制单位构成: f1.csv
"""
CODES = ["科目编码", "科目名称"]
SPENT = [*CODES, "合计", "基本支出", "项目支出"]
DETAILS = "差额在四舍五入的范围内，请确认原件如此。"


def _column(root: Path, agency: str, files: dict[str, str]) -> Publication:
    return bind(
        read_column(write_column(root, {"catalogue/column.yml": f"机关: {{{agency}}}\n", **files})), date(2026, 11, 20)
    )


def _found(publication: Publication) -> list[str]:
    return [str(one) for one in check(publication) if one.rule not in ABOUT_THE_COLUMN]


def _budget() -> dict[str, str]:
    return {
        "catalogue/b.yml": BUDGET_ITEM,
        "catalogue/b1.csv": plain(
            BUDGET + "01-财务收支预算总表.csv", ["收入项目", "收入预算数", "支出项目", "支出预算数"], 2
        ),
        "catalogue/b2.csv": coded(
            BUDGET + "02-收入预算总表.csv",
            [*CODES, "合计", "财政拨款收入", "事业收入", "事业单位经营收入", "其他收入"],
            3,
            3,
        ),
        "catalogue/b3.csv": coded(BUDGET + "03-支出预算总表.csv", SPENT, 3, 3),
        "catalogue/b4.csv": plain(
            BUDGET + "04-财政拨款收支预算总表.csv",
            ["收入项目", "收入预算数", "支出项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"],
            2,
        ),
        "catalogue/b5.csv": coded(BUDGET + "05-一般公共预算支出功能分类预算表.csv", SPENT, 3, 3),
        "catalogue/b6.csv": coded(BUDGET + "06-政府性基金预算支出功能分类预算表.csv", SPENT, 3, 3),
        "catalogue/b7.csv": coded(BUDGET + "07-国有资本经营预算支出功能分类预算表.csv", SPENT, 3, 3),
        "catalogue/b8.csv": coded(
            BUDGET + "08-一般公共预算基本支出部门预算经济分类预算表.csv", [*CODES, "合计", "人员经费", "公用经费"], 2, 3
        ),
        "catalogue/b9.csv": plain(
            BUDGET + "09-三公经费和机关运行经费预算表.csv",
            ["合计", "因公出国(境)费", "公务接待费", "小计", "购置费", "运行费", "机关运行经费预算数"],
            3,
        ),
    }


def _final() -> dict[str, str]:
    basic = rows_of(FINAL + "07-一般公共预算财政拨款基本支出决算表.csv")[1:]
    three_public = rows_of(FINAL + "08-财政拨款三公经费支出决算表.csv")[-1]
    header = [
        "口径",
        "合计",
        "因公出国（境）费",
        "公务用车购置及运行维护费",
        "公务用车购置费",
        "公务用车运行维护费",
        "公务接待费",
    ]
    received = ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"]
    spent = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]
    turnover = [
        *CODES,
        "年初结转和结余",
        "本年收入",
        "本年支出合计",
        "基本支出",
        "项目支出",
        "年末结转和结余",
    ]
    funds = ["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
    return {
        "catalogue/f.yml": FINAL_ITEM,
        "catalogue/f1.csv": plain(FINAL + "01-决算单位构成.csv", ["序号", "单位名称", "备注"], 1),
        "catalogue/f9.csv": plain(FINAL + "09-政府性基金预算财政拨款收入支出决算表.csv", turnover, 3),
        "catalogue/f10.csv": plain(FINAL + "10-国有资本经营预算财政拨款收入支出决算表.csv", turnover, 3),
        "catalogue/f2.csv": plain(
            FINAL + "02-收入支出决算总表.csv", ["收入项目", "收入决算数", "支出项目", "支出决算数"], 2
        ),
        "catalogue/f3.csv": plain(FINAL + "03-收入决算表.csv", [*CODES, *received], 2),
        "catalogue/f4.csv": plain(FINAL + "04-支出决算表.csv", [*CODES, *spent], 2),
        "catalogue/f5.csv": plain(
            FINAL + "05-财政拨款收入支出决算总表.csv", ["收入项目", "收入决算数", "支出项目", "合计", *funds], 2
        ),
        "catalogue/f6.csv": plain(FINAL + "06-一般公共预算财政拨款支出决算表.csv", SPENT, 2),
        "catalogue/f7.csv": as_csv(
            [[*CODES, "决算数"], *(r[:3] for r in basic if any(r[:3])), *(r[3:6] for r in basic if any(r[3:6]))]
        ),
        "catalogue/f8.csv": as_csv([header, ["预算数", *three_public[0:12:2]], ["决算数", *three_public[1:12:2]]]),
    }


def test_department_budget(tmp_path: Path) -> None:
    publication = _column(tmp_path, "名称: 上海市普陀区财政局", _budget())
    assert _found(publication) == []
    assert [table.unit for table in publication.reading.items[0].tables.values()][-1] == "万元"


def test_a_table_without_figures_and_without_a_word_is_found(tmp_path: Path) -> None:
    files = _budget()
    files["catalogue/b.yml"] = files["catalogue/b.yml"].replace(", 说明: 原件为空表。}", "}")
    what = "有 1 行，一个数字也没有。 请对照原件填写，没有的写 0；整张表没有数据的，写“"
    assert _found(_column(tmp_path, "名称: 上海市普陀区财政局", files)) == [
        f"catalogue/{file}:2:1: 错误[table-empty] “{title}支出情况表”{what}{title}支出情况表: {{文件: {file}, 说明: ……，故本表无数据。}}”。"
        for file, title in (("b6.csv", "政府性基金预算"), ("b7.csv", "国有资本经营预算"))
    ]


def test_a_changed_cell_is_found(tmp_path: Path) -> None:
    files = _budget()
    assert files["catalogue/b3.csv"].count('"16,093,326.00"') >= 3
    files["catalogue/b3.csv"] = files["catalogue/b3.csv"].replace('"16,093,326.00"', '"16,093,336.00"', 1)
    found = _found(_column(tmp_path, "名称: 上海市普陀区财政局", files))
    assert "catalogue/b3.csv:2:3: 错误[identity] “部门支出总体情况表”的“一般公共服务支出”一行：" in found[0]
    assert "相差 10.00" in found[0]


def test_department_final_account(tmp_path: Path) -> None:
    table = "“一般公共预算财政拨款支出决算表”"
    formula = "合计 = 基本支出 + 项目支出"
    whole = "“上海市普陀区规划和自然资源局2024年度部门决算”各表之间"
    assert _found(_column(tmp_path, "名称: 上海市普陀区规划和自然资源局", _final())) == [
        f"catalogue/f2.csv:10:4: 提示[identity] {whole}：“收入支出决算总表”的“九、卫生健康支出”（支出决算数） = "
        f"“支出决算表”的“卫生健康支出”（本年支出合计），左边 236.63，右边 236.64，相差 0.01。 {DETAILS}",
        f"catalogue/f2.csv:12:4: 提示[identity] {whole}：“收入支出决算总表”的“十一、城乡社区支出”（支出决算数） = "
        f"“支出决算表”的“城乡社区支出”（本年支出合计），左边 3845.25，右边 3845.24，相差 0.01。 {DETAILS}",
        f"catalogue/f5.csv:10:5: 提示[identity] {whole}：“财政拨款收入支出决算总表”的“九、卫生健康支出”（一般公共预算财政拨款） = "
        f"“一般公共预算财政拨款支出决算表”的“卫生健康支出”（合计），左边 236.63，右边 236.64，相差 0.01。 {DETAILS}",
        *(
            f"catalogue/f5.csv:26:{at}: 提示[identity] “财政拨款收入支出决算总表”的“本年支出合计”（{column}）：应等于社会保障和就业支出、"
            f"卫生健康支出、城乡社区支出、自然资源海洋气象等支出等 5 行之和，左边 9746.50，右边 9746.49，相差 0.01。 {DETAILS}"
            for at, column in ((4, "合计"), (5, "一般公共预算财政拨款"))
        ),
        f"catalogue/f6.csv:13:3: 提示[identity] {table}的“城乡社区支出”一行：{formula}，左边 3832.36，右边 3832.35，相差 0.01。 {DETAILS}",
        f"catalogue/f6.csv:14:3: 提示[identity] {table}的“城乡社区管理事务”一行：{formula}，左边 1092.80，右边 1092.79，相差 0.01。 {DETAILS}",
        f"catalogue/f6.csv:15:3: 提示[identity] {table}的“行政运行”一行：{formula}，左边 1092.80，右边 1092.79，相差 0.01。 {DETAILS}",
        f"catalogue/f6.csv:26:3: 提示[identity] {table}的“合计”一行：{formula}，左边 9746.50，右边 9746.49，相差 0.01。 {DETAILS}",
        "catalogue/f7.csv:29:3: 提示[identity] “一般公共预算财政拨款基本支出决算表”的“人员经费合计”（决算数）："
        f"应等于工资福利支出 + 对个人和家庭的补助，左边 4884.09，右边 4884.10，相差 0.01。 {DETAILS}",
        "catalogue/f7.csv:30:3: 提示[identity] “一般公共预算财政拨款基本支出决算表”的“商品和服务支出”（决算数）："
        f"应等于下级 27 行之和，左边 440.90，右边 440.88，相差 0.02。 {DETAILS}",
    ]


def _annual_report(year: int) -> dict[str, str]:
    rows = [
        [
            "条款",
            "信息内容",
            "本年制发件数",
            "本年废止件数",
            "现行有效件数",
            "本年处理决定数量",
            "本年收费金额（单位：万元）",
        ]
    ]
    article = ""
    for row in rows_of(f"annual-report-suqian-{year}-table2.csv"):
        if row[0].startswith("第二十条"):
            article = row[0]
        elif row[0] == "信息内容":
            continue
        elif "（一）" in article:
            rows.append([article, *row[:4], "", ""])
        elif "（八）" in article:
            rows.append([article, row[0], "", "", "", "", row[1]])
        else:
            rows.append([article, row[0], "", "", "", row[1], ""])
    item = (
        f"类型: 年度报告\n索引号: real/{year}-9\n标题: 宿迁市{year}年政府信息公开工作年度报告\n年度: {year}\n总体情况: 见原件。\n"
        f"存在的主要问题及改进情况: 见原件。\n其他需要报告的事项: 见原件。\n发布日期: {year + 1}-03-20\n公开属性: 主动公开\n"
        f"表:\n  表二: {year}-2.csv\n  表三: {year}-3.csv\n  表四: {year}-4.csv\n"
    )
    return {
        f"catalogue/{year}.yml": item,
        f"catalogue/{year}-2.csv": as_csv(rows),
        f"catalogue/{year}-3.csv": as_csv(rows_of(f"annual-report-suqian-{year}-table3.csv")),
        f"catalogue/{year}-4.csv": as_csv(rows_of(f"annual-report-suqian-{year}-table4.csv")),
    }


def test_two_annual_reports_hand_over(tmp_path: Path) -> None:
    files = {**_annual_report(2023), **_annual_report(2024)}
    publication = _column(tmp_path, "名称: 宿迁市人民政府, 级别: 设区的市级", files)
    assert _found(publication) == []
    assert {"real/2023-9.html", "real/2024-9.html"} <= {page.url.removeprefix("i/") for page in pages_of(publication)}


def test_a_broken_handover_is_found(tmp_path: Path) -> None:
    files = {**_annual_report(2023), **_annual_report(2024)}
    files["catalogue/2024-2.csv"] = files["catalogue/2024-2.csv"].replace(",420,", ",421,")
    (found,) = _found(_column(tmp_path, "名称: 宿迁市人民政府, 级别: 设区的市级", files))
    assert found.startswith(
        "catalogue/2024-2.csv:3:5: 警告[year-chain] 行政规范性文件现行有效 421 件，按上年 597 件、本年制发 50 件、废止 227 件应当是 420 件。"
    )


def test_the_charts_of_real_reports_add_up_to_their_tables(tmp_path: Path) -> None:
    files = {**_annual_report(2023), **_annual_report(2024)}
    publication = _column(tmp_path, "名称: 宿迁市人民政府, 级别: 设区的市级", files)
    outcomes, requests = charts_of(publication.by_index["real/2024-9"], publication)
    assert outcomes.rows == (
        ("予以公开", "1,431"),
        ("部分公开", "471"),
        ("不予公开", "92"),
        ("无法提供", "941"),
        ("不予处理", "117"),
        ("其他处理", "469"),
    )
    # The report itself prints 3521 as the sum of what was handled.
    assert sum(int(row[1].replace(",", "")) for row in outcomes.rows) == 3521
    assert requests.rows == (("2023年", "3,511"), ("2024年", "3,525"))


def test_the_charts_of_a_real_budget_and_account_add_up_to_their_totals(tmp_path: Path) -> None:
    budget = _column(tmp_path / "b", "名称: 上海市普陀区财政局", _budget())
    final = _column(tmp_path / "f", "名称: 上海市普陀区规划和自然资源局", _final())
    for publication, totals in ((budget, "b3.csv"), (final, "f4.csv")):
        item = publication.reading.items[0]
        by_function, *_ = charts_of(item, publication)
        table = item.tables["expense"]
        whole = next(row for row in table.rows if "合计" in row)
        printed = Decimal(whole[2].replace(",", ""))
        drawn = sum(Decimal(row[-1].replace(",", "")) for row in by_function.rows)
        assert abs(drawn - printed) <= Decimal("0.02") * len(by_function.rows), totals
