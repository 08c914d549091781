"""Whatever leaves the site leaves a page and entries in the data, whichever way the notice names it."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.archiving.metadata import metadata_tables
from gongkai.binding.bind import bind
from gongkai.building.output import publish_column
from gongkai.building.output import write_column as write_site
from gongkai.building.verify_site import faults_of
from gongkai.checking import check
from gongkai.comparing.compare_columns import compare
from gongkai.model.document_number import index_key
from gongkai.model.problems.problem import Level
from gongkai.model.publication import Publication
from gongkai.reading.column_sources import read_column
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.columns import document, write_column
from tests.golden import said
from tests.templates import THEME, templates

DAY = date(2026, 11, 20)
TITLE = "关于做好第7项工作的通知"
PAGE = "990000017/2024-00007.html"
GONE = {
    "content/7.md": document("7", 发文字号="示商发〔2024〕7号", 曾用网址="[art/2024/7.html]"),
    "content/8.md": document("8", 发文字号="示商发〔2024〕8号"),
}
FULL = (
    "{索引号: 990000017/2024-00007, 名称: 关于做好第7项工作的通知, 发文字号: 示商发〔2024〕7号, 成文日期: 2024-03-04, "
    "发布日期: 2024-03-06, 曾用网址: [art/2024/7.html]}"
)
WAYS = {
    "索引号": "{索引号: 990000017/2024-00007, 名称: 关于做好第7项工作的通知, 文号: 示商发〔2024〕7号, 成文日期: 2024-03-04, 发布日期: 2024-03-06}",
    "文件写索引号": "{文件: 990000017/2024-00007, 名称: 《关于做好第7项工作的通知》, 发文字号: 示商发〔2024〕7号, 成文日期: 2024-03-04, 发布日期: 2024-03-06}",
    "文号": "{文件: '示商发[2024]7号', 索引号: 990000017/2024-00007, 名称: 关于做好第7项工作的通知, 成文日期: 2024-03-04, 发布日期: 2024-03-06}",
    "名称": "{文件: 《关于做好第7项工作的通知》, 索引号: 990000017/2024-00007, 文号: 示商发〔2024〕7号, 成文日期: 2024-03-04, 发布日期: 2024-03-06}",
    "网址": "{文件: 示商发〔2024〕7号, 网址: 'https://swj.example.gov.cn/990000017/2024-00007.html', 名称: 关于做好第7项工作的通知, 成文日期: 2024-03-04, 发布日期: 2024-03-06}",
    "全部": FULL,
}


def _notice(row: str, kind: str = "撤下") -> str:
    return (
        f"类型: 变更撤销说明\n索引号: 990000017/2026-00900\n标题: 关于{kind}一份通知的说明\n发布日期: 2026-11-19\n公开属性: 主动公开\n"
        f"说明种类: {kind}\n{kind}的信息: [{row}]\n理由: 含有个人信息\n决定日期: 2026-11-18\n"
    )


def _column(root: Path, row: str, kind: str = "撤下", **more: str) -> Publication:
    files = {"content/8.md": GONE["content/8.md"], "catalogue/n.yml": _notice(row, kind), **more}
    return bind(read_column(write_column(root, files)), DAY)


def _built(publication: Publication, folder: Path) -> Path:
    errors = [str(one) for one in check(publication) if one.level is Level.ERROR]
    assert errors == []
    written = write_site(publication, templates(), {}, folder, THEME)
    publish_column(publication, (), written, folder, "shards")
    assert list(faults_of(folder, publication.reading.root / ".cache")) == []
    return folder


def _words(path: Path) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8").partition("<main")[2]).split())


@pytest.mark.parametrize(("way", "kind"), [*((way, "撤下") for way in WAYS), ("全部", "撤回")])
def test_whichever_way_the_notice_names_it(way: str, kind: str, tmp_path: Path) -> None:
    publication = _column(tmp_path / "column", WAYS[way], kind)
    site = _built(publication, tmp_path / "site")
    words = _words(site / PAGE)
    for told in (f"{kind}：{TITLE}", f"已于2026年11月18日{kind}", "990000017/2024-00007", "示商发〔2024〕7号"):
        assert told in words
    for told in ("2024年3月4日", "2024年3月6日", "含有个人信息", f"关于{kind}一份通知的说明"):
        assert told in words
    head = (site / PAGE).read_text(encoding="utf-8").partition("</head>")[0]
    for tag in ("SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnType"):
        assert f'<meta name="{tag}" content="' in head
    assert f"{kind}：含有个人信息" in _words(site / "departed.html")
    entry = _entries(site)["990000017/2024-00007"]
    assert entry == {
        "index_no": "990000017/2024-00007",
        "type": "",
        "type_title": "",
        "url": PAGE,
        "title": TITLE,
        "agency": "示例市商务局",
        "doc_no": "示商发〔2024〕7号",
        "doc_date": "2024-03-04",
        "publish_date": "2024-03-06",
        "validity": {
            "state": f"已{kind}",
            "as_of": "2026-11-20",
            "since": "2026-11-18",
            "by": "990000017/2026-00900",
        },
        "departure": {
            "manner": kind,
            "date": "2026-11-18",
            "reason": "含有个人信息",
            "notice": "990000017/2026-00900",
            "notice_title": f"关于{kind}一份通知的说明",
            "notice_url": "990000017/2026-00900.html",
        },
    }
    (row,) = [row for row in _table(site / "data" / "items.csv") if row["索引号"] == "990000017/2024-00007"]
    assert (row["名称"], row["有效性"], row["有效性起始日期"], row["撤回撤下理由"], row["撤回撤下说明"]) == (
        TITLE,
        f"已{kind}",
        "2026-11-18",
        "含有个人信息",
        "990000017/2026-00900",
    )
    state = json.loads((site / "data" / "validity.json").read_text(encoding="utf-8"))["990000017/2024-00007"]
    assert state == {**entry["validity"], "reason": "含有个人信息"}
    assert f"<loc>https://swj.example.gov.cn/{PAGE}</loc><lastmod>2026-11-18" in _read(site, "sitemap.xml")
    feed = _read(site, "feed.xml")
    assert f"<title>【已{kind}】{TITLE}</title>" in feed
    assert f"<id>https://swj.example.gov.cn/{PAGE}#departed</id>" in feed
    metadata = metadata_tables(publication, site, publication.reading.root)["metadata.csv"]
    (line,) = [one for one in csv.DictReader(metadata.splitlines()) if one["索引号"] == "990000017/2024-00007"]
    assert (line["题名"], line["文件编号"], line["效力状态"], line["效力依据"], line["网页文件"]) == (
        TITLE,
        "示商发〔2024〕7号",
        f"已{kind}",
        f"2026-11-18 {kind}（990000017/2026-00900）：含有个人信息",
        f"site/{PAGE}",
    )
    assert not [one for one in check(publication) if one.rule.startswith("departure")]


def _entries(site: Path) -> dict[str, Any]:
    return {one["index_no"]: one for one in json.loads(_read(site, "data/items.json"))}


def _table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def _read(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


def test_former_addresses_lead_to_the_page_that_tells(tmp_path: Path) -> None:
    site = _built(_column(tmp_path / "column", FULL), tmp_path / "site")
    assert f'href="../../{PAGE}"' in _read(site, "art/2024/7.html")


def test_without_a_number_the_former_address_at_least_tells(tmp_path: Path) -> None:
    row = "{名称: 关于做好第7项工作的通知, 网址: 'https://swj.example.gov.cn/art/2024/7.html'}"
    publication = _column(tmp_path / "column", row)
    site = _built(publication, tmp_path / "site")
    assert "含有个人信息" in _words(site / "art/2024/7.html")
    assert [one.rule for one in check(publication) if one.rule.startswith("departure")] == ["departure-unaddressed"]


def test_what_names_it_leads_to_the_page_that_tells(tmp_path: Path) -> None:
    other = document(
        "9",
        发文字号="示商发〔2024〕9号",
        依据="[990000017/2024-00007, 《关于做好第7项工作的通知》]",
        正文="根据示商发〔2024〕7号执行。\n",
    )
    publication = _column(tmp_path / "column", FULL, **{"content/9.md": other})
    assert publication.problems == ()
    site = _built(publication, tmp_path / "site")
    page = _read(site, "990000017/2024-00009.html")
    assert page.count('href="../990000017/2024-00007.html"') >= 2
    assert TITLE not in _words(site / "external.html")


def test_a_document_issued_again_is_not_taken_for_the_one_that_went(tmp_path: Path) -> None:
    again = document("17", 标题=TITLE, 发文字号="示商发〔2024〕7号")
    publication = _column(tmp_path / "column", FULL, **{"content/again.md": again})
    assert [one.index_no for one in publication.departures] == ["990000017/2024-00007"]
    assert "990000017/2024-00017" not in publication.incoming


def test_an_item_whose_time_is_over_leaves_by_itself_and_unnamed(tmp_path: Path) -> None:
    named = document(
        "5", 标题="关于贾某亭的公示", 公示期至="2026-11-19", 个人信息公开理由="惩戒公示", 个人信息公开依据="规定"
    )
    other = document("6", 依据="[990000017/2024-00005]", 正文="见[公示](5.md)。\n")
    root = write_column(tmp_path / "column", {"content/5.md": named, "content/6.md": other})
    before = _built(bind(read_column(root), date(2026, 11, 19)), tmp_path / "before")
    assert "贾某亭" in _read(before, "990000017/2024-00005.html")
    publication = bind(read_column(root), DAY)
    site = _built(publication, tmp_path / "after")
    for path in site.rglob("*"):
        if path.is_file():
            assert "贾某亭".encode() not in path.read_bytes(), path
    words = _words(site / "990000017/2024-00005.html")
    assert "已于2026年11月20日撤下" in words
    assert "公示期已满" in words
    assert _entries(site)["990000017/2024-00005"]["departure"] == {
        "manner": "撤下",
        "date": "2026-11-20",
        "reason": "公示期已满",
    }


def test_what_is_withdrawn_and_stays_is_said_to_be_withdrawn(tmp_path: Path) -> None:
    publication = _column(tmp_path / "column", "示商发〔2024〕8号", "撤回")
    site = _built(publication, tmp_path / "site")
    words = _words(site / "990000017/2024-00008.html")
    assert "本文件已撤回" in words
    assert "废止" not in words
    assert _entries(site)["990000017/2024-00008"]["validity"]["state"] == "撤回"
    assert "<title>【撤回】关于做好第8项工作的通知</title>" in _read(site, "feed.xml")
    listed = _words(site / "library" / "repealed.html")
    assert "撤回 关于做好第8项工作的通知" in listed
    assert "撤回说明 关于撤回一份通知的说明" in listed
    assert not (site / "departed.html").exists()


@settings(max_examples=30)
@given(st.text(st.sampled_from("关于《第7项》工作的通知〔2024〕：:,，#'\"[]{}&*!|>%@`-? "), min_size=2, max_size=24))
def test_the_entry_that_the_comparison_gives_can_be_copied(
    tmp_path_factory: pytest.TempPathFactory, title: str
) -> None:
    words = " ".join(title.split())
    if not any("\u4e00" <= one <= "\u9fff" for one in words):
        return
    root = tmp_path_factory.mktemp("columns")
    quoted = "'" + words.replace("'", "''") + "'"
    base = bind(read_column(write_column(root / "base", {"content/7.md": document("7", 标题=quoted)})), DAY)
    (item,) = base.reading.items
    head = bind(read_column(write_column(root / "head", {"catalogue/n.yml": _notice("990000017/2024-00007")})), DAY)
    (told,) = (one for one in compare(base, head).problems if one.rule == "departure-untitled")
    entry = told.remedy.partition("写成：")[2]
    assert said(entry)["名称"] == item.title
    head = bind(read_column(write_column(root / "again", {"catalogue/n.yml": _notice(entry)})), DAY)
    assert head.reading.problems == ()
    assert [one for one in compare(base, head).problems if one.rule != "publish-date-past"] == []
    assert [index_key(one.index_no) for one in head.departures] == ["990000017/2024-00007"]
