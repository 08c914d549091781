"""How good answers are: recall, precision and rank of what was asked for, by kind of question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.search.queries import Query
from tests.search.site import Answer


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over the questions of one kind; recall counts related hits too, precision does not."""

    kind: str
    count: int
    recall: float
    precision: float
    first: int
    """How often the page meant stood first, or was told before the list as one that is no longer in force."""
    meant: int
    """How many questions meant one page."""
    nothing: int
    """How many questions with a true answer got none."""


def quality_of(queries: Sequence[Query], answers: Sequence[Answer]) -> Iterator[Quality]:
    """One line for every kind in the order of their first question, and one for all."""
    pairs = list(zip(queries, answers, strict=True))
    for kind in (*dict.fromkeys(query.kind for query in queries), ""):
        some = [(query, answer) for query, answer in pairs if kind in ("", query.kind)]
        yield Quality(
            kind or "全部",
            len(some),
            _mean([_recall(query, answer) for query, answer in some]),
            _mean([_precision(query, answer) for query, answer in some if answer.hits]),
            sum(bool(query.target) and query.target in answer.first for query, answer in some),
            sum(bool(query.target) for query, _ in some),
            sum(bool(query.true) and not answer.hits and not answer.related for query, answer in some),
        )


def _recall(query: Query, answer: Answer) -> float:
    # Of what is only related the first are shown, so more than those cannot be asked for.
    if not query.true:
        return 1.0
    shown = {*answer.hits, *answer.related}
    wanted = len(query.true) if answer.hits else min(len(query.true), len(answer.related) or 1)
    return min(1.0, len(query.true & shown) / wanted)


def _precision(query: Query, answer: Answer) -> float:
    return len(query.true & set(answer.hits)) / len(answer.hits)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 1.0
