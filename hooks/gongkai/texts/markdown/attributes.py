"""Attributes in braces behind headings, paragraphs and marks: ``{#id .class}``, and nothing that only looks like them."""

from __future__ import annotations

import re

from markdown.extensions.attr_list import AttrListTreeprocessor

_ONE = r"(?:[#.][A-Za-z][\w-]{0,60}|[a-z][a-z-]{0,30}=(?:\"[^\"\n]{0,200}\"|[^\s\"{}=]{1,200}))"
_SOME = rf"\{{:?[ ]{{0,8}}({_ONE}(?:[ ]{{1,8}}{_ONE}){{0,20}})[ ]{{0,8}}\}}"

TEXT = re.compile(_SOME)
_TAKEN = (
    r"(?:art|box|ch|chart|d|f|gk|group|m|note|p|phase|printed|pt|r|s|sec|t|way)-|y\d|"
    r"(?:attachments|changes|citation|coming|common|contact|coverage|duties|fiscal|main|matters|newest|open|outcome|past"
    r"|records|rules|templates|terms|tree|versions|ways|years)\Z"
)
"""Anchors that pages have for other things; a test holds them against the templates."""
ANCHOR = re.compile(r"[a-z][a-z0-9-]{0,60}")
KNOWN = re.compile(rf"#(?P<anchor>(?!{_TAKEN}){ANCHOR.pattern})|\.(?P<tone>gk-text__(?:left|center|right))")
"""What takes effect: an anchor, and where the words stand. Whatever else is written is warned of."""


ONE = re.compile(_ONE)
"""Each of several attributes."""


class Attributes(AttrListTreeprocessor):
    """The attributes of Python-Markdown, of which each is written out; other braces are words."""

    HEADER_RE = re.compile(rf"[ ]+{_SOME}[ ]*\Z")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{_SOME}[ ]*\Z")  # type: ignore[misc]
    INLINE_RE = re.compile(_SOME)  # type: ignore[misc]
