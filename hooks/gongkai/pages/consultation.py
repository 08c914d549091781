"""Where a public consultation stands on the day of the build, in a form that the reader's browser can bring up to date."""

from __future__ import annotations

from gongkai.binding.phase import Phase, days_left, phase_on
from gongkai.calendar.words import day_words
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.pages.item_view import Consultation

KIND = "decision_draft"


def consultation_of(item: Item, publication: Publication) -> Consultation | None:
    """The state of a consultation; None for items that have no period for opinions."""
    start, end = item.day("open_date"), item.day("close_date")
    if start is None or end is None:
        return None
    answers = [
        relation.source.publish_date
        for relation in publication.incoming.get(item.index_no, ())
        if relation.kind.name == "opinions_on" and relation.source.publish_date
    ]
    answered = min(answers, default=None)
    phase = phase_on(start, end, answered, publication.as_of)
    left = days_left(end, publication.as_of) if phase is Phase.OPEN else 0
    return Consultation(
        phase=phase.value,
        opened=start.isoformat(),
        closed=end.isoformat(),
        opened_words=day_words(start),
        closed_words=day_words(end),
        answered=answered.isoformat() if answered else "",
        days_left=left,
    )
