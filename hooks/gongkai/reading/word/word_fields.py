"""The fields of a Word document (ISO/IEC 29500-1, 17.16): their instructions are no text, their last results are."""

from __future__ import annotations

from dataclasses import dataclass

_CONTENTS = ("TOC",)
_DAYS = ("DATE", "TIME")
_PAGES = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_NUMBERS = ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM")


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    has_result: bool = False

    @property
    def name(self) -> str:
        return (self.instruction.split() or [""])[0].upper()


class OpenFields:
    """The fields that are open at a place of the document; one may reach over many paragraphs."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    def mark(self, kind: str) -> str:
        """Take note of a mark of a field: begin, separate or end; the name of a field that has just ended."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].has_result = True
        elif kind == "end" and self._open:
            return self._open.pop().name
        return ""

    def instruct(self, words: str) -> None:
        """Add to the instruction of the innermost field."""
        if self._open:
            self._open[-1].instruction += words

    @property
    def is_text(self) -> bool:
        """Whether what stands here is printed."""
        return all(one.has_result and one.name not in _PAGES for one in self._open)

    @property
    def in_contents(self) -> bool:
        """Whether this is a line of a table of contents, which the site makes itself."""
        return any(one.name in _CONTENTS for one in self._open)


def is_live_date(name: str) -> bool:
    """Whether a field of this name shows the day on which the file is opened."""
    return name in _DAYS


def is_number(name: str) -> bool:
    """Whether a field of this name is a number that is stored nowhere."""
    return name in _NUMBERS


def is_page_number(name: str) -> bool:
    """Whether a field of this name is a number of pages."""
    return name in _PAGES
