"""The numbers of a new item: its 索引号 always, 文号 and 登记号 where the column is the register in which they are given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gongkai.drafting.used_numbers import used_numbers
from gongkai.model.document_number import prefix_of, standard_form
from gongkai.model.item import Item
from gongkai.model.publication import ReadColumn
from gongkai.reading.values.serial_number import Series, UnusedNumbers, split_number

DOCUMENT, REGISTERED = "发文字号", "规范性文件登记号"
_WIDTH = 5
"""Digits of the serial in an index number (机构代码/年份-顺序号)."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """From what the numbers of a new item follow: the column, where it lies, and the year."""

    column: ReadColumn
    root: Path
    year: int

    def index_no(self) -> str:
        """The next index number in the form of the agency; empty where nothing tells its form."""
        series = self._index_series()
        return self._next(series) if series else ""

    def doc_no(self, prefix: str) -> str:
        """The document number after the last one with this 机关代字 in this year."""
        return standard_form(self._next(Series(f"{prefix}〔{self.year}〕", "号")))

    def prefixes(self) -> tuple[str, ...]:
        """The 机关代字 of the agency, the one used last first."""
        known = self.column.settings.agency.number_prefixes
        latest = [prefix_of(item.doc_no) for item in self._latest() if item.doc_no]
        return tuple(dict.fromkeys(one for one in (*latest, *known) if one in known))

    def like_the_latest(self, name: str) -> str:
        """The number after those of this year in the form of the latest item with one; empty where no item has one."""
        for item in self._latest():
            found = split_number(item.text(name)) if item.text(name) else None
            if found:
                return self._next(found[0].in_year(self.year))
        return ""

    def _index_series(self) -> Series | None:
        agency = self.column.settings.agency
        own = tuple(code for code in (agency.org_code, agency.credit_code) if code)
        for item in self._latest():
            # Items of others have numbers of others; once the agency has given numbers, the form of the latest holds.
            if "index_no" in item.values and (not own or item.index_no.startswith(own)):
                found = split_number(item.index_no)
                return found[0].in_year(self.year) if found else None
        return Series(f"{own[0]}/{self.year}-", width=_WIDTH) if own else None

    def _latest(self) -> Iterable[Item]:
        """The items of the agency, the last published one first."""
        name = self.column.settings.agency.name
        dated = [item for item in self.column.items if item.publish_date and item.agency == name]
        return sorted(dated, key=lambda item: (str(item.publish_date), item.index_no), reverse=True)

    def _next(self, series: Series) -> str:
        return UnusedNumbers(used_numbers(self.root, [series])).next_in(series)
