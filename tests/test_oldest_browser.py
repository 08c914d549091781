"""Nothing in the scripts and style sheets is newer than the oldest browsers that the column serves.

These are Chromium 80 (2020; the desktops and shells of that time are built on it), Firefox 78 (2020; the one of many
domestic systems) and Safari 13.1 (2020). Below them scripts cannot be read and the pages lead to the plain ways.
tests/quality/test_script_language.py reads the same scripts as ECMAScript 2020; tests/browser/test_older_engines.py
runs them without what these browsers lack.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import PROJECT

PARTS = PROJECT / "theme_overrides" / "assets" / "gongkai"

SCRIPT = {
    r"\|\|=|&&=|\?\?=": "assignment with a condition: Chromium 85, Firefox 79, Safari 14",
    r"\(\?<[=!]": "looking behind in patterns: Safari 16.4",
    r"\b\d+_\d": "figures parted by _: ECMAScript 2021",
    r"\breplaceChildren\b": "Chromium 86, Safari 14: refill of elements.js",
    r"\.at\(|\.(?:findLast|findLastIndex|toSorted|toReversed|toSpliced|with)\(": "Chromium 92 and later",
    r"\b(?:replaceAll|hasOwn|groupBy|allSettled|withResolvers|structuredClone|WeakRef)\b": "Chromium 85 and later",
    r"\bPromise\.any\b": "Chromium 85",
    r"\brequestSubmit\b": "Safari 16",
    r"\bDecompressionStream\b": "Chromium 103, Firefox 113, Safari 16.4",
    r"^\s*static\s+\{|^\s*#\w+": "private fields and static blocks: Safari 14.1 and later",
    r"\bimport\.meta\b|^await ": "not in classic scripts",
    r"/v[;,.)]": "sets in patterns: Chromium 112",
}
"""What scripts may not hold, and since when it is there or what is written instead."""

STYLE = {
    r"\b(?:padding|margin|border)-(?:inline|block)\s*:": "two sides at once: Chromium 87, Safari 14.1",
    r"(?<!not \()\binset\s*:": "Chromium 87, Safari 14.1",
    r"\bcolor-mix\(|\boklch\(|\blight-dark\(": "Chromium 111: a token",
    r":(?:is|where)\(": "Chromium 88, Safari 14",
    r"@layer|@scope|@starting-style": "Chromium 99",
    r"\b\d+(?:\.\d+)?[dsl]v[hw]\b": "Chromium 108",
    r"(?m)^\s*&": "nesting: Chromium 112",
    r"\brgb\([^,)]*/": "rgba(…) with commas",
}
"""What style sheets may not hold at all."""

NEWER = re.compile(r":has\(|:focus-visible|::details-content|::marker")
"""Selectors that the oldest browsers do not know: they drop every rule whose list holds one."""
DECLARED = re.compile(r"([^{}]+)\{")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def newer_in(text: str, forbidden: dict[str, str]) -> list[str]:
    """Every line that holds what is forbidden, with the reason."""
    return [
        f"{line.strip()[:80]} ({why})"
        for line in text.splitlines()
        if not line.lstrip().startswith("//")
        for pattern, why in forbidden.items()
        if re.search(pattern, line)
    ]


def dropped_rules(text: str) -> list[str]:
    """Lists of selectors of which the oldest browsers know some and therefore drop all."""
    lists = [one.strip() for one in DECLARED.findall(COMMENT.sub("", text)) if not one.strip().startswith("@")]
    found = []
    for selectors in lists:
        known = [NEWER.search(one) is None for one in re.split(r",(?![^(]*\))", selectors)]
        if any(known) and not all(known):
            found.append(selectors)
    return found


@pytest.mark.parametrize("path", sorted(PARTS.rglob("*.js")), ids=lambda path: path.stem)
def test_scripts_hold_nothing_newer(path: Path) -> None:
    assert newer_in(path.read_text(encoding="utf-8"), SCRIPT) == []


@pytest.mark.parametrize("path", sorted(PARTS.glob("*.css")), ids=lambda path: path.stem)
def test_style_sheets_hold_nothing_newer(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert newer_in(COMMENT.sub("", text), STYLE) == []
    assert dropped_rules(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "opened ||= open();",
        "one.optional &&= two;",
        "list.replaceChildren(one);",
        "const last = all.at(-1);",
        "text.replaceAll('a', 'b');",
        "box.form.requestSubmit();",
        "new DecompressionStream('deflate-raw')",
        "/(?<=第)[0-9]+/",
        "const most = 10_000;",
        "  #count = 0;",
        "  static { count(); }",
        "Object.groupBy(all, one)",
    ],
)
def test_what_is_newer_in_a_script_is_seen(line: str) -> None:
    assert len(newer_in(line, SCRIPT)) == 1


@pytest.mark.parametrize(
    "line",
    [
        ".gk-frame { padding-inline: 1rem; }",
        ".gk-card { inset: 0; }",
        ".gk-card { color: color-mix(in srgb, red, blue); }",
        ".gk-table :is(td, th) { color: red; }",
        ".gk-card { max-height: 90dvh; }",
        "  &:hover { color: red; }",
        ".gk-card { color: rgb(0 0 0 / .5); }",
    ],
)
def test_what_is_newer_in_a_style_sheet_is_seen(line: str) -> None:
    assert len(newer_in(line, STYLE)) == 1


def test_a_rule_that_older_browsers_drop_is_seen() -> None:
    assert dropped_rules("@media print { .a:has(.b), .c { display: none; } }") == [".a:has(.b), .c"]
    assert dropped_rules(".a:has(.b), .c:not(:has(.d, .e)) { color: red; } .c, .d { color: red; }") == []
