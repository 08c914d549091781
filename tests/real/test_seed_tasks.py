"""The tasks and bases of the five seed documents come in whole: as many as there are, nobody invented, and no check alarmed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.exchange.documents.import_document import Imported, ImportWish, import_document

from tests.columns import write_column
from tests.golden import said
from tests.real.columns import REAL

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="没有 ../shared/real（开发时才有的真实公开件），跳过")
ALL = ["各縣〔市、區〕人民政府", "內江經開區", "內江高新區管委會", "市政府各部門", "有關單位"]
TASKS: dict[int, dict[int, dict[str, Any]]] = {
    3: {
        1: {
            "序号": "1",
            "工作任务": "加大決策信息公開力度",
            "牵头单位": "市政府辦公室、市政府法制辦",
            "责任单位": [*ALL[:3], "市政府有關部門", "有關單位"],
        },
        9: {
            "序号": "9",
            "工作任务": "抓好“三大攻堅戰”信息公開",
            "牵头单位": "市發展改革委、市經濟和信息化委、市住房城鄉建設局、市環保局、市扶貧移民局、市政府金融辦、人行內江市中心支行、內江銀監分局",
            "责任单位": ALL,
            "完成时限": "2018年底前",
        },
        # Its sentence speaks of 責任單位 once more.
        30: {"序号": "30", "工作任务": "建立問責追責制度", "牵头单位": "市政府辦公室", "责任单位": ALL},
        41: {
            "序号": "41",
            "工作任务": "加強協作聯動",
            "牵头单位": "市政府辦公室、市網信辦、市政府信訪局",
            "责任单位": ALL,
        },
    },
    4: {
        1: {
            "序号": "一（一）",
            "工作任务": "推进“放管服”改革信息公开",
            "责任单位": ["市审改办", "市行政审批局", "市项目服务局", "各县市区"],
        },
        17: {"序号": "四（六）", "工作任务": "推进市政府重要民生实事信息公开", "责任单位": ["市直相关部门"]},
        22: {
            "序号": "五（五）",
            "工作任务": "健全政务公开领导体制和工作机制",
            "牵头单位": "市政府办公室",
            "责任单位": ["各县市区", "市直各部门"],
        },
    },
}
"""The first task, the last one and the tricky ones, by their place."""
COUNTS = {0: 0, 1: 0, 2: 0, 3: 41, 4: 22}
DUE = {3: {9: "2018年底前", 11: "年底", 17: "年內", 24: "2018年底前", 35: "2018年年底前", 39: "年底前"}, 4: {}}
BASES = {
    0: ["晋政办发〔2016〕138号", "国办发〔2017〕47号"],
    1: ["中办发〔2016〕8号", "云办发〔2016〕34号", "昆办发〔2016〕25号", "昆政办〔2015〕116号"],
    2: ["闽政办〔2017〕65号"],
    3: [
        "內府辦函〔2018〕46號",
        "國辦發〔2017〕47號",
        "內府辦發〔2018〕32號",
        "國辦發〔2018〕37號",
        "省政府令第327號",
        "內府辦函〔2018〕62號",
    ],
    4: ["中办发〔2016〕8号", "荆办发〔2016〕29号"],
}
PLANS = {
    0: [("忻政办发〔2018〕117号", "市", "2018"), ("国办发〔2018〕23号", "国家", "2018"), ("晋政办发〔2018〕76号", "省", "2018")],
    1: [("昆政办〔2016〕87号", "市", "2016")],
    2: [
        ("国办发〔2019〕14号", "国家", "2019"),
        ("福建省2019年政务公开工作主要任务", "省", "2019"),
        ("福州市人民政府办公厅关于印发福州市2019年政务公开主要任务的通知", "市", "2019"),
        ("仓政办〔2019〕140号", "县", "2019"),
    ],
    3: [],
    4: [("国办发〔2017〕24号", "国家", "2017"), ("鄂政办发〔2017〕37号", "省", "2017")],
}  # fmt: skip


def _imported(root: Path, number: int) -> tuple[Imported, str, dict[str, Any]]:
    """What the import made of a seed document, the draft, and its record."""
    (path,) = (REAL / "seeds").glob(f"{number:03d}_*.txt")
    made = import_document(write_column(root, {}), path, ImportWish(date(2026, 11, 20)))
    draft = (root / made.written[0]).read_text(encoding="utf-8")
    return made, draft, said(draft.split("\n---\n")[0])


@pytest.mark.parametrize("number", range(5))
def test_every_task_of_a_seed_is_proposed(tmp_path: Path, number: int) -> None:
    made, draft, record = _imported(tmp_path, number)
    tasks = record.get("任务分工", [])
    assert (made.kind, len(tasks)) == ("工作要点", COUNTS[number])
    assert {place: tasks[place - 1] for place in TASKS.get(number, {})} == TASKS.get(number, {})
    assert {place: one["完成时限"] for place, one in enumerate(tasks, 1) if "完成时限" in one} == DUE.get(number, {})
    assert all(one.get("牵头单位") or one["责任单位"] for one in tasks)
    assert ("# 下面的“任务分工”" in draft) == bool(tasks)
    # The rule that compares the table with the text finds nothing in what is right.
    assert [one.rule for one in made.problems if one.rule.startswith("task-")] == []


@pytest.mark.parametrize("number", range(5))
def test_no_task_says_what_its_source_does_not(tmp_path: Path, number: int) -> None:
    _, draft, record = _imported(tmp_path, number)
    text = draft.split("\n---\n", 1)[1]
    for one in record.get("任务分工", []):
        said = [one["工作任务"], one.get("牵头单位", ""), *one["责任单位"], one.get("完成时限", "")]
        assert [words for words in said if words not in text] == []


@pytest.mark.parametrize("number", range(5))
def test_the_bases_of_a_seed_are_proposed_with_level_and_year(tmp_path: Path, number: int) -> None:
    _, _, record = _imported(tmp_path, number)
    assert [one["文件"] for one in record.get("依据", [])] == BASES[number]
    upper = [(one["文件"], one["层级"], str(one["年度"])) for one in record.get("落实的上级要点", [])]
    assert upper == PLANS[number]
