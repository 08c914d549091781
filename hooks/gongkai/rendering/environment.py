"""The Jinja environment of the pages: autoescaped, with the few functions that templates may call."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
from jinja2.runtime import Macro
from markupsafe import Markup

from gongkai.model.words.matcher import matcher
from gongkai.pages.items.facts import in_pairs
from gongkai.rendering.assets import assets_version
from gongkai.rendering.compiled_templates import CompiledTemplates
from gongkai.rendering.qr_code import qr_code
from gongkai.rendering.quick_output import compile_quickly
from gongkai.rendering.row_pattern import MARK, rows_html
from gongkai.texts.day_words import day_words
from gongkai.texts.html import Rendered, render
from gongkai.texts.marked_text import Text

COMPONENTS = "gongkai/components/"


_ANCHORS = matcher(r"""((?<=\s)(?:id="|href="#|aria-labelledby="|aria-describedby="))(?=[^"])""")


def prepare(environment: jinja2.Environment, theme: Path) -> jinja2.Environment:
    """Configure an environment for the templates in the folder ``theme``, before it has loaded any of them.

    The environment of the host (MkDocs) does not escape; escaping is switched on by template name, so that the host's
    own templates are unaffected. Returns the same environment. Raises OSError.
    """
    environment.autoescape = _escapes
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.undefined = jinja2.StrictUndefined
    compile_quickly(environment)
    # An unlimited cache, since every page uses the same templates.
    environment.cache = {}
    environment.bytecode_cache = CompiledTemplates(theme)
    environment.globals["gk_text"] = _text
    environment.globals["gk_chapter"] = _chapter
    environment.globals["gk_rows"] = rows_html
    environment.globals["gk_mark"] = MARK
    environment.globals["gk_qr"] = qr_code
    environment.globals["gk_version"] = assets_version(theme)
    environment.filters["gk_base64"] = _base64
    environment.filters["gk_pairs"] = in_pairs
    environment.filters["gk_date"] = day_words
    environment.filters["gk_size"] = readable_size
    # All macros are globals; importing them in every page would take a tenth of the rendering time.
    for path in sorted((theme / COMPONENTS).glob("*.html")):
        module = environment.get_template(COMPONENTS + path.name).module
        environment.globals |= {macro: value for macro, value in vars(module).items() if isinstance(value, Macro)}
    return environment


def standalone(theme: Path) -> jinja2.Environment:
    """An environment for the templates in the folder ``theme`` alone, for tests and for checks of rendered texts."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(theme), auto_reload=False, autoescape=True)
    return prepare(environment, theme)


def readable_size(size: int) -> str:
    """A file size in bytes, for people: 56 KB, 1.2 MB."""
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


def _chapter(text: Text, root: str, anchor: str) -> Markup:
    """A text among others on one page, whose anchors therefore begin with ``anchor``."""
    # The renderer writes these attributes itself and escapes the quotes of all texts.
    html = _ANCHORS.sub(rf"\g<1>{anchor}-", str(_text(text, root).html))
    return Markup(html)


def _base64(text: str) -> Markup:
    """The text in Base64, for files embedded in a page; it needs no escaping in HTML."""
    return Markup(b64encode(text.encode()).decode())


Context = dict[str, Any]
"""The template variables of the host (MkDocs)."""
