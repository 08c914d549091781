"""The whole handbook: hand-written pages with their references resolved, and generated pages of fields and rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gongkai.handbook import field_pages, rule_pages
from gongkai.handbook.cases import Case, read_cases, read_edits
from gongkai.handbook.chapters import Chapter, chapters
from gongkai.handbook.examples import examples_of
from gongkai.handbook.handbook_page import Branch, Handbook, HandbookPage
from gongkai.handbook.markdown_words import code, escaped
from gongkai.handbook.references import Targets, example_anchor, examples_in, resolved
from gongkai.model.kind import Kind
from gongkai.model.problems.problem import in_order
from gongkai.model.problems.yielded import gathered
from gongkai.pages.column.field_dictionary import shared_fields
from gongkai.reading.types.kinds import load_kinds

SOURCES = ".github/handbook/pages"
CASES = "tests/cases"


def handbook_of(root: Path) -> Handbook:
    """The handbook of the project in the folder ``root``: all types and rules, and the pages of ``SOURCES``.

    Wrong types and references are among its ``problems``. Raises OSError.
    """
    known, problems = gathered(load_kinds(root / "catalogue" / "types"))
    kinds = list(known.values())
    cases = read_cases(root / CASES)
    found = chapters(cases)
    sources = {
        file.relative_to(root / SOURCES).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted((root / SOURCES).rglob("*.md"))
    }
    shown = {kind: f"{path}#{example_anchor(kind)}" for path, text in sources.items() for kind in examples_in(text)}
    fields = tuple(field_pages.field_pages(kinds, shown))
    rules = tuple(rule_pages.rule_pages(found, read_edits(root / CASES / "remedied.yml")))
    targets = targets_of(kinds, found, cases)
    written: list[HandbookPage] = []
    for path, source in sources.items():
        text, faults = resolved(source, path, f"{SOURCES}/{path}", targets)
        problems += faults
        written.append(HandbookPage(path, "", text))
    branches = {**field_pages.branches(kinds), **rule_pages.branches(found)}
    return Handbook((*written, *fields, *rules), branches, in_order(problems))


def targets_of(kinds: Sequence[Kind], found: Sequence[Chapter], cases: Sequence[Case]) -> Targets:
    """All targets of references: fields by each of their official names, rules by name and by code, types, examples."""
    rules: dict[str, tuple[str, str]] = {}
    for chapter in found:
        path = rule_pages.page_of(chapter)
        rules[chapter.name] = (path, escaped(chapter.title))
        for one in chapter.findings:
            # For a code of several rules the first one is the target, but reading takes precedence over rules.
            if chapter.of_reading or one.code not in rules:
                rules[one.code] = (f"{path}#{one.code}", code(one.code))
    shared = shared_fields(list(kinds))
    fields: dict[str, tuple[str, str]] = {}
    for kind in kinds:
        for field in kind.fields:
            path = "fields/index.md" if shared.get(field.name) == field else field_pages.page_of(kind)
            for label in (field.title, *field.aliases):
                fields[f"{kind.title}/{label}"] = (f"{path}#{field.name}", escaped(label))
    types = {kind.title: (field_pages.page_of(kind), escaped(kind.title)) for kind in kinds}
    return Targets({"rule": rules, "field": fields, "type": types}, examples_of(kinds, cases))


def filled(navigation: Sequence[Any], branches: Mapping[str, Branch]) -> list[Any]:
    """The navigation for MkDocs, in which names of generated branches are replaced by their entries."""
    whole: list[Any] = []
    for entry in navigation:
        if isinstance(entry, dict):
            whole += (
                {title: filled(under, branches)} if isinstance(under, list) else {title: under}
                for title, under in entry.items()
            )
        elif entry in branches:
            whole += _entries(branches[entry])
        else:
            whole.append(entry)
    return whole


def _entries(branch: Branch) -> list[Any]:
    return [{title: under if isinstance(under, str) else _entries(under)} for title, under in branch]
