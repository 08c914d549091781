"""Why the last edit is not shown: mistakes in the sources, a refusal of the system, or a fault of the program."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.model.problems.causes import Cause, causes_of
from gongkai.model.problems.problem import Level, Problem
from gongkai.model.problems.refused import reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One trouble in words for those who edit; ``details`` are for those who maintain the program."""

    title: str
    words: str = ""
    causes: tuple[Cause, ...] = ()
    details: str = ""


def of_problems(problems: Iterable[Problem]) -> Trouble:
    """The errors among the problems, one for each cause."""
    errors = [one for one in problems if one.level is Level.ERROR]
    causes = causes_of(errors)
    places = f"（{len(errors)} 处）" if len(errors) > len(causes) else ""
    return Trouble(title=f"有 {len(causes)} 个错误{places}，最近的改动还没有显示", causes=causes)


def of_system(error: OSError) -> Trouble:
    """A refusal of the operating system."""
    where = f"（{error.filename}）" if error.filename else ""
    return Trouble(
        title="文件操作没有成功，最近的改动还没有显示",
        words=f"{reason(error)}{where}。排除以后再保存一次任何一个文件，就会重新读取。",
    )


def of_program(error: BaseException) -> Trouble:
    """An exception that nobody expected."""
    return of_details("".join(traceback.format_exception(error)))


def of_details(details: str) -> Trouble:
    """A fault of the program that is known by its traceback alone."""
    return Trouble(
        title="程序出错了，最近的改动还没有显示",
        words="这不是目录或正文的问题。请把下面的内容发给维护人员；改回刚才的改动，多半可以先继续工作。",
        details=details,
    )
