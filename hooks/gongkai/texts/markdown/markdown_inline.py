"""Inline patterns of Markdown, as bounded Python-Markdown processors.

The library's own patterns search the whole text for the end of a mark, which takes quadratic time or worse (minutes for
some texts of a few thousand characters), and take an asterisk between two names for emphasis. These patterns are bounded
and check the neighbouring characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString, Registry

from gongkai.texts.entities import decode_entity

Found = tuple["Element | str | None", "int | None", "int | None"]
_NONE: Found = (None, None, None)

_PATH = r"(?<![A-Za-z])(?:[A-Za-z]:|\\)\\[^\s，。；、（）“”\x02\x03]{0,300}"
_ESCAPE = r"\\([`*_{}\[\]()#+.!|<>&~^-])"
_CODE = r"(?<!`)(`{1,6})(?!`)([^\n]{1,1000}?)(?<!`)\1(?!`)"
_NOTE = r"\[\^([^\[\]^\s]{1,40})\]"
_TAG = r"<(sup|sub|u|b|i|s|em|strong|del)>([^<>\n]{0,1000})</\1>"
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_LINK = (
    r"{}\[([^\[\]\n]{0,500})\](?:\([ \t]*(?:<([^<>\n]{1,1000})>|([^()\s<]{0,1000}(?:\([^()\s]{0,300}\)[^()\s]{0,300}){0,9}))"
    r"(?:[ \t]+(?:\"([^\"\n]{0,200})\"|'([^'\n]{0,200})'))?[ \t]*\)|\[([^\[\]\n]{0,100})\])?"
)
_ADDRESS = r"<(https?://[^<>\s]{1,1000})>"
_MAIL = r"<([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})>"
_STARS = r"(\*{1,3})(?=[^\s*])([^*\n]{1,1000}?)(?<=[^\s*])\1(?!\*)"
_DASHES = r"(?<![\w_])(_{1,2})(?=[^\s_])([^_\n]{1,1000}?)(?<=[^\s_])\1(?![\w_])"
_CLOSING = "、，。；：！？）》”’】〕,.;:!?)"
_ENDS_LINE = r"[ \t]*\n(?![ ]*\{:)[ \t]*"


def verbatim(text: str) -> str:
    """Escape all characters as Python-Markdown placeholders, so that no marks are interpreted in them."""
    return "".join(f"\x02{ord(sign)}\x03" for sign in text)


class Pattern(InlineProcessor):
    """An inline pattern and the function that converts a match; if it returns None, the match is text."""

    def __init__(self, md: Markdown, pattern: str, make: Callable[[re.Match[str]], Element | str | None]) -> None:
        """``make`` returns an element, or text that is not interpreted again."""
        super().__init__(pattern, md)
        self.compiled_re = re.compile(pattern)
        self._make = make

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        """Called by Python-Markdown: returns an element or text, and the range of ``data`` that it replaces."""
        made = self._make(m)
        if made is None:
            sign = m.group()[0]
            printed = len(m.group()) - len(m.group().lstrip(sign))
            return verbatim(sign * printed), m.start(), m.start() + printed
        if isinstance(made, Element):
            for name, value in made.items():
                made.set(name, self.unescape(value))
        return made, m.start(), m.end()


def patterns(
    md: Markdown, notes: Container[str], targets: Mapping[str, tuple[str, str]], used: set[str]
) -> Registry[inlinepatterns.Pattern]:
    """The inline patterns, in the order in which they are tried.

    ``notes`` are the labels of the footnotes; ``targets`` the link definitions, label → address and title. The labels that
    links refer to are added to ``used``.
    """

    def link(match: re.Match[str]) -> Element | None:
        picture, label, quoted, plain, title, other_title, named = match.groups()
        address = quoted or plain
        if address is None:
            key = (named or label).strip().lower()
            if key not in targets:
                return None
            used.add(key)
            address, title = targets[key]
        words = label.strip()
        if not picture and not words:
            return None
        made = Element("img" if picture else "a", {"address": address, "title": title or other_title or ""})
        made.set("rest", match.group()[len(picture) + 1 + len(label) :])
        if picture:
            made.set("alt", words)
        else:
            made.text = label
        return made

    def note(match: re.Match[str]) -> Element | None:
        return Element("mark", {"label": match[1]}) if match[1] in notes else None

    made: tuple[tuple[str, Callable[[re.Match[str]], Element | str | None]], ...] = (
        (_CODE, _code),
        (_PATH, lambda match: verbatim(match.group())),
        (_ESCAPE, lambda match: verbatim(match[1])),
        (_NOTE, note),
        (_TAG, lambda match: _holding(match[1], match[2])),
        (r"<br\s{0,8}/?>", lambda match: Element("br")),
        (_ENTITY, lambda match: verbatim(decode_entity(match.group()))),
        (_LINK.replace("{}", "(!)", 1), link),
        (_LINK.replace("{}", "()", 1), link),
        (_ADDRESS, lambda match: _leading(match[1], match[1])),
        (_MAIL, lambda match: _leading(f"mailto:{match[1]}", match[1])),
        (_STARS, _stars),
        (_DASHES, lambda match: _emphasised(len(match[1]), match[2])),
        (_ENDS_LINE, lambda match: Element("br")),
    )
    found: Registry[inlinepatterns.Pattern] = Registry()
    for number, (pattern, make) in enumerate(made):
        found.register(Pattern(md, pattern, make), str(number), -number)
    return found


def _code(match: re.Match[str]) -> Element:
    code = Element("code")
    words = match[2]
    # As in CommonMark, one space on both sides is stripped, so that code may begin with a backtick.
    code.text = AtomicString(words[1:-1] if words[0] == words[-1] == " " and words.strip() else words)
    return code


def _holding(tag: str, words: str) -> Element:
    made = Element(tag)
    made.text = words
    return made


def _leading(address: str, words: str) -> Element:
    made = Element("a", {"address": address, "title": "", "rest": "", "lead": "<"})
    made.text = AtomicString(words)
    return made


def _stars(match: re.Match[str]) -> Element | None:
    """Emphasis, unless the asterisks are meant literally: 2**10**3, or parts of masked names (张**、李**)."""
    text, start, end = match.string, match.start(), match.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    words = match[2]
    if before == "*" or (_is_latin(before) and _is_latin(words[0])) or (_is_latin(words[-1]) and _is_latin(after)):
        return None
    if len(match[1]) == 1:
        if before.isalnum() or after.isalnum():
            return None
    elif before.isalnum() and words[0] in _CLOSING:
        return None
    return _emphasised(len(match[1]), words)


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def _emphasised(marks: int, words: str) -> Element:
    if marks < 3:
        return _holding("strong" if marks == 2 else "em", words)
    made = Element("strong")
    made.append(_holding("em", words))
    return made
