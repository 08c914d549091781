"""Tables without lines by which offices lay out a document: its signatures side by side, the red head of several agencies."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from gongkai.exchange.documents.document_lines import PrintedLine
from gongkai.model.script import simplified
from gongkai.model.words.matcher import matcher
from gongkai.texts.printed_dates import parse_printed_date

Cells = Sequence[Sequence[Sequence[str]]]
"""Rows of cells of lines."""
_AGENCY = matcher(
    r"[\u3400-\u9fff（）()·\s\u3000]{2,40}(?:局|厅|委员会|委|办公室|政府|办|部|院|中心|处|会|署|行|所|队|公司|站|学校|大学)\s*\Z"
)
_FILE = matcher(r"文\s*件\Z")
_MOST_CELLS = 12
_SEAL = matcher(r"[（(]\s*(?:盖\s*章|公\s*章|印\s*章|章)\s*[）)]\Z")


def is_agency(text: str) -> bool:
    """Whether a line is nothing but the name of an agency."""
    return bool(_AGENCY.match(_SEAL.sub("", simplified(text))))


def signature_lines(rows: Cells) -> list[PrintedLine]:
    """The signatures in a table that holds nothing else; none where it holds anything else.

    Every agency is a line, and below them the day, once where all of them state the same one.
    """
    cells = [cell for row in rows for cell in row]
    lines = [line for cell in cells for line in cell]
    days = [line for line in lines if parse_printed_date(line)]
    agencies = [line for line in lines if is_agency(line)]
    if not days or not agencies or len(days) + len(agencies) != len(lines) or len(cells) > _MOST_CELLS:
        return []
    if len({"".join(day.split()) for day in days}) == 1:
        return _on_the_right([*agencies, days[0]])
    width = max(map(len, rows))
    columns = [[line for row in rows if at < len(row) for line in row[at]] for at in range(width)]
    return _on_the_right([*chain.from_iterable(columns)])


def head_lines(rows: Cells) -> list[PrintedLine]:
    """The red head in a table: the agencies that issue a document together, and 文件 beside them; none where it is none."""
    lines = [line for row in rows for cell in row for line in cell]
    agencies = [line for line in lines if is_agency(line)]
    ends = [line for line in lines if _FILE.match(line)]
    if not agencies or len(ends) != 1 or len(agencies) + 1 != len(lines) or len(lines) > _MOST_CELLS:
        return []
    text = "\u3000".join([*("".join(one.split()) for one in agencies), "文件"])
    return [PrintedLine(text, text, side="center")]


def _on_the_right(lines: Sequence[str]) -> list[PrintedLine]:
    return [PrintedLine(line, line, side="right") for line in lines]
