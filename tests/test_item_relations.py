"""The relations beside a document: what others did to its validity stands in its life, everything else in groups."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongkai.binding.bind import bind
from gongkai.data.item_data import item_data
from gongkai.pages.documents.history import history_of
from gongkai.pages.items.item_relations import relations_of
from gongkai.reading.column_sources import read_column

from tests.columns import document, with_text, write_column


def test_what_the_life_of_a_document_tells_is_not_told_again(tmp_path: Path) -> None:
    files = {
        "content/1.md": document("1", 标题="甲", 发文字号="示商规〔2024〕1号"),
        "content/2.md": document(
            "2", 标题="乙", 发文字号="示商规〔2024〕2号", 依据="[示商规〔2024〕1号]",
            修改="[{文件: 示商规〔2024〕1号, 条款: [第一条], 日期: 2024-05-01}]",
        ),
        "content/3.md": document("3", 标题="丙", 废止="[{文件: 示商规〔2024〕1号, 日期: 2025-01-01}]"),
        "content/4.md": with_text("政策解读", "4", 标题="解读", 解读对象="示商规〔2024〕1号"),
    }  # fmt: skip
    publication = bind(read_column(write_column(tmp_path, files)), date(2026, 1, 1))
    first, second = publication.by_index["990000017/2024-00001"], publication.by_index["990000017/2024-00002"]
    shown = [(group.heading, [line.title for line in group.lines]) for group in relations_of(first, publication)]
    assert shown == [("政策解读", ["解读"]), ("被以下文件引用或落实", ["乙"])]
    steps = history_of(first, publication.validity[first.index_no], publication)
    assert [(step.day, step.words, step.line.title if step.line else "") for step in steps if step.line] == [
        ("2024-05-01", "由以下文件修改", "乙"),
        ("2025-01-01", "由以下文件废止", "丙"),
    ]
    # The document that did it says so itself.
    assert [group.heading for group in relations_of(second, publication)] == ["依据", "修改的文件"]


def test_a_meeting_and_a_gazette_name_their_documents_line_by_line(tmp_path: Path) -> None:
    files = {
        "content/1.md": document("1", 标题="甲", 发文字号="示商规〔2024〕1号", 议定会议="[{文件: 会议, 事项序号: 2}]"),
        "content/2.md": document("2", 标题="乙", 发文字号="示商规〔2024〕2号"),
        "content/3.md": with_text(
            "会议公开", "3", 标题="会议", 会议类别="全体会议", 届次="会议", 会议日期="2024-03-01", 会议公开方式="会后公开",
            议定事项="[{序号: 2, 事项: 子, 议定内容: 同意, 形成的文件: 示商规〔2024〕1号}, {序号: 3, 事项: 丑, 议定内容: 同意}]",
        ),
        "content/4.md": with_text(
            "政府公报", "4", 标题="公报", 期号="2024年第1期", 出版日期="2024-03-05", 全期文件=None,
            目录="[{文件: 甲, 文号: 示商规〔2024〕1号, 页码: 5}, {文件: 乙, 文号: 示商规〔2024〕2号, 页码: 9}]",
        ),
    }  # fmt: skip
    publication = bind(read_column(write_column(tmp_path, files)), date(2026, 1, 1))

    def shown(number: str) -> list[tuple[str, list[tuple[str, str]]]]:
        groups = relations_of(publication.by_index[f"990000017/2024-0000{number}"], publication)
        return [(group.heading, [(line.title, line.remark) for line in group.lines]) for group in groups]

    # The document states its meeting too, which is still shown once.
    assert shown("1") == [
        ("议定会议", [("会议", "第2项")]),
        ("公报刊登", [("公报", "2024年第1期，第5页")]),
    ]
    assert shown("2") == [("公报刊登", [("公报", "2024年第1期，第9页")])]
    assert shown("3") == [("议定事项形成的文件", [("甲", "第2项")])]
    data = item_data(publication.by_index["990000017/2024-00004"], publication)
    assert data["relations"] == [
        {"relation": "carries", "target": "990000017/2024-00001"},
        {"relation": "carries", "target": "990000017/2024-00002"},
    ]
    assert shown("4") == [("刊登的文件", [("乙", "2024年第1期，第9页"), ("甲", "2024年第1期，第5页")])]


def test_an_amendment_says_which_evaluation_it_came_from(tmp_path: Path) -> None:
    """Only where the evaluation was of this document: one about another says nothing here."""
    report = "类型: 督查审计评估\n索引号: 990000017/2024-0000{0}\n标题: 评估{0}\n报告类别: 落实情况评估\n对象: {1}\n引起的调整: 示商规〔2024〕2号\n发现的问题:\n  - {{问题: 甲, 责任单位: 乙, 整改情况: 丙}}\n发布日期: 2024-04-10\n公开属性: 主动公开\n"
    files = {
        "content/1.md": document("1", 标题="甲", 发文字号="示商规〔2024〕1号"),
        "content/2.md": document(
            "2", 标题="乙", 发文字号="示商规〔2024〕2号", 成文日期="2024-05-01", 发布日期="2024-05-01",
            修改="[{文件: 示商规〔2024〕1号, 条款: [第一条], 日期: 2024-05-01}]",
        ),
        "content/3.md": document("3", 标题="丙", 发文字号="示商规〔2024〕3号"),
        "catalogue/4.yml": report.format(4, "示商规〔2024〕1号"),
        "catalogue/5.yml": report.format(5, "示商规〔2024〕3号"),
    }  # fmt: skip
    publication = bind(read_column(write_column(tmp_path, files)), date(2026, 1, 1))
    first = publication.by_index["990000017/2024-00001"]
    steps = history_of(first, publication.validity[first.index_no], publication)
    assert [step.remark for step in steps if step.line] == ["第一条；源于评估“评估4”"]
