"""html-validate and the Nu HTML checker find nothing on any page of the built demonstration."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.quality
PLANTED = "<!doctype html><html lang='zh-CN'><head><title>x</title></head><body><main><h1>x</h1><ul><div>y</div></ul></main></html>"


def _html_validate(checkers: Path, *targets: str) -> dict[str, list[str]]:
    """Faults by page, each as «line rule message»."""
    command = ["node", str(checkers / "html-validate" / "bin" / "html-validate.mjs"), "-f", "json"]
    config = ["--config", str(checkers.parent / "html-validate.json")]
    # The checker ends before a pipe has taken a long report; a file takes it whole.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as report:
        made = subprocess.run([*command, *config, *targets], stdout=report, stderr=subprocess.PIPE, check=False)
        assert made.returncode in (0, 1), made.stderr.decode()
        report.seek(0)
        pages = json.load(report)
    return {
        Path(page["filePath"]).name: [f"{one['line']} {one['ruleId']} {one['message']}" for one in page["messages"]]
        for page in pages
        if page["messages"]
    }


def _nu(java: str, checkers: Path, target: Path) -> list[str]:
    """Every message as «page:line message»."""
    jar = next((checkers / "vnu-jar").rglob("vnu.jar"))
    command = [java, "-jar", str(jar), "--skip-non-html", "--format", "json", "--stdout", "--exit-zero-always"]
    made = subprocess.run([*command, str(target)], capture_output=True, encoding="utf-8", check=True)
    return [
        f"{Path(one['url']).name}:{one.get('lastLine', 0)} {one['message']}"
        for one in json.loads(made.stdout)["messages"]
    ]


def test_html_validate_finds_nothing(checkers: Path, site: Path) -> None:
    assert _html_validate(checkers, f"{site}/**/*.html") == {}


def test_html_validate_sees_a_planted_fault(checkers: Path, tmp_path: Path) -> None:
    (tmp_path / "planted.html").write_text(PLANTED, encoding="utf-8")
    found = _html_validate(checkers, str(tmp_path / "planted.html"))["planted.html"]
    assert [one.split()[1] for one in found] == ["element-permitted-content"]


def test_nu_html_checker_finds_nothing(checkers: Path, java: str, site: Path) -> None:
    assert _nu(java, checkers, site) == []


def test_nu_html_checker_sees_a_planted_fault(checkers: Path, java: str, tmp_path: Path) -> None:
    (tmp_path / "planted.html").write_text(PLANTED, encoding="utf-8")
    assert [one.partition(":")[0] for one in _nu(java, checkers, tmp_path)] == ["planted.html"]
