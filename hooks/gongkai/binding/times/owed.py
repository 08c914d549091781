"""What the agency still owes the public: interpretations, plans, answers to opinions, notices of the outcome, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongkai.binding.phase import ANSWER_WITHIN
from gongkai.binding.times.time_limits import Span, awaited_from, spans_from
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words

_INTERPRETS = "interprets"


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is owed because of ``source``: what, and its last day; without one, only that it is to come."""

    what: str
    source: Item
    last: date | None
    counted: str = ""
    """From when and how long, «印发日期2026年3月3日起3个工作日»."""
    estimated: bool = False
    law: str = ""

    @property
    def last_day(self) -> date | None:
        """The last day, without its time."""
        return self.last.date() if isinstance(self.last, datetime) else self.last


def owed_because_of(item: Item, publication: Publication) -> Iterator[Owed]:
    """What is owed because of ``item``; nothing for items that were published elsewhere long ago (历史遗留)."""
    if item.legacy:
        return
    for limit in awaited_from(item, publication):
        yield _of_span(limit.deadline.name, item, limit.span, limit.deadline.source)
    if must_be_interpreted(item, publication) and not _stated_by(item, _INTERPRETS, publication):
        for deadline, span in spans_from(item, _INTERPRETS, publication):
            yield _of_span(deadline.name, item, span, deadline.source)
    end = item.day("close_date")
    if end and item.kind.name == "decision_draft" and not item.text("terminated"):
        if not _stated_by(item, "opinions_on", publication):
            counted = f"{day_words(end)}截止后{ANSWER_WITHIN.days}日"
            yield Owed("意见收集采纳情况", item, end + ANSWER_WITHIN, counted, law="国务院令第713号第十八条")
    standing = publication.terms.get(item.index_no)
    if standing and standing.owed and standing.last_day:
        yield Owed(standing.owed, item, None, f"公示期到{day_words(standing.last_day)}")


def must_be_interpreted(item: Item, publication: Publication) -> bool:
    """Whether a document in force needs an interpretation and states no reason for having none."""
    return not item.text("no_interpretation_reason") and is_to_be_interpreted(item, publication)


def is_to_be_interpreted(item: Item, publication: Publication) -> bool:
    """Whether a document in force is one to be interpreted: as it says itself, else as a normative one or by the directory."""
    if item.legacy or "needs_interpretation" not in item.kind.by_name:
        return False
    validity = publication.validity.get(item.index_no)
    if validity is not None and validity.state.dead:
        return False
    wish = item.values.get("needs_interpretation")
    if isinstance(wish, bool):
        return wish
    if item.values.get("is_major") is True or item.values.get("is_normative") is True:
        return True
    directory = publication.reading.directory if item.directory_entry else ()
    return any(entry.needs_interpretation and entry.number == item.directory_entry for entry in directory)


def counted_words(span: Span) -> str:
    """From when and how long a limit runs: «印发日期2026年3月3日起3个工作日», «举行日期2026年12月10日前7日»."""
    return f"{span.counted_from}{day_words(span.start)}{'前' if span.last < span.start else '起'}{span.words}"


def following(last: date) -> date:
    """The day from which something that was due by ``last`` is overdue."""
    return (last.date() if isinstance(last, datetime) else last) + timedelta(days=1)


def _of_span(what: str, item: Item, span: Span, law: str) -> Owed:
    return Owed(what, item, span.last, counted_words(span), span.estimated, law)


def _stated_by(item: Item, relation: str, publication: Publication) -> bool:
    return any(one.kind.name == relation for one in publication.incoming.get(item.index_no, ()))
