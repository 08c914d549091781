"""Editors know the files without items: every label that the reader asks for, and only those; and they take what is right."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from gongkai.model.problems.yielded import gathered
from gongkai.reading import calendar_overrides, directory, settings
from gongkai.reading.column import fact_names, footer, gates, legacy_folders, unit_groups
from gongkai.reading.registers import (
    delivery_register,
    indicator_register,
    ledger_settings,
    link_register,
    nil_register,
)
from gongkai.reading.types.editor_schema import editor_schemas
from gongkai.reading.types.kinds import load_kinds

from tests.conftest import PROJECT, demonstration_or_skip
from tests.golden import golden

SCHEMAS = editor_schemas(gathered(load_kinds(None))[0])
ASKING = ("text", "texts", "needed", "choice", "flag", "rows", "node", "address_under", "day_under", "needed_day")
FILES = {
    "catalogue/column.yml": (
        "_column",
        (settings, fact_names, footer, gates, ledger_settings, legacy_folders, unit_groups),
    ),
    "catalogue/directory.yml": ("_directory", (directory,)),
    "catalogue/calendar/2027.yml": ("_calendar", (calendar_overrides,)),
    "catalogue/ledgers/nil-entries.yml": ("_nil-entries", (nil_register,)),
    "catalogue/ledgers/outside-links.yml": ("_outside-links", (link_register,)),
    "catalogue/ledgers/indicators.yml": ("_indicators", (indicator_register,)),
    "catalogue/ledgers/deliveries.yml": ("_deliveries", (delivery_register,)),
}


def _asked(module: Any) -> set[str]:
    """The labels that the source of a reader names where it asks for a value."""
    found = set()
    for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if name in ASKING and texts:
                found.add(texts[0])
    found |= {module.LABEL} if hasattr(module, "LABEL") else set()
    # What stands in the vocabularies of the product is English.
    return (
        {one for one in found if not one.isascii()}
        | set(getattr(module, "_LABELS", ()))
        | set(getattr(module, "FACTS", ()))
    )


def _labels(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return set().union(*map(_labels, schema)) if schema else set()
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("properties", ())).union(*map(_labels, schema.values()))


@pytest.mark.parametrize("path", FILES)
def test_an_editor_knows_every_label_that_is_read(path: str) -> None:
    name, readers = FILES[path]
    assert _labels(SCHEMAS[name]) == set().union(*map(_asked, readers))


@pytest.mark.parametrize("path", FILES)
def test_the_editor_is_told_which_files_they_are(path: str) -> None:
    """One schema a file: files of items have theirs, and none has two."""
    told = json.loads((PROJECT / ".vscode" / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    known = {schema: globs for schema, globs in told.items() if _meant(path, globs)}
    assert list(known) == [f"./.vscode/schema/{FILES[path][0]}.json"]


def _meant(path: str, globs: list[str]) -> bool:
    def fits(glob: str) -> bool:
        return any(Path(path).match(one) for one in (glob, glob.replace("/**", ""), glob.replace("**/", "")))

    return any(fits(one) for one in globs if one[0] != "!") and not any(fits(one[1:]) for one in globs if one[0] == "!")


def test_the_files_of_the_demonstration_are_taken() -> None:
    root = demonstration_or_skip()
    for path in ("catalogue/column.yml", "catalogue/directory.yml"):
        # As an editor for YAML 1.2 reads it: days are texts.
        text = yaml.load((root / path).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        jsonschema_rs.validate(SCHEMAS[FILES[path][0]], text)


CASES = golden(Path(__file__).parent / "cases" / "settings_schemas.yml")


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_underlined(name: str) -> None:
    case = CASES[name]
    value = yaml.load(case["text"], Loader=yaml.BaseLoader)
    wrong = ["/".join(map(str, one.instance_path)) for one in jsonschema_rs.iter_errors(SCHEMAS[case["schema"]], value)]
    assert sorted(wrong) == sorted(case["wrong"])
