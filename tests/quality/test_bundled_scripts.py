"""What is bundled of others is, line by line, what their package on npm holds; the lock pins that by its digest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gongkai.rendering.scripts import LICENSE

from tests.scripts import PARTS

pytestmark = pytest.mark.quality
BUNDLED = PARTS / "vendor" / "fflate.js"
VERSION = "0.8.3"
INTEGRITY = "sha512-tbZNuJrLwGUp3zshBtdy4W+ORxZuIh8a5ilyIEQDC5rY1f3U20JMry0Ll3WBzU58EZKsEuJFXhb5gwv8CsPvgA=="
STRETCHES = (
    ("// aliases for shorter compressed code", "/**\n * Codes for errors generated within this library"),
    ("// error codes\n", "// starting at p, write the minimum number of bits that can hold v to d"),
    ("export function inflateSync(", "// before you yell at me"),
)
"""Where the stretches of esm/browser.js that unpack begin, and what comes behind each."""


def unpacking(package: str) -> str:
    """The stretches of the package that unpack, of which the last one is named in our own statement."""
    found = []
    for first, behind in STRETCHES:
        assert package.count(first) == 1
        begin = package.index(first)
        found.append(package[begin : package.index(behind, begin)])
    return "".join(found).replace("export function", "function")


def test_the_bundled_inflate_is_that_of_the_package(checkers: Path) -> None:
    package = (checkers / "fflate" / "esm" / "browser.js").read_text(encoding="utf-8")
    head, _, code = BUNDLED.read_text(encoding="utf-8").partition("\n\n// aliases")
    assert f"// aliases{code}" == unpacking(package)
    assert head.splitlines()[0].startswith(f"// fflate {VERSION}, ")
    assert "\nexport { inflateSync };\n" in head


def test_its_licence_is_that_of_the_package(checkers: Path) -> None:
    package = checkers / "fflate"
    assert (PARTS / LICENSE).read_bytes() == (package / "LICENSE").read_bytes()
    told = json.loads((package / "package.json").read_text(encoding="utf-8"))
    assert (told["version"], told["license"]) == (VERSION, "MIT")


def test_the_lock_pins_its_digest() -> None:
    lock = json.loads((Path(__file__).parent / "package-lock.json").read_text(encoding="utf-8"))
    locked = lock["packages"]["node_modules/fflate"]
    assert (locked["version"], locked["integrity"]) == (VERSION, INTEGRITY)
