"""A release holds the product and nothing else, says so in its manifest, and is the same for the same files."""

from __future__ import annotations

import hashlib
import os
import subprocess
import zipfile
from pathlib import Path

import pytest
from gongkai import VERSION
from gongkai.commands import command_line as cli
from gongkai.releases.making import installed, make_release
from gongkai.releases.opening import open_release
from gongkai.releases.release_manifest import MANIFEST, ReleaseError, manifest_from

PRODUCT = {"run.py": b"#!run\n", "hooks/gongkai/a.py": b"a\n", "README.md": b"readme\n", "mkdocs.yml": b"m\n"}
LEFT = {
    "hooks/__pycache__/a.pyc": b"",
    "hooks/gongkai/b.pyc": b"",
    "tests/quality/node_modules/x.js": b"",
    "site/a.html": b"",
}
OWN = {"自己的说明.txt": b"", ".cache/a": b"", ".upgrade/journal.json": b"", "dist/a.zip": b""}
SOURCES = {"content/a.md": b"text\n", "catalogue/column.yml": b"column\n"}


def _laid_out(root: Path, *parts: dict[str, bytes]) -> Path:
    for path, data in (pair for part in parts for pair in part.items()):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def _git(root: Path, *arguments: str) -> None:
    identity = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a"}
    command = ["git", "-C", str(root), "-c", "init.defaultBranch=main", *arguments]
    subprocess.run(command, env={**os.environ, **identity}, check=True, capture_output=True)


def test_a_release_holds_the_product_and_the_demonstration_for_the_tests(tmp_path: Path) -> None:
    root = _laid_out(tmp_path / "product", PRODUCT, LEFT, OWN, SOURCES)
    made, digest = make_release(root, tmp_path / "out")
    moved = {f"tests/demonstration/{path}": data for path, data in SOURCES.items()}
    with zipfile.ZipFile(made) as archive:
        names = archive.namelist()
    assert made.name == f"gongkai-{VERSION}.zip"
    assert sorted(names) == sorted(f"gongkai-{VERSION}/{path}" for path in (MANIFEST, *PRODUCT, *moved))
    manifest = open_release(made, tmp_path / "into")
    expected = {path: hashlib.sha256(data).hexdigest() for path, data in {**PRODUCT, **moved}.items()}
    assert manifest.files == expected
    assert digest.read_text(encoding="utf-8") == f"{hashlib.sha256(made.read_bytes()).hexdigest()}  {made.name}\n"


def test_an_agency_makes_a_release_without_its_own_sources(tmp_path: Path) -> None:
    demonstration = {"tests/demonstration/content/d.md": b"demonstration\n"}
    root = _laid_out(tmp_path / "column", PRODUCT, SOURCES, demonstration)
    made, _ = make_release(root, tmp_path / "out")
    assert set(open_release(made, tmp_path / "into").files) == {*PRODUCT, *demonstration}


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    first, _ = make_release(_laid_out(tmp_path / "one", PRODUCT, SOURCES), tmp_path / "out")
    data = first.read_bytes()
    other = _laid_out(tmp_path / "another place", SOURCES, dict(reversed(PRODUCT.items())))
    os.utime(other / "run.py", (1, 1))
    assert make_release(other, tmp_path / "out2")[0].read_bytes() == data


def test_what_is_not_committed_is_in_no_release(tmp_path: Path) -> None:
    root = _laid_out(tmp_path / "product", PRODUCT, SOURCES)
    _git(root, "init")
    _git(root, "add", ".")
    _git(root, "commit", "-m", "all")
    make_release(root, tmp_path / "out")
    _laid_out(root, {"自己的说明.txt": b"no part of the product\n"})
    make_release(root, tmp_path / "out")
    _laid_out(root, {"run.py": b"changed\n", "hooks/new.py": b"", "content/a.md": b"changed\n"})
    with pytest.raises(ReleaseError) as refused:
        make_release(root, tmp_path / "out")
    assert str(refused.value) == (
        "有没有提交的改动：content/a.md、hooks/new.py、run.py。发布包要能从一个提交重新做出，请先提交或者移走它们。"
    )


def test_a_column_that_begins_knows_what_it_was_given(tmp_path: Path) -> None:
    root = _laid_out(tmp_path / "column", PRODUCT, LEFT, OWN, SOURCES)
    manifest = manifest_from(installed(root)[MANIFEST])
    assert manifest.files == {path: hashlib.sha256(data).hexdigest() for path, data in PRODUCT.items()}
    assert str(manifest.version) == VERSION
    (root / ".github").mkdir(exist_ok=True)
    (root / MANIFEST).write_text(manifest.as_json(), encoding="utf-8")
    (root / "run.py").write_bytes(b"changed here\n")
    assert installed(root) == {}, "what it once began with is not forgotten"
    (tmp_path / "empty").mkdir()
    assert installed(tmp_path / "empty") == {}


def test_the_command_says_where_the_release_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = _laid_out(tmp_path / "product", PRODUCT, SOURCES)
    assert cli.main(["--root", str(root), "release"]) == 0
    assert capsys.readouterr().out == (
        f"发布包：dist/gongkai-{VERSION}.zip（0.0 MB）\n校验：在 dist/ 里运行 sha256sum -c gongkai-{VERSION}.sha256\n"
    )
    check = subprocess.run(
        ["sha256sum", "-c", f"gongkai-{VERSION}.sha256"], cwd=root / "dist", capture_output=True, check=False
    )
    assert check.returncode == 0
