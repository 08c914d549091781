"""What a browser shows of the look: every palette and width, zoom, forced colours, elder mode, tools, weight."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from gongkai.model.script import simplified
from playwright.sync_api import Browser, Page

from tests.components.gallery import write_gallery

pytestmark = pytest.mark.browser
PAGES = (
    "index.html",
    "policy.html",
    "990000017/2020-00001.html",
    "contents.html",
    "accessibility.html",
    "favourites.html",
)
REPEALED = "990000017/2020-00001.html"
PALETTES = ("", "soft", "contrast", "dark")
MOST = 60 * 1024
MOST_OF = {"permits/records.html": 54 * 1024, "search.html": 65 * 1024}
"""Bytes of a page with its style sheet and scripts, compressed; search answers from records and numbers too, without a server."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    made = browser.new_page(viewport={"width": 1280, "height": 900})
    made.set_default_timeout(10_000)
    yield made
    made.close()


def _overflow(page: Page) -> int:
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return int(width)


@pytest.mark.parametrize("palette", PALETTES)
def test_components_fit_a_phone_in_every_palette(page: Page, tmp_path: Path, palette: str) -> None:
    gallery = write_gallery(tmp_path)
    page.set_viewport_size({"width": 390, "height": 844})
    page.add_init_script(f"try {{ localStorage.setItem('gk-palette', '{palette}') }} catch {{}}")
    page.goto(gallery.as_uri())
    assert page.evaluate("document.documentElement.dataset.gkPalette || ''") == palette
    assert _overflow(page) == 0


@pytest.mark.parametrize("url", PAGES)
def test_four_times_larger_needs_no_sideways_scrolling(page: Page, address: str, url: str) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(address + url)
    assert _overflow(page) == 0


@pytest.mark.parametrize("url", PAGES)
def test_elder_mode_fits_a_phone_and_is_large(page: Page, address: str, url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + url)
    page.get_by_role("button", name="长者模式").click()
    assert _overflow(page) == 0
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.gk-text') || document.body).fontSize)")
    assert size >= 18
    page.reload()
    assert page.get_by_role("button", name="长者模式").get_attribute("aria-pressed") == "true"


def test_targets_on_a_phone_are_large_enough(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + "index.html")
    page.get_by_role("button", name="栏目").click()
    small = page.evaluate(
        """[...document.querySelectorAll('button, summary, .gk-tree a, .gk-cards a, .gk-foot__links a, input[type=search]')]
        .filter(one => one.getClientRects().length).map(one => [one.textContent.trim() || one.name, one.getBoundingClientRect().height])
        .filter(([, height]) => height < 43.5)"""
    )
    assert small == []


def test_the_tree_opens_at_the_top_of_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + "policy.html")
    tree = page.get_by_role("navigation", name="栏目", exact=True)
    assert not tree.is_visible()
    page.get_by_role("button", name="栏目").click()
    assert tree.is_visible()
    box, main = tree.bounding_box(), page.locator("main").bounding_box()
    assert box is not None
    assert main is not None
    assert box["y"] < main["y"]
    page.get_by_text("收起栏目").click()
    assert not tree.is_visible()


def test_without_scripts_there_is_no_dead_control_and_the_tree_opens(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + REPEALED)
    assert page.locator("button:visible, select:visible, input:visible").count() == 0
    page.get_by_role("link", name="栏目", exact=True).click()
    assert page.locator("#tree").is_visible()
    assert page.locator("svg.gk-qr[role=img]").is_visible()
    assert page.get_by_role("link", name="RIS").get_attribute("download") == "990000017-2020-00001.ris"
    context.close()


