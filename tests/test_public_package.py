"""What may be handed out: a package with --public holds no word of the sources that the site does not show."""

from __future__ import annotations

import csv
import html
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import bagit
import pytest
from gongkai.archiving.package import make_package
from gongkai.model.publication import Publication

from tests.archives import Archived, archived, archived_again
from tests.columns import document
from tests.conftest import AS_OF
from tests.test_record_end import FILES as ENDED

GONE = ("甲公司", "事实甲", "罚款甲", "乙公司", "事实乙", "罚款乙", "丁公司", "91990000100000027B")
"""Of penalties whose time is over and of a subject removed from its list."""
WORKING = ("2024-03-01", "预案只给工作人员看", "豁免理由只给工作人员看", "批注只给工作人员看", "content/1.md")
"""Reviews, reasons for waivers, comments, and where things lie."""
FILES = {
    **ENDED,
    "content/1.md": document(
        "1",
        保管期限="30年\n# 批注只给工作人员看",
        检查豁免="\n  - {规则: effective_soon, 理由: 豁免理由只给工作人员看}",
        审核="{初审: 2024-03-01, 复审: 2024-03-01, 终审: 2024-03-01, 保密审查: 2024-03-01, 舆情风险研判: 预案只给工作人员看}",
    ),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Archived:
    return archived(tmp_path_factory.mktemp("whole"), FILES)


@pytest.fixture(scope="module")
def public(whole: Archived, tmp_path_factory: pytest.TempPathFactory) -> Archived:
    return archived_again(whole.column, tmp_path_factory.mktemp("public"), "--public")


def _held(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_the_public_package_holds_nothing_that_the_site_has_let_go(whole: Archived, public: Archived) -> None:
    everything = _held(public.out)
    assert [words for words in (*GONE, *WORKING) if words.encode() in everything] == []
    assert "丙公司".encode() in everything
    kept = _held(whole.bag)
    assert [words for words in (*GONE, *WORKING) if words.encode() not in kept] == []


def test_it_is_a_bag_of_the_site_and_its_metadata(whole: Archived, public: Archived) -> None:
    assert public.bag.name == f"{whole.bag.name}-public"
    assert bagit.Bag(str(public.bag)).validate()
    assert {path.name for path in (public.bag / "data").iterdir()} == {"site", "metadata", "contents", "provenance"}
    tables = {path.name for path in (public.bag / "data" / "metadata").glob("*.csv")}
    plain = {"metadata.csv", "attachments.csv", "relations.csv", "changes.csv", "as-printed.csv"}
    assert tables == {*plain, "ledger-statistics.csv"}
    closed = {path.name for path in (whole.bag / "data" / "metadata").glob("*.csv")} - tables
    assert {name for name in closed if not name.startswith("staff-")} == {"review.csv", "waivers.csv"}
    assert _held(public.bag / "data" / "site") == _held(whole.bag / "data" / "site")
    assert sorted(path.name for path in public.out.iterdir() if path.is_file()) == [
        f"{public.bag.name}{end}" for end in (".root", ".sha256", ".wacz", ".warc", ".zip")
    ]
    assert public.said[2].startswith("公开存档包：")
    assert not any("不要放到网上" in line for line in public.said)


def test_each_package_says_at_its_top_what_it_holds_beyond_the_site(whole: Archived, public: Archived) -> None:
    open_words = "本包只含网站公开的内容和据此编制的元数据，不含生成网站的目录、正文原件和工作数据，可以对外提供。"
    closed_words = (
        "本包除网站外，还含有生成网站的全部目录、正文和附件原件（data/sources）以及不公开的著录，"
        "其中有期限已满、网站不再公开的记录 3 条，只供档案保管，不要放到网上，也不要对外提供；"
        "对外提供请用 archive --public 生成的包。"
    )
    for made, words in ((whole, closed_words), (public, open_words)):
        assert (made.bag / "README.txt").read_text(encoding="utf-8").split("\n")[2] == words
        assert bagit.Bag(str(made.bag)).info["External-Description"].endswith(words)


def test_no_string_of_the_sources_that_is_not_on_the_site_is_handed_out(
    demonstration: Publication, demonstration_root: Path, tmp_path: Path
) -> None:
    """By every cell, line and word of all sources of the demonstration."""
    site = demonstration_root / "site"
    made = make_package(site, demonstration_root, demonstration, tmp_path, AS_OF, public=True)
    with zipfile.ZipFile(made.path) as package:
        names = [name for name in package.namelist() if "/data/site/" not in name and not name.endswith("verify.py")]
        beyond = "\n".join(package.read(name).decode("utf-8-sig") for name in names)
    # Data holds in little space what most pages show, so that most strings are found at once.
    files = sorted(
        (path for path in site.rglob("*") if path.is_file()), key=lambda path: (path.suffix == ".html", path)
    )
    texts = [path for path in files if path.suffix in (".html", ".csv", ".json", ".jsonl", ".xml")]
    shown = "\n".join(
        [path.relative_to(site).as_posix() for path in files]
        + [html.unescape(path.read_text(encoding="utf-8-sig")) for path in texts]
    )
    strings = set(_strings(demonstration_root))
    assert len(strings) > 10_000
    # What is handed out is little beside the site, so that few strings have to be looked for there, and of them only
    # those whose beginning stands in it.
    beginnings = {beyond[at : at + 4] for at in range(len(beyond) - 3)}
    handed_out = {words for words in strings if words[:4] in beginnings and words in beyond}
    assert len(handed_out) > 1_000
    assert sorted(words for words in handed_out if words not in shown) == []
    assert len(handed_out) < len(strings) - 100


def _strings(root: Path) -> Iterator[str]:
    for folder in ("catalogue", "content"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix == ".csv":
                with path.open(encoding="utf-8-sig", newline="") as file:
                    yield from (cell.strip() for row in csv.reader(file) for cell in row if len(cell.strip()) > 3)
            elif path.suffix in (".yml", ".md"):
                for line in path.read_text(encoding="utf-8").splitlines():
                    yield from (words for words in re.split(r"[\s,:{}\[\]\"]+", line) if len(words) > 3)
