"""What the cases show of every code: its messages, the sources that bring them, and how those are mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.handbook.cases import Case, Edit
from gongkai.handbook.reading_parts import PARTS
from gongkai.handbook.remedies import follow
from gongkai.handbook.rule_entries import RuleEntry, rule_entries
from gongkai.model.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One code with the cases that bring it, the clearest first."""

    code: str
    told: tuple[tuple[Case, Problem], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """What stands on one page: the findings of a rule or of a part of reading, and cases in which all is well."""

    name: str
    title: str
    words: str
    findings: tuple[ShownFinding, ...]
    good: tuple[Case, ...]

    @property
    def of_reading(self) -> bool:
        """Whether it is a part of reading, not a rule."""
        return self.name.startswith("reading_")


@dataclass(frozen=True, slots=True)
class Mended:
    """A file of a case after a remedy was followed, and the first line of it that is another."""

    case: Case
    problem: Problem
    path: str
    text: str
    line: int


def chapters(cases: Sequence[Case]) -> tuple[Chapter, ...]:
    """Every rule, then every part of reading; a code stands wherever it is told, but in one part of reading alone."""
    ruled = [case for case in cases if case.rule]
    others = [case for case in cases if not case.rule]
    found = [_of_rule(entry, ruled) for entry in rule_entries()]
    of_rules = {finding.code for chapter in found for finding in chapter.findings}
    # Reading tells some codes of its own that rules tell too; other cases only bring along what rules tell.
    left = [
        (case, one) for case in others for one in case.problems if case.room == "reading" or one.rule not in of_rules
    ]
    known: set[str] = set()
    for part in PARTS:
        told = [(case, one) for case, one in left if one.rule not in known and part.holds(case, one)]
        findings = _findings(told)
        known |= {finding.code for finding in findings}
        good = [case for case in others if not case.problems and case.files and part.shows(case)]
        found.append(Chapter(part.name, part.title, part.words, findings, tuple(good)))
    return tuple(found)


def _of_rule(entry: RuleEntry, cases: Iterable[Case]) -> Chapter:
    of_rule = [case for case in cases if case.rule == entry.name]
    findings = _findings([(case, one) for case in of_rule for one in case.problems])
    words = f"依据：{'；'.join(entry.sources)}。" if entry.sources else ""
    return Chapter(entry.name, entry.title, words, findings, tuple(case for case in of_rule if not case.problems))


def _findings(told: Iterable[tuple[Case, Problem]]) -> tuple[ShownFinding, ...]:
    by_code: dict[str, list[tuple[Case, Problem]]] = {}
    for case, one in told:
        by_code.setdefault(one.rule, []).append((case, one))
    return tuple(ShownFinding(code, tuple(found)) for code, found in by_code.items())


def mended(finding: ShownFinding, edits: Mapping[str, Sequence[Edit]]) -> Mended | None:
    """The first case of the finding of which it is known what to write: the message says it, or people have thought it through."""
    for case, one in finding.told:
        after = follow(case.files, one) if one.path in case.files else None
        if after is not None:
            return _changed(case, one, one.path, str(after[one.path]))
    for case, one in finding.told:
        for edit in edits.get(case.name, ()):
            text = case.files.get(edit.path, "")
            if edit.code == finding.code and edit.old in text:
                return _changed(case, one, edit.path, text.replace(edit.old, edit.new, 1))
    return None


def _changed(case: Case, one: Problem, path: str, text: str) -> Mended:
    """With the first line that has become another one."""
    lines = zip(case.files[path].split("\n"), text.split("\n"))
    number = next((number for number, (old, new) in enumerate(lines, start=1) if old != new), 0)
    return Mended(case, one, path, text, number)
