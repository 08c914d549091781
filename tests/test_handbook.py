"""The handbook: every type and every rule stands in it, whole pages are as written, and a name that is gone stops the build."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.binding.bind import bind
from gongkai.checking import checked
from gongkai.checking.catalogue import RULES
from gongkai.commands.reporting import as_text
from gongkai.handbook.cases import messages_in, read_cases
from gongkai.handbook.chapters import chapters
from gongkai.handbook.handbook import SOURCES, filled, handbook_of
from gongkai.handbook.handbook_page import Handbook
from gongkai.handbook.markdown_words import escaped
from gongkai.handbook.references import examples_in
from gongkai.model.problems.yielded import gathered
from gongkai.reading.column_sources import read_column
from gongkai.reading.types.kinds import load_kinds

from tests.attachment_files import make_file
from tests.columns import write_column
from tests.conftest import PROJECT
from tests.golden import golden, said
from tests.test_pdf_documents import _with_text, _written

CASES = PROJECT / "tests" / "cases"
GOLDEN = CASES / "handbook"
EXAMPLES = sorted((CASES / "examples").glob("*.yml"))
KINDS = gathered(load_kinds(None))[0]
_CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return handbook_of(PROJECT)


@pytest.fixture(scope="module")
def texts(handbook: Handbook) -> dict[str, str]:
    return {page.path: page.text for page in handbook.pages}


def _project(root: Path, case: dict[str, Any]) -> Path:
    """A project that has what the case names: pages of the handbook, cases, types of an agency."""
    for name, text in case["files"].items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.yml")), ids=lambda path: path.stem)
def test_whole_pages_and_whole_messages(path: Path, tmp_path: Path) -> None:
    case = golden(path)
    made = handbook_of(_project(tmp_path, case))
    assert as_text(made.problems) == case["problems"].rstrip("\n")
    pages = {page.path: page.text for page in made.pages}
    assert {name: pages[name] for name in case["pages"]} == case["pages"]
    # The blank form at the end of a page grows with every common field.
    begun = {name: pages[name][: len(text)] for name, text in case.get("begins", {}).items()}
    assert begun == case.get("begins", {})


def test_a_page_that_names_what_is_gone_fails_the_strict_build(tmp_path: Path) -> None:
    """As ``make handbook`` runs it: the place and the remedy are told, and nothing is written."""
    for name in ("hooks", "tests"):
        (tmp_path / name).symlink_to(PROJECT / name, target_is_directory=True)
    source = PROJECT / ".github" / "handbook"
    pages = tmp_path / ".github" / "handbook" / "pages"
    pages.mkdir(parents=True)
    (pages.parent / "mkdocs.yml").write_bytes((source / "mkdocs.yml").read_bytes())
    (pages / "index.md").write_text("# 手册\n\n见[空表](rule:table-mising)。\n", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(pages.parent / "mkdocs.yml")]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=tmp_path)
    assert run.returncode == 1
    told = (
        f"手册有错误，没有生成。\n{SOURCES}/index.md:3:2: 错误[handbook-reference] 手册提到的规则“table-mising”不存在。\n"
        "    是否指“table-missing”？"
    )
    assert told in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "dist").exists()


def test_every_page_is_in_the_navigation_once(handbook: Handbook) -> None:
    text = (PROJECT / ".github" / "handbook" / "mkdocs.yml").read_text(encoding="utf-8")
    navigation = said(text[text.index("\nnav:") :])["nav"]
    assert Counter(_paths(filled(navigation, handbook.branches))) == Counter(page.path for page in handbook.pages)


def _paths(entries: list[Any]) -> list[str]:
    found: list[str] = []
    for entry in entries:
        for under in entry.values() if isinstance(entry, dict) else (entry,):
            found += _paths(under) if isinstance(under, list) else [under]
    return found


def test_every_type_has_its_fields_and_one_page_that_shows_how_to_publish_it(texts: dict[str, str]) -> None:
    sources = (PROJECT / SOURCES).rglob("*.md")
    shown = Counter(name for path in sources for name in examples_in(path.read_text(encoding="utf-8")))
    assert {kind.title: shown[kind.title] for kind in KINDS.values()} == {kind.title: 1 for kind in KINDS.values()}
    for kind in KINDS.values():
        page = texts[f"fields/{kind.name.replace('_', '-')}.md"] + texts["fields/index.md"]
        labels = [field.title for field in (*kind.fields, *kind.records)]
        assert [label for label in labels if escaped(label) not in page] == [], kind.title


def test_every_rule_and_every_message_of_the_cases_is_told(texts: dict[str, str]) -> None:
    found = chapters(read_cases(CASES))
    assert [chapter.name for chapter in found if not chapter.of_reading] == [rule.name for rule in RULES]
    codes = {finding.code for chapter in found for finding in chapter.findings}
    assert codes == {one.rule for case in read_cases(CASES) for one in case.problems}
    for chapter in found:
        text = texts[f"rules/{chapter.name.replace('_', '-')}.md"]
        assert chapter.findings, chapter.name
        assert chapter.of_reading or "??? success" in text, f"{chapter.name} 没有通过的例子"
        for finding in chapter.findings:
            _, first = finding.occurrences[0]
            section = text.split(f"\n## `{finding.code}` {{ #{finding.code} }}\n")[1].split("\n## ")[0]
            assert escaped(first.what) in section
            assert escaped(first.remedy) in section
            assert first.level.value in section


def test_every_code_of_the_program_has_a_case() -> None:
    known = {finding.code for chapter in chapters(read_cases(CASES)) for finding in chapter.findings}
    assert sorted(_codes_of_the_program() - known) == []


def _codes_of_the_program() -> set[str]:
    """What looks like a code among what is given to ``problem`` and ``Fault``."""
    found: set[str] = set()
    for path in (PROJECT / "hooks" / "gongkai").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("problem", "Fault"):
                given = (one.value for one in node.args if isinstance(one, ast.Constant))
                found |= {one for one in given if isinstance(one, str) and _CODE.fullmatch(one)}
    return found


_PDF = _written(_with_text("The text of this example"))


def test_the_examples_are_free_of_faults_in_one_column(tmp_path: Path) -> None:
    cases = [golden(path) for path in EXAMPLES]
    files = {name: text for case in cases for name, text in (case.get("beside", {}) | case["files"]).items()}
    write_column(tmp_path, files)
    for name in (name for case in cases for name in case.get("attachments", ())):
        word = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"}
        if name.endswith(".pdf"):
            (tmp_path / name).write_bytes(_PDF)
        else:
            make_file(tmp_path / name, {"zip": word})
    publication = bind(read_column(tmp_path), date(2026, 11, 20))
    told = checked(publication).problems
    assert [str(one) for one in told if one.path in files] == []
    assert {item.kind.title for item in publication.reading.items} == {kind.title for kind in KINDS.values()}


def test_a_report_is_read_as_it_was_told() -> None:
    """What the handbook reads of a case is what the test of the case compares."""
    for path in sorted((CASES / "reading").glob("*.yml")):
        report = golden(path)["problems"].rstrip("\n")
        if "照原件公开" not in report:
            assert as_text(messages_in(report)) == report


def test_the_commands_are_those_of_the_program() -> None:
    table = (PROJECT / SOURCES / "admin" / "index.md").read_text(encoding="utf-8")
    program = (PROJECT / "run.py").read_text(encoding="utf-8")
    commands = re.findall(r'^    "([a-z]+)": \(', program, re.MULTILINE)
    assert sorted(re.findall(r"^\| `make ([a-z]+)` \|", table, re.MULTILINE)) == sorted(commands)
    assert set(commands) <= set((PROJECT / "Makefile").read_text(encoding="utf-8").split())


ONLY_IN_RELEASES = {".github/release.json", "tests/demonstration/"}
"""What a release and a column of an agency have besides what stands here."""


def test_files_of_the_product_that_the_pages_name_are_there() -> None:
    named = {
        name
        for path in (PROJECT / SOURCES).rglob("*.md")
        for name in re.findall(
            r"`((?:\.github|\.ci|\.vscode|hooks|tests|theme_overrides)/[^`]*)`", path.read_text("utf-8")
        )
    }
    assert {".ci/run", ".github/PULL_REQUEST_TEMPLATE/maintainers.md", "tests/cases/promises.yml"} <= named
    files = {name.split(" ")[0] for name in named} - ONLY_IN_RELEASES
    assert sorted(name for name in files if not (PROJECT / name).exists()) == []
    # Who gives no template in the address, as clerks do, gets the one with the three reviews.
    assert "## 三级审核" in (PROJECT / ".github" / "PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
