"""What lies on paper: status, address, code and page number on every sheet, and the lines of an official document."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
REPEALED = "990000017/2020-00001.html"


FOLDED = (
    REPEALED,
    "index.html",
    "fiscal.html",
    "permits.html",
    "990000017/2025-00030.html",
    "990000017/2026-00082.html",
)
"""Pages with every kind of fold: further facts, data of charts, reasons, what is the same in all records."""


@pytest.fixture
def sheets(browser: Browser, site: Path, tmp_path: Path) -> list[str]:
    """The text of every printed sheet of a repealed document."""
    if shutil.which("pdftotext") is None:
        pytest.skip("没有安装 pdftotext（poppler-utils）")
    page = browser.new_page()
    page.goto((site / REPEALED).as_uri())
    page.pdf(path=tmp_path / "sheets.pdf", prefer_css_page_size=True)
    page.close()
    size = subprocess.run(["pdfinfo", tmp_path / "sheets.pdf"], capture_output=True, text=True, check=True).stdout
    assert "(A4)" in size
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "sheets.pdf", "-"], capture_output=True, text=True, check=True
    )
    return text.stdout.split("\f")[:-1]


def test_every_sheet_says_what_it_is(sheets: list[str]) -> None:
    assert len(sheets) > 2
    codes = set()
    for number, sheet in enumerate(sheets, start=1):
        assert re.search(r"示例市商务局政府信息公开\s*废止\s*（据2026年11月24日的记载）", sheet), number
        assert "https://swj.example.gov.cn/zfxxgk/990000017/2020-00001.html" in sheet, number
        assert re.search(rf"—\s*{number}\s*—", sheet), number
        codes |= set(re.findall(r"校验短码 ([0-9A-Z]{4}-[0-9A-Z]{4})", sheet))
    assert len(codes) == 1


def test_a_line_holds_twenty_eight_characters(sheets: list[str]) -> None:
    lines = [re.sub(r"\s", "", line) for line in "".join(sheets).split("\n")]
    first = next(line for line in lines if line.startswith("第二条"))
    # Two characters of indentation, and closing punctuation never begins a line.
    assert 24 <= len(first) <= 27


def test_paper_shows_what_screens_fold_and_no_button(sheets: list[str]) -> None:
    text = "".join(sheets)
    assert "合法性审查" in text
    assert not re.search("复制引文|阅读设置|长者模式|跳到正文|检索", text)


@pytest.mark.parametrize("url", [*FOLDED, "compare"])
def test_paper_holds_what_stands_in_folds(browser: Browser, site: Path, tmp_path: Path, url: str) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("没有安装 pdftotext（poppler-utils）")
    path = site / url if url != "compare" else _compared(site)
    page = browser.new_page()
    page.goto(path.as_uri())
    page.pdf(path=tmp_path / "folds.pdf", prefer_css_page_size=True)
    page.emulate_media(media="print")
    # A fold that is no use on paper leaves it with its summary; every other one brings all its words.
    words = page.evaluate(
        """[...document.querySelectorAll('details:not([open])')].filter(one => one.checkVisibility()).flatMap(one => {
          const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), found = [];
          while (texts.nextNode()) if (!texts.currentNode.parentElement.closest('.gk-hidden, .gk-further__head')) found.push(texts.currentNode.textContent.replace(/\\s/g, ''));
          return found.filter(Boolean);
        })"""
    )
    page.close()
    text = subprocess.run(["pdftotext", tmp_path / "folds.pdf", "-"], capture_output=True, text=True, check=True).stdout
    sheets = [re.sub(r"^—\s*\d+\s*—$", "", sheet, flags=re.MULTILINE) for sheet in text.split("\f")]
    printed = re.sub(r"\s", "", "".join(sheets))
    assert len(words) > 1
    assert [one for one in words if one not in printed] == []


def _compared(site: Path) -> Path:
    """A comparison that folds what did not change."""
    return next(path for path in sorted(site.rglob("*.html")) if "gk-compare__fold" in path.read_text(encoding="utf-8"))


def test_older_browsers_open_folds_while_they_print(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.add_init_script("CSS.supports = () => false")
    page.goto((site / "fiscal.html").as_uri())
    closed = "document.querySelectorAll('details:not([open])').length"
    before = page.evaluate(closed)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    during = page.evaluate(closed)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert (before > 3, during, page.evaluate(closed)) == (True, 0, before)
    page.close()


def _printed(browser: Browser, path: Path, folder: Path) -> str:
    """The words on all sheets of a page."""
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_timeout(300)
    page.pdf(path=folder / "page.pdf", prefer_css_page_size=True)
    page.close()
    made = subprocess.run(["pdftotext", folder / "page.pdf", "-"], capture_output=True, text=True, check=True)
    return re.sub(r"\s", "", made.stdout)


def test_an_open_consultation_says_on_paper_how_to_respond(browser: Browser, site: Path, tmp_path: Path) -> None:
    text = _printed(browser, site / "990000017" / "2026-00010.html", tmp_path)
    assert "怎样提意见" in text
    assert "xxgk@swj.example.gov.cn" in text


def test_controls_of_the_records_stay_off_paper(browser: Browser, site: Path, tmp_path: Path) -> None:
    text = _printed(browser, site / "permits" / "records.html", tmp_path)
    assert "许可决定日期" in text
    assert not re.search("清除条件|下载查找结果|[↕↑↓]", text)
