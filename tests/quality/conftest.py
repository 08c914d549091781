"""The outside checkers and the pages they look at: one of every template and of every type, or all of them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from gongkai.model.publication import Publication
from gongkai.pages.page import Page
from gongkai.pages.site import pages_of

CHECKERS = Path(__file__).parent / "node_modules"
NEEDED = "没有安装外部检查工具：在 tests/quality 里运行 npm ci 之后才检查"


def missing(what: str) -> None:
    """Skip where the checkers are not installed, fail where they must be."""
    if os.environ.get("GONGKAI_QUALITY") == "required":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def checkers() -> Path:
    """The folder of the installed checkers."""
    if not CHECKERS.is_dir() or shutil.which("node") is None:
        missing(NEEDED)
    return CHECKERS


@pytest.fixture(scope="session")
def java() -> str:
    """The Java that runs the Nu HTML checker."""
    found = shutil.which("java")
    if found is None:
        missing("没有安装 Java，不运行 Nu HTML 检查")
    return str(found)


@pytest.fixture(scope="session")
def samples(demonstration: Publication) -> dict[str, list[str]]:
    """Addresses by what they stand for: the first page of every template, and the first item of every type."""
    templates: dict[str, Page] = {}
    for page in pages_of(demonstration):
        if page.template != "gongkai/moved.html":
            templates.setdefault(page.template, page)
    kinds: dict[str, str] = {}
    items = {item.index_no: item for item in demonstration.reading.items}
    for page in pages_of(demonstration):
        number = page.url.removesuffix(".html")
        if number in items:
            kinds.setdefault(items[number].kind.name, page.url)
    return {"templates": sorted(page.url for page in templates.values()), "kinds": sorted(kinds.values())}
