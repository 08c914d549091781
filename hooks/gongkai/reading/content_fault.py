"""A problem in the contents of an attachment, before it is known where the attachment is named."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.model.problems.problem import Level

SAVE_AGAIN = "请用相应软件打开后重新另存，不要只改扩展名。"
BROKEN = "请重新下载或重新导出，打开核对后再放入。"


@dataclass(frozen=True, slots=True)
class ContentFault:
    """Code, message, remedy and level; the message continues a sentence that begins with the name of the file."""

    rule: str
    what: str
    remedy: str
    level: Level = Level.ERROR
