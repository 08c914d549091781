"""The frame around every page (masthead, tree, footer), rendered once for each place of the tree and cut at two marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jinja2
from markupsafe import Markup

from gongkai.incremental.cache import digest_of
from gongkai.pages.site_view import SiteView

_HEAD_MARK = "<!--gk:head:5f1c0e-->"
_MAIN_MARK = "<!--gk:main:5f1c0e-->"

TEMPLATE = "main.html"


@dataclass(frozen=True, slots=True)
class Frame:
    """What ``main.html`` knows as ``gk``: the column, the place in the tree and the parts that belong to the page."""

    site: SiteView
    root: str
    node: str
    head: Markup
    main: Markup


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame in three pieces; a page's head stands between the first two, its middle between the last two."""

    before: bytes
    between: bytes
    after: bytes
    digest: str

    def around(self, head: bytes, main: bytes) -> bytes:
        """The whole page."""
        return b"".join((self.before, head, self.between, main, self.after))


class ShellTemplateError(Exception):
    """The shell template does not show the head or the middle exactly once."""


def cut(template: jinja2.Template, context: Mapping[str, Any], site: SiteView, root: str, node: str) -> Shell:
    """Render the frame for one place of the tree and cut it at its marks.

    Raises ShellTemplateError where the template shows a part not at all, twice, or in the wrong order.
    """
    text = whole(template, context, site, root, node, _HEAD_MARK, _MAIN_MARK)
    if text.count(_HEAD_MARK) != 1 or text.count(_MAIN_MARK) != 1:
        raise ShellTemplateError(f"{TEMPLATE} 必须把 gk.head 和 gk.main 各输出一次。")
    before, rest = text.split(_HEAD_MARK)
    if _MAIN_MARK not in rest:
        raise ShellTemplateError(f"{TEMPLATE} 必须先输出 gk.head，再输出 gk.main。")
    between, after = rest.split(_MAIN_MARK)
    pieces = (before.encode(), between.encode(), after.encode())
    return Shell(*pieces, digest_of(repr(pieces).encode()))


def whole(
    template: jinja2.Template, context: Mapping[str, Any], site: SiteView, root: str, node: str, head: str, main: str
) -> str:
    """Render the frame with the page's parts in it, without cutting: what every spliced page must equal."""
    frame = Frame(site, root, node, Markup(head), Markup(main))
    return template.render({**context, "gk": frame})
