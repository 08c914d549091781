"""Every script of the column is read as ECMAScript 2020, the language of the oldest browsers (tests/test_oldest_browser.py)."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.quality
READ = """
const { parse } = require(process.argv[1]);
const { readFileSync } = require("fs");
const faults = {};
for (const file of JSON.parse(readFileSync(0, "utf8"))) {
  try { parse(readFileSync(file, "utf8"), { ecmaVersion: 2020, sourceType: "script" }); } catch (error) { faults[file] = error.message; }
}
console.log(JSON.stringify(faults));
"""


def _faults(checkers: Path, files: list[Path]) -> dict[str, str]:
    """What cannot be read, by the name of its file."""
    command = ["node", "-e", READ, str(checkers / "acorn")]
    told = json.dumps([str(path) for path in files])
    made = subprocess.run(command, input=told, capture_output=True, encoding="utf-8", check=True)
    return {Path(file).name: fault for file, fault in json.loads(made.stdout).items()}


def test_every_script_is_read(checkers: Path, site: Path) -> None:
    # Pagefind is loaded as a module, and only answers where it can run; our own index answers everywhere else.
    files = sorted(path for path in site.rglob("*.js") if site / "pagefind" not in path.parents)
    assert len(files) > 100
    assert _faults(checkers, files) == {}


@pytest.mark.parametrize("line", ["one ||= two;", "class One { #two = 2; }", "await one;", "const one = 1_000;"])
def test_what_is_newer_is_seen(checkers: Path, tmp_path: Path, line: str) -> None:
    (tmp_path / "newer.js").write_text(line, encoding="utf-8")
    assert list(_faults(checkers, [tmp_path / "newer.js"])) == ["newer.js"]
