"""One page of the site as plain data: everything a template shows, so that equal pages have equal keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gongkai.model.link import Link


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
