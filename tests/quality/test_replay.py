"""The WACZ replays in ReplayWeb.page itself, in Chromium and in Firefox: pages with styles and scripts, search, records, attachments."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from gongkai.archiving.wacz import write_wacz
from gongkai.archiving.web_archive import write_web_archive
from gongkai.model.publication import Publication

from tests.conftest import AS_OF
from tests.quality.conftest import missing
from tests.serving import served

pytestmark = pytest.mark.quality
BASE = "https://swj.example.gov.cn/zfxxgk/"
DOCUMENT = "990000017/2020-00001"
QUERY = "商务"
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
BROWSERS = {"chrome": ("chromium", "google-chrome", "chromium-browser"), "firefox": ("firefox-esr", "firefox")}


class _PlayerHandler(SimpleHTTPRequestHandler):
    """Serves the player as its own site does; a large archive is read in ranges, as every web server gives them."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".html": "text/html; charset=utf-8"}  # noqa: RUF012

    def log_message(self, *_: object) -> None:
        """Keep the output of the tests clean."""

    def do_GET(self) -> None:
        """The whole file, or the bytes that are asked for."""
        path = Path(self.translate_path(self.path))
        asked = _RANGE.fullmatch(self.headers.get("Range", ""))
        if asked is None or not path.is_file():
            super().do_GET()
            return
        size = path.stat().st_size
        first = int(asked[1]) if asked[1] else size - int(asked[2])
        last = min(int(asked[2]), size - 1) if asked[1] and asked[2] else size - 1
        self.send_response(HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        self.send_header("Content-Length", str(last - first + 1))
        self.end_headers()
        with path.open("rb") as file:
            file.seek(first)
            self.wfile.write(file.read(last - first + 1))


@pytest.fixture(scope="module")
def player(
    checkers: Path, site: Path, demonstration: Publication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the player, with the demonstration's WACZ beside it."""
    folder = tmp_path_factory.mktemp("player")
    for name in ("index.html", "ui.js", "sw.js"):
        shutil.copy(checkers / "replaywebpage" / name, folder / name)
    web_archive = folder / "site.warc"
    responses = write_web_archive(site, demonstration, web_archive)
    write_wacz(site, demonstration, web_archive, responses, folder / "site.wacz", AS_OF)
    with served(folder, _PlayerHandler) as host:
        yield host


def _seen(checkers: Path, browser: str, player: str) -> dict[str, Any]:
    executable = next(filter(None, map(shutil.which, BROWSERS[browser])), None)
    if executable is None:
        missing(f"没有安装 {BROWSERS[browser][0]}，不在其中回放")
    script = checkers.parent / "replay.mjs"
    command = ["node", str(script), browser, str(executable), player, BASE, f"{BASE}{DOCUMENT}.html", QUERY]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert run.returncode == 0, run.stderr
    seen: dict[str, Any] = json.loads(run.stdout)
    return seen


@pytest.mark.parametrize("browser", BROWSERS)
def test_the_player_shows_the_column(checkers: Path, player: str, demonstration: Publication, browser: str) -> None:
    document = next(item for item in demonstration.reading.items if item.index_no == DOCUMENT)
    site_name = demonstration.reading.settings.site_name
    seen = _seen(checkers, browser, player)
    views = {name: seen[name] for name in ("home", "document", "search", "records")}
    assert [one for view in views.values() for one in view.pop("missing")] == []
    assert all(view.pop("scripted") for view in views.values())
    # Without its stylesheet a page has no colours.
    assert "rgba(0, 0, 0, 0)" not in {view.pop("styled") for view in views.values()}
    assert views["home"] == {"address": BASE, "heading": site_name}
    assert views["document"] == {"address": f"{BASE}{DOCUMENT}.html", "heading": document.title}
    assert seen["attachment"] == document.attachments[0].sha256
    assert views["search"] == {"address": f"{BASE}search.html?q={quote(QUERY)}", "heading": "检索"}
    assert seen["hits"] == 20
    assert views["records"]["address"].endswith(f"/records.html?q={quote(QUERY)}")
    assert views["records"]["heading"].endswith("全部记录")
