"""Every script of the column as a parser reads it: its language, what it states, what it uses, and what a browser gets of it.

The language is ECMAScript 2020, that of the oldest browsers (tests/test_oldest_browser.py).
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from gongkai.rendering.script_part import Part, published, read_part
from gongkai.rendering.scripts import read_parts

from tests.scripts import PARTS

pytestmark = pytest.mark.quality
CHECK = Path(__file__).parent / "scripts.mjs"

BROWSER = (
    "Blob CSS Element Event FormData HTMLFormElement MutationObserver Node NodeFilter Option TextDecoder TextEncoder URL"
    " URLSearchParams WebAssembly addEventListener atob clearTimeout document history localStorage location navigator print"
    " sessionStorage setTimeout window"
).split()
"""The names of browsers that parts may use without stating them; those of the language are known to ESLint."""


def _asked(checkers: Path, *, files: Mapping[str, str] | None = None, parts: Mapping[str, Any] | None = None) -> Any:
    """What acorn and ESLint say; where nothing is wrong, four empty answers."""
    assert checkers.parent == CHECK.parent
    told = json.dumps({"files": files or {}, "parts": parts or {}, "browser": BROWSER})
    made = subprocess.run(["node", str(CHECK)], input=told, capture_output=True, encoding="utf-8", check=True)
    return json.loads(made.stdout)


def _told(part: Part, source: str, made: str = "") -> dict[str, Any]:
    """A part as the check takes it; ``made`` instead of what is published of it."""
    return {
        "source": source,
        "published": made or published(part),
        "needs": [[need.part, need.names, need.whole] for need in part.needs],
        "gives": part.gives,
    }


def test_every_script_is_read(checkers: Path, site: Path) -> None:
    # Pagefind is loaded as a module, and only answers where it can run; our own index answers everywhere else.
    files = sorted(path for path in site.rglob("*.js") if site / "pagefind" not in path.parents)
    assert len(files) > 100
    found = _asked(checkers, files={path.name: path.read_text(encoding="utf-8") for path in files})
    assert found["language"] == {}


@pytest.mark.parametrize("line", ["one ||= two;", "class One { #two = 2; }", "await one;", "const one = 1_000;"])
def test_what_is_newer_is_seen(checkers: Path, line: str) -> None:
    assert list(_asked(checkers, files={"newer.js": line})["language"]) == ["newer.js"]


def test_every_part_states_and_is_published_as_it_is_written_and_uses_nothing_else(checkers: Path) -> None:
    parts = read_parts(PARTS)
    told = {name: _told(part, (PARTS / f"{name}.js").read_text(encoding="utf-8")) for name, part in parts.items()}
    assert len(told) > 45
    assert _asked(checkers, parts=told) == {"language": {}, "statements": {}, "sameness": {}, "names": {}}


SOURCE = """\
// A part.
import { one, two as other } from "./first.js";
import * as later from "./vendor/second.js";
export { sum };

const sum = (text) => `${text ? `a ${one} b` : " "}`.replace(/[ /"]+/g, "  ") + other - -later.three;
"""


def test_a_statement_read_otherwise_is_seen(checkers: Path) -> None:
    part = read_part("part", SOURCE)
    assert _asked(checkers, parts={"part": _told(part, SOURCE)})["statements"] == {}
    told = _told(part, SOURCE.replace("two as other", "other"))
    assert list(_asked(checkers, parts={"part": told})["statements"]) == ["part"]


@pytest.mark.parametrize(
    ("before", "after"), [("a ${one} b", "a${one}b"), ('" "', '""'), ('[ /"]', '[/"]'), ("- -", "+ +")]
)
def test_a_script_published_otherwise_is_seen(checkers: Path, before: str, after: str) -> None:
    part = read_part("part", SOURCE)
    made = published(part)
    assert made.count(before) == 1
    told = {"right": _told(part, SOURCE), "wrong": _told(part, SOURCE, made.replace(before, after))}
    assert list(_asked(checkers, parts=told)["sameness"]) == ["wrong"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("run(one);", ["'run' is not defined."]),
        ("gk(one);", ["'gk' is not defined."]),
        ("gkShard(one);", ["'gkShard' is not defined."]),
        ("found = one;", ["'found' is not defined."]),
        ("print();", ["'one' is defined but never used."]),
        ("const found = one;", ["'found' is assigned a value but never used."]),
        ("document.title = one;", []),
    ],
)
def test_a_part_that_uses_what_it_does_not_state_is_seen(checkers: Path, code: str, said: list[str]) -> None:
    source = f'// A part.\nimport {{ one }} from "./first.js";\n\n{code}\n'
    found = _asked(checkers, parts={"part": _told(read_part("part", source), source)})
    assert found["names"].get("part", []) == said
