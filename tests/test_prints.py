"""Pages for paper: sheets for notice boards, hand-outs of policies, pocket books; and the copy for a terminal."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.building.kiosk_copy import without_ways_out
from gongkai.commands.command_line import main
from gongkai.model.publication import Publication
from gongkai.pages.documents.page_texts import Texts
from gongkai.pages.page import Page
from gongkai.pages.prints.print_pages import SIZES, print_links, print_pages
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column

from tests.columns import with_text, write_column

DRAFT = {"决策类别": "规范性文件", "征求意见开始": "2024-01-02", "征求意见截止": "2024-02-02", "联系电话": "000-1"}


def _column(root: Path, files: dict[str, str]) -> Publication:
    return bind(read_column(write_column(root, files)), date(2026, 1, 1))


def _pages(publication: Publication) -> dict[str, Page]:
    site, texts = site_view(publication), Texts(publication)
    return {
        page.url: page for item in publication.reading.items for page in print_pages(item, publication, site, texts, ())
    }


def _notice(number: int, **fields: str) -> dict[str, str]:
    return {f"content/{number}.md": with_text("政策文件", str(number), **{"文件类别": "其他文件", **fields})}


def test_a_period_that_is_over_is_said_to_be_over(tmp_path: Path) -> None:
    draft = {"content/3.md": with_text("重大行政决策预公开", "3", **DRAFT)}
    (page,) = (page for url, page in _pages(_column(tmp_path, draft)).items() if url.endswith("poster-a4.html"))
    assert page.view.period == ("征求意见（已结束）", "2024年1月2日至2024年2月2日")


def test_what_has_a_period_has_a_sheet_of_each_size(tmp_path: Path) -> None:
    publication = _column(tmp_path, _notice(1, 公示期至="2026-02-01") | _notice(2) | _notice(3, 公示栏张贴="是"))
    pages = _pages(publication)
    stems = [item.index_no for item in publication.reading.items]
    assert sorted(pages) == sorted(
        f"{stem}/poster-{size.lower()}.html" for stem in (stems[0], stems[2]) for size in SIZES
    )
    view = pages[f"{stems[0]}/poster-a3.html"].view
    assert (view.title, view.size, view.period[0]) == (publication.reading.items[0].title, "A3", "公示期")
    assert view.period[1].endswith("至2026年2月1日")
    assert pages[f"{stems[2]}/poster-a4.html"].view.period == ("", "")


def test_no_sheet_where_the_item_says_so(tmp_path: Path) -> None:
    publication = _column(tmp_path, _notice(1, 公示期至="2026-02-01", 公示栏张贴="否"))
    assert _pages(publication) == {}
    assert print_links(publication.reading.items[0], publication) == ()


def test_a_pocket_book_has_what_it_names_then_what_is_of_its_types_and_subjects(tmp_path: Path) -> None:
    files = _notice(1) | _notice(2, 主题分类="综合政务/信访") | _notice(3, 主题分类="综合政务/政务公开")
    book = {"收录": "[990000017/2024-00001]", "收录类型": "[政策文件]", "收录主题": "[综合政务/信访]"}
    publication = _column(tmp_path, files | {"content/9.md": with_text("口袋书", "9", **book)})
    page = next(page for url, page in _pages(publication).items() if url.endswith("/booklet.html"))
    titles = [one.title for one in publication.reading.items]
    assert [one.title for one in page.view.chapters] == [f"1　{titles[0]}", f"2　{titles[1]}"]
    assert [one.anchor for one in page.view.chapters] == ["g1", "g2"]
    assert (page.listed, page.canonical) == (False, page.view.back.url)


@pytest.mark.parametrize("name", ["booklet", "handout", "poster-a4", "poster-a3"])
def test_a_printed_page_has_no_anchor_twice_and_no_link_to_nothing(site: Path, name: str) -> None:
    paths = sorted(site.glob(f"*/*/{name}.html"))
    assert paths
    for path in paths:
        html = path.read_text(encoding="utf-8")
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert [one for one in ids if ids.count(one) > 1] == []
        assert [one for one in re.findall(r'\shref="#([^"]+)"', html) if one not in ids] == []


def test_the_hand_out_has_the_policy_then_its_interpretations(site: Path) -> None:
    html = (site / "990000017" / "2023-00001" / "handout.html").read_text(encoding="utf-8")
    titles = re.findall(r'<h2 class="gk-booklet__title" id="g\d+"><a href="[^"]+">\d　([^<]+)</a>', html)
    assert titles[0] == "示例市商务局关于印发《示例市促进消费专项资金管理办法》的通知"
    assert len(titles) == 3


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ('<a href="https://a.example.gov.cn/b?c=1">乙网站</a>', "<span>乙网站（https://a.example.gov.cn/b）</span>"),
        ('<a class="x" href="tel:000-123">000-123</a>', "<span>000-123</span>"),
        ('<a href="mailto:a@example.gov.cn?subject=x">写信</a>', "<span>写信（a@example.gov.cn）</span>"),
        ('<a href="//a.example.gov.cn/">甲<b>乙</b></a>', "<span>甲<b>乙</b>（//a.example.gov.cn/）</span>"),
        ('<a href="javascript:x">甲</a>', "<span>甲（javascript:x）</span>"),
    ],
)
def test_a_terminal_shows_ways_out_as_text(link: str, shown: str) -> None:
    assert without_ways_out(f"<p>{link}。</p>") == (f"<p>{shown}。</p>", 1)


@pytest.mark.parametrize("link", ['<a href="../a.html#b">甲</a>', '<a href="#b">甲</a>', '<a id="b">甲</a>'])
def test_links_within_the_column_stay(link: str) -> None:
    assert without_ways_out(link) == (link, 0)


def test_the_copy_for_a_terminal_has_every_page_and_no_way_out(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "terminal"
    options = ["--root", str(tmp_path), "kiosk", "--site", str(site), "--out", str(out)]
    assert main(options) == 0
    assert "终端的浏览器打开 kiosk.html。" in capsys.readouterr().out
    pages = sorted(path.relative_to(site) for path in site.rglob("*.html"))
    assert sorted(path.relative_to(out) for path in out.rglob("*.html")) == pages
    for name in pages:
        html = (out / name).read_text(encoding="utf-8")
        assert re.findall(r'<a\b[^>]*\shref="(?:[a-z]+:|//)[^"]*"', html) == [], name
    assert main(options) == 0


def test_what_is_no_site_and_what_is_no_copy_stay_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(tmp_path), "kiosk"]) == 1
    assert "site/ 里没有 kiosk.html，还没有生成网站。请先运行 python run.py site。" in capsys.readouterr().err
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "kiosk.html").touch()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "kept.txt").write_text("甲", encoding="utf-8")
    assert main(["--root", str(tmp_path), "kiosk", "--out", "other"]) == 1
    assert "other/ 里有别的文件，没有改动。请用 --out 换一个空的文件夹。" in capsys.readouterr().err
    assert (tmp_path / "other" / "kept.txt").read_text(encoding="utf-8") == "甲"
    assert main(["--root", str(tmp_path), "kiosk", "--out", "site"]) == 1
    assert "不能写到 site/：它与网站目录重叠。请用 --out 换一个空的文件夹。" in capsys.readouterr().err
