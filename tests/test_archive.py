"""The archive package as an archivist takes it: a bag that verifies, opens offline, and is the same every time."""

from __future__ import annotations

import csv
import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import bagit
import pytest
from gongkai.archiving.package import make_package
from gongkai.model.publication import Publication


@pytest.fixture(scope="module")
def package(demonstration: Publication, demonstration_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_package(demonstration_root / "site", demonstration_root, demonstration, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def bag(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bag")
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
    (only,) = folder.iterdir()
    return only


def test_it_verifies_with_common_tools(bag: Path) -> None:
    assert bagit.Bag(str(bag)).validate()
    subprocess.run(["sha256sum", "--quiet", "-c", "manifest-sha256.txt"], cwd=bag, check=True)
    own = subprocess.run([sys.executable, "verify.py"], cwd=bag, capture_output=True, encoding="utf-8", check=False)
    assert own.returncode == 0, own.stdout
    assert own.stdout.strip().endswith("全部无误。")


def test_a_changed_file_is_named(bag: Path) -> None:
    page = bag / "data" / "site" / "index.html"
    before = page.read_bytes()
    page.write_bytes(before + b"<!-- -->")
    own = subprocess.run([sys.executable, "verify.py"], cwd=bag, capture_output=True, encoding="utf-8", check=False)
    page.write_bytes(before)
    assert own.returncode == 1
    assert own.stdout.splitlines()[0] == "改动 data/site/index.html"


def test_metadata_points_to_page_and_source(bag: Path, demonstration: Publication) -> None:
    with (bag / "data" / "metadata.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["索引号"] for row in rows] == [item.index_no for item in demonstration.reading.items]
    for row in rows:
        assert hashlib.sha256((bag / "data" / row["网页文件"]).read_bytes()).hexdigest() == row["网页SHA-256"]
        assert hashlib.sha256((bag / "data" / row["源文件"]).read_bytes()).hexdigest() == row["源文件SHA-256"]


def test_same_contents_same_bytes(
    package: Path, demonstration: Publication, demonstration_root: Path, tmp_path: Path
) -> None:
    again = make_package(demonstration_root / "site", demonstration_root, demonstration, tmp_path)
    assert again.read_bytes() == package.read_bytes()
