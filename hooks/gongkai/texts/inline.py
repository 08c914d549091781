"""The inside of one line: escaping, known document numbers as links, and the few marks of Markdown that texts use."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Mapping

from gongkai.model.badge import Badge
from gongkai.model.web_address import is_safe

_MARKS = re.compile(
    r"(?P<path>(?:[A-Za-z]:|\\)\\[^\s，。；、（）“”]*)"
    r"|(?P<escape>\\[`*_{}\[\]()#+.!|<>&~^-])"
    r"|(?<!`)`(?P<code>[^`\n]+)`(?!`)"
    r"|!\[(?P<alt>[^\[\]\n]*)\]\((?P<src>[^()\s]+)\)"
    r"|\[\^(?P<note>[^\[\]^\s]{1,40})\]"
    r"|\[(?P<label>[^\[\]\n]+)\]\((?P<href>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
    r"|<(?P<auto>https?://[^<>\s]+)>"
    r"|\*\*\*(?P<both>(?=[^\s*])[^*\n]+?(?<=\S))\*\*\*"
    # Between two Latin letters or digits stars are printed signs: 2**10**3.
    r"|(?:(?<![0-9A-Za-z*])\*\*|(?<!\*)\*\*(?![0-9A-Za-z]))(?P<strong>(?=[^\s*])[^*\n]+?(?<=\S))\*\*(?!\*)"
    r"|<(?P<tag>sup|sub|u|b|i|s|em|strong|del)>(?P<inner>[^<>\n]*)</(?P=tag)>"
    r"|(?P<br><br\s{0,8}/?>)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
)
_HAS_MARK = re.compile(r"[\\*\[`<&]")
_SIGN = re.compile(r"[\\*\[`<&>\"']")
"""What begins a mark, or is written otherwise in HTML."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SAID = ("dead", "changed", "soon")
"""What is said of a document that a text mentions; of others it is made ready for the day on which it will be."""

_SPECIAL = re.compile("[&<>\"']")


def _escaped(text: str) -> str:
    """The text for HTML; most lines of official texts hold nothing to escape."""
    return html.escape(text) if _SPECIAL.search(text) else text


def _badge(badge: Badge) -> str:
    said = badge.tone in _SAID
    if not said and not badge.changes:
        return ""
    changes = f' data-gk-changes="{badge.changes}" data-gk-quiet' if badge.changes else ""
    return f'<span class="gk-badge gk-badge--{badge.tone}"{changes}{"" if said else " hidden"}>{badge.words}</span>'


