"""Pages of removed items: one at the permanent and at each former address, and the list of all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.model.addresses import item_url
from gongkai.model.departure import Departure
from gongkai.model.former_address import former_url
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.pages.column.redirects import RedirectView
from gongkai.pages.items.item_pages import HOME
from gongkai.pages.items.item_view import Fact
from gongkai.pages.lists.line import Line
from gongkai.pages.lists.list_pages import ListView
from gongkai.pages.lists.paging import paged
from gongkai.pages.page import Page
from gongkai.pages.page_tags import column_tags
from gongkai.pages.site_view import SiteView, list_page
from gongkai.texts.day_words import day_words

DEPARTED = "departed.html"
_TITLE = "已撤回、撤下的信息"
_INTRO = (
    "下列信息曾在本专栏公开，现已撤回或者撤下。原网址保留说明；公示期满的信息和记录依法不再公开，"
    "记录的撤下情况见各自网页的“记录的新增、更正和撤下”。"
)


@dataclass(frozen=True, slots=True)
class DepartedView:
    """The page in place of a removed item: what it was, when and why it was removed, and the notice about it."""

    manner: str
    name: str
    day: str
    reason: str
    facts: tuple[Fact, ...]
    link: Link | None


def departed_pages(publication: Publication, site: SiteView, taken: set[str]) -> Iterator[Page]:
    """A page for every removed item whose address is known, and redirects from its former addresses."""
    for one in publication.departures:
        urls = list(dict.fromkeys(filter(None, (one.url, *map(former_url, one.aliases)))))
        free = [url for url in urls if url.casefold() not in taken]
        for url in free:
            taken.add(url.casefold())
            yield _page(one, url, site) if url in (one.url, urls[0]) else _moved(one, url)


def departed_list(publication: Publication, site: SiteView) -> Iterator[Page]:
    """The list of all removed items, latest first; no page if there are none."""
    ordered = sorted(publication.departures, key=lambda one: (one.day.isoformat() if one.day else "", one.index_no))
    if not ordered:
        return
    for address, part, pager in paged(ordered[::-1], DEPARTED):
        lines = tuple(_line(one) for one in part)
        yield Page(
            url=address,
            template="gongkai/list.html",
            title=_TITLE if pager.current == 0 else f"{_TITLE}（第{pager.current + 1}页）",
            node=DEPARTED,
            crumbs=(HOME,) if pager.current == 0 else (HOME, Link(_TITLE, DEPARTED)),
            description=f"{site.agency.name}{_TITLE}，共{len(ordered)}件。",
            tags=column_tags(site, _TITLE, "曾经公开、现已撤回或者撤下的信息，逐件说明理由。"),
            view=ListView(_TITLE, _INTRO, len(ordered), lines, pager),
        )


def _line(one: Departure) -> Line:
    notes = (Link(one.notice.title, item_url(one.notice), note="说明"),) if one.notice else ()
    return Line(
        title=one.name,
        url=one.url
        or next(filter(None, map(former_url, one.aliases)), "")
        or (item_url(one.notice) if one.notice else ""),
        number=one.doc_no if one.title else "",
        day=one.day.isoformat() if one.day else "",
        notes=notes,
        remark=f"{one.manner.value}：{one.reason}" if one.reason else one.manner.value,
    )


def _page(one: Departure, url: str, site: SiteView) -> Page:
    return Page(
        url=url,
        template="gongkai/taken_down.html",
        title=f"{one.manner.value}：{one.name}",
        node=list_page(one.kind),
        crumbs=(HOME,),
        tags=column_tags(site, _TITLE, "曾经公开、现已撤回或者撤下的信息，逐件说明理由。"),
        view=DepartedView(
            one.manner.value,
            one.name,
            day_words(one.day) if one.day else "",
            one.reason,
            tuple(_facts(one)),
            Link(one.notice.title, item_url(one.notice)) if one.notice else None,
        ),
        updated=one.day.isoformat() if one.day else "",
    )


def _moved(one: Departure, url: str) -> Page:
    return Page(
        url=url,
        template="gongkai/moved.html",
        title=one.name,
        node=list_page(one.kind),
        crumbs=(HOME,),
        view=RedirectView("网页地址已变更", Link(one.name, one.url or former_url(one.aliases[0]))),
        listed=False,
    )


def _facts(one: Departure) -> Iterator[Fact]:
    """What the removed item was, as far as stated."""
    stated = (
        ("索引号", one.index_no),
        ("名称", one.title),
        ("发文字号", one.doc_no),
        ("信息类型", one.kind.title if one.notice is None else ""),
        ("发布机构", one.agency),
        ("成文日期", day_words(one.doc_date) if one.doc_date else ""),
        ("发布日期", day_words(one.publish_date) if one.publish_date else ""),
        (f"{one.manner.value}日期", day_words(one.day) if one.day else ""),
        ("理由", one.reason),
    )
    yield from (Fact(label, words) for label, words in stated if words)
