"""What is known of a document's validity on a day, and the events it follows from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from gongkai.model.item import Item


class State(Enum):
    """The seven states, 未标注 wherever no event says more; 撤回, which is no repeal, and 不能判定 where nothing decides it."""

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
        """Whether nobody may rely on the document any more."""
        return self in (State.EXPIRED, State.REPEALED, State.WITHDRAWN)


class EventKind(Enum):
    """What happens to a document in its life; each is stated by a date or a relation, none is inferred."""

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
    """What had changed the validity was itself withdrawn, and nobody has said what that means for this document."""
    RESTORED = "恢复效力"

    @property
    def ends(self) -> bool:
        """Whether nobody may rely on the document from that day on."""
        return self in (EventKind.REPEALED, EventKind.WITHDRAWN, EventKind.DECLARED_EXPIRED, EventKind.EXPIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event on a day; ``by`` is the item that brings it about, None where the document itself does."""

    kind: EventKind
    day: date
    by: Item | None = None
    clauses: tuple[str, ...] = ()
    until: date | None = None
    """Last day of validity, where the event sets one."""
    note: str = ""
    void_by: Item | None = None
    """The document that ended ``by`` before this event could have its effect, which it therefore never had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """State of a document on ``as_of``, with the events that lead to it in order of their days."""

    state: State
    as_of: date
    events: tuple[Event, ...] = ()
    since: date | None = None
    by: Item | None = None
    """The document on which the state rests: that which ended (废止依据), restored or last amended this one."""
    until: date | None = None
    """The last day of validity (有效期至) by all that is known, extensions included; None where nothing decides it."""
    extension: Event | None = None
    """The extension from which ``until`` follows; None where the document's own date stands."""
    former_until: date | None = None
    """The last day that the document itself states, where it does not hold any more: an extension moved it, or nothing did."""
    successors: tuple[Item, ...] = ()
    """Chain of documents that replaced it, the newest last; what only ended it is no successor."""
    changes: tuple[tuple[date, State], ...] = ()
    """Later days on which the state will change by what is already known (施行, 有效期届满), for the reader's browser."""
