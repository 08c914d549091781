"""Plans taken into the column: tasks, units, limits and bases come from their texts in any of the usual forms, and nothing else."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from gongkai.checking.catalogue import BY_NAME
from gongkai.texts.plans.issued_text import issued_text
from gongkai.texts.plans.responsible_lines import Responsibility, responsibilities_in, units_stated, unread_brackets

from tests.test_word_import import imported, text_of

CHAPTERS = """示例市商务局关于印发《示例市2026年夜间消费工作方案》的通知

示商发〔2026〕44号

各县（市、区）商务主管部门，机关各科室：

经市人民政府同意，现将《示例市2026年夜间消费工作方案》印发给你们，请认真执行。

示例市商务局

2026年4月8日

示例市2026年夜间消费工作方案

根据《示例省2026年促进消费工作要点》（示省政办〔2026〕3号）和《关于恢复夜间经济的若干措施》（示政办发〔2025〕18号），制定本方案。

一、主要任务

1.建立街区名录。摸清底数，逐条登记。（责任单位：流通业发展科；配合单位：各县〔市、区〕；完成时限：2026年5月底前）

2.延长营业时间。引导商户延时经营，6月底前形成清单。（由市场运行科牵头，流通业发展科、财务科按职责分工负责）

二、保障措施

1.加强安全检查。（市场运行科、市消防救援支队、各县市区分别负责落实）

2.做好宣传。6月底前完成第一批，12月底前完成第二批。（办公室负责）

3.其他事项。具体办法另行通知。（责任部门另行通知）

抄送：示例市财政局，示例市文化和旅游局。

示例市商务局办公室2026年4月8日印发
"""
LINES = """示例市商务局2026年信用建设工作计划

今年的工作计划如下，请责任单位抓好落实。

（一）归集信用信息

逐项核对目录，年内完成历史数据补录。

牵头单位：办公室

责任单位：市场运行科、各县（市、区）商务局

（二）公示失信名单

按照规定的范围和期限公示。

牵头单位：市场运行科

配合单位：财务科

完成时间：长期

（三）信用修复