def test_forced_colours_keep_the_signs(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(address + REPEALED)
    for sign in (".gk-banner", ".gk-item__number .gk-badge", ".gk-tree__link[aria-current]"):
        assert page.locator(sign).first.evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"
    context.close()


def test_charts_take_the_colours_that_the_reader_forces(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(address + "fiscal.html")
    canvas, text = page.evaluate(
        """() => { const one = document.createElement('p'); document.body.append(one);
        one.style.cssText = 'background: Canvas; color: CanvasText'; const made = getComputedStyle(one);
        return [made.backgroundColor, made.color]; }"""
    )
    fill = "one => getComputedStyle(one).fill"
    assert page.locator(".gk-chart__ground").first.evaluate(fill) == canvas
    for drawn in (".gk-chart__block--0", ".gk-chart__hatch", ".gk-chart__text"):
        assert page.locator(drawn).first.evaluate(fill) == text, drawn
    context.close()


@pytest.mark.parametrize("where", ["address", "folder"])
def test_an_item_is_kept_and_let_go(page: Page, address: str, site: Path, where: str) -> None:
    root = address if where == "address" else site.as_uri() + "/"
    page.goto(root + REPEALED)
    page.get_by_role("button", name="收藏").click()
    assert page.get_by_role("button", name="已收藏").get_attribute("aria-pressed") == "true"
    page.goto(root + "favourites.html")
    link = page.locator("#gk-favourites .gk-line__title")
    assert link.inner_text() == "示例市商务局关于印发《示例市商业网点建设补助资金管理办法》的通知"
    link.click()
    assert page.url.endswith(REPEALED)
    page.goto(root + "favourites.html")
    page.get_by_role("button", name="取消收藏").click()
    assert page.get_by_text("还没有收藏。").is_visible()


def test_an_article_is_copied_with_the_validity_of_its_document(page: Page, site: Path) -> None:
    page.goto((site / REPEALED).as_uri())
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.get_by_role("link", name="第五条", exact=True).click()
    page.get_by_text("已复制第五条的链接").wait_for()
    assert page.evaluate("window.copied") == (
        "《示例市商务局关于印发《示例市商业网点建设补助资金管理办法》的通知》（示商规〔2020〕2号，废止）第五条 "
        "https://swj.example.gov.cn/zfxxgk/990000017/2020-00001.html#art-5"
    )
    assert page.url.endswith("#art-5")
    page.get_by_role("button", name="复制引文").click()
    page.get_by_text("已复制引文").wait_for()
    assert "[EB/OL]. (2020-03-06)[2026-11-24]" in page.evaluate("window.copied")
    assert "效力状态：废止（自2024年7月1日起）" in page.evaluate("window.copied")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("url", ["index.html", REPEALED, "permits/records.html", "search.html", "search.html?q=预付卡"])
def test_nothing_moves_while_a_page_loads(page: Page, address: str, url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.add_init_script(
        "window.shifted = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shifted += one.value; })"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(address + url)
    page.wait_for_timeout(300)
    assert page.evaluate("window.shifted") < 0.01


def test_every_page_is_light(site: Path) -> None:
    packed: dict[Path, int] = {}

    def size(path: Path) -> int:
        if path not in packed:
            packed[path] = len(gzip.compress(path.read_bytes(), 6))
        return packed[path]

    heavy = {}
    for page in sorted(site.rglob("*.html")):
        html = page.read_text(encoding="utf-8")
        assets = set(re.findall(r'(?:<script src|<link rel="stylesheet" href)="([^"?]+)[?"]', html))
        needed = [(page.parent / one).resolve() for one in assets]
        whole = size(page) + sum(size(path) for path in needed if path.is_file())
        assert len([one for one in assets if one.endswith(".css")]) == 1
        url = page.relative_to(site).as_posix()
        if whole > MOST_OF.get(url, MOST):
            heavy[url] = whole
    assert heavy == {}


def test_no_font_is_loaded(site: Path) -> None:
    assert "@font-face" not in (site / "assets" / "gongkai" / "gongkai.css").read_text(encoding="utf-8")
    assert [path.name for path in site.rglob("*") if path.suffix in (".woff", ".woff2", ".ttf", ".otf")] == []


def test_the_traditional_view_is_marked_and_comes_back(page: Page, site: Path) -> None:
    page.goto((site / REPEALED).as_uri())
    before = page.locator("main").inner_text()
    page.get_by_role("button", name="阅读设置").click()
    page.get_by_label("繁體").check()
    page.get_by_text("機器轉換，以簡體文本爲準。".replace("爲", "為")).wait_for()
    shown = page.locator("main").inner_text()
    assert "示例市商務局關於印發《示例市商業網點建設補助資金管理辦法》的通知" in shown
    assert page.locator("[data-gk-citation]").inner_text().startswith("示例市商务局. ")
    assert page.evaluate("document.documentElement.lang") == "zh-Hant"
    assert simplified(shown) == simplified(before)
    page.get_by_label("简体").or_(page.get_by_label("簡體")).first.check()
    page.get_by_text("機器轉換").wait_for(state="detached")
    assert page.locator("main").inner_text() == before
    assert page.evaluate("document.documentElement.lang") == "zh-CN"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("发展和头发，里程和里面，后天和皇后", "發展和頭髮，里程和裏面，後天和皇后"),
        ("关于公布审核结果和公开发布的通知", "關於公布審核結果和公開發布的通知"),
        ("商业预付卡发卡企业备案", "商業預付卡發卡企業備案"),
        ("干部职工干净，台风和平台，系统联系", "幹部職工乾淨，颱風和平臺，系統聯繫"),
        ("由于思想认识，为了准备批准", "由於思想認識，為了準備批准"),
        ("每周复议答复，重复恢复", "每週復議答覆，重複恢復"),
        ("记录制度，机制做好，制定制造", "記錄制度，機制做好，制定製造"),
        ("3500元 <b>&amp;", "3500元 <b>&amp;"),
    ],
)
def test_words_decide_between_traditional_characters(page: Page, site: Path, written: str, shown: str) -> None:
    page.goto((site / "about.html").as_uri())
    for name in ("traditional_data.js", "traditional.js"):
        page.add_script_tag(path=site / "assets" / "gongkai" / name)
    assert page.evaluate("(text) => gk('traditional').traditional(text)", written) == shown
