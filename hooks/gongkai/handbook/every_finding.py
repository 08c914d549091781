"""All kinds of problems that reading, binding, checking and comparing can find, collected from where they are defined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pkgutil import walk_packages

import gongkai
from gongkai.checking.catalogue import RULES
from gongkai.checking.rule import Rule
from gongkai.model.problems.finding import Finding, FindingTable

_TABLE = "_findings"
"""Suffix of the modules that define the findings of a room."""


@dataclass(frozen=True, slots=True)
class StatedFinding:
    """One kind of problem, the rules and packages that can report it, and the sources (laws, standards) of all of them."""

    finding: Finding
    rooms: tuple[str, ...]
    """Packages of the engine, such as ``reading/yaml``, or files of rules, such as ``checking/adverts/spam_in_texts``."""
    sources: tuple[str, ...]


def every_finding() -> Mapping[str, StatedFinding]:
    """All kinds of problems by code, sorted by code."""
    found: dict[str, list[tuple[Finding, str, tuple[str, ...]]]] = {}
    for room, stated in _stated():
        for finding in stated.findings:
            found.setdefault(finding.code, []).append((finding, room, stated.sources))
    return {
        code: StatedFinding(
            finding=found[code][0][0],
            rooms=tuple(room for _, room, _ in found[code]),
            sources=tuple(dict.fromkeys(source for _, _, sources in found[code] for source in sources)),
        )
        for code in sorted(found)
    }


def finding_tables() -> Mapping[str, FindingTable]:
    """The tables of findings that are not of rules, by package."""
    tables = {}
    for module in walk_packages(gongkai.__path__, f"{gongkai.__name__}."):
        if module.name.endswith(_TABLE):
            table: FindingTable = import_module(module.name).FINDINGS
            tables["/".join(module.name.split(".")[1:-1])] = table
    return tables


def _stated() -> Iterator[tuple[str, FindingTable | Rule]]:
    yield from finding_tables().items()
    for rule in RULES:
        yield rule.file, rule