本项由申请人向窗口提出（窗口负责受理）。
"""


@pytest.mark.parametrize(
    ("text", "record", "told"),
    [
        (
            CHAPTERS,
            """\
            类型: 工作要点
            标题: 示例市商务局关于印发《示例市2026年夜间消费工作方案》的通知  # 从正文推测，请核对
            发文字号: 示商发〔2026〕44号  # 从正文推测，请核对
            成文日期: '2026-04-08'  # 从正文推测，请核对
            落款: 示例市商务局  # 从正文推测，请核对
            # 下面的“抄送”：从正文推测，请核对
            抄送:
              - 示例市财政局
              - 示例市文化和旅游局
            印发机关: 示例市商务局办公室  # 从正文推测，请核对
            印发日期: '2026-04-08'  # 从正文推测，请核对
            印发通知: '经市人民政府同意，现将《示例市2026年夜间消费工作方案》印发给你们，请认真执行。'  # 从正文推测，请核对
            所附文件: 示例市2026年夜间消费工作方案  # 从正文推测，请核对
            同意机关: 市人民政府  # 从正文推测，请核对
            # 下面的“主送”：从正文推测，请核对
            主送:
              - 各县（市、区）商务主管部门
              - 机关各科室
            年度: '2026'  # 从正文推测，请核对
            # 下面的“任务分工”（4 项）：从正文推测，请核对
            任务分工:
              - 序号: 一、1
                工作任务: 建立街区名录
                责任单位:
                  - 流通业发展科
                  - 各县〔市、区〕
                完成时限: '2026年5月底前'
              - 序号: 一、2
                工作任务: 延长营业时间
                牵头单位: 市场运行科
                责任单位:
                  - 流通业发展科
                  - 财务科
                完成时限: '6月底前'
              - 序号: 二、1
                工作任务: 加强安全检查
                责任单位:
                  - 市场运行科
                  - 市消防救援支队
                  - 各县市区
              - 序号: 二、2
                工作任务: 做好宣传
                责任单位:
                  - 办公室
            # 下面的“依据”（1 项）：从正文推测，请核对
            依据:
              - 文件: 示政办发〔2025〕18号
                标题: 关于恢复夜间经济的若干措施
            # 下面的“落实的上级要点”（1 项）：从正文推测，请核对
            落实的上级要点:
              - 文件: 示省政办〔2026〕3号
                标题: 示例省2026年促进消费工作要点
                层级: 省
                年度: '2026'
            # 索引号: 请填写，例如 990000017/2018-00231，并去掉前面的“# ”
            # 发布日期: 请填写，例如 2018-03-05，并去掉前面的“# ”
            # 公开属性: 请填写（主动公开、依申请公开、不予公开），并去掉前面的“# ”
            # 文件种类: 请填写（工作要点、实施意见、实施方案、年度计划、专项规划），并去掉前面的“# ”
            """,
            (
                "从正文读出 4 项任务分工：其中 3 项没有写明谁牵头，“牵头单位”没有填；请逐项与原件对照。",
                "“责任部门另行通知”像是写明责任单位的，没有读懂，没有写进任务分工：请核对。",
            ),
        ),
        (
            LINES,
            """\
            类型: 工作要点
            标题: 示例市商务局2026年信用建设工作计划  # 从正文推测，请核对
            年度: '2026'  # 从正文推测，请核对
            # 下面的“任务分工”（2 项）：从正文推测，请核对
            任务分工:
              - 序号: （一）
                工作任务: 归集信用信息
                牵头单位: 办公室
                责任单位:
                  - 市场运行科
                  - 各县（市、区）商务局
                完成时限: 年内
              - 序号: （二）
                工作任务: 公示失信名单
                牵头单位: 市场运行科
                责任单位:
                  - 财务科
                完成时限: 长期
            # 索引号: 请填写，例如 990000017/2018-00231，并去掉前面的“# ”
            # 发布日期: 请填写，例如 2018-03-05，并去掉前面的“# ”
            # 公开属性: 请填写（主动公开、依申请公开、不予公开），并去掉前面的“# ”
            # 文件种类: 请填写（工作要点、实施意见、实施方案、年度计划、专项规划），并去掉前面的“# ”
            """,
            ("从正文读出 2 项任务分工：请逐项与原件对照。",),
        ),
    ],
    ids=["brackets", "lines"],
)
def test_a_plan_brings_its_tasks(tmp_path: Path, text: str, record: str, told: tuple[str, ...]) -> None:
    made = imported(tmp_path, text.encode(), "计划.txt")
    assert text_of(tmp_path, made).split("\n---\n")[0] == "---\n" + dedent(record).rstrip("\n")
    assert made.told == told
    own = {finding.code for finding in BY_NAME["tasks_complete"].findings}
    assert [one.what for one in made.problems if one.rule in own] == []


def test_another_type_is_left_as_it_is(tmp_path: Path) -> None:
    made = imported(tmp_path, CHAPTERS.encode(), "计划.txt", kind="政策文件")
    assert "任务分工" not in text_of(tmp_path, made).split("\n---\n")[0]
    assert made.told == ()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("牵头单位：市财政局；责任单位：各县（市、区），市直各部门", ("市财政局", "各县（市、区），市直各部门", "")),
        ("責任部門:市財政局。", ("", "市財政局", "")),
        ("市财政局牵头，市教育局、市民政局配合", ("市财政局", "市教育局、市民政局", "")),
        ("市财政局牵头", ("市财政局", "", "")),
        ("省财政厅、省教育厅等按职责分工负责", ("", "省财政厅、省教育厅", "")),
        ("各市（州）人民政府分别负责", ("", "各市（州）人民政府", "")),
        ("完成时限：2026年6月底前", ("", "", "2026年6月底前")),
        ("此件公开发布", None),
        ("本办法由市财政局负责解释", None),
        ("以下简称责任单位：含村委会", None),
        ("每年不少于一次并持续推进", None),
        ("国办发〔2018〕23号", None),
    ],
)
def test_who_answers_is_read_only_where_all_of_the_words_say_it(words: str, said: tuple[str, str, str] | None) -> None:
    assert units_stated(words) == said


def test_unnumbered_paragraphs_are_numbered_by_their_place() -> None:
    lines = ["一、重点任务", "推进甲项工作。抓紧办理。（办公室负责）", "推进乙项工作，12月底前办结。（财务科负责）"]
    assert responsibilities_in(lines) == (
        Responsibility(1, "推进甲项工作", "", "办公室", "", "1"),
        Responsibility(2, "推进乙项工作，12月底前办结", "", "财务科", "12月底前", "2"),
    )


def test_brackets_that_are_not_understood_are_named() -> None:
    lines = ["1.甲。（牵头部门另定）", "2.乙。（办公室负责）", "3.丙。（详见附件）"]
    assert unread_brackets(lines) == ("牵头部门另定",)


@pytest.mark.parametrize(
    ("line", "issued"),
    [
        ("现将《甲方案》印发给你们，请执行。", ("甲方案", "")),
        ("《甲〈乙〉要點》業經市政府審定同意,現印發給你們。", ("甲〈乙〉要點", "市政府")),
        ("现印发《甲方案》，请执行。", ("甲方案", "")),
        ("请按《甲方案》执行，于6月印发本单位方案。", None),
    ],
)
def test_what_a_notice_issues(line: str, issued: tuple[str, str] | None) -> None:
    found = issued_text(["各科室：", f"　　{line}"])
    assert (found[:2] if found else None) == issued
    assert found is None or found.notice == line
