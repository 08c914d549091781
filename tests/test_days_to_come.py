"""Every day of the next ten years builds, from the demonstration and from a column in which everything dated has ended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.binding.record_term import day_in
from gongkai.building.output import publish_column
from gongkai.building.output import write_column as write_site
from gongkai.building.verify_site import faults_of
from gongkai.checking import check
from gongkai.model.problems.problem import Level
from gongkai.model.publication import Publication, ReadColumn
from gongkai.reading.column_sources import read_column
from gongkai.reading.tables.records import record_table

from tests.columns import SETTINGS, document, interpretation, with_text, write_column
from tests.conftest import AS_OF, demonstration_or_skip
from tests.templates import THEME, templates

LAST = date(AS_OF.year + 10, AS_OF.month, AS_OF.day)
_DAY = re.compile(r"(20\d\d)(?:-|年|/|\.)(\d{1,2})(?:-|月|/|\.)(\d{1,2})")
_LATER = (0, 31, 366, -183, -1, 1)
"""Days after a written one on which something may change: warnings ahead of an end, answers overdue, the day itself."""
_LATER_IN_RECORDS = (0, 1)
"""The same for the days of records, which only begin and end."""

_COMMON = "发布日期: 2025-11-10\n公开属性: 主动公开\n"
HOSTILE: dict[str, str | bytes] = {
    "catalogue/column.yml": SETTINGS + "历史遗留宽限至: 2027-12-31\n",
    "catalogue/directory.yml": (
        "- {编号: '1', 一级事项: 政策文件, 公开内容: 文件, 信息类型: 政策文件, 更新周期: 每周}\n"
        "- {编号: '2', 一级事项: 处罚, 公开内容: 处罚, 信息类型: 行政处罚, 更新周期: 每日}\n"
    ),
    "catalogue/calendar/2026.yml": "休息日: [2026-10-01]\n工作日: [2026-10-10]\n",
    "catalogue/p.yml": f"类型: 行政处罚\n索引号: 990000017/2025-00001\n标题: 处罚公示\n期间: 2025年11月\n记录: p.csv\n记录变更: h.csv\n{_COMMON}",
    "catalogue/p.csv": (
        "行政相对人名称,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,处罚决定日期,公示截止期,处罚机关,罚款金额\n"
        "甲公司,示罚〔2025〕1号,违规,事实甲,某法,罚款,罚款甲,2025-11-03,2026-12-03,局,1.00\n"
        "乙公司,示罚〔2025〕2号,违规,事实乙,某法,罚款,罚款乙,2025-11-04,2027-02-04,局,\n"
    ),
    "catalogue/h.csv": (
        "行政处罚决定书文号,日期,动作,字段,原值,理由,依据\n"
        "示罚〔2025〕1号,2025-12-01,更正,处罚内容,罚款,笔误,\n"
        "示罚〔2025〕2号,2025-12-01,撤下,,,核对,\n"
        "示罚〔2025〕2号,2025-12-20,新增,,,核对完毕,\n"
    ),
    "catalogue/c.yml": f"类型: 信用名单\n索引号: 990000017/2025-00002\n标题: 名单\n期间: 2025年\n记录: c.csv\n记录变更: ch.csv\n{_COMMON}",
    "catalogue/c.csv": (
        "主体名称,统一社会信用代码,名单种类,事由与依据,列入日期,移出日期\n"
        "丁公司,91990000100000027B,重点关注名单,欠款,2025-01-02,2026-12-31\n"
    ),
    "catalogue/ch.csv": (
        "统一社会信用代码,日期,动作,字段,原值,理由,依据\n91990000100000027B,2025-12-01,更正,事由与依据,拖欠,笔误,\n"
    ),
    "catalogue/x.yml": f"类型: 行政许可\n索引号: 990000017/2025-00003\n标题: 许可公示\n期间: 2025年\n记录: x.csv\n{_COMMON}",
    "catalogue/x.csv": (
        "行政相对人名称,行政许可决定文书号,许可内容,许可决定日期,有效期自,有效期至,许可机关\n"
        "己公司,一号,经营,2025-11-03,2025-11-03,2027-01-02,局\n"
    ),
    "catalogue/n.yml": f"类型: 行政许可\n索引号: 990000017/2025-00004\n标题: 本期没有许可\n期间: 2025年10月\n记录: n.csv\n{_COMMON}",
    "catalogue/n.csv": "行政相对人名称,行政许可决定文书号,许可内容,许可决定日期,许可机关\n",
    "content/old.md": document("1", 发布日期=None, 成文日期=None, 历史遗留="是"),
    "content/ends.md": document(
        "2",
        发文字号="示商规〔2024〕2号",
        施行日期="2024-04-01",
        有效期至="2027-03-31",
        正文="第一条 甲。\n\n第二条 乙。\n",
    ),
    "content/begins.md": document("3", 发文字号="示商规〔2024〕3号", 施行日期="2027-01-01", 有效期至="2028-01-01"),
    "content/ending.md": document(
        "4",
        发文字号="示商规〔2024〕4号",
        施行日期="2027-02-01",
        修改="[{文件: 示商规〔2024〕2号, 日期: 2027-02-01, 条款: [第二条]}]",
        废止="[{文件: 示商规〔2024〕3号, 日期: 2027-06-01}]",
    ),
    "content/names.md": document("5", 公示期至="2027-04-30", 个人信息公开理由="惩戒公示", 个人信息公开依据="规定"),
    "content/notice.md": document(
        "6", 公示期至="2027-04-30", 依据="[示商规〔2024〕2号, 990000017/2024-00005]", 正文="见[名单](names.md)。\n"
    ),
    "content/explains-names.md": interpretation("9", "990000017/2024-00005"),
    "catalogue/withdrawn.yml": (
        "类型: 变更撤销说明\n索引号: 990000017/2026-00001\n标题: 说明\n说明种类: 撤回\n"
        "撤回的信息: [990000017/2024-00005, 示商规〔2024〕9号]\n理由: 甲\n决定日期: 2026-03-13\n发布日期: 2026-03-14\n公开属性: 主动公开\n"
    ),
    "content/later.md": document(
        "10",
        发文字号="示商规〔2026〕10号",
        成文日期="2026-12-08",
        发布日期="2026-12-10",
        施行日期="2027-03-01",
        修改="[{文件: 示商规〔2024〕4号, 日期: 2027-03-01}]",
    ),
    "content/explains-later.md": interpretation("11", "示商规〔2026〕10号", 发布日期="2026-12-10"),
    "content/latest.md": document("12", 发布日期="2027-07-01", 成文日期="2027-06-30", 依据="[示商规〔2026〕10号]"),
    "content/explained.md": interpretation("7", "示商规〔2024〕2号"),
    "content/draft.md": with_text(
        "重大行政决策预公开",
        "8",
        发布日期="2026-11-01",
        决策类别="规划",
        决策草案="[a.txt]",
        草案说明="[b.txt]",
        决策依据="[国办发〔2018〕23号]",
        征求意见开始="2026-11-02",
        征求意见截止="2026-12-20",
        反馈方式="[{方式: 信函, 地址或号码: 甲路1号}]",
        联系电话="000-1",
    ),
    "content/announced.md": with_text(
        "重点领域信息",
        "21",
        领域="消费升级",
        内容与进展="甲",
        公示开始="2026-11-23",
        公示结束="2026-12-04",
        异议受理="商务局",
        发布日期="2026-11-20",
    ),
    "content/warned.md": with_text(
        "突发事件信息",
        "22",
        信息种类="预警",
        级别="Ⅳ级（蓝色）",
        预警开始="2026-11-20 08:00",
        预警期限="2026-12-06 08:00",
        发布日期="2026-11-20",
    ),
    "content/points.md": with_text(
        "工作要点",
        "23",
        文件种类="工作要点",
        年度="2026",
        印发日期="2026-11-19",
        下级方案公开期限="印发后30个工作日内",
        发布日期="2026-11-20",
    ),
    "content/a.txt": "草案\n",
    "content/b.txt": "说明\n",
}
"""Whatever has a last day or a first one, and what was said about it before that day."""


def _days(root: Path) -> list[date]:
    """The days of ten years on which anything in the sources may count differently from the day before."""
    found = {AS_OF, LAST, *(date(year, month, 1) for year in range(AS_OF.year + 1, LAST.year + 1) for month in (1, 10))}
    for folder in ("catalogue", "content"):
        for path in (root / folder).rglob("*"):
            if path.suffix in (".yml", ".md", ".csv"):
                later = _LATER_IN_RECORDS if path.suffix == ".csv" else _LATER
                found |= set(_around(path.read_text(encoding="utf-8", errors="replace"), later))
    return sorted(day for day in found if AS_OF <= day <= LAST)


def _around(text: str, later: Sequence[int]) -> Iterator[date]:
    for year, month, day in set(_DAY.findall(text)):
        try:
            written = date(int(year), int(month), int(day))
        except ValueError:
            continue
        yield from (written + timedelta(days=days) for days in later)


def _checked(reading: ReadColumn, day: date) -> tuple[Publication, list[str]]:
    publication = bind(reading, day)
    return publication, [str(one) for one in check(publication) if one.level is Level.ERROR]


def _built(reading: ReadColumn, day: date, folder: Path) -> Publication:
    """Build for a day, here and without MkDocs; nothing may be wrong with the column or with its site."""
    publication, errors = _checked(reading, day)
    assert errors == [], day
    written = write_site(publication, templates(), {}, folder / "site", THEME)
    publish_column(publication, (), written, folder / "site", "shards")
    assert list(faults_of(folder / "site", publication.reading.root / ".cache")) == [], day
    return publication


@pytest.mark.uncounted
@pytest.mark.whole
def test_a_column_in_which_everything_ends_builds_on_every_day(tmp_path: Path) -> None:
    root = write_column(tmp_path / "column", HOSTILE)
    reading = read_column(root)
    shapes: dict[object, date] = {}
    for day in _days(root):
        publication, errors = _checked(reading, day)
        assert errors == [], day
        shapes.setdefault(_shape(publication), day)
    assert len(shapes) >= 8
    for day in shapes.values():
        publication = _built(reading, day, tmp_path / day.isoformat())
    assert [len(publication.records[item.index_no]) for item in publication.reading.items if item.records] == [
        0,
        0,
        1,
        0,
    ]


def test_only_what_has_nothing_to_hold_may_be_empty(tmp_path: Path) -> None:
    publication = _built(read_column(write_column(tmp_path / "column", HOSTILE)), LAST, tmp_path)
    cache = publication.reading.root / ".cache"
    full = tmp_path / "site" / "permits" / "records.jsonl"
    assert full.stat().st_size
    full.write_text("", encoding="utf-8")
    assert list(faults_of(tmp_path / "site", cache)) == ["文件“permits/records.jsonl”是空的。"]
    (tmp_path / "site" / "penalties" / "records.jsonl").unlink()
    assert "文件“penalties/records.jsonl”没有写出来。" in list(faults_of(tmp_path / "site", cache))


def _shape(publication: Publication) -> object:
    """What is there on a day: two days of one shape differ in the words of their dates only."""
    records = tuple((number, len(table), len(table.changes)) for number, table in publication.records.items())
    states = tuple((number, one.state) for number, one in publication.validity.items())
    return records, states, len(publication.reading.items), len(publication.scheduled)


def test_a_column_without_anything_builds(tmp_path: Path) -> None:
    reading = read_column(write_column(tmp_path / "column", {}))
    assert reading.items == ()
    _built(replace(reading, problems=()), LAST, tmp_path)


def _emptied(reading: ReadColumn) -> list[date]:
    """The days on which the last records of an item leave."""
    found = set()
    for item in reading.items:
        term = item.kind.record.term
        if item.records and term and term.leaves:
            table = record_table(item)
            last = [day_in(record.cells[table.position(term.end)]) for record in table.rows()]
            if None not in last:
                found.add(max(day for day in last if day) + timedelta(days=1))
    return sorted(found)


@pytest.mark.uncounted
@pytest.mark.whole
def test_the_demonstration_builds_when_batches_are_over_and_ten_years_on(tmp_path: Path) -> None:
    reading = read_column(demonstration_or_skip())
    days = _emptied(reading)
    assert days[0] == date(2027, 9, 11)
    for day in days:
        assert _checked(reading, day)[1] == [], day
    for day in (days[0], LAST):
        publication = _built(replace(reading, root=_linked(tmp_path / day.isoformat())), day, tmp_path / f"{day}-out")
    assert all(
        not len(publication.records[item.index_no]) for item in reading.items if item.kind.name == "penalty_result"
    )


def _linked(root: Path) -> Path:
    """A project of its own for the report of the build, over the sources of the demonstration."""
    root.mkdir(parents=True)
    for name in ("catalogue", "content"):
        (root / name).symlink_to(demonstration_or_skip() / name, target_is_directory=True)
    return root


_SHARES = 4
"""Parts of the days that are checked one by one, so that no process of a run waits for another in the end."""


@pytest.mark.quality
@pytest.mark.parametrize("share", range(_SHARES))
def test_the_demonstration_is_free_of_errors_on_every_day_of_ten_years(share: int) -> None:
    reading = read_column(demonstration_or_skip())
    days = [*_days(demonstration_or_skip())]
    assert len(days) > 10 * _SHARES
    for day in days[share::_SHARES]:
        assert _checked(reading, day)[1] == [], day
