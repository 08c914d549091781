"""Rules and readers state what they find: each code once, beside its finder, with its levels, needs and golden cases."""

from __future__ import annotations

import ast
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from gongkai.binding.bind import bind
from gongkai.checking import checked
from gongkai.checking.catalogue import BY_NAME, NEVER_WAIVED, RULES, Rule
from gongkai.handbook.every_finding import every_finding, finding_tables
from gongkai.model.kind import Kind
from gongkai.model.problems.problem import Level
from gongkai.model.problems.yielded import gathered
from gongkai.reading.column_sources import read_column
from gongkai.reading.types.kinds import load_kinds

from tests.columns import write_column
from tests.findings import (
    FOLDER,
    codes_in,
    imported,
    levels_in,
    modules,
    names_asked,
    stated_in_text,
    tree,
)
from tests.golden import golden

TESTS = Path(__file__).parent
CASES = TESTS / "cases"
GOLDEN = re.compile(r"(错误|警告|提示|待完善)\[([a-z0-9-]+)\]")
ROOM = FOLDER / "checking"


def _file(rule: Rule) -> Path:
    return (FOLDER / rule.file).with_suffix(".py")


def _states_a_rule(path: Path) -> bool:
    return any(ast_name == "RULE" for ast_name in _assigned(path))


def _assigned(path: Path) -> list[str]:
    return [getattr(target, "id", "") for node in tree(path).body for target in getattr(node, "targets", ())]


@cache
def _golden() -> dict[str, set[Level]]:
    """The levels with which each code stands in the golden cases."""
    found: dict[str, set[Level]] = {}
    for path in sorted(CASES.rglob("*.yml")):
        for level, code in GOLDEN.findall(path.read_text(encoding="utf-8")):
            found.setdefault(code, set()).add(Level(level))
    return found


@cache
def _written_levels() -> dict[str, set[Level]]:
    """The levels that stand beside each code in the engine."""
    found: dict[str, set[Level]] = {}
    for path in modules():
        for code, level in levels_in(path):
            found.setdefault(code, set()).add(Level[level])
    return found


@cache
def _kinds() -> tuple[Kind, ...]:
    return tuple(gathered(load_kinds(None))[0].values())


def test_every_rule_is_found_by_its_file_alone() -> None:
    files = {path.stem for path in ROOM.glob("*/*.py") if _states_a_rule(path)}
    assert [rule.name for rule in RULES if not _file(rule).is_file()] == []
    assert {rule.name for rule in RULES} == files
    assert len(BY_NAME) == len(RULES)


def test_a_code_is_stated_once() -> None:
    assert [code for code, times in Counter(stated_in_text()).items() if times > 1] == []
    assert set(stated_in_text()) == set(every_finding())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_states_what_its_file_finds(rule: Rule) -> None:
    """Helpers of the room find for the rules that import them."""
    own = codes_in(_file(rule))
    helped = {code for path in imported(_file(rule)) if ROOM in path.parents for code in codes_in(path)}
    stated = {finding.code for finding in rule.findings}
    assert own - stated == set(), "not stated"
    assert stated - own - helped == set(), "never found"


def test_a_room_states_what_its_other_modules_find() -> None:
    tables = {FOLDER / room: {finding.code for finding in table.findings} for room, table in finding_tables().items()}
    of_rules = {path: {f.code for f in rule.findings} for rule in RULES for path in imported(_file(rule))}
    for path in modules():
        if ROOM in path.parents and _states_a_rule(path):
            continue
        stated = {code for folder in path.parents for code in tables.get(folder, ())} | of_rules.get(path, set())
        assert codes_in(path) - stated == set(), path
    for folder, codes in tables.items():
        found = {code for path in modules() if folder in path.parents for code in codes_in(path)}
        assert codes - found == set(), folder


def test_what_follows_from_a_fault_is_known_by_codes_that_exist() -> None:
    assert codes_in(ROOM / "consequences.py") - every_finding().keys() - {"front-matter-", "yaml-"} == set()


