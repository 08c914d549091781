"""Ledgers: every row of every ledger, who sees it, and how it is shown, written and kept."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.archiving import verify
from gongkai.binding.bind import bind
from gongkai.checking import check
from gongkai.commands.command_line import main
from gongkai.data.open_data import write_open_data
from gongkai.ledgers.all_ledgers import ROWS, ledgers_of, public_ledgers
from gongkai.ledgers.counts import counts_of
from gongkai.ledgers.self_check import OPEN, SelfCheck, self_check_of
from gongkai.model.addresses import item_url
from gongkai.model.ledgers.ledger import Cell, Ledger
from gongkai.model.ledgers.period import Period, period_named, period_of, periods_between
from gongkai.model.publication import Publication
from gongkai.pages.column.directory_page import directory_page
from gongkai.pages.column.ledger_pages import LEDGERS, LedgerView, ledger_pages, ledger_views
from gongkai.pages.documents.page_texts import Texts
from gongkai.pages.items.facts import facts_of
from gongkai.pages.items.sections import sections_of
from gongkai.pages.site import pages_of
from gongkai.pages.site_view import site_view
from gongkai.previewing.asked_pages import AskedPages
from gongkai.previewing.overlay import Overlay
from gongkai.previewing.preview_state import Edition, Standing
from gongkai.previewing.staff_pages import Desk, ledgers_view, new_base_cache, self_check_view
from gongkai.reading.column_sources import read_column
from gongkai.reading.registers.ledger_kinds import cycles, ledger_kinds
from gongkai.rendering.page_html import PageRenderer

from tests.archives import archived, archived_again
from tests.columns import SETTINGS, document, write_case, write_column
from tests.golden import golden
from tests.templates import templates

PROJECT = Path(__file__).parents[1]
DAY = date(2026, 11, 20)
CASES = sorted((Path(__file__).parent / "cases" / "ledgers").glob("*.yml"))
NIL = "- {事项: '2', 期间: 2026年第二季度, 说明: 没有检查。, 负责人: 办公室主任, 日期: 2026-07-03}\n"
DIRECTORY = """
- {编号: '1', 一级事项: 政策文件, 信息类型: 政策文件, 责任科室: 办公室}
- {编号: '2', 一级事项: 检查通报, 更新周期: 每季度, 责任科室: 法规科}
"""
WITHHELD = document(
    "2",
    正文="",
    公开属性="依申请公开",
    不公开理由="商业秘密的理由",
    依法不予公开内容及依据="全文",
    定期评估="\n  - {日期: 2026-03-01, 结论: 继续不公开, 下次: 2027-03-01, 说明: 评估时的说明}",
)
FILES = {
    "catalogue/directory.yml": DIRECTORY,
    "catalogue/ledgers/nil-entries.yml": NIL,
    "content/a.md": document("1", 责任科室="办公室"),
    "content/b.md": WITHHELD,
}


def _column(root: Path, files: dict[str, str], day: date = DAY) -> Publication:
    reading = read_column(write_column(root, files))
    assert reading.problems == ()
    return bind(reading, day)


def _html(publication: Publication, url: str) -> str:
    site = site_view(publication)
    page = next(page for page in pages_of(publication) if page.url == url)
    return PageRenderer(templates(), site, {}).html(page)


def _settings(**seen: str) -> str:
    return f"{SETTINGS}台账:\n{''.join(f'  {title}: {who}' + chr(10) for title, who in seen.items())}"


def _ledger(publication: Publication, name: str) -> Ledger:
    return next(one for one in ledgers_of(publication) if one.kind.name == name)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_row_of_a_ledger(path: Path, tmp_path: Path) -> None:
    case: dict[str, Any] = golden(path)
    publication = bind(read_column(write_case(tmp_path, case)), date.fromisoformat(case["as_of"]))
    rows = ROWS[case["ledger"]](publication)
    assert [" | ".join(cell.words for cell in row) for row in rows] == case["rows"]


def test_every_ledger_has_its_rows_and_a_case() -> None:
    assert list(ROWS) == list(ledger_kinds())
    assert {golden(path)["ledger"] for path in CASES} == set(ROWS)


def test_definitions_name_only_their_own_columns() -> None:
    for kind in ledger_kinds().values():
        named = [*(one.by for one in kind.tables), *(one.over for one in kind.tables), kind.split, kind.weight]
        assert set(filter(None, named)) <= set(kind.names), kind.name
        assert {column.type for column in kind.columns} <= {"string", "date", "number"}
        assert not (kind.only and "state" not in kind.names)
    assert set(OPEN) <= set(ledger_kinds())


def test_cycles_are_those_of_which_the_check_knows() -> None:
    assert {name: months for name, (months, _) in cycles().items()} == {
        "每日": 1,
        "每周": 1,
        "每月": 1,
        "每季度": 3,
        "每半年": 6,
        "每年": 12,
    }


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("2026年第一季度", "2026年第一季度"),
        ("关于2025年四季度检查情况的通报", "2025年第四季度"),
        ("2026年Q2", "2026年第二季度"),
        ("2026年1—3月情况", "2026年第一季度"),
        ("2026年1月至6月", "2026年上半年"),
        ("2026年1-12月", "2026年"),
        ("2026年下半年", "2026年下半年"),
        ("2026年3月份", "2026年3月"),
        ("2026-03", "2026年3月"),
        ("2026年度部门预算", "2026年"),
        ("2026年3月5日的会议", "2026年"),
        ("2026年2月至4月", None),
        ("2026年13月", None),
        ("没有年份", None),
    ],
)
def test_a_period_by_its_name(words: str, name: str | None) -> None:
    found = period_named(words)
    assert (found.words if found else None) == name


def test_a_name_with_more_than_the_period_is_none_where_it_must_be_whole() -> None:
    assert period_named("2026年3月5日", whole=True) is None
    assert period_named(" 2026年第三季度 ", whole=True) == Period(2026, 3, 3)


def test_periods_follow_each_other_over_the_years() -> None:
    between = periods_between(Period(2025, 6, 2), Period(2026, 6, 2))
    assert [one.words for one in between] == ["2025年下半年", "2026年上半年", "2026年下半年"]
    assert period_of(date(2024, 2, 29), 1).last == date(2024, 2, 29)
    assert Period(2026, 1, 5).within(3) == Period(2026, 3, 2)
    assert Period(2026, 12).within(3) is None


def test_what_is_internal_is_nowhere_in_public(tmp_path: Path) -> None:
    publication = _column(tmp_path, FILES)
    titles = [ledger.kind.name for ledger in public_ledgers(publication)]
    assert titles == ["duty_matrix", "statistics"]
    write_open_data(publication, tmp_path / "site")
    written = sorted(path.name for path in (tmp_path / "site" / "data" / "ledgers").iterdir())
    assert written == ["duty-matrix.csv", "statistics.csv"]
    urls = [page.url for page in pages_of(publication) if page.url.startswith("ledgers")]
    assert urls == [LEDGERS, "ledgers/duty-matrix.html", "ledgers/statistics.html"]
    assert all("评估时的说明" not in _html(publication, url) for url in urls)


def test_the_settings_say_who_sees_a_ledger(tmp_path: Path) -> None:
    seen = _settings(不予公开和依申请公开台账="公开", 公开统计="内部")
    publication = _column(tmp_path, {**FILES, "catalogue/column.yml": seen})
    assert [one.kind.name for one in public_ledgers(publication)] == ["duty_matrix", "withheld"]
    assert "2027-03-01" in _html(publication, "ledgers/withheld.html")


def test_without_anything_public_there_is_no_page_and_no_link(tmp_path: Path) -> None:
    public = [kind.title for kind in ledger_kinds().values() if kind.public]
    files = {**FILES, "catalogue/column.yml": _settings(**dict.fromkeys(public, "内部"))}
    publication = _column(tmp_path, files)
    assert list(ledger_pages(publication, site_view(publication))) == []
    assert LEDGERS not in _html(publication, "contents.html")


def test_the_column_leads_to_its_ledgers(tmp_path: Path) -> None:
    publication = _column(tmp_path, FILES)
    assert f'href="{LEDGERS}"' in _html(publication, "contents.html")
    overview = _html(publication, LEDGERS)
    assert re.findall(r'href="(ledgers/[^"]+)">([^<]+)</a>（(\d+) 行）', overview) == [
        ("ledgers/duty-matrix.html", "公开事项落实台账", "4"),
        ("ledgers/statistics.html", "公开统计", "2"),
    ]


def test_a_page_names_its_tables_and_columns_and_leads_to_items(tmp_path: Path) -> None:
    publication = _column(tmp_path, FILES)
    html = _html(publication, "ledgers/duty-matrix.html")
    tables = re.findall(r"<table.*?</table>", html, re.DOTALL)
    assert len(tables) == 3
    for table in tables:
        assert '<caption class="gk-table__caption">' in table
        head = table.partition("</thead>")[0]
        assert head.count("<th") == head.count('<th scope="col"') + 1  # The thead itself.
    assert 'href="../policy.html">政策文件（2 件）</a>' in html
    assert "没有检查。" in html
    assert '<a href="../data/ledgers/duty-matrix.csv" download>下载数据（CSV）</a>' in html


def test_a_document_that_is_no_longer_in_force_is_marked(tmp_path: Path) -> None:
    normative = {
        "规范性文件": "是",
        "文件类别": "规范性文件",
        "施行日期": "2024-04-01",
        "起草单位": "示例市商务局",
        "合法性审查": "{结论: 合法}",
    }
    files = {
        "content/a.md": document("1", 发文字号="示商规〔2024〕1号", **normative),
        "content/b.md": document("2", 废止="示商规〔2024〕1号"),
    }
    publication = _column(tmp_path, files)
    html = _html(publication, "ledgers/normative-register.html")
    assert html.count('<span class="gk-badge gk-badge--dead">废止</span>') == 2


def _many(count: int) -> dict[str, str]:
    nil = "".join(
        f"- {{事项: '2', 期间: {2000 + year}年{month}月, 负责人: 主任, 日期: {2001 + year}-01-05}}\n"
        for year in range(26)
        for month in range(1, 13)
    )
    monthly = DIRECTORY.replace("每季度", "每月")
    return {**FILES, "catalogue/directory.yml": monthly, "catalogue/ledgers/nil-entries.yml": nil}


def test_many_rows_are_divided_by_year(tmp_path: Path) -> None:
    publication = _column(tmp_path, _many(26))
    views = list(ledger_views(_ledger(publication, "duty_matrix"), publication))
    assert [url for url, _ in views][:3] == [
        "ledgers/duty-matrix.html",
        "ledgers/duty-matrix/part-2.html",
        "ledgers/duty-matrix/part-3.html",
    ]
    assert [view.title for _, view in views][:3] == [
        "公开事项落实台账（不定期）",
        "公开事项落实台账（2026年）",
        "公开事项落实台账（2025年）",
    ]
    assert [len(view.lines.rows) for _, view in views][:3] == [1, 11, 12]
    assert [bool(view.counts) for _, view in views][:3] == [True, False, False]
    assert sum(len(view.lines.rows) for _, view in views) == views[0][1].count == 1 + 11 + 26 * 12


def test_a_long_part_is_divided_again(tmp_path: Path) -> None:
    late = {
        f"content/{number}.md": document(str(number), 成文日期="2026-03-02", 发布日期="2026-05-11", 责任科室="办公室")
        for number in range(1, 252)
    }
    files = {**late, "catalogue/column.yml": _settings(公开时效台账="公开")}
    publication = _column(tmp_path, files)
    views = list(ledger_views(_ledger(publication, "timeliness"), publication))
    assert [(url, len(view.lines.rows), view.only) for url, view in views] == [
        ("ledgers/timeliness.html", 200, "迟"),
        ("ledgers/timeliness/p2.html", 51, "迟"),
    ]


def test_only_what_is_late_is_listed_and_everything_is_in_the_data(tmp_path: Path) -> None:
    files = {
        "content/a.md": document("1", 成文日期="2026-03-02", 发布日期="2026-03-05"),
        "content/b.md": document("2", 成文日期="2026-03-02", 发布日期="2026-05-11"),
        "catalogue/column.yml": _settings(公开时效台账="公开"),
    }
    publication = _column(tmp_path, files)
    ((_, view),) = ledger_views(_ledger(publication, "timeliness"), publication)
    assert (view.count, [row[0].words for row in view.lines.rows]) == (2, ["关于做好第2项工作的通知"])
    write_open_data(publication, tmp_path / "site")
    text = (tmp_path / "site" / "data" / "ledgers" / "timeliness.csv").read_text("utf-8-sig")
    assert [row[9] for row in csv.reader(text.splitlines())] == [
        "索引号",
        "990000017/2024-00001",
        "990000017/2024-00002",
    ]


def test_counts_have_their_totals(tmp_path: Path) -> None:
    files = {
        "content/a.md": document("1", 责任科室="办公室"),
        "content/b.md": document("2", 责任科室="办公室", 发布日期="2025-01-06"),
        "content/c.md": document("3"),
    }
    by_listing, by_unit, _, by_month = counts_of(_ledger(_column(tmp_path, files), "statistics"))
    listing = Cell("政策文件", page="policy.html")
    years = [Cell(f"{year}年", page=f"browse/year-{year}.html") for year in (2025, 2024)]
    assert (by_listing.by, by_listing.columns) == ("栏目", (*years, Cell("合计")))
    assert by_listing.rows == ((listing, (1, 2, 3)), (Cell("合计"), (1, 2, 3)))
    assert by_unit.rows == (
        (Cell("办公室"), (1, 1, 2)),
        (Cell("没有写明科室"), (0, 1, 1)),
        (Cell("合计"), (1, 2, 3)),
    )
    assert [head.words for head, _ in by_month.rows] == ["1月", "3月", "合计"]


def test_the_data_package_describes_each_ledger(tmp_path: Path) -> None:
    publication = _column(tmp_path, FILES)
    write_open_data(publication, tmp_path / "site")
    package = json.loads((tmp_path / "site" / "datapackage.json").read_text("utf-8"))
    found = {one["path"]: one for one in package["resources"] if one["name"].startswith("ledger-")}
    assert list(found) == ["data/ledgers/duty-matrix.csv", "data/ledgers/statistics.csv"]
    for path, one in found.items():
        text = (tmp_path / "site" / path).read_text("utf-8-sig")
        assert next(csv.reader(text.splitlines())) == [field["name"] for field in one["schema"]["fields"]]


def test_the_archive_keeps_all_and_gives_away_only_what_is_public(tmp_path: Path) -> None:
    whole = archived(tmp_path / "whole", FILES)
    public = archived_again(whole.column, tmp_path / "public", "--public")
    assert verify.check(str(public.bag), public.root)[0] == []
    assert not (public.bag / "data" / "sources").exists()
    names = {"ledger-duty-matrix.csv", "ledger-statistics.csv"}
    kept = {path.name for path in (whole.bag / "data" / "metadata").iterdir() if "ledger" in path.name}
    assert kept == {*names, "staff-ledger-timeliness.csv", "staff-ledger-withheld.csv"}
    given = {path.name for path in (public.bag / "data" / "metadata").iterdir() if "ledger" in path.name}
    assert given == names
    text = (whole.bag / "data" / "metadata" / "staff-ledger-withheld.csv").read_text("utf-8-sig")
    assert list(csv.reader(text.splitlines()))[1] == [
        "关于做好第2项工作的通知",
        "依申请公开",
        "今年已评估",
        "2027-03-01",
        "商业秘密的理由",
        "2026-03-01",
        "继续不公开",
        "2024-03-06",
        "没有写明科室",
        "990000017/2024-00002",
    ]
    (public.bag / "data" / "metadata" / "ledger-statistics.csv").write_text("", "utf-8")
    assert "改动 data/metadata/ledger-statistics.csv" in verify.check(str(public.bag), public.root)[0]


def test_staff_see_all_ledgers_in_the_preview(tmp_path: Path) -> None:
    publication = _column(tmp_path, FILES)
    standing = Standing(edition=_edition(publication))
    view = ledgers_view(Desk(tmp_path, standing, new_base_cache()))
    assert [(one.title, one.seen_by, one.count) for one in view] == [
        ("公开事项落实台账", "公开", 4),
        ("公开时效台账", "内部", 2),
        ("不予公开和依申请公开台账", "内部", 1),
        ("公开统计", "公开", 2),
    ]
    page = (Overlay(PROJECT, "run").staff("ledgers", standing) or b"").decode()
    assert "不予公开和依申请公开台账（内部，1 行）" in page
    assert 'href="/990000017/2024-00002.html"' in page
    assert "2026年第四季度自查" in (Overlay(PROJECT, "run").staff("self_check", standing) or b"").decode()
    assert ledgers_view(Desk(tmp_path, Standing(), new_base_cache())) == ()
    assert self_check_view(Desk(tmp_path, Standing(), new_base_cache())) is None


def _edition(publication: Publication) -> Edition:
    pages = AskedPages(publication, templates())
    return Edition(number=1, shown_at="10:00:00", publication=publication, problems=(), pages=pages)


def test_the_self_check_counts_what_is_to_be_done(tmp_path: Path) -> None:
    publication = _column(tmp_path, FILES)
    found = [one for one in check(publication) if one.rule in ("reviews-missing", "assessment-due")]
    checked = self_check_of(publication, found, ledgers_of(publication))
    assert checked == SelfCheck(
        agency="示例市商务局",
        quarter="2026年第四季度",
        day="2026年11月20日",
        items=2,
        levels=(("错误", 0), ("警告", 1), ("提示", 0), ("待完善", 0)),
        rules=(("警告", "reviews-missing", "没有审核记录", 1),),
        ledgers=(("公开事项落实台账", "逾期未公开", 1),),
    )


def test_the_command_writes_them_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_column(tmp_path, FILES)
    assert main(["--root", str(tmp_path), "ledgers", "--as-of", "2026-11-20"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "公开事项落实台账（公开）：4 行",
        "公开时效台账（内部）：2 行",
        "不予公开和依申请公开台账（内部）：1 行",
        "公开统计（公开）：2 行",
        "已写到 dist/台账/，连同2026年第四季度自查.html。标明“内部”的不要放到网上。",
    ]
    report = (tmp_path / "dist" / "台账" / "2026年第四季度自查.html").read_text("utf-8")
    assert '<h1 class="gk-title gk-title--list">2026年第四季度自查</h1>' in report
    assert (
        '<tr><th scope="row">公开事项落实台账</th><td>逾期未公开</td><td class="gk-table__number">1</td></tr>' in report
    )
    assert sorted(path.name for path in (tmp_path / "dist" / "台账").glob("*.csv")) == [
        "不予公开和依申请公开台账.csv",
        "公开事项落实台账.csv",
        "公开时效台账.csv",
        "公开统计.csv",
    ]


def test_the_page_says_since_when_an_item_is_public(tmp_path: Path) -> None:
    changed = "\n  - {日期: 2026-03-01, 原属性: 依申请公开, 现属性: 主动公开, 理由: 不公开的理由}"
    publication = _column(tmp_path, {"content/a.md": document("1", 公开属性变更=changed)})
    (item,) = publication.reading.items
    note = {fact.label: fact.note for fact in facts_of(item, publication)[0]}["公开属性"]
    assert note == "由依申请公开转为主动公开（2026年3月1日）"
    html = _html(publication, item_url(item))
    assert f'主动公开<span class="gk-facts__note">{note}</span>' in html
    assert "不公开的理由" not in html


def test_every_type_can_say_where_it_was_filed_and_who_published_it(tmp_path: Path) -> None:
    filed = "{备案机关: 示例市人民政府, 日期: 2024-03-20, 备案编号: 备1号}"
    files = {
        "content/a.md": document(
            "1", 类型="工作要点", 文件类别=None, 计划类别="年度要点", 年度="2024", 备案=filed, 发布单位="办公室"
        )
    }
    publication = bind(read_column(write_column(tmp_path, files)), DAY)
    (item,) = publication.reading.items
    facts = {fact.label: fact.words for part in facts_of(item, publication) for fact in part}
    assert facts["发布单位"] == "办公室"
    section = next(one for one in sections_of(item, publication, Texts(publication)) if one.title == "备案")
    assert [(fact.label, fact.words) for fact in section.facts] == [
        ("备案机关", "示例市人民政府"),
        ("日期", "2024年3月20日"),
        ("备案编号", "备1号"),
    ]


def test_a_nil_entry_counts_as_a_statement_in_the_directory(tmp_path: Path) -> None:
    publication = _column(tmp_path, FILES)
    view = directory_page(publication, site_view(publication)).view
    (matter,) = view.groups[1].matters
    assert (matter.served, matter.statement) == (True, "2026年第二季度：无（没有检查）")
    assert (view.coverage.published, view.coverage.stated, view.coverage.missing) == (1, 1, 0)


def test_a_column_with_many_items_makes_few_pages(tmp_path: Path) -> None:
    files = {f"content/{number}.md": document(str(number), 责任科室="办公室") for number in range(1, 301)}
    publication = _column(tmp_path, files)
    views = [page.view for page in ledger_pages(publication, site_view(publication))]
    assert [view.title for view in views if isinstance(view, LedgerView)] == ["公开统计"]
