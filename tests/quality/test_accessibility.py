"""axe-core finds nothing on any template in any display mode, nor on an item of any type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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


@pytest.fixture(params=WIDTHS, ids=str)
def page(request: pytest.FixtureRequest, browser: Browser, checkers: Path) -> Iterator[Page]:
    """A page of one width, with axe-core in whatever it opens."""
    with _with_axe(browser, checkers, request.param) as opened:
        yield opened


def test_every_template_in_every_display_mode(page: Page, address: str, samples: dict[str, list[str]]) -> None:
    assert len(samples["templates"]) >= 20
    found = {url: faults for url in samples["templates"] if (faults := _faults(page, address + url, PALETTES))}
    assert found == {}


def test_every_example_of_a_component_in_every_display_mode(page: Page, tmp_path: Path) -> None:
    """Landmarks and headings are questions to whole pages, so the examples answer to the guideline alone."""
    page.goto(write_gallery(tmp_path).as_uri())
    assert page.locator("section.gk-frame").count() >= 30
    assert _in_palettes(page, PALETTES, [tag for tag in TAGS if tag != "best-practice"]) == []


def test_an_item_of_every_type(browser: Browser, checkers: Path, address: str, samples: dict[str, list[str]]) -> None:
    assert len(samples["kinds"]) >= 45
    with _with_axe(browser, checkers, 1280) as page:
        found = {url: faults for url in samples["kinds"] if (faults := _faults(page, address + url))}
    assert found == {}


def test_axe_sees_planted_faults(browser: Browser, checkers: Path) -> None:
    """One of every palette, and one of a single palette."""
    with _with_axe(browser, checkers, 1280) as page:
        page.goto(
            "data:text/html,<html lang=zh><title>x</title><style>[data-gk-palette=dark] h1 { color: %23eee }</style>"
            "<main><h1>abc</h1><img src=x.png></main></html>"
        )
        assert [fault.partition(" <")[0] for fault in _in_palettes(page, PALETTES)] == [
            "image-alt",
            "dark color-contrast",
        ]


@contextmanager
def _with_axe(browser: Browser, checkers: Path, width: int) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    context.add_init_script(path=checkers / "axe-core" / "axe.min.js")
    yield context.new_page()
    context.close()


def _faults(page: Page, url: str, palettes: Sequence[str] = ("",)) -> list[str]:
    page.goto(url)
    if page.locator("#gk-search").count():
        page.locator(".gk-search__status").wait_for()
    return _in_palettes(page, palettes)


def _in_palettes(page: Page, palettes: Sequence[str], tags: list[str] = TAGS) -> list[str]:
    """Every violation as «palette rule element»: all rules in the usual colours, those of colours in every palette.

    A palette is chosen on the page that is open, as a reader chooses it, so that no page is loaded anew for one.
    """
    found = []
    for palette in palettes:
        asked = {"type": "rule", "values": _OF_COLOURS} if palette else {"type": "tag", "values": tags}
        violations: list[str] = page.evaluate(_RUN, [palette, asked])
        found += [f"{palette} {one}".lstrip() for one in violations]
    return found


_RUN = """async ([palette, asked]) => {
  if (palette) document.documentElement.dataset.gkPalette = palette;
  else delete document.documentElement.dataset.gkPalette;
  const { violations } = await axe.run(document, { runOnly: asked, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} ${html.slice(0, 160)}`));
}"""
"""What passed is not told, so that axe-core describes no element in which it finds nothing."""
