"""A saved web page cut to its document: what the page prints around it is listed, nothing of the document is lost or added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.checking.adverts.spam_in_texts import advert_in
from gongkai.exchange.documents.document_lines import PrintedLine
from gongkai.exchange.documents.drafts import Basis, Proposal
from gongkai.exchange.documents.head_of_document import begins_text, reads_like_title
from gongkai.exchange.documents.saved.page_chrome import (
    PrintedElement,
    begins_page,
    begins_section,
    elements_in_cells,
    elements_of,
    ends_page,
    is_label,
)
from gongkai.exchange.documents.saved.saved_pictures import picture_name
from gongkai.model.document_number import is_number, title_key
from gongkai.model.words.matcher import matcher
from gongkai.texts.printed_dates import parse_printed_date

_TITLE, _NUMBER, _OTHER = "标题", "发文字号", "其他"
_DATES = ("成文日期", "发布日期")
_FEW = 12
"""The most lines below the first line of a footer that still belong to it, however they read."""
_MOST_LABEL_LINES = 60
_LONGEST_ENTRY = 12
"""The longest entry of a menu."""
_DATE = matcher(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?(?=\s|\Z)")
_SIGNED = matcher(r"(?:\d{4}|[一二三四五六七八九〇○零]{4})\s*年.{1,8}月.{1,8}日\Z")
_SENTENCE_END = matcher("[。；！？]")


@dataclass(frozen=True, slots=True)
class CutPage:
    """The document in a page."""

    lines: tuple[PrintedLine, ...]
    proposals: tuple[Proposal, ...]
    cut: tuple[str, ...]
    """The lines that belong to the page, as they were."""
    doubtful: tuple[str, ...]
    """What the page says of the document and what cannot be a value as it is printed."""


def cut_page(lines: Sequence[PrintedLine], named: Sequence[PrintedElement] = ()) -> CutPage:
    """The document among the ``lines``; ``named`` is what the page says of it out of sight (网页标签)."""
    elements = [*named]
    listed: set[int] = set()
    start = _head(lines, elements, listed)
    above = range(start)
    end = _foot(lines, start)
    seen = [one for one in above if one not in listed]
    title = _title(lines, seen, elements)
    number = next((one for one in seen if is_number(lines[one].text.strip())), None)
    proposals, doubtful = _proposals(elements)
    labels = {one.label for one in proposals}
    if title is not None and _TITLE not in labels:
        proposals.insert(0, Proposal(_TITLE, (lines[title].text.strip(),), Basis.INFERRED))
    if number is not None and _NUMBER not in labels:
        proposals.append(Proposal(_NUMBER, (lines[number].text.strip(),), Basis.INFERRED))
    told = listed | {one for one in above if _is_told(lines[one].text)}
    # A remark or a name below the title is the document's own, unless it is known to be the page's.
    own = [one for one in seen if title is not None and one > title and one != number and _is_unknown(lines[one])]
    cut = [_named(lines[one]) for one in above if one not in (title, number, *told, *own)]
    cut += [_named(line) + ("（疑似被植入的广告）" if advert_in(line.text) else "") for line in lines[end:]]
    kept = [*(lines[one] for one in own), *lines[start:end]]
    return CutPage(tuple(kept), tuple(proposals), tuple(filter(None, cut)), tuple(doubtful))


def _named(line: PrintedLine) -> str:
    return f"图片“{picture_name(line)}”" if line.picture else line.text


def _head(lines: Sequence[PrintedLine], elements: list[PrintedElement], listed: set[int]) -> int:
    """The number of the line on which the text begins; adds what the lines above it say of the document.

    ``listed`` gets the numbers of the lines that say nothing else.
    """
    title_seen = False
    for number, line in enumerate(lines):
        text = line.text.strip()
        if number in listed:
            continue
        side_by_side = elements_in_cells(line.cells) if line.is_table else _label_lines(lines, number, listed)
        found = side_by_side or (() if line.is_table else _dated(text))
        if side_by_side:
            listed.add(number)
        if found or not text:
            elements += found
        elif line.is_table and not title_seen and _is_chrome(line) and _title_follows(lines, number):
            continue
        elif line.is_table or (begins_text(line) and not begins_page(text)):
            return number
        title_seen = title_seen or (reads_like_title(text) and not found)
    # A page without any sentence is kept whole.
    listed.clear()
    return 0


def _label_lines(lines: Sequence[PrintedLine], number: int, listed: set[int]) -> tuple[PrintedElement, ...]:
    """The elements in lines of labels and values by turns, as definition lists have them, which begin on line ``number``."""
    if not is_label(lines[number].text):
        return ()
    end = number
    while end < len(lines) and end - number < _MOST_LABEL_LINES and not lines[end].is_table and not lines[end].picture:
        if not is_label(lines[end].text) and not is_label(lines[end - 1].text):
            break
        end += 1
    found = elements_in_cells([line.text for line in lines[number:end]], least=2)
    if found:
        listed.update(range(number, end))
    return found


def _dated(text: str) -> tuple[PrintedElement, ...]:
    """The elements of a line; a date or time before the first label is one of them, of which nobody knows what it dates."""
    found = elements_of(text)
    date = _DATE.match(text)
    if found or not date:
        return found
    rest = text[date.end() :].strip(" \u3000|｜")
    after = elements_of(rest)
    return (PrintedElement("日期", _OTHER, date.group().strip()), *after) if after or not rest else ()


def _is_chrome(line: PrintedLine) -> bool:
    """Whether a table could be a menu: short words without any sentence."""
    return all(len(cell) <= _LONGEST_ENTRY for cell in line.cells) and not _SENTENCE_END.search(line.text)


def _title_follows(lines: Sequence[PrintedLine], number: int) -> bool:
    """Whether the title stands below a line, and nothing that begins a text between them."""
    for line in lines[number + 1 : number + 1 + _MOST_LABEL_LINES]:
        text = line.text.strip()
        if reads_like_title(text) or line.outline == 0:
            return True
        if not line.is_table and begins_text(line) and not begins_page(text) and not elements_of(text):
            return False
    return False


def _foot(lines: Sequence[PrintedLine], start: int) -> int:
    """The number of the line after the text."""
    end = _below_signature(lines, start)
    for number in range(end - 1, max(start, end - 1 - 2 * _FEW), -1):
        text = lines[number].text.strip()
        if any(parse_printed_date(one.text) for one in lines[number:end]):
            # The day of a signature ends the document, whatever stands above it.
            break
        if ends_page(text) or advert_in(text) or _is_function(text):
            end = number
        elif end - number > _FEW or _SENTENCE_END.search(text) or lines[number].is_table:
            break
    return end


def _below_signature(lines: Sequence[PrintedLine], start: int) -> int:
    """The number of the first line below the day of a signature that heads a section of the page; else of the end."""
    days = [at for at in range(start, len(lines)) if _SIGNED.match(lines[at].text.strip())]
    for number in range(days[-1] + 1 if days else len(lines), len(lines)):
        if begins_section(lines[number].text):
            return number
    return len(lines)


def _title(lines: Sequence[PrintedLine], above: Sequence[int], elements: Sequence[PrintedElement]) -> int | None:
    """The line of the title above the text: the one that the page names, else the longest one that reads like a title."""
    named = {title_key(one.value) for one in elements if one.field == _TITLE and one.value}
    # A trail may name it before it stands above the text.
    for number in reversed(above):
        if title_key(lines[number].text) in named:
            return number
    reading = [
        number
        for number in above
        if reads_like_title(lines[number].text) and not elements_of(lines[number].text.strip())
    ]
    return max(reading, key=lambda number: len(lines[number].text), default=None)


def _is_unknown(line: PrintedLine) -> bool:
    return not line.picture and not _dated(line.text.strip()) and not begins_page(line.text.strip())


def _is_told(text: str) -> bool:
    """Whether a line only says elements, so that nothing of it is cut."""
    found = _dated(text.strip())
    return bool(found) and all(one.field for one in found)


def _is_function(text: str) -> bool:
    """Whether a line only has labels of functions of the page, such as 浏览次数."""
    found = elements_of(text)
    return bool(found) and not any(one.field for one in found)


def _proposals(elements: Sequence[PrintedElement]) -> tuple[list[Proposal], list[str]]:
    proposals: list[Proposal] = []
    doubtful: list[str] = []
    for one in elements:
        value = one.value
        if not one.field or any(known.label == one.field for known in proposals):
            continue
        if not value:
            doubtful.append(f"网页的“{one.label}”是空的。")
        elif one.field == _OTHER:
            doubtful.append(f"网页写有“{one.label}：{value}”，没有写进草稿。")
        elif one.field in _DATES:
            day = parse_printed_date(value)
            if day:
                proposals.append(Proposal(one.field, (day.isoformat(),), Basis.PRINTED, one.label))
            else:
                doubtful.append(f"网页的“{one.label}：{value}”不是完整的日期，没有写进草稿。")
        else:
            proposals.append(Proposal(one.field, (value,), Basis.PRINTED, one.label))
    return proposals, doubtful
