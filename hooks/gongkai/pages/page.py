"""One page of the site as plain data: everything that a template shows, so that equal pages have equal cache keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gongkai.model.link import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its address, its template, and the view that the template renders."""

    url: str
    template: str
    """The template of the page's main part, for example ``gongkai/document.html``."""
    title: str
    node: str
    """Address of the navigation entry to which the page belongs."""
    crumbs: tuple[Link, ...] = ()
    description: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    """Official meta tags (政府网站发展指引), in order: (name, content)."""
    json_ld: str = ""
    view: Any
    """The template's context: a frozen dataclass of the template's own type."""
    listed: bool = True
    """Whether the sitemap lists the page."""
    updated: str = ""
    """ISO date of the last change (lastmod), for the sitemap; empty if unknown."""
    canonical: str = ""
    """Canonical address (rel=canonical), if it is that of another page."""
    alternates: tuple[tuple[str, str], ...] = ()
    """Language and address of every version of the page, itself included (rel=alternate, hreflang)."""
    base: str = ""
    """Path to the site's root, absolute, if the page is served at any address (404); else the relative path is used."""
    shows_tree: bool = False
    """Whether the main part shows the navigation tree; other templates do not get it."""
