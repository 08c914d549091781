"""The pages of an item that are made for paper: sheets for a notice board, the hand-out of a policy, a pocket book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongkai.model.addresses import item_url
from gongkai.model.badge import Badge, badge_on
from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.pages.documents.page_texts import Texts
from gongkai.pages.items.contact import Contact, contact_of
from gongkai.pages.items.content_code import content_code
from gongkai.pages.items.facts import facts_of
from gongkai.pages.items.item_view import Fact
from gongkai.pages.lists.paging import paged
from gongkai.pages.page import Page
from gongkai.pages.page_tags import kind_tags
from gongkai.pages.prints.booklet_chapters import BookletView, chapter_of
from gongkai.pages.prints.collected import POCKET_BOOK, collected_items
from gongkai.pages.site_view import SiteView, list_page
from gongkai.texts.day_words import day_words

SIZES = ("A4", "A3")
_MOST_FACTS = 6
_LONGEST_FACT = 60
"""Characters of a fact that people still read on a board."""
_FOR_FILING = ("主题分类", "体裁分类", "文件类别", "公开属性", "发布机构", "发文机关")
"""Facts for those who file an item; who issued it stands at the top of the sheet."""
_PER_VOLUME = 30
_PERIODS = (("open_date", "close_date", "征求意见"), ("publish_date", "public_until", "公示期"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterView:
    """One sheet for a notice board."""

    title: str
    size: str
    agency: str
    kind: str
    badge: Badge | None
    as_of: str
    published: str
    period: tuple[str, str]
    """What the period is, and its words; empty without one."""
    summary: str
    facts: tuple[Fact, ...]
    contact: Contact
    address: str
    index_no: str
    code: str
    back: str


@dataclass(frozen=True, slots=True)
class _Booklet:
    """A booklet: its address, its title and its items."""

    url: str
    title: str
    items: tuple[Item, ...]


def print_links(item: Item, publication: Publication) -> tuple[Link, ...]:
    """The pages for paper that an item has."""
    links = []
    if on_board(item):
        links += [Link(f"公示栏张贴版（{size}）", poster_url(item, size)) for size in SIZES]
    if explained_by(item, publication):
        links.append(Link("政策、解读、问答合印", handout_url(item)))
    if item.kind.name == POCKET_BOOK:
        links.append(Link("合印全册", booklet_url(item)))
    return tuple(links)


def print_pages(
    item: Item, publication: Publication, site: SiteView, texts: Texts, crumbs: tuple[Link, ...]
) -> Iterator[Page]:
    """The pages for paper of an item; they repeat what it says, so search engines are not told of them."""
    crumbs = (*crumbs, Link(item.title, item_url(item)))
    for page in _pages(item, publication, site, texts, crumbs):
        yield replace(page, tags=kind_tags(site, item.kind))


def _pages(
    item: Item, publication: Publication, site: SiteView, texts: Texts, crumbs: tuple[Link, ...]
) -> Iterator[Page]:
    if on_board(item):
        for size in SIZES:
            sheet = _poster(item, size, publication, site)
            title = f"公示栏张贴版（{size}）：{item.title}"
            yield _page(item, poster_url(item, size), title, "gongkai/poster.html", sheet, crumbs)
    for one in _booklets(item, publication):
        for url, view in _volumes(item, one, publication, texts, site):
            yield _page(item, url, view.title, "gongkai/booklet.html", view, crumbs)


def _booklets(item: Item, publication: Publication) -> Iterator[_Booklet]:
    explaining = explained_by(item, publication)
    if explaining:
        yield _Booklet(handout_url(item), f"政策、解读、问答：{item.title}", (item, *explaining))
    if item.kind.name == POCKET_BOOK:
        yield _Booklet(booklet_url(item), item.title, collected_items(item, publication))


def on_board(item: Item) -> bool:
    """Whether the item is put on notice boards: where it says so, and where people have a period to see it."""
    return item.values.get("on_board") is True or (
        item.values.get("on_board") is None and any(item.day(first) and item.day(last) for first, last, _ in _PERIODS)
    )


def explained_by(item: Item, publication: Publication) -> tuple[Item, ...]:
    """The interpretations of a document, the oldest first."""
    found = {
        one.source.index_no: one.source
        for one in publication.incoming.get(item.index_no, ())
        if one.kind.name == "interprets"
    }
    return tuple(sorted(found.values(), key=lambda one: (str(one.publish_date), one.index_no)))


def poster_url(item: Item, size: str) -> str:
    """Address of the sheet for a notice board."""
    return f"{item_url(item).removesuffix('.html')}/poster-{size.lower()}.html"


def handout_url(item: Item) -> str:
    """Address of the hand-out: the policy with its interpretations and their questions."""
    return f"{item_url(item).removesuffix('.html')}/handout.html"


def booklet_url(item: Item) -> str:
    """Address of all that a pocket book collects."""
    return f"{item_url(item).removesuffix('.html')}/booklet.html"


def _poster(item: Item, size: str, publication: Publication, site: SiteView) -> PosterView:
    facts, _ = facts_of(item, publication)
    code = content_code(item)
    period = next(
        (
            (words if last >= publication.as_of else f"{words}（已结束）", f"{day_words(first)}至{day_words(last)}")
            for begin, end, words in _PERIODS
            if (first := item.day(begin)) and (last := item.day(end))
        ),
        ("", ""),
    )
    told = period[1].split("至")
    short = [one for one in facts if 0 < len(one.words) <= _LONGEST_FACT and one.words not in told]
    short = [one for one in short if not one.badge and one.label not in _FOR_FILING]
    return PosterView(
        title=item.title,
        size=size,
        agency=site.agency.name,
        kind=item.kind.title,
        badge=badge_on(item, publication),
        as_of=site.as_of_words,
        published=day_words(item.publish_date),
        period=period,
        summary=item.summary,
        facts=tuple(short[:_MOST_FACTS]),
        contact=contact_of(item, publication, site.base, code),
        address=site.base + item_url(item) if site.base else "",
        index_no=item.index_no,
        code=code,
        back=item_url(item),
    )


def _volumes(
    item: Item, booklet: _Booklet, publication: Publication, texts: Texts, site: SiteView
) -> Iterator[tuple[str, BookletView]]:
    for url, items, pager in paged(booklet.items, booklet.url, _PER_VOLUME):
        first = pager.current * _PER_VOLUME + 1
        chapters = tuple(chapter_of(one, number, publication, texts) for number, one in enumerate(items, first))
        volume = f"（第{pager.current + 1}册，共{len(pager.urls)}册）" if len(pager.urls) > 1 else ""
        about = f"{site.agency.name}　{site.as_of_words}"
        address = site.base + url if site.base else ""
        back = Link(item.title, item_url(item))
        yield url, BookletView(f"{booklet.title}{volume}", about, back, chapters, pager, address)


def _page(item: Item, url: str, title: str, template: str, view: object, crumbs: tuple[Link, ...]) -> Page:
    return Page(
        url=url,
        template=template,
        title=title,
        node=list_page(item.kind),
        crumbs=crumbs,
        description=f"{title}，供打印。",
        view=view,
        listed=False,
        canonical=item_url(item),
    )
