"""What is published beside the pages: safe cells, whole feeds, sitemaps in parts, former addresses, search answers."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from gongkai.binding.bind import bind
from gongkai.data import sitemap
from gongkai.data.csv_text import safe_cell, write_csv
from gongkai.data.feeds import write_feeds
from gongkai.data.item_data import plain
from gongkai.data.manifest import write_manifest
from gongkai.data.open_data import write_open_data
from gongkai.data.publish_data import publish
from gongkai.data.sitemap import write_sitemap
from gongkai.data.terms_of_use import data_terms
from gongkai.model.addresses import number_url
from gongkai.model.column import Terms
from gongkai.model.publication import Publication
from gongkai.pages.lists.paging import Pager, paged, paged_from_oldest
from gongkai.pages.page_tags import article_tags
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column
from gongkai.searching.answers import first_answers
from gongkai.searching.publish_search import publish_search
from hypothesis import given
from hypothesis import strategies as st

from tests.columns import document, write_column
from tests.conftest import AS_OF

pytestmark = pytest.mark.usefixtures("files_as_on_windows")
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


_SITEMAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@pytest.mark.parametrize("domain", ["https://a.example/ZFXX", "https://a.example/ZFXX/"])
def test_the_sitemap_lists_pages_with_their_days(domain: str, tmp_path: Path) -> None:
    write_sitemap([("index.html", "2024-01-02"), ("公开/a&b.html", "")], domain, tmp_path)
    assert _texts(tmp_path) == {
        "robots.txt": "User-agent: *\nAllow: /\nSitemap: https://a.example/ZFXX/sitemap.xml\n",
        "sitemap.xml": f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset {_SITEMAPS}>
<url><loc>https://a.example/ZFXX/index.html</loc><lastmod>2024-01-02</lastmod></url>
<url><loc>https://a.example/ZFXX/%E5%85%AC%E5%BC%80/a%26b.html</loc></url>
</urlset>
""",
    }


def test_a_column_without_pages_has_an_empty_sitemap(tmp_path: Path) -> None:
    write_sitemap([], "https://a.example", tmp_path)
    assert _texts(tmp_path) == {
        "robots.txt": "User-agent: *\nAllow: /\nSitemap: https://a.example/sitemap.xml\n",
        "sitemap.xml": f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {_SITEMAPS}>\n</urlset>\n',
    }


def test_a_column_without_an_address_has_no_sitemap(tmp_path: Path) -> None:
    write_sitemap([("index.html", "2024-01-02")], "", tmp_path)
    assert _texts(tmp_path) == {"robots.txt": "User-agent: *\nAllow: /\n"}


def test_a_sitemap_holds_no_more_than_search_engines_read(tmp_path: Path) -> None:
    write_sitemap([(f"i/{n}.html", "2024-01-01") for n in range(50_001)], "https://a.example/x", tmp_path)
    counts = {name: text.count("<url>") for name, text in _texts(tmp_path).items()}
    assert counts == {"robots.txt": 0, "sitemap.xml": 0, "sitemap-1.xml": 50_000, "sitemap-2.xml": 1}


@pytest.mark.parametrize(("count", "parts"), [(1, 0), (2, 0), (3, 2), (4, 2), (5, 3)])
def test_a_long_sitemap_is_cut(count: int, parts: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "_MOST", 2)
    pages = [(f"i/{n}.html", "2024-01-01") for n in range(count)]
    write_sitemap(pages, "https://a.example/x", tmp_path)
    texts = _texts(tmp_path)
    assert texts.pop("robots.txt") == "User-agent: *\nAllow: /\nSitemap: https://a.example/x/sitemap.xml\n"
    if parts:
        named = "".join(
            f"<sitemap><loc>https://a.example/x/sitemap-{number}.xml</loc></sitemap>\n"
            for number in range(1, parts + 1)
        )
        assert texts.pop("sitemap.xml") == (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex {_SITEMAPS}>\n{named}</sitemapindex>\n'
        )
    assert [*texts] == ([f"sitemap-{number}.xml" for number in range(1, parts + 1)] or ["sitemap.xml"])
    lines = [line for text in texts.values() for line in text.split("\n") if line.startswith("<url>")]
    assert lines == [f"<url><loc>https://a.example/x/{url}</loc><lastmod>{day}</lastmod></url>" for url, day in pages]
    assert all(text.count("<url>") <= 2 for text in texts.values())


