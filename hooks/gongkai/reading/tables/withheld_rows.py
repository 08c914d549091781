"""Which rows of a printed table say that they are left out as secret (涉密剔除), in the words of ``withheld_words.yml``."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.model.kind import Field, FieldType
from gongkai.model.tables.left_out_rows import WITHHELD
from gongkai.model.words.matcher import matcher
from gongkai.reading.vocabulary import terms

_FIGURES = (FieldType.MONEY, FieldType.NUMBER, FieldType.INTEGER)
_END = matcher(r"[（(]([^（()）]*)[)）]\Z")


def is_withheld(cell: str) -> bool:
    """Whether a cell says so by itself, or after the name that it has: «（涉密）», «专项业务（涉密不公开）»."""
    plain = "".join(cell.split())
    found = _END.search(plain)
    return plain in terms("withheld_words") or (found is not None and found[1] in terms("withheld_words"))


def with_withheld(cells: Sequence[str], columns: Sequence[Field | None]) -> tuple[tuple[str, ...], bool]:
    """The cells of a row, its blank figures marked where it says that it is left out, and whether it says so."""
    if not any(WITHHELD[0] in cell and is_withheld(cell) for cell in cells):
        return tuple(cells), False
    return tuple(
        WITHHELD if not cell.strip() and column and column.type in _FIGURES else cell
        for cell, column in zip(cells, columns)
    ), True
