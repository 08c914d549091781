"""The Jinja environment of the pages: escaped by default, with the few functions that templates may call."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
from jinja2.runtime import Macro
from markupsafe import Markup

from gongkai.pages.items.facts import in_pairs
from gongkai.rendering.assets import assets_version
from gongkai.rendering.qr_code import qr_code
from gongkai.rendering.quick_output import compile_quickly
from gongkai.rendering.row_pattern import MARK, rows_html
from gongkai.texts.day_words import day_words
from gongkai.texts.html import Rendered, render
from gongkai.texts.marked_text import Text

COMPONENTS = "gongkai/components/"


def prepare(environment: jinja2.Environment, theme: Path) -> jinja2.Environment:
    """Make an environment fit for the templates in the folder ``theme``; it must not have loaded one of them yet.

    The host's environment does not escape; escaping is chosen by template name, so that its own templates stay as they are.
    """
    environment.autoescape = _escapes
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.undefined = jinja2.StrictUndefined
    compile_quickly(environment)
    # All templates are kept: each page asks for the ones that it extends.
    environment.cache = {}
    environment.globals["gk_text"] = _text
    environment.globals["gk_rows"] = rows_html
    environment.globals["gk_mark"] = MARK
    environment.globals["gk_qr"] = qr_code
    environment.globals["gk_version"] = assets_version(theme)
    environment.filters["gk_base64"] = _base64
    environment.filters["gk_pairs"] = in_pairs
    environment.filters["gk_date"] = day_words
    environment.filters["gk_size"] = readable_size
    # Page templates find every macro by its name; importing them anew for every page would cost a tenth of its time.
    for path in sorted((theme / COMPONENTS).glob("*.html")):
        module = environment.get_template(COMPONENTS + path.name).module
        environment.globals |= {macro: value for macro, value in vars(module).items() if isinstance(value, Macro)}
    return environment


def standalone(theme: Path) -> jinja2.Environment:
    """An environment over the theme folder alone, for tests and for the check of rendered texts."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(theme), auto_reload=False, autoescape=True)
    return prepare(environment, theme)


def readable_size(size: int) -> str:
    """A file size as people read it: 56 KB, 1.2 MB."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{size / 1024:.0f} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def _escapes(name: str | None) -> bool:
    return name is None or name == "main.html" or name.startswith("gongkai/")


def _text(text: Text, root: str) -> Rendered:
    links = dict(text.links)
    resolve: Callable[[str], str | None] = links.get
    return render(text, root, resolve)


def _base64(text: str) -> Markup:
    """The text in Base64, for files that stand in the page itself; none of its signs means anything in HTML."""
    return Markup(b64encode(text.encode()).decode())


Context = dict[str, Any]
"""Names that the host gives to its templates."""
