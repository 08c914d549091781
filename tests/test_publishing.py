"""What is published beside the pages: safe cells, whole feeds, sitemaps in parts, former addresses, search answers."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from gongkai.binding.bind import bind
from gongkai.data.csv_text import safe_cell, write_csv
from gongkai.data.feeds import write_feeds
from gongkai.data.item_data import plain
from gongkai.data.open_data import write_open_data
from gongkai.data.sitemap import write_sitemap
from gongkai.model.addresses import number_url
from gongkai.model.former_address import former_url
from gongkai.model.publication import Publication
from gongkai.pages.lists.paging import Pager, paged
from gongkai.pages.page_tags import article_tags
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column
from gongkai.searching.answers import first_answers
from gongkai.searching.publish_search import publish_search
from hypothesis import given
from hypothesis import strategies as st

from tests.columns import document, write_column
from tests.conftest import AS_OF

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


def _column(root: Path, count: int) -> Publication:
    files = {
        f"content/{n}.md": document(
            str(n), 标题=f"关于第{n}类《商品》<流通>&管理的通知", 发文字号=f"示商发〔2024〕{n}号"
        )
        for n in range(1, count + 1)
    }
    return bind(read_column(write_column(root, files)), date(2026, 1, 1))


@given(TEXT)
def test_no_cell_is_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert cell.removeprefix("'") == text.removeprefix("'") or cell == text
    assert (
        not cell.startswith(("=", "+", "@"))
        or cell.lstrip("+-").replace(",", "").replace(".", "").rstrip("%").isdigit()
    )


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("-3.5", "-3.5"),
        ("-", "-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+86", "+86"),
        ("-cmd|x", "'-cmd|x"),
        ("\t=1", "'\t=1"),
    ],
)
def test_cells(text: str, cell: str) -> None:
    assert safe_cell(text) == cell


@given(st.lists(st.lists(TEXT, min_size=2, max_size=2), min_size=1, max_size=5))
def test_csv_is_read_as_it_was_written(rows: list[list[str]]) -> None:
    path = _FOLDER / "rows.csv"
    write_csv(path, rows)
    text = path.read_bytes().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [[safe_cell(cell) for cell in row] for row in rows]


@pytest.mark.parametrize(
    ("figure", "written"),
    [
        (Decimal("3.00"), 3),
        (Decimal("31214205.80"), 31214205.8),
        (Decimal("0.1"), 0.1),
        (Decimal("12345678901234567890.12"), "12345678901234567890.12"),
    ],
)
def test_figures_stay_exact(figure: Decimal, written: object) -> None:
    assert plain(figure) == written


def test_feed_is_xml_with_the_newest_first(tmp_path: Path) -> None:
    write_feeds(_column(tmp_path / "c", 60), tmp_path)
    names = {"a": "http://www.w3.org/2005/Atom"}
    root = ElementTree.parse(tmp_path / "feed.xml").getroot()
    titles = [entry.findtext("a:title", "", names) for entry in root.findall("a:entry", names)]
    assert len(titles) == 50
    assert titles[0] == "关于第60类《商品》<流通>&管理的通知"


def test_the_time_of_day_is_told_where_it_is_recorded(tmp_path: Path) -> None:
    files = {"content/1.md": document("1"), "content/2.md": document("2", 发布时刻="09:30")}
    publication = bind(read_column(write_column(tmp_path / "c", files)), AS_OF)
    first, second = publication.reading.items
    site = site_view(publication)
    assert dict(article_tags(site, first, publication))["PubDate"] == "2024-03-06 00:00"
    assert dict(article_tags(site, second, publication))["PubDate"] == "2024-03-06 09:30"
    write_feeds(publication, tmp_path)
    root = ElementTree.parse(tmp_path / "feed.xml").getroot()
    names = {"a": "http://www.w3.org/2005/Atom"}
    moments = [entry.findtext("a:updated", "", names) for entry in root.findall("a:entry", names)]
    assert moments == ["2024-03-06T09:30:00+08:00", "2024-03-06T00:00:00+08:00"]
    assert root.findtext("a:updated", "", names) == "2024-03-06T09:30:00+08:00"


def test_a_long_sitemap_is_cut(tmp_path: Path) -> None:
    write_sitemap([(f"i/{n}.html", "2024-01-01") for n in range(50_001)], "https://a.example/x", tmp_path)
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    index = ElementTree.parse(tmp_path / "sitemap.xml").getroot()
    assert [one.text for one in index.findall("s:sitemap/s:loc", names)] == [
        "https://a.example/x/sitemap-1.xml",
        "https://a.example/x/sitemap-2.xml",
    ]
    assert len(ElementTree.parse(tmp_path / "sitemap-1.xml").getroot()) == 50_000


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("zwgk/t1.html", "zwgk/t1.html"),
        ("/zwgk/t1.htm", "zwgk/t1.htm"),
        ("http://old.example.gov.cn/a/b.shtml?x=1#y", "a/b.shtml"),
        ("news/", "news/index.html"),
        ("show.asp?id=7", "show.asp.html"),
        ("%E5%85%AC%E5%BC%80.html", "公开.html"),
        ("../../etc/passwd", ""),
        ("a/../b.html", ""),
        ("a\\b.html", ""),
        ("http://[a/b.html", ""),
        ("", ""),
        ("/", ""),
    ],
)
def test_former_addresses(written: str, url: str) -> None:
    assert former_url(written) == url


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_every_number_has_a_portable_address(number: str) -> None:
    url = number_url(number)
    assert url.endswith(".html")
    assert url.isascii()
    assert not url.startswith(("/", "."))
    assert ".." not in url.split("/")
    assert not set(url) & set('\\:*?"<>|#% ')


@given(st.integers(0, 400), st.integers(1, 60))
def test_pages_hold_every_line_once(count: int, size: int) -> None:
    pages = list(paged(range(count), "policy.html", size))
    assert [line for _, part, _ in pages for line in part] == list(range(count))
    assert pages[0][0] == "policy.html"
    assert len({url for url, _, _ in pages}) == len(pages)


@pytest.mark.parametrize(
    ("current", "shown"), [(0, (0, 1, 2, -1, 9)), (5, (0, -1, 3, 4, 5, 6, 7, -1, 9)), (9, (0, -1, 7, 8, 9))]
)
def test_the_pager_shows_ends_and_neighbours(current: int, shown: tuple[int, ...]) -> None:
    assert Pager(tuple(map(str, range(10))), current).around == shown


def test_the_written_index_answers(tmp_path: Path) -> None:
    publication = _column(tmp_path / "c", 30)
    site = tmp_path / "site"
    site.mkdir()
    report = publish_search(publication, site, "shards")
    assert report.entries == 30
    assert (site / "search" / "engine.js").read_text("utf-8") == 'window.gkEngine = "shards";\n'
    for query in ("示商发〔2024〕17号", "示商发[2024]17号", "示商发 2024 17号", "990000017/2024-00017", "第17类商品"):
        assert first_answers(site, query)[0] == "990000017/2024-00017.html", query
    assert first_answers(site, "完全无关的词语") == ()


def test_the_status_counts_what_is_published(tmp_path: Path) -> None:
    publication = _column(tmp_path / "c", 2)
    write_open_data(publication, tmp_path)
    status = json.loads((tmp_path / "data" / "status.json").read_text(encoding="utf-8"))
    assert (status["items"], status["by_type"], status["by_validity"]) == (2, {"政策文件": 2}, {"未标注": 2})


@pytest.fixture(autouse=True, scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    global _FOLDER
    _FOLDER = tmp_path_factory.mktemp("publishing")


_FOLDER = Path()
