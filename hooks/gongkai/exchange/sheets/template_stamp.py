"""The stamp of a template: of which type it is, and of which version of its columns."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.exchange.sheets.sheet_columns import SheetColumn
from gongkai.model.words.matcher import matcher

GUIDE = "填写说明"
"""The name of the sheet that explains the columns and bears the stamp."""
RECORDS, ITEMS = "逐条记录", "信息"
_STAMP = matcher(r"模板：(.+)·(逐条记录|信息)·版本 ([0-9a-f]{8})(?:·索引号 (\S+))?\Z")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a template says of itself."""

    kind: str
    """The title of the type."""
    content: str
    """Whether it is for records or for items."""
    version: str
    index_no: str = ""
    """The item whose records it had when it was made; empty for a blank one."""

    def __str__(self) -> str:
        index_no = f"·索引号 {self.index_no}" if self.index_no else ""
        return f"模板：{self.kind}·{self.content}·版本 {self.version}{index_no}"


def stamp_in(rows: Iterable[list[str]]) -> Stamp | None:
    """The stamp in the first column of the guide."""
    for row in rows:
        found = _STAMP.match(row[0].strip()) if row else None
        if found:
            return Stamp(found[1], found[2], found[3], found[4] or "")
    return None


def version_of(columns: Iterable[SheetColumn]) -> str:
    """The version of a template with these columns: another one means other headings or other kinds of values."""
    said = "\n".join(f"{column.title} {column.field.type.value}" for column in columns)
    return hashlib.sha256(said.encode()).hexdigest()[:8]
