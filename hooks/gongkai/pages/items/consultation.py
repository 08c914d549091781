"""The phase of a public consultation on the build day, with the dates by which the browser updates it."""

from __future__ import annotations

from datetime import date, timedelta

from gongkai.binding.phase import ANSWER_WITHIN, Phase, days_left, phase_on
from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.pages.items.item_view import Consultation, Outcome, Stage
from gongkai.pages.items.ways import way_of
from gongkai.texts.day_words import day_words

KIND = "decision_draft"
_COUNTS = ("received", "adopted", "not_adopted", "partly_adopted", "already_covered")


def consultation_of(item: Item, publication: Publication) -> Consultation | None:
    """The state of a consultation; None for items without a consultation period."""
    start, end = item.day("open_date"), item.day("close_date")
    if start is None or end is None:
        return None
    summaries = sorted(
        (
            relation.source
            for relation in publication.incoming.get(item.index_no, ())
            if relation.kind.name == "opinions_on" and relation.source.publish_date
        ),
        key=lambda one: (one.publish_date or date.max, one.index_no),
    )
    answered = summaries[0].publish_date if summaries else None
    ended = item.text("terminated")
    as_of = publication.as_of
    phase = phase_on(start, end, answered, as_of)
    overdue = None if answered or ended else end + ANSWER_WITHIN + timedelta(days=1)
    return Consultation(
        phase=phase.value,
        opened=start.isoformat(),
        closed=end.isoformat(),
        opened_words=day_words(start),
        closed_words=day_words(end),
        answered=answered.isoformat() if answered else "",
        days_left=days_left(end, as_of) if phase is Phase.OPEN else 0,
        days=(end - start).days,
        short_reason=item.text("short_period_reason"),
        overdue=overdue.isoformat() if overdue else "",
        is_overdue=overdue is not None and overdue <= as_of,
        terminated=ended,
        stages=_stages(item, start, end, summaries[0] if summaries else None, publication),
        ways=tuple(way_of(row) for row in item.rows("ways")),
        outcome=_outcome(summaries[0]) if summaries and answered and answered <= as_of else None,
    )


def _stages(item: Item, start: date, end: date, summary: Item | None, publication: Publication) -> tuple[Stage, ...]:
    """The stages in order; the last one that has begun is the current one."""
    document = next(
        (
            relation.target
            for relation in publication.outgoing.get(item.index_no, ())
            if relation.kind.name == "draft_of" and isinstance(relation.target, Item)
        ),
        None,
    )
    decided = item.day("decision_date") or (document.doc_date or document.publish_date if document else None)
    begins = (
        ("公布草案", item.publish_date, None),
        ("征集意见", start, None),
        ("截止研究", end + timedelta(days=1), None),
        ("公布采纳情况", summary.publish_date if summary else None, summary),
        ("作出决定", decided, document),
    )
    here = max((n for n, (_, day, _) in enumerate(begins) if day and day <= publication.as_of), default=-1)
    return tuple(
        Stage(
            name,
            day.isoformat() if day else "",
            day_words(day - timedelta(days=1)) if name == "截止研究" and day else day_words(day),
            "here" if number == here else "done" if number < here else "coming",
            item_url(result) if result else "",
        )
        for number, (name, day, result) in enumerate(begins)
    )


def _outcome(summary: Item) -> Outcome:
    numbers = [int(n) if (n := summary.number(name)) is not None else None for name in _COUNTS]
    opinions = tuple((row.text("opinion"), row.text("adopted"), row.text("reason")) for row in summary.rows("opinions"))
    return Outcome(numbers[0], numbers[1], numbers[2], Link(summary.title, item_url(summary)), opinions, *numbers[3:])
