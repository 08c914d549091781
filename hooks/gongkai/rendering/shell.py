"""The frame around every page (masthead, tree, footer), rendered once for each position in the tree and cut at two marks."""

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
    """The variable ``gk`` of ``main.html``: the column, the position in the tree, and the page's own parts."""

    site: SiteView
    root: str
    node: str
    head: Markup
    main: Markup


@dataclass(frozen=True, slots=True)
class Shell:
    """A frame cut into three pieces, between which the page's own head and main part are inserted."""

    before: bytes
    between: bytes
    after: bytes
    digest: str

    def around(self, head: bytes, main: bytes) -> bytes:
        """The whole page, encoded in UTF-8."""
        return b"".join((self.before, head, self.between, main, self.after))


class ShellTemplateError(Exception):
    """The frame template does not output the head and the main part exactly once each, in this order."""


def cut(template: jinja2.Template, context: Mapping[str, Any], site: SiteView, root: str, node: str) -> Shell:
    """Render the frame for one position in the tree and cut it where the page's own parts belong.

    ``root`` is the relative address of the site's root, ``node`` the position in the tree. Raises ShellTemplateError.
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
    """Render the frame together with the page's parts; every spliced page must be equal to this."""
    frame = Frame(site, root, node, Markup(head), Markup(main))
    return template.render({**context, "gk": frame})
