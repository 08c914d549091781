"""Departures: items that were public and have been withdrawn (撤回) or taken down (撤下), with day, reason and notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from gongkai.model.addresses import number_url
from gongkai.model.document_number import fold, index_key, number_key, title_key
from gongkai.model.item import Item
from gongkai.model.kind import Kind
from gongkai.model.place import Place
from gongkai.model.relation import OutsideDocument


class Manner(Enum):
    """How an item left the column."""

    WITHDRAWN = "撤回"
    TAKEN_DOWN = "撤下"

    @property
    def state(self) -> str:
        """The wording of its state: 已撤回 or 已撤下."""
        return f"已{self.value}"


LAPSED = "公示期已满"
"""The reason of a departure where an item was public for a limited time only (公示)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """One item that has left; what the notice does not state is empty."""

    manner: Manner
    index_no: str
    """Its 索引号 or 编号, from which its permanent address comes; empty where the notice does not state it."""
    title: str
    doc_no: str
    kind: Kind
    """Its type, by which its page is listed; where that is not known, the type of the notice."""
    agency: str
    doc_date: date | None
    publish_date: date | None
    day: date | None
    """The day on which it left."""
    reason: str
    notice: Item | None
    """The 变更撤销说明 that announces it; None where the item's own time limit ended."""
    aliases: tuple[str, ...]
    """曾用网址, as written."""
    place: Place

    @property
    def url(self) -> str:
        """Its permanent address; empty where its number is not known."""
        return number_url(self.index_no) if self.index_no else ""

    @property
    def name(self) -> str:
        """Its title, else its document number, index number or first former address."""
        return self.title or self.doc_no or self.index_no or next(iter(self.aliases), "")

    @property
    def keys(self) -> tuple[str, ...]:
        """The normal forms by which texts can refer to it: of index number, document number and title."""
        keys = ((index_key, self.index_no), (number_key, self.doc_no), (title_key, self.title))
        return tuple(key(text) for key, text in keys if text)

    @property
    def document(self) -> OutsideDocument:
        """The target of relations to it."""
        return OutsideDocument(
            key=number_key(self.doc_no) if self.doc_no else fold(self.name),
            number=self.doc_no,
            title=self.title or ("" if self.doc_no else self.name),
            page=self.url,
            left=self.manner.state,
        )
