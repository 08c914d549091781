"""From a page's view to its HTML, spliced into a frame that is rendered once for each place of the tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jinja2

from gongkai.model.addresses import root_of
from gongkai.pages.page import Page
from gongkai.pages.shell import TEMPLATE, Shell, cut, whole
from gongkai.pages.site_view import SiteView

_HEAD = "gongkai/head.html"


def way_to_root(page: Page) -> str:
    """What the page's links to other pages begin with."""
    return page.base or root_of(page.url)


class PageRenderer:
    """Renders the pages of one column with one Jinja environment."""

    def __init__(self, environment: jinja2.Environment, site: SiteView, context: Mapping[str, Any]) -> None:
        """``context`` holds the names that the host gives to the shell template."""
        self._environment = environment
        self._site = site
        self._context = context
        self._shells: dict[tuple[str, str], Shell] = {}

    def shell(self, page: Page) -> Shell:
        """The frame of the page's place in the tree."""
        key = (way_to_root(page), page.node)
        shell = self._shells.get(key)
        if shell is None:
            template = self._environment.get_template(TEMPLATE)
            shell = self._shells[key] = cut(template, self._context, self._site, *key)
        return shell

    def html(self, page: Page) -> str:
        """The page, spliced into its frame."""
        return self.shell(page).around(*self._parts(page))

    def html_unspliced(self, page: Page) -> str:
        """The page rendered in one go; slower, and equal to ``html`` byte for byte."""
        template = self._environment.get_template(TEMPLATE)
        return whole(template, self._context, self._site, way_to_root(page), page.node, *self._parts(page))

    def _parts(self, page: Page) -> tuple[str, str]:
        names = {"page": page, "view": page.view, "root": way_to_root(page), "site": self._site}
        head = self._environment.get_template(_HEAD).render(names)
        return head, self._environment.get_template(page.template).render(names)
