"""Rows of a table of figures that are left out as secret (涉密剔除), and the sums that cannot be checked because of them."""

from __future__ import annotations

from gongkai.model.item import FigureTable

WITHHELD = "涉密"
"""What stands in the cells of such a row that are blank in the file, since a blank would count as 0."""


def open_rows(table: FigureTable, code_at: int) -> frozenset[int]:
    """The rows whose parts are not all in the table: those above a secret row by its code, or by the code before it.

    The row of the total has no code; it is -1 here, and open wherever anything is secret.
    """
    codes = {"".join(row[code_at].split()): number for number, row in reversed(tuple(enumerate(table.rows)))}
    found: set[int] = set()
    for secret in table.withheld:
        found.add(-1)
        before = [row for row in table.rows[: secret + 1] if "".join(row[code_at].split()).isdecimal()]
        code = "".join(before[-1][code_at].split()) if before else ""
        found |= {codes[code[:length]] for length in range(3, len(code) + 1) if code[:length] in codes}
    return frozenset(found)
