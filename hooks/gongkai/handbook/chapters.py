"""The chapters of the handbook about problems: messages of every code, sources that cause them, and corrections."""

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
    """One code with the cases in which it is reported, most instructive first."""

    code: str
    occurrences: tuple[tuple[Case, Problem], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page: the codes of a rule or of a part of reading, and cases without problems."""

    name: str
    title: str
    words: str
    findings: tuple[ShownFinding, ...]
    good: tuple[Case, ...]

    @property
    def of_reading(self) -> bool:
        """Whether the chapter is about a part of reading, not a rule."""
        return self.name.startswith("reading_")


@dataclass(frozen=True, slots=True)
class Correction:
    """A file of a case after following a remedy, and the number, from 1, of its first changed line (0: none)."""

    case: Case
    problem: Problem
    path: str
    text: str
    line: int


def chapters(cases: Sequence[Case]) -> tuple[Chapter, ...]:
    """A chapter for every rule, then for every part of reading; a code is in only one part of reading."""
    ruled = [case for case in cases if case.rule]
    others = [case for case in cases if not case.rule]
    found = [_of_rule(entry, ruled) for entry in rule_entries()]
    of_rules = {finding.code for chapter in found for finding in chapter.findings}
    # Some codes are reported by reading and by rules; in other cases, codes of rules are only side effects.
    left = [
        (case, one) for case in others for one in case.problems if case.room == "reading" or one.rule not in of_rules
    ]
    known: set[str] = set()
    for part in PARTS:
        occurrences = [(case, one) for case, one in left if one.rule not in known and part.holds(case, one)]
        findings = _findings(occurrences)
        known |= {finding.code for finding in findings}
        good = [case for case in others if not case.problems and case.files and part.shows(case)]
        found.append(Chapter(part.name, part.title, part.words, findings, tuple(good)))
    return tuple(found)


def _of_rule(entry: RuleEntry, cases: Iterable[Case]) -> Chapter:
    of_rule = [case for case in cases if case.rule == entry.name]
    findings = _findings([(case, one) for case in of_rule for one in case.problems])
    words = f"依据：{'；'.join(entry.sources)}。" if entry.sources else ""
    return Chapter(entry.name, entry.title, words, findings, tuple(case for case in of_rule if not case.problems))


def _findings(occurrences: Iterable[tuple[Case, Problem]]) -> tuple[ShownFinding, ...]:
    by_code: dict[str, list[tuple[Case, Problem]]] = {}
    for case, one in occurrences:
        by_code.setdefault(one.rule, []).append((case, one))
    return tuple(ShownFinding(code, tuple(found)) for code, found in by_code.items())


def correction_of(finding: ShownFinding, edits: Mapping[str, Sequence[Edit]]) -> Correction | None:
    """The first case whose correction is known, from the message itself or else from ``edits``; None if there is none."""
    for case, one in finding.occurrences:
        after = follow(case.files, one) if one.path in case.files else None
        if after is not None:
            return _correction(case, one, one.path, str(after[one.path]))
    for case, one in finding.occurrences:
        for edit in edits.get(case.name, ()):
            text = case.files.get(edit.path, "")
            if edit.code == finding.code and edit.old in text:
                return _correction(case, one, edit.path, text.replace(edit.old, edit.new, 1))
    return None


def _correction(case: Case, one: Problem, path: str, text: str) -> Correction:
    """The correction, with the first line that differs."""
    lines = zip(case.files[path].split("\n"), text.split("\n"))
    number = next((number for number, (old, new) in enumerate(lines, start=1) if old != new), 0)
    return Correction(case, one, path, text, number)
