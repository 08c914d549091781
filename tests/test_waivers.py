"""What records waive with a reason, what legacy items are forgiven, and what nobody can waive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.checking import check
from gongkai.reading.column_sources import read_column

from tests.columns import SETTINGS, document, with_text, write_column

BODY = "联系人手机13800138000。\n"


def _rules(root: Path, files: dict[str, str], day: date = date(2026, 11, 20)) -> dict[str, str]:
    publication = bind(read_column(write_column(root, files)), day)
    return {one.rule: one.level.value for one in check(publication) if one.path.startswith("content/")}


def test_a_waiver_needs_a_reason(tmp_path: Path) -> None:
    waived = document(
        "1", 检查豁免="[{规则: mobile-number, 理由: 这是值班电话}]", 正文=BODY, 发文字号="示商发〔2024〕1号"
    )
    assert _rules(tmp_path, {"content/a.md": waived}) == {}
    without = document("1", 检查豁免="[{规则: mobile-number}]", 正文=BODY, 发文字号="示商发〔2024〕1号")
    assert _rules(tmp_path, {"content/a.md": without}) == {"missing-value": "错误"}


def test_a_waiver_of_nothing_is_told(tmp_path: Path) -> None:
    idle = document("1", 检查豁免="[{规则: placeholder, 理由: 甲}]", 发文字号="示商发〔2024〕1号")
    assert _rules(tmp_path, {"content/a.md": idle}) == {"waiver-unused": "提示"}


def test_a_waiver_covers_the_files_that_the_item_names(tmp_path: Path) -> None:
    waiver = "[{规则: mobile-number, 理由: 这是值班电话}]"
    draft = with_text("重大行政决策预公开", "1", 检查豁免=waiver, 草案文本="draft.txt")
    told = _rules(tmp_path, {"content/a.md": draft, "content/draft.txt": f"第一条 {BODY}"})
    assert "mobile-number" not in told
    assert "waiver-unused" not in told


def test_a_waiver_in_a_list_covers_its_own_item_only(tmp_path: Path) -> None:
    def item(number: int, waiver: str) -> str:
        return (
            f"- 类型: 招录公告\n  索引号: 990000017/2026-0000{number}\n  标题: 公告{number}\n"
            f"  来源: 本站\n  内容概述: 联系人手机13800138000。\n{waiver}"
        )

    waiver = "  检查豁免: [{规则: mobile-number, 理由: 值班电话}, {规则: source-vague, 理由: 原件如此}]\n"
    files = {"catalogue/a.yml": item(1, "") + item(2, waiver) + item(3, "")}
    publication = bind(read_column(write_column(tmp_path, files)), date(2026, 11, 20))
    told = [(one.line, one.rule) for one in check(publication) if one.rule in ("mobile-number", "source-vague")]
    assert told == [(4, "source-vague"), (5, "mobile-number"), (15, "source-vague"), (16, "mobile-number")]


@pytest.mark.parametrize("rule", ["personal-data", "spam"])
def test_what_nobody_can_waive(rule: str, tmp_path: Path) -> None:
    body = "身份证号11010519491231002X。\n\n银河4肖8码一默认论坛\n"
    files = {
        "content/a.md": document("1", 检查豁免=f"[{{规则: {rule}, 理由: 甲}}]", 正文=body, 发文字号="示商发〔2024〕1号")
    }
    assert _rules(tmp_path, files) == {"waiver-refused": "错误", "personal-data": "错误", "spam": "错误"}


@pytest.mark.parametrize(("day", "told"), [(date(2027, 12, 31), []), (date(2028, 1, 1), ["警告"])])
def test_the_end_of_mercy_for_legacy_items_is_told_and_stops_nothing(
    day: date, told: list[str], tmp_path: Path
) -> None:
    files = {
        "catalogue/column.yml": SETTINGS + "历史遗留宽限至: 2027-12-31\n",
        "content/a.md": document("1", 发布日期=None, 历史遗留="是", 发文字号="示商发〔2024〕1号"),
    }
    assert _rules(tmp_path, files, day) == {"missing-value": "警告"}
    found = [one for one in check(bind(read_column(tmp_path), day)) if one.rule == "legacy-overdue"]
    assert [(one.level.value, one.what) for one in found] == [
        (level, "“历史遗留宽限至”写的2027年12月31日已经过了，历史遗留信息还有 1 处缺项没有补齐。") for level in told
    ]
