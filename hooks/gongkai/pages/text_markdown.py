"""Tables, lists, quotes and other structures of Markdown, by Python-Markdown, cleaned by an allow-list afterwards."""

from __future__ import annotations

import html
import re
from functools import cache

import markdown
import nh3

from gongkai.pages.text_inline import Inline
from gongkai.pages.text_plain_markdown import plain_structure

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6",
    "hr", "i", "img", "li", "ol", "p", "pre", "s", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "scope", "align"},
    "abbr": {"title"},
}
_LINK = re.compile(r'<(a|img)((?:\s[^<>]*?)?)\s(href|src)="([^"]*)"')
_ALIGN = re.compile(r' (?:style="text-align: (left|center|right);"|align="(left|center|right)")')


@cache
def _markdown() -> markdown.Markdown:
    converter = markdown.Markdown(extensions=["tables", "sane_lists", "footnotes"], output_format="html")
    # Raw HTML is shown as text instead of being dropped: what a clerk wrote must stay visible.
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    converter.parser.blockprocessors.deregister("code")
    converter.parser.blockprocessors.deregister("setextheader")
    return converter


def rich_html(source: str, inline: Inline) -> str:
    """The structure as safe HTML, with links as the page needs them and known document numbers as links."""
    return inline.linked_html(plain_structure(source) or markdown_html(source, inline))


def markdown_html(source: str, inline: Inline) -> str:
    """The structure as safe HTML, every source read by Python-Markdown."""
    converter = _markdown()
    converter.reset()
    made = converter.convert(source)
    made = _LINK.sub(lambda match: _link(match, inline), made)
    clean = nh3.clean(
        _ALIGN.sub(lambda match: f' align="{match[1] or match[2]}"', made),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
        strip_comments=True,
    )
    clean = clean.replace("<th>", '<th scope="col">').replace("<th align", '<th scope="col" align')
    clean = re.sub(r' align="(left|center|right)"', r' class="gk-text__\1"', clean)
    clean = clean.replace(
        "<table>", '<div class="gk-table-scroll" role="region" aria-label="表格" tabindex="0"><table>'
    )
    return clean.replace("</table>", "</table></div>").strip()


def _link(match: re.Match[str], inline: Inline) -> str:
    address = inline.link(_unescaped(match[4]))
    if address is None:
        return f"<{match[1]}{match[2]}"
    return f'<{match[1]}{match[2]} {match[3]}="{address.replace("&", "&amp;").replace(chr(34), "&quot;")}"'


def _unescaped(text: str) -> str:
    return html.unescape(text)
