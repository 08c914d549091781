"""When the column would next fail an indicator of inspections (政府网站与政务新媒体检查指标), if nothing is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from gongkai.binding.bind import bind
from gongkai.binding.persons_named import last_public_day
from gongkai.binding.records.record_tables import RecordTables
from gongkai.binding.times.owed import following
from gongkai.checking.catalogue import RULES
from gongkai.checking.column.freshness import STALE, stale_from
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.publication import Publication
from gongkai.reading.vocabulary import FOLDER
from gongkai.reading.yaml.nodes import Node
from gongkai.reading.yaml.nodes import Sequence as Nodes
from gongkai.reading.yaml.shape import shape_of
from gongkai.reading.yaml.yaml_files import read_yaml

HORIZON = 183
"""Days that are looked at."""
_PATH = "vocabulary/inspection_indicators.yml"
_MOST_DAYS = 3
"""Most days on which something leaves that are looked at one by one; each costs as much as a check."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: from how many places on it is failed, with which outcome, and the problems that are such places."""

    name: str
    most: int
    unit: str
    outcome: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """An indicator on the day, the next place to come, and the day on which it is failed; None as far as one can see."""

    indicator: Indicator
    now: int
    next_day: date | None
    next_what: str
    fails_on: date | None


@cache
def indicators() -> tuple[Indicator, ...]:
    """The indicators of the vocabulary, in its order."""
    node, _ = gathered(read_yaml(FOLDER / "inspection_indicators.yml", _PATH))
    return tuple(gathered(_indicator(one))[0] for one in (node.items if isinstance(node, Nodes) else ()))


def forecasts(publication: Publication, problems: Iterable[Problem]) -> tuple[Forecast, ...]:
    """The forecast of every indicator; ``problems`` are those that checking found on the day of ``publication``."""
    found = tuple(problems)
    coming = sorted([*_stale(publication), *_after_departures(publication, found)], key=lambda one: one[:2])
    return tuple(_forecast(one, found, coming, publication.as_of) for one in indicators())


_Coming = tuple[date, str, str]
"""Day, code and what will be found."""


def _forecast(indicator: Indicator, found: Sequence[Problem], coming: Sequence[_Coming], as_of: date) -> Forecast:
    now = sum(one.rule in indicator.codes for one in found)
    later = [(day, what) for day, code, what in coming if code in indicator.codes]
    next_day, next_what = later[0] if later else (None, "")
    short = indicator.most - now
    fails_on = as_of if short <= 0 else later[short - 1][0] if len(later) >= short else None
    return Forecast(indicator, now, next_day, next_what, fails_on)


def _stale(publication: Publication) -> Iterator[_Coming]:
    last = publication.as_of + timedelta(days=HORIZON)
    for entry, day in stale_from(publication):
        if publication.as_of < day <= last:
            yield day, STALE.code, f"目录“{entry.number} {entry.sub_matter or entry.matter}”（{entry.cycle}更新）"


def _after_departures(publication: Publication, found: Sequence[Problem]) -> Iterator[_Coming]:
    """What will be found on the days on which items leave: columns without items, links to what is no longer there."""
    last = publication.as_of + timedelta(days=HORIZON)
    ends = {following(until) for item in publication.reading.items if (until := last_public_day(item))}
    days = sorted(day for day in ends if publication.as_of < day <= last)[:_MOST_DAYS]
    codes = {code for one in indicators() for code in one.codes} - {STALE.code}
    rules = [rule for rule in RULES if codes.intersection(finding.code for finding in rule.findings)]
    known = {(one.path, one.line, one.rule, one.what) for one in found}
    for day in days if publication.sources else ():
        assert publication.sources is not None
        then = bind(publication.sources, day, RecordTables.known_from(publication))
        for one in (problem for rule in rules for problem in rule.check(then)):
            key = (one.path, one.line, one.rule, one.what)
            if one.rule in codes and key not in known:
                known.add(key)
                yield day, one.rule, f"{one.what.rstrip('。')}（{one.path}）"


def _indicator(node: Node) -> Reading[Indicator]:
    shape = yield from shape_of(node, "检查指标", Place(_PATH))
    return Indicator(
        (yield from shape.text("name")),
        (yield from shape.integer("most", 1)),
        (yield from shape.text("unit")),
        (yield from shape.text("outcome")),
        (yield from shape.texts("codes")),
    )
