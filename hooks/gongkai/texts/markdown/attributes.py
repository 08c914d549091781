"""Attribute lists after headings, paragraphs and marks, ``{#id .class}``; other braces are text."""

from __future__ import annotations

import re

from markdown.extensions.attr_list import AttrListTreeprocessor

from gongkai.model.words.matcher import matcher

_ONE = r"(?:[#.][A-Za-z][\w-]{0,60}|[a-z][a-z-]{0,30}=(?:\"[^\"\n]{0,200}\"|[^\s\"{}=]{1,200}))"
_SOME = rf"\{{:?[ ]{{0,8}}({_ONE}(?:[ ]{{1,8}}{_ONE}){{0,20}})[ ]{{0,8}}\}}"

TEXT = matcher(_SOME)
_TAKEN = (
    r"(?:art|box|ch|chart|d|f|gk|group|m|note|p|phase|printed|pt|r|s|sec|stage|t|themes|units|way)-|y\d|"
    r"(?:attachments|changes|citation|coming|common|contact|coverage|duties|fiscal|friends|items|main|matters|members|newest|open|outcome|past|promises"
    r"|records|rules|templates|terms|tree|versions|ways|years)\Z"
)
"""Anchors that pages use themselves; a test compares them with the templates."""
ANCHOR = matcher(r"[a-z][a-z0-9-]{0,60}")
KNOWN = matcher(rf"#(?P<anchor>(?!{_TAKEN}){ANCHOR.pattern})|\.(?P<tone>gk-text__(?:left|center|right))")
"""Supported attributes: an anchor and the text alignment. A check warns of all others."""


ONE = matcher(_ONE)
"""A single attribute of a list."""


class Attributes(AttrListTreeprocessor):
    """Python-Markdown's attr_list, restricted to complete attribute lists; other braces are text."""

    HEADER_RE = re.compile(rf"[ ]+{_SOME}[ ]*\Z")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{_SOME}[ ]*\Z")  # type: ignore[misc]
    INLINE_RE = re.compile(_SOME)  # type: ignore[misc]
