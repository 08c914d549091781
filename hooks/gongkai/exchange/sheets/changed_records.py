"""The record file with the changes of a sheet: only the lines of changed records are written anew, all others stay byte for byte."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gongkai.exchange.sheets.record_difference import ChangedRecord
from gongkai.model.kind import Field


class ChangedRecords:
    """Writes one record file anew; ``columns`` are those of the cells of its heading."""

    def __init__(self, text: str, columns: Sequence[Field | None], further: Sequence[Field]) -> None:
        """``further`` are columns that the file gets at its end, since the sheet has values in them."""
        self._rows = raw_rows(text)
        self._columns = columns
        self._further = further
        self._end = "\r\n" if "\r\n" in text else "\n"
        self._target = _Target()
        self._writer = csv.writer(self._target, lineterminator=self._end)

    def text(self, changed: Iterable[ChangedRecord], gone: Iterable[int], new: Iterable[Mapping[str, str]]) -> str:
        """The new file; ``gone`` has the lines of the records that are left out, ``new`` the cells of others by column."""
        changes = {one.line: {cell.column: cell.after for cell in one.cells} for one in changed}
        left_out = set(gone)
        is_header = True
        parts: list[str] = []
        for line, raw, cells in self._rows:
            if line in left_out:
                continue
            if not any(map(str.strip, cells)):
                parts.append(raw)
            elif is_header:
                parts.append(self._widened(raw, [field.title for field in self._further]))
                is_header = False
            elif line in changes:
                parts.append(self._line(cells, changes[line]))
            else:
                parts.append(self._widened(raw, [""] * len(self._further)))
        if parts and not parts[-1].endswith(("\n", "\r")):
            parts[-1] += self._end
        parts += (self._line([], one) for one in new)
        return "".join(parts)

    def _line(self, cells: Sequence[str], values: Mapping[str, str]) -> str:
        """A row with these values in the places of ``cells``; columns without a new value keep their cells."""
        kept = [*cells, *[""] * (len(self._columns) - len(cells))]
        row = [values.get(field.name, cell) if field else cell for field, cell in zip(self._columns, kept)]
        row += kept[len(self._columns) :]
        row += [values.get(field.name, "") for field in self._further]
        return self._written(row)

    def _widened(self, raw: str, cells: Sequence[str]) -> str:
        if not cells:
            return raw
        body = raw.rstrip("\r\n")
        more = self._written(cells).rstrip() if any(cells) else "," * (len(cells) - 1)
        return f"{body},{more}{raw[len(body) :] or self._end}"

    def _written(self, row: Sequence[str]) -> str:
        self._writer.writerow(row)
        return self._target.taken()


class _Target:
    """What a writer of CSV wrote last; one for all rows, since there may be very many."""

    def __init__(self) -> None:
        self._text = ""

    def write(self, text: str) -> None:
        self._text += text

    def taken(self) -> str:
        """What was written since the last time."""
        text, self._text = self._text, ""
        return text


def raw_rows(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Every row with the number of its first line, its text with the line end, and its cells."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            taken.append(line)
            yield line

    line = 1
    for cells in csv.reader(lines(), strict=True):
        yield line, "".join(taken), cells
        line += len(taken)
        taken.clear()
