"""The first week of an agency: begin from a release, publish five items, make a mistake and mend it, take over the next release."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from gongkai import VERSION
from gongkai.releases.product_files import files_below
from playwright.sync_api import Page, expect

from tests.columns import write_column
from tests.conftest import PROJECT
from tests.previewed import PATIENCE, previewed
from tests.test_begin import OPTIONS, as_arguments, five_items

pytestmark = [pytest.mark.browser, pytest.mark.whole]

DAY = ("--as-of", "2026-11-30")
NEXT = "0.99.0"
NOTICE = "content/documents/2026/notice.md"
OWN = ("content/", "catalogue/", "README.md")


def _release(folder: Path, version: str) -> Path:
    """A release of the product under the given version, made by its own command; tests are left out, which nobody runs here."""
    for path in files_below(PROJECT):
        if not path.startswith("tests/") or path == "tests/__init__.py":
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / path, folder / path)
    begun = folder / "hooks/gongkai/__init__.py"
    begun.write_text(begun.read_text(encoding="utf-8").replace(f'"{VERSION}"', f'"{version}"'), encoding="utf-8")
    made = _run(folder, "release")
    assert made.returncode == 0, made.stderr
    return folder / "dist" / f"gongkai-{version}.zip"


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command as people call it, with the packages that are installed already."""
    if not (root / ".venv").exists():
        (root / ".venv").symlink_to(PROJECT / ".venv", target_is_directory=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    command = [sys.executable, "run.py", *arguments]
    return subprocess.run(command, cwd=root, env=kept, capture_output=True, encoding="utf-8", check=False)


def _own(root: Path) -> dict[str, str]:
    files = (path for path in root.rglob("*") if path.is_file())
    named = ((path.relative_to(root).as_posix(), path) for path in files)
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in named if name.startswith(OWN)}


def test_from_nothing_to_the_next_release(tmp_path: Path, pages: Callable[[int], Page]) -> None:
    with zipfile.ZipFile(_release(tmp_path / "product", VERSION)) as archive:
        archive.extractall(tmp_path)
    root = tmp_path / f"gongkai-{VERSION}"
    assert not (root / "content").exists()

    begun = _run(root, "init", "--yes", *as_arguments(OPTIONS), *DAY)
    assert begun.returncode == 0, begun.stderr
    # Before it there is a line about the packages, where they had not been prepared yet.
    assert any(line.startswith("专栏已经建好，写了 ") for line in begun.stdout.splitlines()[:2]), begun.stdout
    fresh = _run(root, "check", *DAY)
    assert fresh.returncode == 0, fresh.stdout
    assert not re.search(r"错误|警告\[", fresh.stdout.replace("没有错误", "")), fresh.stdout

    write_column(root, {"catalogue/column.yml": (root / "catalogue/column.yml").read_bytes(), **five_items()})
    published = _run(root, "site", *DAY)
    assert published.returncode == 0, published.stderr
    shown = (root / "site" / "index.html").read_text(encoding="utf-8")
    assert "某市商务局" in shown
    assert "示例市" not in shown

    _a_mistake_and_its_repair(root, pages(1280))

    own = _own(root)
    following = _release(tmp_path / "next", NEXT)
    upgraded = _run(root, "upgrade", str(following), "--yes", *DAY)
    assert upgraded.returncode == 0, upgraded.stdout + upgraded.stderr
    assert f"已升级到 {NEXT}。" in upgraded.stdout
    assert "不再有的网页" not in upgraded.stdout
    assert f'"{NEXT}"' in (root / "hooks/gongkai/__init__.py").read_text(encoding="utf-8")
    assert _own(root) == own
    assert _run(root, "site", *DAY).returncode == 0
    assert _run(root, "upgrade", "--undo").returncode == 0
    assert f'"{VERSION}"' in (root / "hooks/gongkai/__init__.py").read_text(encoding="utf-8")
    assert _own(root) == own


def _a_mistake_and_its_repair(root: Path, page: Page) -> None:
    text = (root / NOTICE).read_text(encoding="utf-8")
    number = re.search(r"^索引号: (.+)$", text, re.MULTILINE)
    title = re.search(r"^标题: (.+)$", text, re.MULTILINE)
    assert number
    assert title
    address = f"{number[1]}.html"
    with previewed(root) as one:
        one.until(f"/{address}", "已更新")
        page.goto(one.url + address)
        (root / NOTICE).write_text(text.replace("标题: ", "标题："), encoding="utf-8")
        panel = page.get_by_role("alert")
        expect(panel).to_contain_text(NOTICE, timeout=PATIENCE * 1000)
        expect(page.locator("h1")).to_contain_text(title[1])
        (root / NOTICE).write_text(text, encoding="utf-8")
        expect(page.get_by_role("alert")).to_have_count(0, timeout=PATIENCE * 1000)
        expect(page.locator("h1")).to_contain_text(title[1])
