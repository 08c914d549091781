"""The imprint of an official document (版记, GB/T 9704-2012, 7.4): recipients of copies, printing agency and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.model.item import Item
from gongkai.model.words.matcher import matcher
from gongkai.texts.day_words import day_words
from gongkai.texts.printed_dates import parse_printed_date

_DATE = r"(?:\d{4}|[一二三四五六七八九〇○零]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日"
_PRINTED = matcher(
    rf"(?:(?P<agency>[\u3400-\u9fff（）()]{{2,40}}?)[\s\u3000]*)?(?P<date>{_DATE})[\s\u3000]*印发(?:[（(]?共印\s*\d+\s*份[）)]?)?[。]?\Z"
)
_AGENCY = matcher(r"[\u3400-\u9fff（）()]{2,40}(?:室|厅|局|委|处|科|部|院|会|中心|府|社|署)\Z")
_COPIES = matcher(r"(?P<head>抄\s*送|分\s*送)\s*[:：](?P<names>.*)", re.DOTALL)
_MOST_LINES = 5
"""Maximum number of lines of the list of recipients."""
_NAMES = matcher(r"[，,；;、。]")


@dataclass(frozen=True, slots=True)
class Imprint:
    """A parsed imprint; ``copies`` is the list of recipients as printed, ``printed_on`` is None if the date is missing."""

    copies: str = ""
    agency: str = ""
    printed_on: date | None = None
    printed: str = ""
    """The printing date as printed."""

    @property
    def recipients(self) -> tuple[str, ...]:
        """The recipients of copies (抄送机关), one by one."""
        return tuple(name.strip() for name in _NAMES.split(self.copies) if name.strip())


def imprint_lines(lines: Sequence[str]) -> tuple[int, ...]:
    """The indices of the lines of the imprint; the last one if a text has several, empty if it has none.

    «抄送：» in the middle of a text begins no imprint: an imprint ends with the printing line or with the text.
    """
    printed = next(
        (
            n
            for n in range(len(lines) - 1, -1, -1)
            if lines[n].endswith(("印发", "份", "份）", "份)", "印发。")) and _PRINTED.match(lines[n])
        ),
        None,
    )
    if printed is None:
        last = len(lines) - 1
        return (last,) if last > 0 and _COPIES.match(lines[last]) else ()
    first = printed
    match = _PRINTED.match(lines[printed])
    if match and match["agency"] and not _AGENCY.match(match["agency"].strip()):
        # «本通知自 2024年3月5日印发» is a sentence: no printing agency is named.
        return ()
    if match and not match["agency"]:
        if printed == 0 or not _AGENCY.match(lines[printed - 1]):
            return ()
        first -= 1
    for number in range(first - 1, max(-1, first - 1 - _MOST_LINES), -1):
        if _COPIES.match(lines[number]):
            return tuple(range(number, printed + 1))
    return tuple(range(first, printed + 1))


def imprint_of(lines: Sequence[str]) -> Imprint | None:
    """Parse the imprint among the lines of a text; None if it has none."""
    numbers = imprint_lines(lines)
    if not numbers:
        return None
    own = [lines[number] for number in numbers]
    match = next((found for line in own if (found := _PRINTED.match(line))), None)
    agency = (match["agency"] or own[-2]) if match else ""
    head = _COPIES.match(own[0])
    rest = own[1 : -1 if match and match["agency"] else -2 if match else None]
    return Imprint(
        copies="".join([head["names"].strip(), *(line.strip() for line in rest)]).rstrip("。") if head else "",
        agency=agency.strip(),
        printed_on=parse_printed_date(match["date"]) if match else None,
        printed="".join(match["date"].split()) if match else "",
    )


def stated_imprint(item: Item) -> Imprint | None:
    """The imprint stated by the fields of an item (抄送, 印发机关, 印发日期); None if they are empty."""
    copies = item.values.get("copies")
    names = [name for name in copies if isinstance(name, str)] if isinstance(copies, tuple) else []
    agency, day = item.text("print_agency"), item.day("printed_on")
    if not names and not agency and not day:
        return None
    return Imprint("，".join(names), agency, day, day_words(day))


def split_imprint_line(line: str) -> tuple[str, str]:
    """Split the printing line into agency and date, which are aligned left and right (GB/T 9704-2012, 7.4.3)."""
    match = _PRINTED.match(line)
    if not match or not match["agency"]:
        return line, ""
    return line[: match.start("date")].rstrip(), line[match.start("date") :]
