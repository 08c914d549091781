"""Masks the cells of a table: by the titles of their columns first, then as texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.checking.persons.name_columns import is_name_title, is_office_title, is_open_name
from gongkai.exchange.masking.masked_text import (
    NAME,
    Masked,
    masked_address,
    masked_name,
    masked_number,
    masked_text,
    names_of,
)
from gongkai.model.words.matcher import matcher

_TITLES = (
    (matcher("身份证|公民身份|证件号"), "公民身份号码", (6, 2)),
    (matcher("手机|联系电话|电话号码"), "电话号码", (3, 4)),
    (matcher("银行卡|卡号|银行账[号户]|存折|一卡通"), "银行卡号或者账号", (0, 4)),
    (matcher("护照|通行证"), "护照或者通行证号码", (2, 2)),
)
"""Titles of columns of numbers, what they are, and how many of the first and last signs stay."""
_ADDRESS, _BIRTH = matcher("住址|家庭地址|居住地|户籍地"), matcher("出生|生日")
_LEAST_DIGITS = 7


@dataclass(frozen=True, slots=True)
class MaskedTable:
    """The rows with masked cells, and what was found; the line of a cell is that of its row, from 1 on."""

    rows: tuple[tuple[str, ...], ...]
    found: tuple[Masked, ...]


def masked_table(rows: Sequence[Sequence[str]]) -> MaskedTable:
    """The proposal for a table whose titles stand in one of its first rows."""
    head = next((place for place, row in enumerate(rows[:4]) if any(map(_is_told, row))), -1)
    titles = [title.strip() for title in rows[head]] if head >= 0 else []
    is_office = any(map(is_office_title, titles))
    names = None if is_office else frozenset(name for row in rows for name in names_of(",".join(row)))
    found: list[Masked] = []
    shown: list[tuple[str, ...]] = []
    for number, row in enumerate(rows, 1):
        is_below = head >= 0 and number > head + 1
        cells = []
        for place, cell in enumerate(row):
            title = titles[place] if is_below and place < len(titles) else ""
            text, kinds = _cell(title, cell, names)
            found += (Masked(kind, number, is_done) for kind, is_done in kinds)
            cells.append(text)
        shown.append(tuple(cells))
    return MaskedTable(tuple(shown), tuple(found))


def _is_told(title: str) -> bool:
    patterns = (*(pattern for pattern, _, _ in _TITLES), _ADDRESS, _BIRTH)
    return is_name_title(title) or (len(title) < 16 and any(pattern.search(title) for pattern in patterns))


def _cell(title: str, cell: str, names: frozenset[str] | None) -> tuple[str, list[tuple[str, bool]]]:
    if not cell.strip():
        return cell, []
    if names is not None and is_name_title(title) and is_open_name(cell):
        return masked_name("".join(cell.split())), [(NAME, True)]
    for pattern, kind, (first, last) in _TITLES:
        if pattern.search(title) and sum(map(str.isdigit, cell)) >= _LEAST_DIGITS:
            text = masked_number(cell, first, last)
            return text, [(kind, True)] if text != cell else []
    if _ADDRESS.search(title):
        return masked_address(cell), [("个人住址", True)]
    if _BIRTH.search(title) and (day := re.match(r"\s*((?:19|20)\d\d)\D?\d", cell)):
        return day[1], [("自然人的出生日期", True)]
    proposal = masked_text(cell, names)
    return proposal.text, [(one.kind, one.is_masked) for one in proposal.found]
