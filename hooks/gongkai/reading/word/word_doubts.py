"""What stands in a Word document beside the words that were signed: changes, comments, hidden text, numbers nobody can print."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class DoubtKind(Enum):
    """Why a place must be looked at, in the words of messages."""

    REVISION = "有没有接受的修订"
    COMMENT = "有批注"
    HIDDEN = "有隐藏的文字"
    NUMBERING = "的自动编号读不懂"
    ENCLOSED_TEXT = "嵌入了另一份文档的正文"
    SKIPPED_NUMBER = "的编号前面没有上一级的编号"
    LIVE_DATE = "有自动更新的日期"
    LIVE_PAGES = "有自动更新的页数"
    FORMULA = "里的公式写成了一行文字"
    RUBY = "有注音，写在了括号里"
    DRAWN = "有用图形画的图，只写了框里的文字"
    LOOK = "的样子没有保留"


STOPPING = (
    DoubtKind.REVISION,
    DoubtKind.COMMENT,
    DoubtKind.HIDDEN,
    DoubtKind.NUMBERING,
    DoubtKind.ENCLOSED_TEXT,
)
"""What makes it unknown which words are the document's; the others are only to be compared with the page."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One place: the words of the paragraph by which people find it, and more about it in Chinese."""

    kind: DoubtKind
    words: str
    detail: str = ""
