"""One page of the site as plain data: everything a template shows, so that equal pages have equal keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gongkai.pages.badge import Badge
from gongkai.pages.plain_repr import plain_repr


@plain_repr
@dataclass(frozen=True, slots=True)
class Link:
    """A link within the site; ``url`` is relative to the site's root, ``badge`` the validity shown beside it."""

    title: str
    url: str
    badge: Badge | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A known document number in a text, with the page it leads to."""

    written: str
    """The number as it stands in the text."""
    url: str
    title: str
    badge: Badge | None
    """The validity, None where the target has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMark:
    """What became of one article, said right above it: words, the document that did it, and what it did."""

    line: int
    """Line of the text above which it stands, counted from 0."""
    tone: str
    words: str
    link: Link
    after: str
    shown_from: str = ""
    """ISO day from which it is true, empty where it is true on the day of the build."""


@dataclass(frozen=True, slots=True)
class Text:
    """A Markdown text before rendering, with the document numbers it mentions."""

    source: str
    mentions: tuple[Mention, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """Relative links of the text: as written, and the address relative to the site's root that each leads to."""
    marks: tuple[TextMark, ...] = ()
    printed: tuple[tuple[int, int], ...] = ()
    """Lines that are wrong on the paper itself, counted from 0, with the numbers of their notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its address, its template and the view that the template shows."""

    url: str
    template: str
    """Template of the page's middle, for example ``gongkai/document.html``."""
    title: str
    node: str
    """Address of the entry of the column tree under which the page stands."""
    crumbs: tuple[Link, ...] = ()
    description: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    """Official page tags (政府网站发展指引), in order: (name, content)."""
    json_ld: str = ""
    view: Any
    """A frozen dataclass that belongs to the template."""
    listed: bool = True
    """Whether the sitemap names the page."""
    updated: str = ""
    """ISO date for the sitemap."""
    canonical: str = ""
    """Address of the page that stands for this one in search engines, where it is another one."""
    base: str = ""
    """Way to the root of the site where the page is served at any address (404), instead of the relative one."""
    shows_tree: bool = False
    """Whether its middle shows the tree of the column; the templates of other pages are not given it."""
