"""Hostile titles, fields and texts in a real browser, without the policy that would stop them: nothing runs, nothing is asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.building.output import write_column as write_site
from gongkai.model.problems.problem import Level
from gongkai.reading.column_sources import read_column
from gongkai.rendering.environment import standalone
from playwright.sync_api import Browser, Dialog

from tests.columns import document, write_column
from tests.conftest import AS_OF, PROJECT
from tests.golden import golden

pytestmark = pytest.mark.browser
ATTACKS: list[str] = golden(Path(__file__).parents[1] / "cases" / "texts" / "attacks.yml")


def test_nothing_runs_and_nobody_is_asked(browser: Browser, tmp_path: Path) -> None:
    files = {}
    for number, attack in enumerate(ATTACKS, 1):
        quoted = json.dumps(attack.replace("\u2028", ""), ensure_ascii=False)
        body = f"{attack}\n\n- {attack}\n- 乙\n\n> {attack}\n> 乙\n\n| 甲 |\n| --- |\n| {attack} |\n\n[甲]({attack})\n\n![乙]({attack})\n"
        files[f"content/{number}.md"] = document(str(number), 标题=quoted, 内容概述=quoted, 来源=quoted, 正文=body)
    publication = bind(read_column(write_column(tmp_path, files)), AS_OF)
    # What the reading of sources refuses is named in a problem and has no page.
    refused = {one.path for one in publication.reading.problems if one.level is Level.ERROR}
    assert {item.place.path for item in publication.reading.items} >= files.keys() - refused
    assert len(refused) < 5
    theme = PROJECT / "theme_overrides"
    site = tmp_path / "site"
    written = write_site(publication, standalone(theme), {}, site, theme)
    page = browser.new_page()
    happened: list[str] = []

    def dismissed(dialog: Dialog) -> None:
        happened.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismissed)
    page.on("request", lambda one: happened.append(one.url) if not one.url.startswith("file://") else None)
    page.on("pageerror", lambda error: happened.append(str(error)))
    for url in (page.url for page in written.pages):
        address = (site / url).as_uri()
        page.goto(address)
        assert (url, happened) == (url, [])
        assert page.url == address
        if url.startswith("990000017/"):
            number = int(url.rpartition("-")[2].removesuffix(".html"))
            title = publication.by_index[f"990000017/2024-{number:05}"].title
            assert page.title().startswith(" ".join(title.split()))
            assert " ".join(page.locator("h1").inner_text().split()) == " ".join(title.split())
    page.close()
