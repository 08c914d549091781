"""Pages of themes and stages of life: what belongs to each, and a booklet (办事手册) with it all, to be printed together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.pages.documents.page_texts import Texts
from gongkai.pages.items.item_pages import HOME
from gongkai.pages.items.theme_links import theme_page
from gongkai.pages.lists.line import Line, line_of
from gongkai.pages.lists.paging import Pager, paged
from gongkai.pages.page import Page
from gongkai.pages.page_tags import column_tags
from gongkai.pages.prints.booklet_chapters import BookletView, chapter_of
from gongkai.pages.site_view import SiteView
from gongkai.reading.vocabulary import terms

THEMES = "themes.html"
_TITLE = "按办事主题和生命周期查找"
_WAYS = (("themes", "guide_themes", "办事主题"), ("life_stages", "life_stages", ""))
"""Field, vocabulary and heading of each way; a vocabulary of two levels has its first level as headings."""
_PER_PAGE = 100
_PER_VOLUME = 30
"""Guides in one volume of a booklet, so that a browser can still lay it out."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme or a stage of life with its items."""

    group: str
    title: str
    url: str
    items: tuple[Item, ...]

    @property
    def booklet(self) -> str:
        """Address of its booklet."""
        return f"{self.url.removesuffix('.html')}/booklet.html"


@dataclass(frozen=True, slots=True)
class ThemesView:
    """All themes, by groups; ``ordered`` groups are stages one after the other."""

    title: str
    groups: tuple[tuple[str, bool, tuple[tuple[Link, int], ...]], ...]


@dataclass(frozen=True, slots=True)
class ThemeView:
    """One page of a theme; ``siblings`` are the themes of its group that have items, with whether it is this one."""

    title: str
    count: int
    lines: tuple[Line, ...]
    pager: Pager
    booklet: str
    siblings: tuple[tuple[Link, bool], ...]


def themes_of(publication: Publication) -> list[Theme]:
    """The themes and stages that have items, in the order of the vocabularies, then the others by their names."""
    found: list[Theme] = []
    for field, vocabulary, heading in _WAYS:
        by_word: dict[str, list[Item]] = {}
        for item in publication.reading.items:
            words = item.values.get(field)
            for word in dict.fromkeys(map(str, words)) if isinstance(words, tuple) else ():
                by_word.setdefault(word, []).append(item)
        known = terms(vocabulary)
        for word in sorted(by_word, key=lambda one: (known.index(one) if one in known else len(known), one)):
            group, _, title = word.rpartition("/")
            group = heading or f"{group}全生命周期"
            found.append(Theme(group, title, theme_page(word), tuple(by_word[word])))
    return found


def theme_pages(publication: Publication, site: SiteView, texts: Texts) -> Iterator[Page]:
    """The page of all themes, those of each, and its booklet; none where no item names any."""
    themes = themes_of(publication)
    if not themes:
        return
    groups = dict.fromkeys(theme.group for theme in themes)
    view = ThemesView(
        _TITLE,
        tuple((name, name != _WAYS[0][2], _links(one for one in themes if one.group == name)) for name in groups),
    )
    yield _page(THEMES, _TITLE, "gongkai/themes.html", view, site)
    for theme in themes:
        siblings = tuple((Link(one.title, one.url), one is theme) for one in themes if one.group == theme.group)
        yield from _theme(theme, siblings, publication, site)
        yield from _booklet(theme, publication, site, texts)


def _links(themes: Iterator[Theme]) -> tuple[tuple[Link, int], ...]:
    return tuple((Link(one.title, one.url), len(one.items)) for one in themes)


def _theme(
    theme: Theme, siblings: tuple[tuple[Link, bool], ...], publication: Publication, site: SiteView
) -> Iterator[Page]:
    title = f"{theme.group}：{theme.title}"
    for url, items, pager in paged(theme.items, theme.url, _PER_PAGE):
        lines = tuple(line_of(item, publication) for item in items)
        view = ThemeView(title, len(theme.items), lines, pager, theme.booklet, siblings)
        name = title if pager.current == 0 else f"{title}（第{pager.current + 1}页）"
        yield _page(url, name, "gongkai/theme.html", view, site)


def _booklet(theme: Theme, publication: Publication, site: SiteView, texts: Texts) -> Iterator[Page]:
    """The booklet in volumes; it repeats what the items say, so search engines are not told of it."""
    title = f"办事手册：{theme.title}"
    for url, items, pager in paged(theme.items, theme.booklet, _PER_VOLUME):
        first = pager.current * _PER_VOLUME + 1
        chapters = tuple(chapter_of(item, number, publication, texts) for number, item in enumerate(items, first))
        volume = f"（第{pager.current + 1}册，共{len(pager.urls)}册）" if len(pager.urls) > 1 else ""
        about = f"{site.agency.name}　{site.as_of_words}"
        view = BookletView(f"{title}{volume}", about, Link(theme.title, theme.url), chapters, pager)
        yield replace(_page(url, f"{title}{volume}", "gongkai/booklet.html", view, site), listed=False)


def _page(url: str, title: str, template: str, view: object, site: SiteView) -> Page:
    about = f"{site.agency.name}政府信息公开专栏，{title}。"
    return Page(
        url=url,
        template=template,
        title=title,
        node=THEMES,
        crumbs=(HOME,) if url == THEMES else (HOME, Link(_TITLE, THEMES)),
        description=about,
        tags=column_tags(site, title, about),
        view=view,
    )
