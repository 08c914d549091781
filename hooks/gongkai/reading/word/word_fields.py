"""The fields of a Word document (ISO/IEC 29500-1, 17.16): their instructions are no text, their last results are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.model.words.matcher import matcher
from gongkai.reading.word.word_elements import Element

_CONTENTS = ("TOC",)
_DAYS = ("DATE", "TIME")
_PAGES = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_ADDRESS = matcher(r'\s*HYPERLINK\s+(?:\\[not]\s+)*"([^"]+)"', re.IGNORECASE)
_CIRCLED = matcher(r"\\o\s*(?:\\a[clr]\s*)?[(（]\s*[○〇◯]\s*[,，;；]\s*(\S{1,2})\s*[)）]\s*\Z", re.IGNORECASE)
_FRACTION = matcher(r"\\f\s*[(（]([^(),;，；（）]+)[,，;；]([^(),;，；（）]+)[)）]\s*\Z", re.IGNORECASE)
_CIRCLES = dict(zip("一二三四五六七八九十", "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉")) | {
    str(one): chr(0x245F + one) for one in range(1, 21)
}
_SYMBOL = matcher(
    r'SYMBOL\s+(?P<number>\d{1,5}|0x[0-9a-f]{1,4})\s(?:.*\s)?\\f\s*"?(?P<font>[\w ]+?)"?\s*(?:\\.*)?\Z', re.IGNORECASE
)
_NUMBERS = ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM")


@dataclass(slots=True)
class Field:
    """A field: its instruction, and whether it has a stored result."""

    instruction: str = ""
    has_result: bool = False

    @property
    def name(self) -> str:
        return (self.instruction.split() or [""])[0].upper()


class OpenFields:
    """The fields that are open at a place of the document; one may reach over many paragraphs."""

    def __init__(self) -> None:
        self._open: list[Field] = []

    def mark(self, kind: str) -> Field | None:
        """Take note of a mark of a field: begin, separate or end; the field that has just ended."""
        if kind == "begin":
            self._open.append(Field())
        elif kind == "separate" and self._open:
            self._open[-1].has_result = True
        elif kind == "end" and self._open:
            return self._open.pop()
        return None

    def instruct(self, words: str) -> None:
        """Add to the instruction of the innermost field."""
        if self._open:
            self._open[-1].instruction += words

    @property
    def is_text(self) -> bool:
        """Whether what stands here is printed."""
        return all(one.has_result for one in self._open)

    @property
    def counts_pages(self) -> bool:
        """Whether what stands here is a number of pages."""
        return any(one.name in _PAGES for one in self._open)

    @property
    def address(self) -> str:
        """Where the innermost link leads that is a field; empty where there is none."""
        found = (_ADDRESS.match(one.instruction) for one in reversed(self._open))
        return next((match[1] for match in found if match), "")

    @property
    def in_contents(self) -> bool:
        """Whether this is a line of a table of contents, which the site makes itself."""
        return any(one.name in _CONTENTS for one in self._open)


def drawn_words(instruction: str) -> str | None:
    """What a field prints that draws letters (EQ): a sign in a circle or a fraction; None where it is something else."""
    drawn = instruction.strip()[2:].strip()
    if circled := _CIRCLED.match(drawn):
        return _CIRCLES.get(circled[1])
    fraction = _FRACTION.match(drawn)
    return f"{fraction[1].strip()}/{fraction[2].strip()}" if fraction else None


def filled_in(begin: Element) -> str:
    """What a field of an old form shows at its beginning: its box, or the entry that was chosen from a list."""
    data = begin.child("ffData")
    box = data.child("checkBox") if data else None
    entries = data.child("ddList") if data else None
    if box:
        return "☑" if (box.is_on("checked") if box.child("checked") else box.is_on("default")) else "☐"
    if entries:
        chosen = entries.value("result") or entries.value("default") or "0"
        written = [one.get("val") for one in entries.children if one.name == "listEntry"]
        return written[int(chosen)] if chosen.isdecimal() and int(chosen) < len(written) else ""
    return ""


def symbol_in(instruction: str) -> tuple[str, int] | None:
    """Font and number of the sign that a field SYMBOL prints; None where they cannot be told."""
    match = _SYMBOL.match(instruction.strip())
    return (match["font"], int(match["number"], 0)) if match else None


def is_live_date(name: str) -> bool:
    """Whether a field of this name shows the day on which the file is opened."""
    return name in _DAYS


def is_number(name: str) -> bool:
    """Whether a field of this name is a number that is stored nowhere."""
    return name in _NUMBERS


def is_page_number(name: str) -> bool:
    """Whether a field of this name is a number of pages."""
    return name in _PAGES


def draws_letters(name: str) -> bool:
    """Whether a field of this name has no result, but is drawn from its instruction."""
    return name in ("EQ", "SYMBOL")
