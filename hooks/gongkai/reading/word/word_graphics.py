"""What charts and diagrams of a Word document say: the numbers a chart was drawn from, the words in a SmartArt drawing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from gongkai.model.words.matcher import matcher
from gongkai.reading.office.xml_events import DamagedXmlError
from gongkai.reading.word.word_elements import Element, elements_in

_MOST_POINTS = 500
_FORMAT = matcher(r"(?P<group>#,##)?0(?P<decimals>\.0{1,10})?(?P<percent>%)?(?:_.)?\Z")
"""Formats of numbers that are printed with certainty, besides the general one."""
_GENERAL = ("", "general", "g/通用格式")


@dataclass(frozen=True, slots=True)
class ChartData:
    """The title of a chart and its numbers as a table: the first row names the series, the first cell of each row a point."""

    title: str
    rows: tuple[tuple[str, ...], ...]


def chart_data(xml: bytes) -> ChartData | None:
    """The data in a part with a chart (ISO/IEC 29500-1, 21.2); None where it has none that a table can hold."""
    try:
        parts = elements_in(xml)
    except DamagedXmlError:
        return None
    root = Element("chartSpace", {}, [*parts])
    title = next(
        ("".join(one.text for one in title.below("t")) for title in root.below("title", outside="plotArea")), ""
    )
    series = [*root.below("ser")]
    labels: dict[int, str] = {}
    columns: list[tuple[str, dict[int, str]]] = []
    for one in series:
        for number, label in _points(one, "cat").items():
            labels.setdefault(number, label)
        values = _numbers(one)
        if values is None or any(True for _ in one.below("lvl")):
            return None
        columns.append(("".join(_points(one, "tx").values()), values))
    numbers = sorted({number for _, values in columns for number in values})
    if not numbers or len(numbers) > _MOST_POINTS or not labels:
        return None
    head = ("", *(name for name, _ in columns))
    rows = ((labels.get(at, ""), *(values.get(at, "") for _, values in columns)) for at in numbers)
    return ChartData(" ".join(title.split()), (head, *rows))


def _numbers(series: Element) -> dict[int, str] | None:
    """The values of a series as they are printed; None where their format is not known for certain."""
    part = series.child("val")
    codes = [one.text.strip() for one in part.below("formatCode")] if part else []
    try:
        return {at: _printed(value, codes[0] if codes else "") for at, value in _points(series, "val").items()}
    except (InvalidOperation, ValueError):
        return None


def _printed(value: str, code: str) -> str:
    """A value in a format. Raises InvalidOperation and ValueError."""
    number = Decimal(value)
    if code.lower() in _GENERAL:
        return f"{float(number):.11g}"
    known = _FORMAT.match(code)
    if known is None or not number.is_finite():
        raise ValueError(code)
    decimals = len(known["decimals"] or ".") - 1
    shown = f"{number * 100 if known['percent'] else number:{',' if known['group'] else ''}.{decimals}f}"
    return shown + (known["percent"] or "")


def _points(series: Element, name: str) -> dict[int, str]:
    """The stored points of one part of a series, by their numbers."""
    part = series.child(name)
    found: dict[int, str] = {}
    for point in part.below("pt") if part else ():
        value = point.child("v")
        if point.get("idx").isdecimal() and value:
            found[int(point.get("idx"))] = value.text.strip()
    return found


def diagram_words(xml: bytes) -> tuple[str, ...]:
    """The words of each box of a diagram (ISO/IEC 29500-1, 21.4), in the order in which they are stored."""
    try:
        parts = elements_in(xml)
    except DamagedXmlError:
        return ()
    points = (point for one in parts for point in Element("", {}, [one]).below("pt"))
    texts = ("".join(one.text for one in point.below("t") if not one.children).strip() for point in points)
    return tuple(text for text in texts if text)
