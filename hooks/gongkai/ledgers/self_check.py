"""季度自查: what the check found and what the ledgers say is late or due, in numbers, as of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.checking.catalogue import RULES
from gongkai.ledgers import duty_matrix, interpretations_due, kept_by_hand, timeliness, withheld
from gongkai.model.ledgers.ledger import Ledger
from gongkai.model.ledgers.period import QUARTER, period_of
from gongkai.model.ledgers.registers import BROKEN, MOVED
from gongkai.model.problems.problem import Level, Problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words

OPEN = {
    duty_matrix.NAME: (duty_matrix.MISSING, duty_matrix.EMPTY, duty_matrix.LATE),
    timeliness.NAME: (timeliness.LATE,),
    withheld.NAME: (withheld.OVERDUE,),
    interpretations_due.NAME: (interpretations_due.OVERDUE, interpretations_due.DUE),
    kept_by_hand.LINKS: (BROKEN, MOVED, kept_by_hand.NEVER_CHECKED, kept_by_hand.LONG_AGO),
}
"""By the name of a ledger, the cases (column ``state``) in which somebody has to do something."""


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """The findings of a self-check."""

    agency: str
    quarter: str
    day: str
    items: int
    levels: tuple[tuple[str, int], ...]
    """(level, number of problems), the most severe first; what is unfinished too."""
    rules: tuple[tuple[str, str, str, int], ...]
    """(level, code, what it means, number), the most severe and the most frequent first."""
    ledgers: tuple[tuple[str, str, int], ...]
    """(title of a ledger, case, number of rows) of what somebody has to do."""


def self_check_of(publication: Publication, problems: Sequence[Problem], ledgers: Iterable[Ledger]) -> SelfCheck:
    """The self-check of a checked column on its day."""
    titles = {finding.code: finding.title for rule in RULES for finding in rule.findings}
    levels = list(Level)
    counted = Counter((one.level, one.rule) for one in problems)
    ordered = sorted(counted.items(), key=lambda entry: (levels.index(entry[0][0]), -entry[1], entry[0][1]))
    return SelfCheck(
        agency=publication.reading.settings.agency.name,
        quarter=period_of(publication.as_of, QUARTER).words,
        day=day_words(publication.as_of),
        items=len(publication.reading.items),
        levels=tuple((level.value, sum(one.level is level for one in problems)) for level in levels),
        rules=tuple((level.value, code, titles.get(code, ""), count) for (level, code), count in ordered),
        ledgers=tuple(_open(ledgers)),
    )


def _open(ledgers: Iterable[Ledger]) -> list[tuple[str, str, int]]:
    found = []
    for ledger in ledgers:
        counts = Counter(ledger.words(row, "state") for row in ledger.rows)
        found += [
            (ledger.kind.title, state, counts[state]) for state in OPEN.get(ledger.kind.name, ()) if counts[state]
        ]
    return found
