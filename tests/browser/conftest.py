"""What tests of the search page share: the demonstration behind the strict policy and in a folder, and pages that must not fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import MOUNT, SiteHandler
from tests.serving import served

STRICT = SiteHandler.policy.replace(" 'wasm-unsafe-eval'", "")
PLACES = ("http", "folder")
# A busy machine is no fault of the site: what does not come is missed later, what comes is not waited for any longer.
expect.set_options(timeout=20_000)


class _Strict(SiteHandler):
    policy = STRICT


@pytest.fixture(scope="session")
def roots(site: Path) -> Iterator[dict[str, str]]:
    """The demonstration below a path of a server with the strict policy of the design, and in a folder."""
    with served(site, _Strict) as host:
        yield {"http": f"{host}{MOUNT[1:]}/", "folder": f"{site.as_uri()}/"}


@pytest.fixture
def pages(browser: Browser) -> Iterator[Callable[[int], Page]]:
    """Makes pages of a width that are closed after the test and fail it when a script fails."""
    opened: list[Page] = []
    faults: list[str] = []

    def make(width: int = 1280) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 900 if width > 600 else 844})
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.set_default_timeout(20_000)
        opened.append(page)
        return page

    yield make
    for page in opened:
        page.close()
    assert faults == []


@pytest.fixture(params=PLACES)
def start(request: pytest.FixtureRequest, roots: dict[str, str]) -> str:
    """Where the site is: behind a server, then in a folder."""
    place: str = request.param
    return roots[place]
