"""A page spliced into its frame is the page rendered in one go, byte for byte (decision 1)."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from gongkai.binding.bind import bind
from gongkai.model.publication import Publication
from gongkai.pages.page import Page
from gongkai.pages.site import pages_of
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column
from gongkai.rendering.page_html import PageRenderer, way_to_root

from tests.columns import write_column
from tests.conftest import AS_OF
from tests.templates import THEME, templates

PERMITS = "类型: 行政许可\n索引号: 990000017/2025-00020\n标题: 许可\n发布日期: 2025-03-12\n公开属性: 主动公开\n期间: 2025年3月\n记录: permits.csv\n"
COLUMNS = "行政相对人名称,统一社会信用代码,行政许可决定文书号,许可内容,许可决定日期,许可机关\n"
FILES: dict[str, str | bytes] = {
    "catalogue/permits.yml": PERMITS,
    "catalogue/permits.csv": COLUMNS + "".join(f"甲公司,,{n}号,内容,2025-03-10,局\n" for n in range(1200)),
    "catalogue/notice.yml": "类型: 变更撤销说明\n索引号: 990000017/2025-00021\n标题: 撤下说明\n发布日期: 2025-03-12\n公开属性: 主动公开\n"
    "说明种类: 撤下\n撤下的信息: [990000017/2024-00001]\n理由: 公示期满\n决定日期: 2025-03-12\n",
}
"""What the demonstration has none of: records on further pages, and an item that was taken down."""


def _compared(publication: Publication) -> set[str]:
    """The templates of the pages that were compared: of each kind the first, the one that shows most, and the last."""
    renderer = PageRenderer(templates(), site_view(publication), {})
    kinds: dict[tuple[str, str, str], list[Page]] = defaultdict(list)
    for page in pages_of(publication):
        # Frames differ by the place in the tree and by the way to the root.
        kinds[page.template, page.node, way_to_root(page)].append(page)
    for pages in kinds.values():
        fullest = max(pages, key=lambda page: len(repr(page.view)))
        for page in {page.url: page for page in (pages[0], fullest, pages[-1])}.values():
            whole = renderer.html_unspliced(page)
            assert renderer.html(page) == whole, page.url
            assert [whole.count(mark) for mark in ("<title>", "<main", "</main>", "</html>")] == [1, 1, 1, 1], page.url
    return {template for template, _, _ in kinds}


def test_every_kind_of_page_is_the_same_spliced_and_whole(demonstration: Publication, tmp_path: Path) -> None:
    other = bind(read_column(write_column(tmp_path, FILES)), AS_OF)
    templates_used = _compared(demonstration) | _compared(other)
    sources = {
        path.relative_to(THEME).as_posix(): path.read_text("utf-8") for path in (THEME / "gongkai").glob("*.html")
    }
    extended = set(re.findall(r'{% extends "([^"]+)"', "".join(sources.values())))
    # The lists of gaps and of changed pages, and the staff's own check, are no pages of the site.
    assert sources.keys() - extended - templates_used == {
        "gongkai/head.html",
        "gongkai/gaps.html",
        "gongkai/changed_pages.html",
        "gongkai/self_check.html",
    }
