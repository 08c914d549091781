"""What comes due as an iCalendar file (RFC 5545), for the calendars of office software."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256

from gongkai.checking.coming.due_entry import DueEntry

_MOST_OCTETS = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_DAYS_AHEAD = 2
"""How many days before a last day a calendar reminds."""


def as_icalendar(entries: Iterable[DueEntry], agency: str, as_of: date) -> str:
    """The entries as days without a time; the same entry keeps its UID, so that importing again moves it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gongkai//due//ZH", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_escaped(agency)}公开期限")
    for one in entries:
        lines += _event(one, as_of)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(one: DueEntry, as_of: date) -> Iterator[str]:
    identity = "\n".join((one.category, one.about.index_no, one.about.path, one.what))
    about = [one.whose, one.reason, "暂估：当年放假安排还没有公布" if one.estimated else "", one.about.path]
    yield "BEGIN:VEVENT"
    yield f"UID:{sha256(identity.encode()).hexdigest()[:32]}@gongkai"
    yield f"DTSTAMP:{as_of:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(one.what)}"
    yield "DESCRIPTION:" + _escaped("\n".join(filter(None, about)))
    yield f"CATEGORIES:{_escaped(one.category)}"
    yield "TRANSP:TRANSPARENT"
    if one.must_act:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_escaped(one.what)}")
        yield from (f"TRIGGER:-P{_DAYS_AHEAD}D", "END:VALARM")
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, of which the later ones begin with a blank; no character is cut."""
    part, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _MOST_OCTETS:
            yield part
            part, size = " ", 1
        part += character
        size += width
    yield part
