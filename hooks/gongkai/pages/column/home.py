"""The home page of the column: the five parts, latest items, open consultations, changes of validity, statistics."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.model.publication import Publication
from gongkai.pages.charts.chart import Chart
from gongkai.pages.column.coverage import Coverage, coverage_of, whole_chart
from gongkai.pages.column.fiscal import three_public_chart
from gongkai.pages.documents.explained import explained_notes
from gongkai.pages.documents.library import Change, changes_around, latest
from gongkai.pages.items.consultation import consultation_of
from gongkai.pages.items.item_pages import HOME
from gongkai.pages.items.item_view import Consultation
from gongkai.pages.lists.line import Line, line_of, newest_first
from gongkai.pages.page import Page
from gongkai.pages.page_tags import site_tags
from gongkai.pages.site_view import SiteView, list_page

_NEWEST = 14
_CHANGES = 5
_COMING = 2


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything that the home page shows."""

    newest: tuple[Line, ...]
    open: tuple[tuple[Line, Consultation], ...]
    open_list: str
    """Address of the list of all consultations; empty if none is open."""
    open_until: str
    """ISO date from which none of them is open any more."""
    coming: tuple[Change, ...]
    """The next known changes of validity within half a year."""
    changes: tuple[Change, ...]
    chart: Chart | None
    coverage: Coverage | None
    coverage_chart: Chart | None
    count: int
    kinds: int


def home_page(publication: Publication, site: SiteView) -> Page:
    """The home page."""
    items = publication.reading.items
    published = [item for item in items if item.publish_date is None or item.publish_date <= publication.as_of]
    waiting = []
    open_list = ""
    for item in newest_first(items):
        consultation = consultation_of(item, publication)
        if consultation and consultation.phase == "征集中":
            waiting.append((line_of(item, publication), consultation))
            open_list = list_page(item.kind)
    coming, past = changes_around(publication)
    view = HomeView(
        newest=tuple(
            line_of(item, publication, notes=explained_notes(item, publication))
            for item in newest_first(published)[:_NEWEST]
        ),
        open=tuple(waiting),
        open_list=open_list,
        open_until=max((consultation.after for _, consultation in waiting), default=""),
        coming=coming[:_COMING],
        changes=latest(past, _COMING, _CHANGES),
        chart=three_public_chart(publication),
        coverage=coverage_of(publication) if publication.reading.directory else None,
        coverage_chart=whole_chart(publication),
        count=len(items),
        kinds=len({item.kind.name for item in items}),
    )
    tags = site_tags(site)
    if site.keywords:
        tags = (*tags, ("Keywords", site.keywords))
    return Page(
        url=HOME.url,
        shows_tree=True,
        template="gongkai/home.html",
        title=site.site_name,
        node=HOME.url,
        description=site.description
        or f"{site.agency.name}依法主动公开的政府信息：指南、制度、法定主动公开内容、年报和依申请公开。",
        tags=tags,
        view=view,
    )
