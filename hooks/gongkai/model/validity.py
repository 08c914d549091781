"""The validity (效力) of a document on a day, and the events from which it follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from gongkai.model.item import Item


class State(Enum):
    """The states of a document: 未标注 where no event says more, 不能判定 where nothing decides it."""

    IN_FORCE = "有效"
    NOT_YET = "尚未施行"
    AMENDED = "已修改"
    PARTLY = "部分失效"
    EXPIRED = "失效"
    REPEALED = "废止"
    WITHDRAWN = "撤回"
    UNMARKED = "未标注"
    UNDECIDED = "不能判定"

    @property
    def dead(self) -> bool:
        """Whether the document is no longer in force."""
        return self in (State.EXPIRED, State.REPEALED, State.WITHDRAWN)


DEAD = frozenset(state.value for state in State if state.dead)
"""Wordings of the states in which a document is no longer in force."""


class EventKind(Enum):
    """The events in the life of a document; each is stated by a date or a relation, none is inferred."""

    DATED = "成文"
    SIGNED = "签发"
    PUBLISHED = "发布"
    IN_FORCE = "施行"
    AMENDED = "修改"
    PARTLY_REPEALED = "部分废止"
    EXTENDED = "延长有效期"
    KEPT = "清理继续有效"
    EXPIRED = "有效期届满"
    DECLARED_EXPIRED = "宣布失效"
    REPEALED = "废止"
    WITHDRAWN = "撤回"
    GROUND_WITHDRAWN = "依据被撤回"
    """A document that had changed the validity was withdrawn itself, and the consequence for this document is not stated."""
    RESTORED = "恢复效力"

    @property
    def ends(self) -> bool:
        """Whether the document is no longer in force from that day on."""
        return self in (EventKind.REPEALED, EventKind.WITHDRAWN, EventKind.DECLARED_EXPIRED, EventKind.EXPIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event on a day; ``by`` is the item that causes it, None if it is the document itself."""

    kind: EventKind
    day: date
    by: Item | None = None
    clauses: tuple[str, ...] = ()
    until: date | None = None
    """Last day of validity, where the event sets one."""
    note: str = ""
    void_by: Item | None = None
    """The document that ended ``by`` before this event could take effect, so that it never did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """State of a document on the day ``as_of``, with its events in order of their days."""

    state: State
    as_of: date
    events: tuple[Event, ...] = ()
    since: date | None = None
    """The day since which the state holds; None where it is not known."""
    by: Item | None = None
    """The document that brought the state about: it ended (废止依据), restored or last amended this one."""
    until: date | None = None
    """The last day of validity (有效期至), extensions included; None where none is stated."""
    extension: Event | None = None
    """The extension from which ``until`` follows; None where the document's own date stands."""
    former_until: date | None = None
    """The last day that the document itself states, where ``until`` differs from it; else None."""
    successors: tuple[Item, ...] = ()
    """The documents that replaced it one after another, the newest last; a document that only ended it is not included."""
    changes: tuple[tuple[date, State], ...] = ()
    """Later days on which the state is already known to change (施行, 有效期届满), with the new state, for the browser."""
