"""Without scripts everything is found: titles under their letters, and every item a few plain links from the home."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from gongkai.binding.bind import bind
from gongkai.model.addresses import item_url
from gongkai.model.publication import Publication
from gongkai.pages.lists.browse import browse_pages
from gongkai.pages.lists.drawers import BROWSE
from gongkai.pages.lists.filing import LETTERS, OTHER, filing_words, letter_of, openings_of, sound_order
from gongkai.pages.lists.subjects import subject_page
from gongkai.pages.page import Page
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column
from hypothesis import given
from hypothesis import strategies as st

from tests.columns import document, with_text, write_column
from tests.golden import golden

CASES: list[list[str]] = golden(Path(__file__).parent / "cases" / "filing" / "titles.yml")
OPENINGS = openings_of("示例市商务局", ("市商务局",))
MOST_STEPS = 5
_LINK = re.compile(r'<a [^>]*?href="([^"]+)"')


@pytest.mark.parametrize(("title", "words", "letter"), CASES)
def test_titles_are_filed_under_what_tells_them_apart(title: str, words: str, letter: str) -> None:
    assert filing_words(title, OPENINGS) == words
    assert letter_of(words) == letter


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_every_title_has_a_letter(title: str) -> None:
    words = filing_words(title, OPENINGS)
    assert sound_order(words)[0] in (*LETTERS, OTHER)
    assert bool(words) == bool(title)


def test_common_characters_stand_in_the_order_of_their_sounds() -> None:
    common = [bytes((high, low)).decode("gb2312", "ignore") for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)]
    letters = [letter_of(character) for character in common if character]
    assert len(letters) == 3755
    assert letters == sorted(letters)
    assert "".join(sorted(set(letters))) == "ABCDEFGHJKLMNOPQRSTWXYZ"


def test_place_and_agency_do_not_count() -> None:
    assert openings_of("示例市商务局", ("市商务局",)) == ("示例市商务局", "市商务局", "示例市")
    assert openings_of("国家局", ()) == ("国家局",)


def _column(root: Path, count: int) -> Publication:
    files = {
        f"content/{n}.md": document(
            str(n),
            标题=f"关于{chr(0x4E00 + n * 37)}项工作的通知",
            发文字号=f"示商发〔{2015 + n % 9}〕{n}号" if n % 3 else None,
            成文日期=f"{2015 + n % 9}-03-04",
            发布日期=f"{2015 + n % 9}-03-06" if n % 5 else None,
        )
        for n in range(1, count + 1)
    }
    return bind(read_column(write_column(root, files)), date(2026, 1, 1))


def test_long_drawers_are_cut_and_hold_every_item_once(tmp_path: Path) -> None:
    publication = _column(tmp_path, 240)
    pages = {page.url: page for page in browse_pages(publication, site_view(publication))}
    everything = sorted(item_url(item) for item in publication.reading.items)
    for way in ("year-", "letter-", "index-number"):
        assert sorted(_shown(pages, way)) == everything, way
    numbered = sorted(item_url(item) for item in publication.reading.items if item.doc_no)
    assert sorted(_shown(pages, "number-")) == numbered
    first, second = pages["browse/index-number.html"], pages["browse/index-number/p2.html"]
    assert (first.title, second.title) == ("按索引号", "按索引号（第2页）")
    assert [len(pages[url].view.lines) for url in first.view.pager.urls] == [100, 100, 40]
    assert first.view.pager.around == (0, 1, 2)


def test_numbers_stand_in_order(tmp_path: Path) -> None:
    publication = _column(tmp_path, 30)
    page = next(p for p in browse_pages(publication, site_view(publication)) if p.title == "按发文字号：示商发")
    numbers = [number for number, _ in page.view.lines]
    assert numbers[:4] == ["示商发〔2023〕26号", "示商发〔2023〕17号", "示商发〔2023〕8号", "示商发〔2022〕25号"]


def test_a_subject_has_its_items_and_those_of_its_parts(tmp_path: Path) -> None:
    subjects = {1: "综合政务", 2: "综合政务/其他", 3: "综合政务/信访", 4: "没有的类目/其他", 5: None}
    files = {
        f"content/{n}.md": document(str(n), 标题=f"第{n}件", 发布日期=f"2024-03-0{n}", 主题分类=subject)
        for n, subject in subjects.items()
    }
    publication = bind(read_column(write_column(tmp_path, files)), date(2026, 1, 1))
    pages = [page for page in browse_pages(publication, site_view(publication)) if "/subject-" in page.url]
    shown = {page.url: (page.title, [line.title for _, line in page.view.lines]) for page in pages}
    whole, other = subject_page("综合政务"), subject_page("没有的类目")
    assert shown == {
        whole: ("按主题分类：综合政务", ["第3件", "第2件", "第1件"]),
        subject_page("综合政务/信访"): ("按主题分类：综合政务/信访", ["第3件"]),
        subject_page("综合政务/其他"): ("按主题分类：综合政务/其他", ["第2件"]),
        other: ("按主题分类：没有的类目", ["第4件"]),
        subject_page("没有的类目/其他"): ("按主题分类：没有的类目/其他", ["第4件"]),
    }
    assert list(shown)[:3] == [whole, subject_page("综合政务/信访"), subject_page("综合政务/其他")]
    assert [(link.title, here) for link, here in pages[1].view.drawers] == [
        ("全部", False),
        ("信访", True),
        ("其他", False),
    ]


def test_two_long_subjects_have_two_addresses() -> None:
    long = "甲" * 60
    addresses = {subject_page(one) for one in (long, long + "乙", f"{long}/{long}", f"{long}/{long}乙")}
    assert len(addresses) == 4
    assert max(len(part) for address in addresses for part in address.split("/")) < 200


def test_an_empty_column_has_an_overview(tmp_path: Path) -> None:
    publication = bind(read_column(write_column(tmp_path, {})), date(2026, 1, 1))
    pages = list(browse_pages(publication, site_view(publication)))
    assert [(page.url, page.view.count, page.view.ways) for page in pages] == [(BROWSE, 0, ())]


def test_branches_on_the_home_lead_to_their_headings(site: Path) -> None:
    home = (site / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'gk-groups__link" href="([^"#]+)#([^"]+)">([^<]+)<', home)
    assert len(links) == 10
    for page, anchor, title in links:
        assert f' id="{anchor}">{title}</h2>' in (site / page).read_text(encoding="utf-8")


def test_every_item_is_few_plain_links_from_the_home(site: Path, demonstration: Publication) -> None:
    links = _links_of(site)
    steps = _steps_from(links, "index.html")
    items = {item_url(item) for item in demonstration.reading.items}
    assert items <= steps.keys()
    assert max(steps[url] for url in items) <= MOST_STEPS
    by_ways = _steps_from(links, BROWSE)
    assert max(by_ways[url] for url in items) <= MOST_STEPS - 1
    for start in ("search.html", "sitemap.html", "404.html"):
        assert BROWSE in links[start], start


def _shown(pages: dict[str, Page], way: str) -> Iterator[str]:
    for url, page in pages.items():
        if url.startswith(f"browse/{way}"):
            yield from (line.url for _, line in page.view.lines)


def _steps_from(links: Mapping[str, set[str]], start: str) -> dict[str, int]:
    """Address of every page that plain links reach → the fewest links to it."""
    steps = {start: 0}
    waiting = [start]
    for url in waiting:
        for found in links[url]:
            if found not in steps:
                steps[found] = steps[url] + 1
                waiting.append(found)
    return steps


def _links_of(site: Path) -> dict[str, set[str]]:
    """Address of every page → the pages that it links to."""
    pages = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    return {url: set(_links(url, path.read_text(encoding="utf-8"), pages)) for url, path in pages.items()}


def _links(url: str, html: str, pages: Collection[str]) -> Iterator[str]:
    """Addresses of pages that the page at ``url`` links to, relative to the root of the site."""
    for href in set(_LINK.findall(html)):
        way = unquote(urldefrag(unescape(href)).url)
        from_root = way.removeprefix("/zfxxgk/") if way.startswith("/") else posixpath.join(posixpath.dirname(url), way)
        target = posixpath.normpath(from_root)
        if way and ":" not in way and target in pages:
            yield target


def test_lines_of_what_explains_a_dead_document_say_so(tmp_path: Path) -> None:
    files = {
        "content/1.md": document("1", 标题="甲", 施行日期="2024-04-01", 有效期至="2025-12-31"),
        "content/2.md": document("2", 标题="乙", 施行日期="2024-04-01"),
        **{
            f"content/{n}.md": with_text("政策解读", str(n), 标题=f"解读{n}", 解读对象=f"[990000017/2024-0000{n - 2}]")
            for n in (3, 4)
        },
    }
    publication = bind(read_column(write_column(tmp_path, files)), date(2026, 11, 24))
    views = [page.view for page in browse_pages(publication, site_view(publication)) if page.url.startswith("browse/")]
    notes = {line.title: line.notes for view in views for _, line in view.lines}
    assert {title: [(one.note, one.title, one.badge.words) for one in links] for title, links in notes.items()} == {
        "甲": [],
        "乙": [],
        "解读3": [("解读的文件", "甲", "失效")],
        "解读4": [],
    }
