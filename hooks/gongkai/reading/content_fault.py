"""What is wrong inside a file, without the place that names the file."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.model.problems.problem import Level

SAVE_AGAIN = "请用相应软件打开后重新另存，不要只改扩展名。"
BROKEN = "请重新下载或重新导出，打开核对后再放入。"


@dataclass(frozen=True, slots=True)
class ContentFault:
    """One fault: the rule that found it, what is wrong (follows the name of the file) and the remedy."""

    rule: str
    what: str
    remedy: str
    level: Level = Level.ERROR
