"""Every official page tag (网页标签规范) stands on the pages that must have it, once, with its whole value."""

from __future__ import annotations

import html
import re
from pathlib import Path

from gongkai.binding.bind import bind
from gongkai.model.addresses import item_url
from gongkai.model.publication import Publication
from gongkai.pages.site import pages_of
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column
from gongkai.rendering.page_html import PageRenderer

from tests.columns import document, interpretation, permits, write_column
from tests.conftest import AS_OF
from tests.golden import golden
from tests.templates import templates

SITE = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE = ("ArticleTitle", "PubDate", "ContentSource")
OPTIONAL = ("Keywords",)
LEGAL = {*SITE, *COLUMN, *ARTICLE, *OPTIONAL, "Author", "Description", "Image", "Url"}
STAND_INS = ("gongkai/moved.html", "gongkai/taken_down.html")
"""Pages at the addresses of others; they say only where those are."""

FILES: dict[str, str | bytes] = {
    "content/1.md": document(
        "1", 标题="关于做好《夜市》管理的通知", 来源="示例省商务厅", 发布时刻="09:30", 主题词="[夜市, 商贸流通]"
    ),
    "content/2.md": document("2", 发布机构="示例市商务局办公室"),
    "content/3.md": interpretation("3", "990000017/2024-00001", 标题="夜市管理解读"),
    **permits("".join(f"甲公司,,{n}号,内容,2025-03-10,局\n" for n in range(120)), "3月许可"),
}
WHOLE: dict[str, dict[str, str]] = golden(Path(__file__).parent / "cases" / "page_tags" / "whole.yml")


def _tags(page: str) -> list[tuple[str, str]]:
    """The official tags of a page as they stand in its HTML, in order."""
    found = re.findall(r'<meta name="([A-Z]\w*)" content="([^"]*)">', page)
    return [(name, html.unescape(content)) for name, content in found]


def _rendered(publication: Publication) -> dict[str, tuple[str, str]]:
    """The template and the HTML of every page, by its address."""
    renderer = PageRenderer(templates(), site_view(publication), {})
    return {page.url: (page.template, renderer.html(page)) for page in pages_of(publication)}


def test_whole_values(tmp_path: Path) -> None:
    pages = _rendered(bind(read_column(write_column(tmp_path, FILES)), AS_OF))
    assert {url: dict(_tags(pages[url][1])) for url in WHOLE} == WHOLE


def test_every_page_has_the_tags_of_its_kind(demonstration: Publication) -> None:
    items = {item_url(item): item for item in demonstration.reading.items}
    kinds = set()
    for url, (template, page) in _rendered(demonstration).items():
        tags = _tags(page)
        names = [name for name, _ in tags if name not in OPTIONAL]
        item = items.get(url)
        if template in STAND_INS:
            continue
        expected = SITE if url == "index.html" else (*SITE, *COLUMN, *(ARTICLE if item else ()))
        assert names == [*expected], url
        assert len({*dict(tags)}) == len(tags), url
        assert {name for name, _ in tags} <= LEGAL, url
        assert all(content.strip() == content != "" for _, content in tags), url
        values = dict(tags)
        settings = demonstration.reading.settings
        assert values["SiteName"] == settings.site_name
        assert values["SiteDomain"] in settings.site_domain
        assert re.fullmatch(r"[\w.-]+\.gov\.cn", values["SiteDomain"])
        assert re.fullmatch(r"\d{10}", values["SiteIDCode"])
        if item:
            kinds.add(item.kind.base)
            heading = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
            assert heading
            assert html.unescape(re.sub(r"<[^>]*>", "", heading[1])).strip() == item.title
            # An original in Traditional characters is found by its simplified title.
            assert values["ArticleTitle"] == item.plain_title
            assert values["ColumnName"] == item.kind.listing.title
            assert values["ContentSource"] == (item.text("source") or item.agency)
            assert item.publish_date
            assert re.fullmatch(rf"{item.publish_date} ([01]\d|2[0-3]):[0-5]\d", values["PubDate"])
    assert len(kinds) == 8
