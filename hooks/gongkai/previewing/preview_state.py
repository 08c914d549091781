"""How the preview stands at a moment, and the board on which everybody reads and awaits it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from gongkai.model.problems.problem import Problem
from gongkai.model.publication import Publication
from gongkai.previewing.asked_pages import AskedPages
from gongkai.previewing.trouble import Trouble


class Rest(Enum):
    """What is made after the pages (search, data): its state compared with them."""

    NONE = "检索和数据正在生成，稍后可用"
    OLD = "检索和数据还是上一次的，正在更新"
    WAITING = "检索和数据还是上一次的，改好以后更新"
    FRESH = ""
    FAILED = "检索和数据没有生成"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edition:
    """A state of the sources without errors, and its pages."""

    number: int
    shown_at: str
    """When it was first shown, as 10:32:05."""
    publication: Publication
    problems: Sequence[Problem]
    pages: AskedPages


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The last good edition, what has gone wrong since, and what is being done."""

    version: int = 0
    edition: Edition | None = None
    trouble: Trouble | None = None
    found: Sequence[Problem] = ()
    """The problems of the newest sources, whether they can be shown or not."""
    work: str = ""
    """What is being done in the first round: «检查 120/300»."""
    rest: Rest = Rest.NONE
    rest_trouble: Trouble | None = None
    outdated: bool = False
    """Whether the program itself was changed since the preview began."""


class Board:
    """Holds the standing; each change has a number, so that a page can wait for the next one."""

    def __init__(self) -> None:
        self.asked = "index.html"
        """The page of the site that was asked for last: what somebody is looking at."""
        self._standing = Standing()
        self._changed = threading.Condition()

    @property
    def now(self) -> Standing:
        """How it stands."""
        return self._standing

    def post(self, **changes: Any) -> Standing:
        """Change the standing and wake whoever waits; nothing happens where nothing is different."""
        with self._changed:
            new = replace(self._standing, **changes)
            if new != self._standing:
                self._standing = replace(new, version=self._standing.version + 1)
                self._changed.notify_all()
            return self._standing

    def after(self, seen: int, seconds: float) -> Standing:
        """The standing as soon as it is another one than that with the number ``seen``, at the latest after ``seconds``."""
        with self._changed:
            self._changed.wait_for(lambda: self._standing.version != seen, seconds)
            return self._standing
