"""What the engine finds as its source text has it, to be held against what the rooms state: codes, levels and names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "hooks" / "gongkai"
YIELDING = ("texts", "binding", "reading", "checking", "comparing", "handbook")
"""The rooms that find problems."""
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_ASKS = ("at", "day", "number", "position", "rows", "text")
"""Methods of items, rows and record tables that take the name of a field."""
_NAME = re.compile(r"[a-z][a-z_]*")
_PLAIN = {"deadline", "identity", "placeholder", "spam"}
"""Codes of one word."""
_OTHER_WORDS = re.compile(r"m-d-yy|utf-\d+(?:-\w+)?|cat-file|ls-files|merge-base|rev-parse|art2\d-\d\d|\d{4}-\d\d-\d\d")
"""Formats of dates, days, encodings, commands of Git and statutory duties, which are written like codes."""
_ABOUT_CODES = "consequences"
"""The module that lists codes of others."""
_LEVEL_AT = {"problem": (1, 4), "ContentFault": (0, 3)}
"""Calls that weigh a problem: where the code stands among the arguments, and where the level."""


@cache
def tree(path: Path) -> ast.Module:
    """The module as it is written."""
    return ast.parse(path.read_text(encoding="utf-8"))


def modules() -> list[Path]:
    """Every module that may find something; those that only state findings are none."""
    return [
        path
        for room in YIELDING
        for path in sorted((FOLDER / room).rglob("*.py"))
        if not path.stem.endswith("_findings") and path.stem != _ABOUT_CODES and _finds(path)
    ]


def _finds(path: Path) -> bool:
    """Whether the module can make a problem; in texts and the handbook most only write HTML and Markdown."""
    writes = path.is_relative_to(FOLDER / "texts") or path.is_relative_to(FOLDER / "handbook")
    return not writes or "problem(" in path.read_text(encoding="utf-8")


@cache
def codes_in(path: Path) -> set[str]:
    """Every code that a module yields: written in it, neither to be compared with nor to be stated as a finding."""
    aside: set[ast.AST] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Compare) or _called(node) == "Finding":
            aside.update(ast.walk(node))
    words = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and node not in aside]
    found = {node.value for node in words if isinstance(node.value, str)}
    return {word for word in found if word in _PLAIN or (_CODE.fullmatch(word) and not _OTHER_WORDS.fullmatch(word))}


def levels_in(path: Path) -> Iterator[tuple[str, str]]:
    """Codes with the levels that stand beside them, where both are plain words or constants of the module."""
    constants = {
        target.id: node.value.value
        for node in tree(path).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree(path)):
        name = _called(node)
        if name not in _LEVEL_AT or not isinstance(node, ast.Call):
            continue
        code_at, level_at = _LEVEL_AT[name]
        code = node.args[code_at] if len(node.args) > code_at else None
        if isinstance(code, ast.Name):
            code = ast.Constant(constants.get(code.id))
        named = [word.value for word in node.keywords if word.arg == "level"]
        level = (*node.args[level_at : level_at + 1], *named, None)[0]
        if isinstance(code, ast.Constant) and isinstance(code.value, str):
            if level is None:
                yield code.value, "ERROR"
            elif isinstance(level, ast.Attribute) and ast.unparse(level.value) == "Level":
                yield code.value, level.attr


def stated_in_text() -> list[str]:
    """The code of every ``Finding(…)`` that is written anywhere in the engine."""
    stating = [path for path in sorted(FOLDER.rglob("*.py")) if "Finding(" in path.read_text(encoding="utf-8")]
    nodes = [node for path in stating for node in ast.walk(tree(path))]
    codes = [node.args[0] for node in nodes if isinstance(node, ast.Call) and _called(node) == "Finding"]
    assert all(isinstance(code, ast.Constant) for code in codes)
    return [code.value for code in codes if isinstance(code, ast.Constant) and isinstance(code.value, str)]


def imported(path: Path) -> set[Path]:
    """The modules of the engine that a module imports, as files."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            base = FOLDER.parent / Path(*node.module.split("."))
            found |= {base.with_suffix(".py"), *((base / alias.name).with_suffix(".py") for alias in node.names)}
    return {file for file in found if file.is_file()}


def names_asked(path: Path) -> set[str]:
    """The names of fields by which a module asks an item, a row or a record for something."""
    asked: set[ast.expr] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of = node.func.value
            if node.func.attr in _ASKS:
                asked.update(node.args)
            elif node.func.attr == "get" and isinstance(of, ast.Attribute) and of.attr in ("values", "tables"):
                asked.update(node.args[:1])
        elif isinstance(node, ast.Compare) and ast.unparse(node.comparators[0]).endswith((".values", ".by_name")):
            asked.add(node.left)
    names = {node.value for node in asked if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {name for name in names if _NAME.fullmatch(name)}


def _called(node: ast.AST) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