def test_findings_weigh_what_they_state() -> None:
    """Every level beside a code, in the engine and in the golden cases, is stated, and every stated one occurs there."""
    levels = {code: set(stated.finding.levels) for code, stated in every_finding().items()}
    assert {code: found - levels[code] for code, found in _written_levels().items() if found - levels[code]} == {}
    assert {code: found - levels[code] for code, found in _golden().items() if found - levels[code]} == {}
    seen = {code: _written_levels().get(code, set()) | _golden().get(code, set()) for code in levels}
    assert {code: found - seen[code] for code, found in levels.items() if found - seen[code]} == {}
    for code, stated in every_finding().items():
        weights = [list(Level).index(level) for level in stated.finding.levels]
        assert weights == sorted(set(weights)), code


def test_every_finding_is_shown_by_a_golden_case() -> None:
    assert sorted(every_finding().keys() - _golden().keys()) == []


def _function(module: str, name: str) -> str:
    """A test with its decorators, as it is written."""
    text = (TESTS / module).read_text(encoding="utf-8")
    (found,) = (node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef) and node.name == name)
    first = min([found.lineno, *(one.lineno for one in found.decorator_list)])
    return "\n".join(text.splitlines()[first - 1 : found.end_lineno])


def test_every_rule_has_a_case_that_passes_and_one_that_fails() -> None:
    passing: set[str] = set()
    failing: set[str] = set()
    for path in sorted((CASES / "checking").glob("*.yml")):
        case = golden(path)
        (failing if case["problems"] else passing).add(case["rule"])
    assert failing == set(BY_NAME)
    assert passing == set(BY_NAME)


def test_findings_have_a_title_and_rules_have_one_too() -> None:
    titles = {code: stated.finding.title for code, stated in every_finding().items()}
    wrong = [code for code, title in titles.items() if not 2 <= len(title) <= 24 or title.endswith("。")]
    assert wrong == []
    assert [rule.name for rule in RULES if not 4 <= len(rule.title) <= 30 or "（" in rule.title] == []
    assert len({rule.title for rule in RULES}) == len(RULES)
    words = [words for stated in every_finding().values() for _, words in stated.finding.milder]
    assert all(words)


def test_what_must_never_be_public_cannot_be_waived() -> None:
    assert {"personal-data", "spam"} == NEVER_WAIVED


def _names(kinds: tuple[Kind, ...]) -> dict[str, set[str]]:
    """Every name of the types by which rules find things."""
    fields = [field for kind in kinds for field in kind.fields]
    columns = [column for field in fields for column in field.columns]
    columns += [c for kind in kinds for c in (*kind.records, *(c for table in kind.tables for c in table.columns))]
    return {
        "types": {kind.name for kind in kinds},
        "fields": {f.name for f in fields} | {f"{f.name}.{c.name}" for f in fields for c in f.columns},
        "columns": {column.name for column in columns},
        "tables": {table.name for kind in kinds for table in kind.tables},
        "relations": {field.relation for field in (*fields, *columns) if field.relation}
        | {field.cites.relation for field in (*fields, *columns) if field.cites},
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_a_rule_needs_is_stated_and_exists(rule: Rule) -> None:
    """Names by which its file asks items and rows; what every type has needs no mention."""
    names = _names(_kinds())
    for what, existing in names.items():
        assert set(getattr(rule.needs, what)) - existing == set(), what
    common = set.intersection(*({f.name for f in kind.fields} for kind in _kinds()))
    within = {c.name for kind in _kinds() for f in kind.fields if f.name in common for c in f.columns}
    stated = {part for name in rule.needs.fields for part in name.split(".")}
    stated |= {*rule.needs.columns, *rule.needs.tables}
    assert names_asked(_file(rule)) - stated - common - within == set()


@pytest.mark.parametrize("path", sorted((CASES / "as_printed").glob("*.yml")), ids=lambda path: path.stem)
def test_nothing_depends_on_the_order_of_the_rules(path: Path, tmp_path: Path) -> None:
    case: dict[str, Any] = golden(path)
    write_column(tmp_path, case["files"])
    publication = bind(read_column(tmp_path), date.fromisoformat(case["as_of"]))
    assert checked(publication, RULES[::-1]) == checked(publication)
