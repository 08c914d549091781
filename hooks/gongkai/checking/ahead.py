"""Scheduled items (定时公开) are checked today as of their day, so that the build of that day finds nothing new to refuse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from gongkai.binding.bind import bind
from gongkai.binding.records.record_tables import RecordTables
from gongkai.binding.scheduled import scheduled_by_day
from gongkai.checking.catalogue import Rule
from gongkai.checking.check_findings import FINDINGS
from gongkai.checking.one_day import Checked, checked_on_day
from gongkai.checking.procedure.scheduled_items import RULE as SCHEDULED
from gongkai.checking.procedure.scheduled_items import is_far
from gongkai.model.item import Item
from gongkai.model.problems.problem import Level, Problem, in_order
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words

MOST_DAYS = 31
"""Most days that are looked at one by one; what becomes public later is looked at on the last day of all."""
_OF_WAIVERS = frozenset(finding.code for finding in FINDINGS.findings)
_OF_TODAY = frozenset(finding.code for finding in SCHEDULED.findings)


def ahead(publication: Publication, today: Checked, rules: Sequence[Rule]) -> Checked:
    """The problems of ``today``, with those of every scheduled item as of the day on which it becomes public.

    What a later day would find wrong elsewhere, and today does not, is added as well where it is an error.
    """
    # What is found today in files that are not public yet was judged without the item that they belong to.
    waiting = {path for path, day in publication.scheduled_days.items() if not is_far(day, publication.as_of)}
    problems = [one for one in today.problems if one.path not in waiting or one.rule in _OF_TODAY]
    known = {(one.path, one.line, one.rule) for one in today.problems if one.level is Level.ERROR}
    for day, items in _looks(publication):
        if publication.sources:
            problems += _on_day(
                bind(publication.sources, day, RecordTables.known_from(publication)), items, known, rules
            )
    return replace(today, problems=in_order(problems))


def _looks(publication: Publication) -> Iterator[tuple[date, tuple[Item, ...]]]:
    """The days to look at, each with the items that become public then, or since the day before it."""
    days = [(day, items) for day, items in scheduled_by_day(publication) if not is_far(day, publication.as_of)]
    yield from days[: MOST_DAYS - 1]
    if len(days) >= MOST_DAYS:
        yield days[-1][0], tuple(item for _, items in days[MOST_DAYS - 1 :] for item in items)


def _on_day(
    then: Publication, items: Sequence[Item], known: set[tuple[str, int, str]], rules: Sequence[Rule]
) -> Iterator[Problem]:
    own = {path for item in items for path in item.files}
    for one in checked_on_day(then, rules, tuple(_concerned(then, items))).problems:
        if one.path in own:
            yield one
        elif one.level is Level.ERROR and one.rule not in _OF_WAIVERS and (one.path, one.line, one.rule) not in known:
            yield replace(one, what=f"到{day_words(then.as_of)}：{one.what}")


def _concerned(then: Publication, items: Iterable[Item]) -> Iterator[Item]:
    """The items, and those of which they say something or that say something of them, each once and in order."""
    found: dict[str, Item] = {}
    for item in items:
        # The public term of an item can be over on the day on which it would become public.
        if item.index_no in then.by_index:
            found[item.index_no] = item
            for relation in then.outgoing.get(item.index_no, ()):
                if isinstance(relation.target, Item):
                    found.setdefault(relation.target.index_no, relation.target)
            for relation in then.incoming.get(item.index_no, ()):
                found.setdefault(relation.source.index_no, relation.source)
    yield from (found[number] for number in sorted(found))
