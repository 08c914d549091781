"""What keeps a site that was built from being published: every page and file that is missing, cut, empty or strange."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.building.output import publish_column
from gongkai.building.output import write_column as write_site
from gongkai.building.verify_site import faults_of
from gongkai.data.manifest import MANIFEST
from gongkai.incremental.files_below import files_below
from gongkai.reading.column_sources import read_column

from tests.columns import document, write_column
from tests.templates import THEME, templates

PAGE = "990000017/2024-00001.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A column whose site has just been built and is whole."""
    root = write_column(tmp_path_factory.mktemp("finished"), {"content/1.md": document("1")})
    publication = bind(read_column(root), date(2026, 11, 20))
    written = write_site(publication, templates(), {}, root / "site", THEME)
    publish_column(publication, (), written, root / "site", "shards")
    return root


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-10])


HARMS: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "nothing": (lambda root: None, []),
    "a page gone": (
        lambda root: (root / "site" / PAGE).unlink(),
        [f"网页“{PAGE}”没有写出来。", f"文件“{PAGE}”没有写出来。"],
    ),
    "a page cut": (lambda root: _cut(root / "site" / PAGE), [f"网页“{PAGE}”不完整。"]),
    "a page empty": (
        lambda root: (root / "site" / PAGE).write_bytes(b""),
        [f"网页“{PAGE}”不完整。", f"文件“{PAGE}”是空的。"],
    ),
    "a page cut and made whole": (
        lambda root: (root / "site" / PAGE).write_bytes(b"</html>"),
        [f"网页“{PAGE}”不完整。"],
    ),
    "data gone": (
        lambda root: (root / "site" / "data" / "items.json").unlink(),
        ["文件“data/items.json”没有写出来。"],
    ),
    "a page of nobody": (
        lambda root: (root / "site" / "x.html").write_text("<html></html>\n", encoding="utf-8"),
        ["网页“x.html”不在应有的网页之列。", "文件“x.html”不在校验清单里。"],
    ),
    "the sitemap gone": (
        lambda root: (root / "site" / "404.html").unlink(),
        ["网页“404.html”没有写出来。", "文件“404.html”没有写出来。", "缺少“404.html”。"],
    ),
    "no report": (
        lambda root: shutil.rmtree(root / ".cache"),
        ["生成过程没有留下完成记录，说明它中途停下了。"],
    ),
}


def test_the_manifest_is_true_of_every_file(built: Path) -> None:
    """Digests are noted when files are written, and no file is read again for them."""
    lines = (built / "site" / MANIFEST).read_text(encoding="utf-8").splitlines()
    assert dict(line.split("  ")[::-1] for line in lines) == {
        name: sha256((built / "site" / name).read_bytes()).hexdigest()
        for name in files_below(built / "site")
        if name != MANIFEST
    }


@pytest.mark.parametrize("harm", HARMS)
def test_what_is_wrong_is_named(built: Path, harm: str, tmp_path: Path) -> None:
    root = tmp_path / "column"
    shutil.copytree(built, root)
    do, said = HARMS[harm]
    do(root)
    assert list(faults_of(root / "site", root / ".cache")) == said