class Inline:
    """Renders the inside of lines of one text."""

    def __init__(
        self,
        mentions: Mapping[str, tuple[str, str, Badge | None]],
        root: str,
        resolve: Callable[[str], str | None],
        notes: Mapping[str, str],
    ) -> None:
        """``mentions``: number as written → address, title and validity; ``notes``: mark of a footnote → its anchor."""
        self._mentions = mentions
        self._notes = notes
        self._noted: set[str] = set()
        self._explained: set[str] = set()
        self._root = root
        self._resolve = resolve
        # Of two numbers of which one contains the other the longer is tried first.
        self._numbers = sorted(mentions, key=len, reverse=True)

    def html(self, text: str) -> str:
        """The line as HTML; most lines of official texts hold no sign that has to be looked at and no number."""
        if _SIGN.search(text):
            return self._marked(text) if _HAS_MARK.search(text) else self._linked(text)
        for number in self._numbers:
            if number in text:
                return self._linked(text)
        return text

    def plain(self, text: str) -> str:
        """The visible words of the line."""
        return _MARKS.sub(self._words, text)

    def link(self, address: str) -> str | None:
        """The address of a link as the page needs it; None where the link must not be one."""
        if is_safe(address):
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
        kind = match.lastgroup
        if kind == "escape":
            return _escaped(match["escape"][1:])
        if kind == "code":
            return f"<code>{_escaped(match['code'])}</code>"
        if kind == "note":
            return self._note_mark(match)
        if kind == "strong":
            return f"<strong>{self.html(match['strong'])}</strong>"
        if kind == "both":
            return f"<strong><em>{self.html(match['both'])}</em></strong>"
        if kind == "inner":
            return f"<{match['tag']}>{self.html(match['inner'])}</{match['tag']}>"
        if kind == "br":
            return "<br>"
        if kind == "entity":
            return _escaped(character_of(match["entity"]))
        if kind == "auto" and is_safe(match["auto"]):
            return self._anchor(match["auto"], _escaped(match["auto"]))
        if kind == "src":
            return self._image(match)
        if kind == "href":
            address = self.link(match["href"])
            if address is not None:
                return self._anchor(address, self._without_links(match["label"]))
        return _escaped(match.group())

    def _image(self, match: re.Match[str]) -> str:
        """A picture of the column; of a picture on another site only a link, since no page asks other sites for anything."""
        address = self.link(match["src"])
        if address is None or address.startswith("#"):
            return _escaped(match.group())
        if is_safe(address):
            return self._anchor(address, _escaped(match["alt"] or address))
        return f'<img src="{_escaped(address)}" alt="{_escaped(match["alt"])}" loading="lazy">'

    def note_head(self, mark: str) -> str:
        """The rest of the opening tag of a footnote and its mark, which leads back to the text where it is mentioned."""
        anchor = self._notes.get(mark, "")
        shown = f"[{_escaped(mark)}]"
        if not anchor or anchor in self._explained:
            return f">{shown}"
        self._explained.add(anchor)
        back = f'<a href="#{anchor}-from">{shown}</a>' if anchor in self._noted else shown
        return f' id="{anchor}">{back}'

    def _note_mark(self, match: re.Match[str]) -> str:
        anchor = self._notes.get(match["note"])
        if anchor is None:
            return _escaped(match.group())
        # Only the first mark of a footnote is where the way back leads to.
        identity = "" if anchor in self._noted else f' id="{anchor}-from"'
        self._noted.add(anchor)
        return f'<sup><a href="#{anchor}"{identity}>[{_escaped(match["note"])}]</a></sup>'

    def _anchor(self, address: str, content: str) -> str:
        foreign = ' rel="noopener noreferrer"' if is_safe(address) else ""
        return f'<a href="{_escaped(address)}"{foreign}>{content}</a>'

    def _without_links(self, text: str) -> str:
        return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", _escaped(text))

    def _linked(self, text: str) -> str:
        found = [number for number in self._numbers if number in text]
        if not found:
            return _escaped(text)
        parts: list[str] = []
        last = 0
        while True:
            places = [(at, number) for number in found if (at := text.find(number, last)) >= 0]
            if not places:
                break
            start, number = min(places, key=lambda place: place[0])
            parts.append(_escaped(text[last:start]))
            parts.append(self._mention(number))
            last = start + len(number)
        parts.append(_escaped(text[last:]))
        return "".join(parts)

    def _mention(self, number: str) -> str:
        address, title, badge = self._mentions[number]
        tip = f' title="{_escaped(title)}"' if title else ""
        link = f'<a class="gk-mention" href="{_escaped(address)}"{tip}>{_escaped(number)}</a>'
        return link + _badge(badge) if badge else link

    def _words(self, match: re.Match[str]) -> str:
        kind = match.lastgroup
        if kind in ("code", "strong", "both", "inner", "auto"):
            return match[kind]
        if kind == "href":
            return match["label"]
        if kind == "src":
            return match["alt"]
        if kind == "entity":
            return character_of(match["entity"])
        if kind == "escape":
            return match["escape"][1:]
        return "" if kind in ("br", "note") else match.group()


def character_of(entity: str) -> str:
    """The character that an HTML entity stands for; the entity itself where that could not be seen or is none."""
    made = html.unescape(entity)
    if made != entity and made.isspace():
        return "\xa0"
    seen = all(unicodedata.category(one)[0] in "LMNPS" and one != "\ufffd" for one in made)
    return made if seen and len(made) <= 2 else entity
