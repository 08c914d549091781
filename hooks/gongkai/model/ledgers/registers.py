"""Entries of the registers that an agency keeps by hand in ``catalogue/ledgers/``, and where each is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.model.ledgers.period import Period
from gongkai.model.place import Place

NIL, NOT_APPLICABLE = "无", "不适用"
"""What a signed entry can say of a matter in a period: that there was nothing to publish, or that nothing is due."""
WORKS, BROKEN, MOVED = "正常", "失效", "改址"
"""What the last look at an outside address found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NilEntry:
    """A signed statement that a matter of the directory has nothing to publish in a period (零报告)."""

    matter: str
    """Number of the matter in the directory."""
    period: Period
    state: str
    """``NIL`` or ``NOT_APPLICABLE``."""
    reason: str
    signed_by: str
    """Office of the person who answers for it, no name."""
    day: date
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideLink:
    """What is known of an address outside the column: when somebody last looked, and what was there."""

    url: str
    day: date
    result: str
    """``WORKS``, ``BROKEN`` or ``MOVED``."""
    note: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """An indicator by which the agency's disclosure is assessed (评估指标), and where the column shows what it asks for."""

    group: str
    """一级指标."""
    name: str
    source: str
    shown: tuple[str, ...]
    """Index numbers, numbers of matters in the directory, titles of types, or addresses."""
    note: str
    unit: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A package that was handed to an archive, a library or a service centre (交付记录)."""

    package: str
    day: date
    root: str
    """The root digest of the package: 64 hexadecimal digits."""
    receiver: str
    manner: str
    note: str
    place: Place

    @property
    def is_public(self) -> bool:
        """Whether the name says that the package holds only what is public (archive --public)."""
        return self.package.endswith("-public")


@dataclass(frozen=True, slots=True)
class Registers:
    """All registers of a column, each in the order of its file."""

    nil: tuple[NilEntry, ...] = ()
    links: tuple[OutsideLink, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
