"""The inside of one line: escaping, known document numbers as links, and the few marks of Markdown that texts use."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

_MARKS = re.compile(
    r"(?P<escape>\\[\\`*_{}\[\]()#+.!|>~-])"
    r"|`(?P<code>[^`\n]+)`"
    r"|!\[(?P<alt>[^\]\n]*)\]\((?P<src>[^()\s]+)\)"
    r"|\[(?P<label>[^\[\]\n]+)\]\((?P<href>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
    r"|<(?P<auto>https?://[^<>\s]+)>"
    r"|\*\*(?P<strong>(?=\S)[^*\n]+?(?<=\S))\*\*"
    r"|(?P<br><br\s*/?>)"
)
_SAFE = re.compile(r"(?:https?://|mailto:|tel:)[^\s\x00-\x1f\"'<>]+\Z", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_TONE = {"废止": "dead", "失效": "dead", "已修改": "changed", "部分失效": "changed", "尚未施行": "soon"}

_SPECIAL = re.compile("[&<>\"']")


def _escaped(text: str) -> str:
    """The text for HTML; most lines of official texts hold nothing to escape."""
    return html.escape(text) if _SPECIAL.search(text) else text


def _as_it_is(escaped: str) -> str:
    """Words of a fragment that is HTML already."""
    return escaped


_TAG = re.compile("(<[^>]*>)")
_UNLINKED = re.compile(r"<(a|code|pre)[\s>]")


class Inline:
    """Renders the inside of lines of one text."""

    def __init__(
        self, mentions: Mapping[str, tuple[str, str, str]], root: str, resolve: Callable[[str], str | None]
    ) -> None:
        """``mentions``: number as written → address, title and validity."""
        self._mentions = mentions
        self._root = root
        self._resolve = resolve
        # Of two numbers of which one contains the other the longer is tried first.
        self._numbers = sorted(mentions, key=len, reverse=True)

    def html(self, text: str) -> str:
        """The line as HTML."""
        if not ("\\" in text or "*" in text or "[" in text or "`" in text or "<" in text):
            return self._linked(text)
        return self._marked(text)

    def plain(self, text: str) -> str:
        """The visible words of the line."""
        return _MARKS.sub(self._words, text)

    def linked_html(self, fragment: str) -> str:
        """Safe HTML with the known numbers in its words as links, except inside links and code."""
        if not any(number in fragment for number in self._numbers):
            return fragment
        parts: list[str] = []
        closed = ""
        for piece in _TAG.split(fragment):
            if piece.startswith("<"):
                opened = _UNLINKED.match(piece)
                if opened and not closed:
                    closed = f"</{opened[1]}>"
                elif piece == closed:
                    closed = ""
                parts.append(piece)
            else:
                # Numbers hold no character that HTML escapes, so they are found in escaped words as well.
                parts.append(piece if closed else self._linked(piece, _as_it_is))
        return "".join(parts)

    def link(self, address: str) -> str | None:
        """The address of a link as the page needs it; None where the link must not be one."""
        if _SAFE.match(address):
            return address
        if _SCHEME.match(address) or address.startswith(("/", "\\")):
            return None
        if address.startswith("#"):
            return address
        target = self._resolve(address)
        return self._root + target if target is not None else None

    def _marked(self, text: str) -> str:
        parts: list[str] = []
        last = 0
        for match in _MARKS.finditer(text):
            parts.append(self._linked(text[last : match.start()]))
            parts.append(self._mark(match))
            last = match.end()
        parts.append(self._linked(text[last:]))
        return "".join(parts)

    def _mark(self, match: re.Match[str]) -> str:
        if match["escape"]:
            return _escaped(match["escape"][1:])
        if match["code"]:
            return f"<code>{_escaped(match['code'])}</code>"
        if match["strong"]:
            return f"<strong>{self._linked(match['strong'])}</strong>"
        if match["br"]:
            return "<br>"
        if match["auto"]:
            return self._anchor(match["auto"], _escaped(match["auto"]))
        if match["src"] is not None:
            address = self.link(match["src"])
            if address is None:
                return _escaped(match.group())
            return f'<img src="{_escaped(address)}" alt="{_escaped(match["alt"])}" loading="lazy">'
        address = self.link(match["href"])
        if address is None:
            return _escaped(match.group())
        return self._anchor(address, self._without_links(match["label"]))

    def _anchor(self, address: str, content: str) -> str:
        foreign = ' rel="noopener noreferrer"' if _SAFE.match(address) else ""
        return f'<a href="{_escaped(address)}"{foreign}>{content}</a>'

    def _without_links(self, text: str) -> str:
        return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", _escaped(text))

    def _linked(self, text: str, written: Callable[[str], str] = _escaped) -> str:
        found = [number for number in self._numbers if number in text]
        if not found:
            return written(text)
        parts: list[str] = []
        last = 0
        while True:
            places = [(at, number) for number in found if (at := text.find(number, last)) >= 0]
            if not places:
                break
            start, number = min(places, key=lambda place: place[0])
            parts.append(written(text[last:start]))
            parts.append(self._mention(number))
            last = start + len(number)
        parts.append(written(text[last:]))
        return "".join(parts)

    def _mention(self, number: str) -> str:
        address, title, state = self._mentions[number]
        tip = f' title="{_escaped(title)}"' if title else ""
        link = f'<a class="gk-mention" href="{_escaped(address)}"{tip}>{_escaped(number)}</a>'
        return f'{link}<span class="gk-badge gk-badge--{_TONE[state]}">{state}</span>' if state in _TONE else link

    def _words(self, match: re.Match[str]) -> str:
        for name in ("code", "strong", "label", "alt", "auto"):
            if match[name] is not None:
                return match[name]
        return match["escape"][1:] if match["escape"] else ""