def test_the_manifest_lists_every_file_but_itself(tmp_path: Path) -> None:
    for name, text in {
        "index.html": "甲",
        "附件/表 1.txt": "",
        "search/a.js": "x\r\n",
        "SHA256SUMS": "of before",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text.encode())
    write_manifest(tmp_path)
    assert (tmp_path / "SHA256SUMS").read_bytes().decode() == (
        "33e3580c093111e1c4cac922872c40371f7896bb3fa4e23be5840bd1834fc622  index.html\n"
        "b35e09fa2ced9ebcad9d16336fb961146fe34bfbebc562679da85f8a314c9dca  search/a.js\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  附件/表 1.txt\n"
    )
    check = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False)
    assert (check.returncode, check.stderr) == (0, b"")


def test_all_data_is_published_together(tmp_path: Path) -> None:
    publication = _column(tmp_path / "c", 2)
    site = tmp_path / "site"
    site.mkdir()
    report = publish(publication, [("index.html", "2024-03-06")], site, "shards")
    assert report.entries == 2
    assert (site / "search" / "engine.js").read_text("utf-8") == 'window.gkEngine = "shards";\n'
    assert "<loc>https://swj.example.gov.cn/index.html</loc>" in (site / "sitemap.xml").read_text("utf-8")
    assert "<title>关于第2类《商品》&lt;流通&gt;&amp;管理的通知</title>" in (site / "feed.xml").read_text("utf-8")
    items = json.loads((site / "data" / "items.json").read_text("utf-8"))
    assert [one["index_no"] for one in items] == ["990000017/2024-00001", "990000017/2024-00002"]


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


@given(st.integers(0, 400), st.integers(1, 60))
def test_one_line_more_changes_the_first_page_only(count: int, size: int) -> None:
    def pages_of(count: int) -> list[tuple[str, tuple[int, ...], Pager]]:
        """The pages of as many lines, the newest first."""
        return [
            (url, tuple(part), pager)
            for url, part, pager in paged_from_oldest(range(count, 0, -1), "policy.html", size)
        ]

    pages = pages_of(count)
    assert [line for _, part, _ in pages for line in part] == list(range(count, 0, -1))
    assert pages[0][0] == "policy.html"
    assert {len(part) for _, part, _ in pages[1:]} <= {size}
    assert len(pages[0][1]) < 2 * size
    if (count + 1) % size:
        assert pages_of(count + 1)[1:] == pages[1:]


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


def _texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize(
    ("terms", "domain", "licence"),
    [
        (
            Terms(words="注明来源。"),
            "https://a.example/x/",
            ("agency-terms", "使用条款", "https://a.example/x/about.html"),
        ),
        (
            Terms(name="示例市数据许可"),
            "https://a.example",
            ("agency-terms", "示例市数据许可", "https://a.example/about.html"),
        ),
        (Terms(name="CC-BY-4.0"), "", ("CC-BY-4.0", "CC-BY-4.0", None)),
        (
            Terms(name="CC BY 4.0", url="https://b.example/t"),
            "https://a.example",
            ("agency-terms", "CC BY 4.0", "https://b.example/t"),
        ),
        (Terms(url="https://b.example/t"), "", ("agency-terms", "使用条款", "https://b.example/t")),
    ],
)
def test_the_licence_of_the_data(
    terms: Terms, domain: str, licence: tuple[str, str, str | None], tmp_path: Path
) -> None:
    settings = read_column(write_column(tmp_path, {"content/.keep": ""})).settings
    name, title, path = licence
    stated = {"name": name, "title": title, **({"path": path} if path else {})}
    assert data_terms(replace(settings, terms=terms, site_domain=domain)) == {
        "licenses": [stated],
        "x-terms": terms.sentence,
    }
    assert data_terms(replace(settings, terms=Terms(), site_domain=domain)) == {"x-terms": Terms().sentence}


@pytest.fixture(autouse=True, scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    global _FOLDER
    _FOLDER = tmp_path_factory.mktemp("publishing")


_FOLDER = Path()
