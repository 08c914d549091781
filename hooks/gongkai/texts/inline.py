"""Inline renderer: escapes a line, links known document numbers, and renders the few Markdown marks of official texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from gongkai.model.badge import Badge
from gongkai.model.web_address import is_safe
from gongkai.model.words.matcher import matcher
from gongkai.texts.elements import NOTHING, Html, element, escaped, joined, void
from gongkai.texts.entities import decode_entity

_MARKS = matcher(
    r"(?P<path>(?:[A-Za-z]:|\\)\\[^\s，。；、（）“”]*)"
    r"|(?P<escape>\\[`*_{}\[\]()#+.!|<>&~^-])"
    r"|(?<!`)`(?P<code>[^`\n]+)`(?!`)"
    r"|!\[(?P<alt>[^\[\]\n]*)\]\((?P<src>[^()\s]+)\)"
    r"|\[\^(?P<note>[^\[\]^\s]{1,40})\]"
    r"|\[(?P<label>[^\[\]\n]+)\]\((?P<href>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
    r"|<(?P<auto>https?://[^<>\s]+)>"
    r"|\*\*\*(?P<both>(?=[^\s*])[^*\n]+?(?<=\S))\*\*\*"
    # Between two Latin letters or digits asterisks are text: 2**10**3.
    r"|(?:(?<![0-9A-Za-z*])\*\*|(?<!\*)\*\*(?![0-9A-Za-z]))(?P<strong>(?=[^\s*])[^*\n]+?(?<=\S))\*\*(?!\*)"
    r"|<(?P<tag>sup|sub|u|b|i|s|em|strong|del)>(?P<inner>[^<>\n]*)</(?P=tag)>"
    r"|(?P<br><br\s{0,8}/?>)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
)
_HAS_MARK = matcher(r"[\\*\[`<&]")
"""The first characters of all marks, one of which is in each."""
_SCHEME = matcher(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SAID = ("dead", "changed", "soon")
"""Tones of validity badges shown beside a mention; others are rendered hidden until the day on which they change."""
_STRONG = matcher(r"\*\*(.+?)\*\*")


def _badge(badge: Badge) -> Html:
    said = badge.tone in _SAID
    if not said and not badge.changes:
        return NOTHING
    return element(
        "span",
        escaped(badge.words),
        {
            "class": f"gk-badge gk-badge--{badge.tone}",
            "data-gk-changes": badge.changes or None,
            "data-gk-quiet": bool(badge.changes),
            "hidden": not said,
        },
    )


def _has_signs(text: str) -> bool:
    """Whether there is a mark, or anything to escape."""
    # Single characters are found several times as fast as by a regular expression.
    return "*" in text or "[" in text or "`" in text or "\\" in text or escaped(text) is not text


class Inline:
    """Renders the lines of one text; keeps the state of its footnotes."""

    def __init__(
        self,
        mentions: Mapping[str, tuple[str, str, Badge | None]],
        root: str,
        resolve: Callable[[str], str | None],
        notes: Mapping[str, str],
        source: str | None = None,
    ) -> None:
        """``mentions``: number as written → address, title, validity; ``root``: path to the site's root.

        ``resolve`` maps a relative link to an address relative to the root, or None; ``notes``: footnote label → anchor;
        ``source``: the whole text, if every line that is rendered is a part of one.
        """
        self._mentions = mentions
        self._notes = notes
        self._noted: set[str] = set()
        self._explained: set[str] = set()
        self._root = root
        self._resolve = resolve
        # Longest match first: one number may contain another.
        self._numbers = sorted(mentions, key=len, reverse=True)
        self._has_signs = source is None or _has_signs(source)

    def html(self, text: str) -> Html:
        """Render a line; most lines of official texts contain neither marks nor numbers and are returned as they are."""
        if self.is_plain(text):
            return Html(text)
        return self._marked(text) if _HAS_MARK.search(text) else self._linked(text)

    def is_plain(self, text: str) -> bool:
        """Whether the text and any part of it is its own HTML: it has no marks, nothing to escape, and no known numbers."""
        if self._has_signs and _has_signs(text):
            return False
        return not any(map(text.__contains__, self._numbers))

    def words(self, text: str) -> Html:
        """Render plain text without interpreting marks; known document numbers become links."""
        return self._linked(text)

    def plain(self, text: str) -> str:
        """The visible text of the line."""
        return _MARKS.sub(self._words, text) if _HAS_MARK.search(text) else text

    def link(self, address: str) -> str | None:
        """The ``href`` of a link on the page; None if the address is unsafe, absolute or unknown, so that no link may be made."""
        if is_safe(address):
            return address
        if _SCHEME.match(address) or address.startswith(("/", "\\")):
            return None
        if address.startswith("#"):
            return address
        target = self._resolve(address)
        return self._root + target if target is not None else None

    def _marked(self, text: str) -> Html:
        parts: list[Html] = []
        last = 0
        for match in _MARKS.finditer(text):
            parts.append(self._linked(text[last : match.start()]))
            parts.append(self._mark(match))
            last = match.end()
        parts.append(self._linked(text[last:]))
        return joined(parts)

    def _mark(self, match: re.Match[str]) -> Html:
        kind = match.lastgroup
        if kind == "escape":
            return escaped(match["escape"][1:])
        if kind == "code":
            return element("code", escaped(match["code"]))
        if kind == "note":
            return self._note_mark(match)
        if kind == "strong":
            return element("strong", self.html(match["strong"]))
        if kind == "both":
            return element("strong", element("em", self.html(match["both"])))
        if kind == "inner":
            return element(match["tag"], self.html(match["inner"]))
        if kind == "br":
            return void("br")
        if kind == "entity":
            return escaped(decode_entity(match["entity"]))
        if kind == "auto" and is_safe(match["auto"]):
            return self.anchor(match["auto"], escaped(match["auto"]))
        if kind == "src":
            return self.picture(match["src"], match["alt"], match.group())
        if kind == "href":
            address = self.link(match["href"])
            if address is not None:
                return self.anchor(address, self._without_links(match["label"]))
        return escaped(match.group())

    def picture(self, source: str, words: str, written: str, title: str = "") -> Html:
        """Render an image of the column; an external image becomes a link, as pages make no external requests.

        Any other address yields the source ``written`` as text.
        """
        address = self.link(source)
        if not source or address is None or address.startswith("#"):
            return escaped(written)
        if is_safe(address):
            return self.anchor(address, escaped(words or address), title)
        return void("img", {"src": address, "alt": words, "title": title or None, "loading": "lazy"})

    def footnote_head(self, mark: str) -> tuple[str, Html]:
        """The anchor of a footnote ("" if it has none or is a duplicate) and its label, which links back to its first reference."""
        anchor = self._notes.get(mark, "")
        shown = escaped(f"[{mark}]")
        if not anchor or anchor in self._explained:
            return "", shown
        self._explained.add(anchor)
        return anchor, element("a", shown, {"href": f"#{anchor}-from"}) if anchor in self._noted else shown

    def _note_mark(self, match: re.Match[str]) -> Html:
        anchor = self._notes.get(match["note"])
        if anchor is None:
            return escaped(match.group())
        # Only the first reference gets an id, since the back link leads there.
        identity = None if anchor in self._noted else f"{anchor}-from"
        self._noted.add(anchor)
        return element("sup", element("a", escaped(f"[{match['note']}]"), {"href": f"#{anchor}", "id": identity}))

    def anchor(self, address: str, content: Html, title: str = "") -> Html:
        """A link; external ones get ``rel`` values that protect the page."""
        rel = "noopener noreferrer" if is_safe(address) else None
        return element("a", content, {"href": address, "title": title or None, "rel": rel})

    def _without_links(self, text: str) -> Html:
        pieces = _STRONG.split(text)
        return joined(
            element("strong", escaped(one)) if place % 2 else escaped(one) for place, one in enumerate(pieces)
        )

    def _linked(self, text: str) -> Html:
        found = [number for number in self._numbers if number in text]
        if not found:
            return escaped(text)
        parts: list[Html] = []
        last = 0
        while True:
            places = [(at, number) for number in found if (at := text.find(number, last)) >= 0]
            if not places:
                break
            start, number = min(places, key=lambda place: place[0])
            parts.append(escaped(text[last:start]))
            parts.append(self._mention(number))
            last = start + len(number)
        parts.append(escaped(text[last:]))
        return joined(parts)

    def _mention(self, number: str) -> Html:
        address, title, badge = self._mentions[number]
        link = element("a", escaped(number), {"class": "gk-mention", "href": address, "title": title or None})
        return joined((link, _badge(badge))) if badge else link

    def _words(self, match: re.Match[str]) -> str:
        kind = match.lastgroup
        if kind in ("code", "strong", "both", "inner", "auto"):
            return match[kind]
        if kind == "href":
            return match["label"]
        if kind == "src":
            return match["alt"]
        if kind == "entity":
            return decode_entity(match["entity"])
        if kind == "escape":
            return match["escape"][1:]
        return "" if kind in ("br", "note") else match.group()
