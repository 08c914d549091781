"""Real consultation notices as pages of a real build: where they stand on a day, how to respond, what came of them."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.building.build import build_site
from gongkai.pages.site import pages_of
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column
from gongkai.rendering.page_html import PageRenderer

from tests.columns import write_column
from tests.conftest import copy_project
from tests.real.columns import REAL, XIANGYIN, lines_of
from tests.real.seed_documents import item_text
from tests.templates import templates

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="没有 ../shared/real（开发时才有的真实公开件），跳过")
SETTINGS = "机关: {名称: 银川市司法局}\n历史遗留宽限至: 2027-12-31\n"
NOTICE, ANSWER = "i/yinchuan-2020.html", "i/xiangyin-2022.html"


def _files(legacy: bool = True) -> dict[str, str]:
    """Both notices with what they print, in the words that they print."""
    notice = item_text(
        {
            "类型": "重大行政决策预公开",
            "编号": "yinchuan-2020",
            "标题": "《银川市城市住房保障管理办法（修订草案征求意见稿）》公开征求意见",
            "决策类别": "规范性文件",
            "决策依据": "[见起草说明]",
            "征求意见开始": "2020-10-29",
            "征求意见截止": "2020-11-28",
            "反馈方式": "[{方式: 邮寄, 地址或号码: 银川市金凤区北京中路166号银川市司法局(邮编750021)}, {方式: 传真, 地址或号码: 0951-6889215(传真)}, "
            "{方式: 电子邮件, 地址或号码: yclfba@163.com}]",
            "联系电话": "0951-6889215(传真)",
            "发布日期": "2020-10-29",
        },
        lines_of("consultation-notice-yinchuan-2020.txt"),
    )
    answer = item_text({**XIANGYIN, "采纳条数": "2"}, lines_of("consultation-feedback-xiangyin-2022.txt"))
    return {"catalogue/column.yml": SETTINGS, "content/n.md": notice, "content/a.md": answer}


def _pages(root: Path, day: str, files: dict[str, str] | None = None) -> dict[str, str]:
    """The pages that these tests look at."""
    publication = bind(read_column(write_column(root, files or _files())), date.fromisoformat(day))
    renderer = PageRenderer(templates(), site_view(publication), {})
    wanted = (NOTICE, ANSWER, "index.html", "consultation.html")
    return {page.url: renderer.html(page) for page in pages_of(publication) if page.url in wanted}


def _words(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def test_before_its_day_nothing_of_it_is_public(tmp_path: Path) -> None:
    assert _pages(tmp_path, "2020-10-28").keys() == {"index.html"}


@pytest.mark.parametrize(
    ("day", "phase", "heading", "home"),
    [
        ("2020-10-29", "征集中，还有 31 天", "正在征求意见", True),
        ("2020-11-27", "征集中，还有 2 天", "正在征求意见", True),
        ("2020-11-28", "征集中，还有 1 天", "正在征求意见", True),
        ("2020-11-29", "已截止", "征求意见已截止，正在研究", False),
        ("2020-12-29", "已截止", "超过三十日尚未公布采纳情况", False),
    ],
)
def test_where_a_real_consultation_stands(tmp_path: Path, day: str, phase: str, heading: str, home: bool) -> None:
    pages = _pages(tmp_path, day)
    assert re.search(rf'<span class="gk-phase [^>]*>{phase}</span>', pages[NOTICE])
    assert "征求意见期限：2020年10月29日至2020年11月28日，共 30 天" in _words(pages[NOTICE])
    shown = re.findall(
        r'<section class="gk-phase-group" data-gk-group="[^"]+">\n<h2[^>]*>([^<]+)</h2>', pages["consultation.html"]
    )
    assert shown == [heading]
    assert ("正在征求意见" in pages["index.html"]) is home


def test_ways_to_respond_while_it_is_open(tmp_path: Path) -> None:
    page = _pages(tmp_path, "2020-11-01")[NOTICE]
    ways = page[page.index('class="gk-respond"') : page.index("</section>", page.index('class="gk-respond"'))]
    assert "银川市金凤区北京中路166号银川市司法局(邮编750021)" in ways
    assert re.findall(r'href="([^"]+)"', ways) == ["mailto:yclfba@163.com"]
    assert "怎样提意见" not in _pages(tmp_path, "2020-11-29")[NOTICE]


def test_the_feedback_stands_on_both_pages(tmp_path: Path) -> None:
    """The draft of the answer given as one of the column's own, as its agency would."""
    files = _files()
    target = "针对的草案: 《湘阴县人民政府印发<湘阴县农村公路建设管理办法(征求意见稿)>》"
    assert target in files["content/a.md"]
    draft = files["content/n.md"].replace("2020-10-29", "2022-11-18").replace("2020-11-28", "2022-11-24")
    files = {
        **files,
        "content/n.md": draft,
        "content/a.md": files["content/a.md"].replace(target, "针对的草案: yinchuan-2020"),
    }
    pages = _pages(tmp_path, "2022-11-28", files)
    words = _words(pages[NOTICE])
    assert "已反馈" in words
    assert "收到意见 16 条，采纳 2 条。《湘阴县农村公路建设管理办法》征求意见结果反馈" in words
    assert "共 6 天" in words
    assert "已公布采纳情况（1）" in _words(pages["consultation.html"])
    assert "《银川市城市住房保障管理办法（修订草案征求意见稿）》公开征求意见" in _words(pages[ANSWER])


def test_a_real_build_brings_every_word_of_both_notices(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "column", with_sources=False)
    write_column(root, _files())
    built = build_site(root, root / "site", "2022-12-01")
    assert built.report is not None, (built.faults, built.output)
    for url, name in (
        (NOTICE, "consultation-notice-yinchuan-2020.txt"),
        (ANSWER, "consultation-feedback-xiangyin-2022.txt"),
    ):
        shown = re.sub(r"\s", "", _words((root / "site" / url).read_text(encoding="utf-8")))
        missing = [line for line in lines_of(name) if re.sub(r"\s", "", line) not in shown]
        assert missing == []
