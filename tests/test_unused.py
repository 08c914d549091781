"""Nothing is kept that nobody uses: functions and fields of the engine, macros of the templates, classes and tokens of the styles."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from gongkai.commands.command_line import COMMANDS
from jinja2 import nodes
from vulture import Vulture

from tests.conftest import PROJECT
from tests.golden import golden
from tests.templates import THEME

KEPT: dict[str, str] = golden(Path(__file__).parent / "cases" / "unused.yml")
"""Names that only others use (Jinja, MkDocs, tests), each with the reason why it stays."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DYNAMIC = re.compile(r"""(gk-[\w-]*[-_])\s*(?:\{|["'`])""")
"""The beginning of a class whose end is worked out: gk-badge--{{ level }}, "gk-text__" + side."""


def _templates() -> Iterator[nodes.Template]:
    environment = jinja2.Environment(autoescape=True)
    for path in sorted(THEME.rglob("*.html")):
        yield environment.parse(path.read_text(encoding="utf-8"))


def _texts(*patterns: tuple[Path, str]) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for folder, end in patterns for path in folder.rglob(end))


@pytest.mark.uncounted
def test_no_code_of_the_engine_is_dead() -> None:
    asked = {one.attr for template in _templates() for one in template.find_all(nodes.Getattr)}
    asked |= {one.name for template in _templates() for one in template.find_all(nodes.Name)}
    # The table of the commands names what is imported only when a command is called.
    asked |= {name for one in COMMANDS for name in (one.run, one.options)}
    finder = Vulture()
    finder.scavenge([str(PROJECT / "hooks")])
    found = {one.name for one in finder.get_unused_code(min_confidence=60)} - asked
    assert sorted(found - KEPT.keys()) == []
    assert sorted(KEPT.keys() - found) == []
    assert all(reason.strip() for reason in KEPT.values())


def test_every_macro_of_the_templates_is_called() -> None:
    defined = [one.name for template in _templates() for one in template.find_all(nodes.Macro)]
    named = Counter(one.name for template in _templates() for one in template.find_all(nodes.Name))
    assert len(defined) > 50
    assert [name for name in defined if named[name] == 0] == []


def test_every_class_of_the_styles_is_on_some_page() -> None:
    styles = _COMMENT.sub("", _texts((THEME, "*.css")))
    classes = sorted(set(re.findall(r"\.([a-zA-Z][\w-]*)(?=[^{}]*\{)", styles)))
    makers = _texts((THEME, "*.html"), (THEME, "*.js"), (PROJECT / "hooks", "*.py"), (PROJECT / "hooks", "*.yml"))
    words = set(re.findall(r"[\w-]+", makers))
    beginnings = tuple(set(_DYNAMIC.findall(makers)))
    assert len(classes) > 300
    assert [name for name in classes if name not in words and not name.startswith(beginnings)] == []


def test_every_token_of_the_styles_is_used() -> None:
    styles = _COMMENT.sub("", _texts((THEME, "*.css")))
    tokens = set(re.findall(r"(?<![\w-])(--[a-z][\w-]*)\s*:", styles))
    users = styles + _texts((THEME, "*.js"), (THEME, "*.html"), (PROJECT / "hooks", "*.py"))
    used = set(re.findall(r"var\(\s*(--[\w-]+)", users)) | set(re.findall(r"""["'](--[\w-]+)["']""", users))
    assert len(tokens) > 40
    assert sorted(tokens - used) == []


def _keys_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from _keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys_of(inner)


def test_every_vocabulary_and_every_key_in_it_is_read() -> None:
    """A key is a string of the engine; those of list_columns are kinds of lists, as a type names them."""
    engine = PROJECT / "hooks" / "gongkai"
    strings = {
        one.value
        for path in engine.rglob("*.py")
        for one in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }
    types = _texts((engine / "types", "*.yml"))
    vocabularies = sorted((engine / "vocabulary").glob("*.yml"))
    assert len(vocabularies) > 10
    assert [
        path.stem
        for path in vocabularies
        if not any(one.endswith((path.stem, path.name)) for one in strings) and f"vocabulary: {path.stem}" not in types
    ] == []
    for path in vocabularies:
        keys = set(_keys_of(golden(path)))
        known = set(re.findall(r"\w+", types)) if path.stem == "list_columns" else strings
        assert sorted(keys - known) == [], path.name
