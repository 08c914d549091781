"""What was public and has left the site: what it was, when and why it went, and which notice says so."""

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
    """How something left."""

    WITHDRAWN = "撤回"
    TAKEN_DOWN = "撤下"

    @property
    def state(self) -> str:
        """What is said of it now."""
        return f"已{self.value}"


LAPSED = "公示期已满"
"""The reason for which an item leaves that was public for a time only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """One item that left; what nobody has stated about it is empty."""

    manner: Manner
    index_no: str
    """Its 索引号 or 编号, from which its permanent address comes; empty where the notice does not let it be known."""
    title: str
    doc_no: str
    kind: Kind
    """Its type, or that of the notice where its own is not known; where its page stands in the tree."""
    agency: str
    doc_date: date | None
    publish_date: date | None
    day: date | None
    """The day on which it left."""
    reason: str
    notice: Item | None
    """The 变更撤销说明; None where the term of the item itself was over."""
    aliases: tuple[str, ...]
    """曾用网址, as written."""
    place: Place

    @property
    def url(self) -> str:
        """Its permanent address; empty where its number is not known."""
        return number_url(self.index_no) if self.index_no else ""

    @property
    def name(self) -> str:
        """What people know it by, as far as it is known."""
        return self.title or self.doc_no or self.index_no or next(iter(self.aliases), "")

    @property
    def keys(self) -> tuple[str, ...]:
        """In what normal forms texts can name it."""
        keys = ((index_key, self.index_no), (number_key, self.doc_no), (title_key, self.title))
        return tuple(key(text) for key, text in keys if text)

    @property
    def document(self) -> OutsideDocument:
        """What a relation to it points to."""
        return OutsideDocument(
            key=number_key(self.doc_no) if self.doc_no else fold(self.name),
            number=self.doc_no,
            title=self.title or ("" if self.doc_no else self.name),
            page=self.url,
            left=self.manner.state,
        )
