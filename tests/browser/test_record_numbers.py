"""Numbers of records as agencies write them, in addresses and on paper: quotes, per cent, blanks, Chinese, markup."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from gongkai.binding.bind import bind
from gongkai.building.output import write_column as write_site
from gongkai.reading.column_sources import read_column
from gongkai.rendering.environment import standalone
from gongkai.searching.publish_search import publish_search
from playwright.sync_api import Browser, Page, expect

from tests.columns import write_column
from tests.conftest import PROJECT

pytestmark = pytest.mark.browser
NUMBERS = [
    "示商许〔2026〕1号",
    "示商许〔2026〕100%合格号",
    "50%2F50号",
    "%E5%8F%B7",
    'A&B "引号" 2号',
    "it's 3号",
    "<b>粗</b>4号",
    "编号  带 空格 5",
    "../../etc/6",
    "#井号7",
    "?问号=8&x=9",
    "＝１＋１０",
    "中文“全角”、顿号11",
    "𠮷12",
    "reading",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A column with one permit for each number."""
    root = tmp_path_factory.mktemp("numbers")
    lines = ["行政相对人名称,行政许可决定文书号,许可内容,许可决定日期,有效期自,有效期至,许可机关,备注"]
    for place, number in enumerate(NUMBERS):
        quoted = '"' + number.replace('"', '""') + '"'
        lines.append(f"第{place}公司,{quoted},许可{place},2026-01-{place + 1:02d},2026-01-05,2027-01-05,示例市商务局,")
    item = (
        "类型: 行政许可\n索引号: 990000017/2026-00001\n标题: 第1批许可\n期间: 第1批\n"
        "发布日期: 2026-11-17\n公开属性: 主动公开\n历史遗留: 是\n记录: 1.csv\n"
    )
    files = {"catalogue/permits/1.yml": item, "catalogue/permits/1.csv": "\n".join(lines) + "\n"}
    publication = bind(read_column(write_column(root, files)), date(2026, 11, 20))
    theme, site = PROJECT / "theme_overrides", root / "site"
    write_site(publication, standalone(theme), {}, site, theme)
    publish_search(publication, site, "shards")
    return site


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda one: faults.append(one.message))
    yield page
    page.close()
    assert faults == []


@pytest.mark.parametrize("written", ["plain", "coded"])
@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_in_an_address_opens_its_card(page: Page, folder: Path, number: str, written: str) -> None:
    page.goto(f"{(folder / 'permits/records.html').as_uri()}#{quote(number) if written == 'coded' else number}")
    card = page.get_by_role("dialog")
    expect(card).to_contain_text(f"第{NUMBERS.index(number)}公司")
    expect(card.locator(".gk-card__number")).to_have_text(number)


def test_every_link_of_the_table_opens_its_card_and_leads_to_its_row(page: Page, folder: Path) -> None:
    page.goto((folder / "permits/records.html").as_uri())
    expect(page.get_by_label("检索", exact=True)).to_be_enabled()
    led = []
    for link in page.locator(".gk-records__key a").all():
        number, address = link.inner_text(), link.get_attribute("href") or ""
        link.click()
        card = page.get_by_role("dialog")
        expect(card.locator(".gk-card__number")).to_have_text(number)
        page.keyboard.press("Escape")
        led.append((folder / "permits" / address.split("#")[0]).resolve().as_uri() + "#" + address.split("#")[1])
    for address in led:
        page.goto("about:blank")
        page.goto(address)
        assert page.locator("tr:target").count() == 1, address


def test_numbers_are_found_as_they_are_written(page: Page, folder: Path) -> None:
    page.goto((folder / "permits/records.html").as_uri())
    box = page.get_by_label("检索", exact=True)
    for number in ("50%2F50号", 'A&B "引号" 2号', "<b>粗</b>4号", "../../etc/6", "𠮷12"):
        box.fill(number)
        expect(page.locator(".gk-records--all tbody tr").first).to_contain_text(number)
        assert page.locator(".gk-records--all b").count() == 0


def test_a_card_is_printed_alone_and_whole(page: Page, folder: Path, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("没有安装 pdftotext（poppler-utils）")
    page.goto(f"{(folder / 'permits/records.html').as_uri()}#{quote(NUMBERS[4])}")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.pdf(path=tmp_path / "card.pdf", prefer_css_page_size=True)
    run = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "card.pdf", "-"], capture_output=True, text=True, check=True
    )
    text = run.stdout
    for words in ("第4公司", NUMBERS[4], "有效期内", "许可4", "索引号", "引用格式"):
        assert words in text, words
    for words in ("第5公司", "筛选", "下载查找结果", "网站地图", "复制网址"):
        assert words not in text, words
    # After printing the card is what it was.
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
