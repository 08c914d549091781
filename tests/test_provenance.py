"""The commit that a package names is the one from which everything in it came, or none."""

from __future__ import annotations

import json
import subprocess
import tomllib
from datetime import date
from pathlib import Path

import pytest
from gongkai import VERSION
from gongkai.archiving.provenance import commit_of, program_digest, provenance
from gongkai.model.publication import Publication

from tests.conftest import PROJECT

FILES = {
    ".gitignore": "build/\n__pycache__/\n*.pyc\n/site/\n",
    "catalogue/column.yml": "x",
    "content/a.md": "x",
    "content/build/b.md": "x",
    "hooks/publish.py": "x",
    "theme_overrides/main.html": "x",
    "mkdocs.yml": "x",
    "requirements.txt": "x",
    "README.md": "x",
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", "-f", ".")
    _git(tmp_path, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x")
    return tmp_path


def _git(root: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-C", str(root), *arguments], check=True, capture_output=True, encoding="utf-8"
    ).stdout


def test_the_commit_is_named(repository: Path) -> None:
    assert commit_of(repository) == _git(repository, "rev-parse", "HEAD").strip()


@pytest.mark.parametrize("name", [name for name in FILES if name not in (".gitignore", "README.md")])
@pytest.mark.parametrize("staged", [False, True])
def test_no_commit_is_claimed_when_what_shapes_the_site_differs(repository: Path, name: str, staged: bool) -> None:
    (repository / name).write_text("y", encoding="utf-8")
    if staged:
        _git(repository, "add", "-f", name)
    assert commit_of(repository) == ""


@pytest.mark.parametrize(
    "name", ["content/new.md", "content/build/new.md", "catalogue/new.yml", "theme_overrides/new.html", "hooks/new.py"]
)
def test_nor_when_a_file_was_added_even_an_ignored_one(repository: Path, name: str) -> None:
    (repository / name).write_text("y", encoding="utf-8")
    assert commit_of(repository) == ""


@pytest.mark.parametrize("name", ["catalogue/column.yml", "mkdocs.yml", "hooks/publish.py"])
def test_nor_when_one_was_removed(repository: Path, name: str) -> None:
    (repository / name).unlink()
    assert commit_of(repository) == ""


@pytest.mark.parametrize("name", ["README.md", "site/index.html", "hooks/__pycache__/x.pyc", "content/.DS_Store"])
def test_what_shapes_nothing_does_not_hide_the_commit(repository: Path, name: str) -> None:
    (repository / name).parent.mkdir(exist_ok=True)
    (repository / name).write_text("y", encoding="utf-8")
    assert commit_of(repository) == _git(repository, "rev-parse", "HEAD").strip()


def test_outside_of_a_repository_no_commit_is_claimed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert commit_of(tmp_path) == ""


def test_the_program_is_named_with_its_version_and_digest(demonstration: Publication) -> None:
    told = json.loads(provenance(demonstration, "", date(2026, 12, 1)))
    assert told["程序"] == {"gongkai": VERSION, "SHA-256": program_digest(PROJECT)}
    assert (told["来源版本"], told["制作日期"]) == ("未提交，或者有未提交的改动", "2026-12-01")
    with (PROJECT / "pyproject.toml").open("rb") as file:
        assert tomllib.load(file)["project"]["version"] == VERSION


def test_the_digest_of_the_program_is_what_common_tools_compute(repository: Path) -> None:
    (repository / "hooks" / "__pycache__").mkdir()
    (repository / "hooks" / "__pycache__" / "x.pyc").write_bytes(b"x")
    common = "find hooks theme_overrides -type f ! -name '*.pyc' | LC_ALL=C sort | xargs sha256sum | sha256sum"
    found = subprocess.run(common, shell=True, cwd=repository, check=True, capture_output=True, encoding="utf-8").stdout
    assert program_digest(repository) == found.split()[0]
