"""axe-core finds nothing on any template in any display mode, nor on an item of any type."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.components.gallery import write_gallery
from tests.conftest import PROJECT

pytestmark = [pytest.mark.browser, pytest.mark.quality]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_TOKENS = (PROJECT / "theme_overrides" / "assets" / "gongkai" / "tokens.css").read_text(encoding="utf-8")
PALETTES = ["", *sorted(set(re.findall(r'data-gk-palette="([a-z]+)"', _TOKENS)))]
WIDTHS = [1280, 390]
_OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that a palette can break: it changes colours and nothing else."""


@pytest.fixture(params=[(width, palette) for width in WIDTHS for palette in PALETTES], ids=str)
def display(request: pytest.FixtureRequest, browser: Browser, checkers: Path) -> Iterator[Page]:
    """A page of one width that opens every address in one palette, with axe-core in it."""
    width, palette = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    context.add_init_script(
        f"addEventListener('DOMContentLoaded', () => {{ if ({json.dumps(palette)}) "
        f"document.documentElement.dataset.gkPalette = {json.dumps(palette)}; }});"
    )
    context.add_init_script(path=checkers / "axe-core" / "axe.min.js")
    yield context.new_page()
    context.close()


def test_every_template_in_every_display_mode(display: Page, address: str, samples: dict[str, list[str]]) -> None:
    assert len(samples["templates"]) >= 20
    found = {url: faults for url in samples["templates"] if (faults := _faults(display, address + url))}
    assert found == {}


def test_every_example_of_a_component_in_every_display_mode(display: Page, tmp_path: Path) -> None:
    """Landmarks and headings are questions to whole pages, so the examples answer to the guideline alone."""
    display.goto(write_gallery(tmp_path).as_uri())
    assert display.locator("section.gk-frame").count() >= 30
    assert _run(display, [tag for tag in TAGS if tag != "best-practice"]) == []


def test_an_item_of_every_type(browser: Browser, checkers: Path, address: str, samples: dict[str, list[str]]) -> None:
    assert len(samples["kinds"]) >= 45
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    context.add_init_script(path=checkers / "axe-core" / "axe.min.js")
    page = context.new_page()
    found = {url: faults for url in samples["kinds"] if (faults := _faults(page, address + url))}
    context.close()
    assert found == {}


def test_axe_sees_a_planted_fault(browser: Browser, checkers: Path) -> None:
    page = browser.new_page()
    page.add_init_script(path=checkers / "axe-core" / "axe.min.js")
    page.goto("data:text/html,<html lang=zh><title>x</title><main><h1>x</h1><img src=x.png></main></html>")
    assert [fault.partition(" ")[0] for fault in _run(page)] == ["image-alt"]
    page.close()


def _faults(page: Page, url: str) -> list[str]:
    page.goto(url)
    if page.locator("#gk-search").count():
        page.locator(".gk-search__status").wait_for()
    return _run(page)


def _run(page: Page, tags: list[str] = TAGS) -> list[str]:
    """Every violation as «rule element», of the rules of a palette where the page has one."""
    asked = (
        {"type": "rule", "values": _OF_COLOURS}
        if page.evaluate("document.documentElement.dataset.gkPalette")
        else {"type": "tag", "values": tags}
    )
    result = page.evaluate("asked => axe.run(document, {runOnly: asked})", asked)
    return [f"{one['id']} {node['html'][:160]}" for one in result["violations"] for node in one["nodes"]]
