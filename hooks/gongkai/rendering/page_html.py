"""Rendering a page's view to HTML, spliced into a frame that is rendered once for each position in the tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jinja2

from gongkai.model.addresses import root_of
from gongkai.pages.items.item_view import ItemView
from gongkai.pages.page import Page
from gongkai.pages.site_view import SiteView
from gongkai.rendering.shell import TEMPLATE, Shell, cut, whole

_HEAD = "gongkai/head.html"
_SCRIPTS = {
    "gongkai/favourites.html": "item",
    "gongkai/records.html": "records",
    "gongkai/all_records.html": "records",
    "gongkai/search.html": "search",
}
"""The published script (``scripts.BUNDLES``) of the pages of a template, if it is not that of all pages."""


def way_to_root(page: Page) -> str:
    """The relative address of the site's root from the page, such as ``../``, with which its links begin."""
    return page.base or root_of(page.url)


def script_of(page: Page) -> str:
    """The name of the published script (``scripts.BUNDLES``) that the page loads."""
    if isinstance(page.view, ItemView):
        return "dataset" if page.view.records else "item"
    return _SCRIPTS.get(page.template, "base")


class PageRenderer:
    """Renders the pages of one column with one Jinja environment."""

    def __init__(self, environment: jinja2.Environment, site: SiteView, context: Mapping[str, Any]) -> None:
        """``context`` holds the host's variables for the frame template."""
        self._environment = environment
        self._site = site
        self._treeless = site.without_tree()
        self._context = context
        self._shells: dict[tuple[str, str], Shell] = {}
        self._templates: dict[str, tuple[jinja2.Template, dict[str, Any]]] = {}
        """Template name → template and its global variables."""

    def shell(self, page: Page) -> Shell:
        """The frame for the page's position in the tree."""
        return self.shell_at(way_to_root(page), page.node)

    def shell_at(self, root: str, node: str) -> Shell:
        """The frame of pages with the relative address ``root`` of the site's root and the tree node ``node``."""
        key = (root, node)
        shell = self._shells.get(key)
        if shell is None:
            template = self._environment.get_template(TEMPLATE)
            shell = self._shells[key] = cut(template, self._context, self._site, *key)
        return shell

    def parts(self, page: Page) -> tuple[bytes, bytes]:
        """The page's own head and main part, which do not change when only the tree in the frame does."""
        head, main = self._parts(page)
        return head.encode(), main.encode()

    def html(self, page: Page) -> str:
        """The HTML of the page, spliced into its frame."""
        return self.shell(page).around(*self.parts(page)).decode()

    def html_unspliced(self, page: Page) -> str:
        """The HTML of the page, rendered without splicing: slower, and equal to ``html`` byte for byte."""
        template = self._environment.get_template(TEMPLATE)
        return whole(template, self._context, self._site, way_to_root(page), page.node, *self._parts(page))

    def _parts(self, page: Page) -> tuple[str, str]:
        site = self._site if page.shows_tree else self._treeless
        names = {"page": page, "view": page.view, "root": way_to_root(page), "site": site, "script": script_of(page)}
        return self._rendered(_HEAD, names), self._rendered(page.template, names)

    def _rendered(self, name: str, names: Mapping[str, Any]) -> str:
        """The same as ``Template.render``, without copying the global variables again for every page."""
        found = self._templates.get(name)
        if found is None:
            template = self._environment.get_template(name)
            found = self._templates[name] = (template, dict(template.globals))
        template, known = found
        context = self._environment.context_class(self._environment, known, name, template.blocks)
        context.vars.update(names)
        return self._environment.concat(template.root_render_func(context))
