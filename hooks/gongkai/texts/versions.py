"""Versions of an item's text: as issued and after each amendment, or former texts of a page that is kept up to date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.problems.yielded import gathered
from gongkai.model.publication import Publication
from gongkai.texts.amendments import Amendment, amended_text, amendments_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The text of an item from ``day`` on; ``until`` is its last day, None if no later version follows."""

    day: date
    source: str
    url: str
    own: bool = False
    """Whether the item's own page shows this version: the one in force on the build date."""
    original: bool = False
    """Whether it is the text as issued, before any amendment."""
    by: tuple[Item, ...] = ()
    """The amending documents that produced this version; empty for the text as issued."""
    clauses: tuple[str, ...] = ()
    """The amended clauses, as the amending documents state them."""
    published_whole: bool = False
    """Whether the agency published this full text; otherwise the wordings were applied to the previous version."""
    note: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Versions:
    """The known versions in chronological order, and the amendments whose resulting texts are unknown."""

    known: tuple[Version, ...]
    unknown: tuple[Amendment, ...] = ()

    @property
    def own(self) -> Version:
        """The version on the item's own page."""
        return next(one for one in self.known if one.own)

    @property
    def original(self) -> Version | None:
        """The text as issued; None for pages that are kept up to date."""
        return next((one for one in self.known if one.original), None)

    def on(self, day: date) -> Version:
        """The version in force on ``day``; the first one for earlier days."""
        return [one for one in self.known if one.day <= day][-1] if self.known[0].day <= day else self.known[0]


def versions_of(item: Item, publication: Publication) -> Versions | None:
    """The versions of an item; None if only one is known."""
    former = _former(item)
    if former:
        return Versions(_with_ends(former))
    amendments = amendments_of(item, publication)
    if not amendments or not item.body.strip():
        return None
    validity = publication.validity.get(item.index_no)
    end = validity.since if validity and validity.state.dead else None
    # Amendments after the end of validity have no effect.
    known, unknown = _amended(item, tuple(one for one in amendments if end is None or one.day < end))
    if len(known) < 2:
        return None
    versions = Versions(_with_ends(known, end), unknown)
    shown = versions.on(publication.as_of)
    return replace(versions, known=tuple(replace(one, own=one is shown) for one in versions.known))


def first_day(item: Item) -> date | None:
    """The first day of the text as issued: in force, else published, else signed; None if no date is stated."""
    return item.effective_from or item.publish_date or item.doc_date


def current_day(item: Item) -> date | None:
    """The first day of the present text of a page that is kept up to date: the date of its last change note."""
    changes = [day for row in item.rows("change_note") if (day := row.day("date"))]
    return max([*changes, *filter(None, [first_day(item)])], default=None)


def _amended(item: Item, amendments: tuple[Amendment, ...]) -> tuple[list[Version], tuple[Amendment, ...]]:
    if not amendments:
        return [], ()
    # A document may be amended before it comes into force.
    days = [day for day in (first_day(item), item.doc_date, item.publish_date) if day and day < amendments[0].day]
    start = days[0] if days else amendments[0].day
    known = [Version(day=start, source=item.body, url=_beside(item, "original"), original=True)]
    unknown: list[Amendment] = []
    lost = False
    for day, group in groupby(amendments, key=lambda one: one.day):
        source = known[-1].source
        together = list(group)
        for amendment in together:
            lost = (lost or not amendment.is_text_known) and amendment.whole is None
            if lost:
                unknown.append(amendment)
            else:
                source, _ = gathered(amended_text(source, amendment))
        if not lost and source != known[-1].source:
            known.append(
                Version(
                    day=day,
                    source=source,
                    url=_url(item, day),
                    by=tuple(one.relation.source for one in together),
                    clauses=tuple(dict.fromkeys(clause for one in together for clause in one.relation.clauses)),
                    published_whole=together[-1].whole is not None,
                )
            )
    return known, tuple(unknown)


def _former(item: Item) -> list[Version]:
    if "former_texts" not in item.values:
        return []
    rows = [(row, day) for row in item.rows("former_texts") if (day := row.day("date"))]
    versions = [
        Version(
            day=day,
            source=item.texts[row.text("text")].text,
            url=_url(item, day),
            published_whole=True,
            note=row.text("note"),
        )
        for row, day in sorted(rows, key=lambda one: one[1])
        if row.text("text") in item.texts
    ]
    today = current_day(item)
    if not versions or today is None:
        return []
    return [*versions, Version(day=today, source=item.body, url=item_url(item), own=True, published_whole=True)]


def _with_ends(versions: list[Version], end: date | None = None) -> tuple[Version, ...]:
    """Set ``until`` of every version; ``end`` is the day on which the document lost its validity."""
    ends = [*(one.day for one in versions[1:]), end if end and end > versions[-1].day else None]
    return tuple(
        replace(one, until=date.fromordinal(end.toordinal() - 1) if end else None) for one, end in zip(versions, ends)
    )


def _url(item: Item, day: date) -> str:
    return _beside(item, day.isoformat())


def _beside(item: Item, name: str) -> str:
    return f"{item_url(item).removesuffix('.html')}/versions/{name}.html"
