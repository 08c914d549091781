"""What many tests share: golden cases, the demonstration built once, a browser where there is one."""

from __future__ import annotations

import gzip
import math
import os
import shutil
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import nullcontext
from datetime import date
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from gongkai.building.sources import checked_column
from gongkai.model.publication import Publication
from gongkai.setup.demonstration_folder import SOURCES, demonstration_folder
from hypothesis import settings
from playwright.sync_api import Browser, Error, sync_playwright

from tests.forked import built_in_a_process, forked_builds
from tests.measuring import examples, uncounted
from tests.serving import served
from tests.together import made_once, turn

pytest_plugins = ["tests.matrix.report"]

# A busy machine is no fault of the code; what must be fast is measured in tests of its own.
settings.register_profile("unhurried", deadline=None, max_examples=examples(100))
settings.load_profile("unhurried")

PROJECT = Path(__file__).parents[1]
DEMONSTRATION = demonstration_folder(PROJECT)
"""Where ``content`` and ``catalogue`` of the demonstration are, in the product's repository and in an agency's alike."""
AS_OF = date(2026, 11, 24)
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def demonstration_or_skip() -> Path:
    """The folder of the demonstration; without it a test is skipped, unless GONGKAI_DEMONSTRATION=required."""
    if DEMONSTRATION is None:
        reason = "这个仓库里没有演示的内容（tests/demonstration/），跳过要用它的测试"
        if os.environ.get("GONGKAI_DEMONSTRATION") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    return DEMONSTRATION


def copy_project(target: Path, *, with_sources: bool = True) -> Path:
    """The product at another place, with a copy of the demonstration or without.

    Program and templates are only linked: nothing changes them, and Python compiles them once for all places.
    """
    (target / "content").mkdir(parents=True, exist_ok=True)
    for name in ("hooks", "theme_overrides"):
        (target / name).symlink_to(PROJECT / name, target_is_directory=True)
    for name in SOURCES if with_sources else ():
        shutil.copytree(demonstration_or_skip() / name, target / name, dirs_exist_ok=True)
    shutil.copy(PROJECT / "mkdocs.yml", target / "mkdocs.yml")
    return target


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Tests that measure a time of the whole machine run while no other process of this run does; long ones are not counted."""
    factory: pytest.TempPathFactory = item.config._tmp_path_factory  # type: ignore[attr-defined]
    is_long = item.get_closest_marker("uncounted") is not None
    with turn(factory, alone=item.get_closest_marker("alone") is not None), uncounted() if is_long else nullcontext():
        return (yield)


@pytest.fixture(scope="session", autouse=True)
def _builds_in_copies() -> Iterator[None]:
    with forked_builds():
        yield


@pytest.fixture
def files_as_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever leaves encoding or end of lines to the system gets those of a Chinese Windows."""
    opened = Path.open

    def as_there(
        path: Path, mode: str = "r", buffering: int = -1, encoding: Any = None, errors: Any = None, newline: Any = None
    ) -> Any:
        if "b" not in mode:
            encoding = encoding or "gb18030"
        if mode == "w" and newline is None:
            newline = "\r\n"
        return opened(path, mode, buffering, encoding, errors, newline)

    monkeypatch.setattr(Path, "open", as_there)


@pytest.fixture(scope="session", autouse=True)
def _no_progress() -> Iterator[None]:
    """On a busy machine any command may take so long that it tells how far it is; tests of other words do without."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gongkai.commands.progress_line._PATIENCE", math.inf)
        yield


@pytest.fixture(scope="session")
def demonstration() -> Publication:
    """The demonstration, read, bound and free of errors."""
    publication, problems = checked_column(demonstration_or_skip(), AS_OF)
    assert not [str(one) for one in problems if one.level.value == "错误"]
    return publication


@pytest.fixture(scope="session")
def demonstration_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project whose demonstration has been built by MkDocs; nobody changes it."""

    def make(folder: Path) -> None:
        root = copy_project(folder)
        # With both engines, since tests ask both.
        settings = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("search: auto", "search: pagefind")
        (root / "mkdocs.yml").write_text(settings, encoding="utf-8", newline="\n")
        built = built_in_a_process(root, root / "site", AS_OF.isoformat())
        assert built.report is not None, (built.faults, built.output)

    return made_once(tmp_path_factory, "demonstration", make)


@pytest.fixture(scope="session")
def site(demonstration_root: Path) -> Path:
    """The built site of the demonstration."""
    return demonstration_root / "site"


@pytest.fixture(scope="session")
def handbook_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The handbook of the project, built as ``make handbook`` builds it; any warning fails the build."""
    folder = tmp_path_factory.mktemp("handbook") / "手册"
    config = PROJECT / ".github" / "handbook" / "mkdocs.yml"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "hooks"), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    run = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    return folder


MOUNT = "/zfxxgk"
"""Where the server shows the site: columns of county departments live below the portal of their government."""


_COMPRESSED = (".html", ".css", ".js", ".svg", ".xml", ".json")


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves a site below MOUNT with the policy of the design."""

    policy = POLICY

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(MOUNT) if path.startswith(MOUNT + "/") else "/nothing-here")

    def do_GET(self) -> None:
        """Compressed, as servers of governments deliver pages; what is compressed already goes as it is."""
        path = Path(self.translate_path(self.path.partition("?")[0]))
        kind = self.guess_type(str(path))
        if (
            path.suffix not in _COMPRESSED
            or not path.is_file()
            or "gzip" not in self.headers.get("Accept-Encoding", "")
        ):
            super().do_GET()
            return
        data = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the output of the tests clean."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of a server for the site that sends the policy of the design."""
    with served(site, SiteHandler) as host:
        yield f"{host}{MOUNT[1:]}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without it browser tests are skipped, unless GONGKAI_BROWSER=required."""
    executable = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
    required = os.environ.get("GONGKAI_BROWSER") == "required"
    if executable is None and not required:
        pytest.skip("没有安装 Chromium，跳过浏览器测试")
    with sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(
                executable_path=executable, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
            )
        except Error as error:
            if required:
                raise
            pytest.skip(f"Chromium 不能启动：{str(error)[:80]}")
        yield found
        found.close()
