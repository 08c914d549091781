"""Reports of problems: for a terminal, as JSON, and as annotations of a pull request on GitHub."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date

from gongkai.model.item import Item
from gongkai.model.problems.causes import Cause, causes_of
from gongkai.model.problems.printable import printable
from gongkai.model.problems.problem import Level, Problem
from gongkai.texts.day_words import day_words

MOST_ANNOTATIONS = 10
"""Most annotations of one level that GitHub shows for a step of a workflow."""

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
"""What each change is told of, by level; what is unfinished stands on a page of its own (``setup/gaps.py``)."""
_IN_JSON = {**_COMMANDS, Level.UNFINISHED: "unfinished"}


def as_text(problems: Sequence[Problem]) -> str:
    """Each problem on a line with its place; on the next lines the remedy, and how to publish the original unchanged."""
    lines = []
    for one in problems:
        where = f"{one.path}:{one.line}:{one.column}" if one.line else one.path
        lines.append(f"{where}: {one.level.value}[{one.rule}] {one.what}")
        if one.remedy:
            lines.append(f"    {one.remedy}")
        if one.printed_at:
            lines.append(f"    {_as_printed(one)}")
    return "\n".join(lines)


def as_screen(problems: Sequence[Problem]) -> str:
    """Each cause once, the errors last, since a terminal shows the end of the output; without what is unfinished."""
    lightest_first = list(_COMMANDS)[::-1]
    told = [one for one in problems if one.level in _COMMANDS]
    return _of_causes(sorted(told, key=lambda one: lightest_first.index(one.level)))


def _of_causes(problems: Sequence[Problem]) -> str:
    lines = []
    for cause in causes_of(problems):
        lines.append(as_text([cause.first]))
        if cause.others:
            lines.append(f"    {cause.others}")
    return "\n".join(lines)


def as_refusal(problems: Sequence[Problem]) -> str:
    """The report of a build that stops: its errors, and the number of other problems."""
    counts = Counter(cause.first.level for cause in causes_of(problems))
    others = "、".join(f"{counts[level]} 条{level.value}" for level in (Level.WARNING, Level.NOTE) if counts[level])
    lines = [_of_causes([one for one in problems if one.level is Level.ERROR])]
    if others:
        lines.append(f"另有 {others}，用 make check 查看。")
    return "\n".join(lines)


def as_schedule(days: Sequence[tuple[date, Sequence[Item]]]) -> str:
    """The scheduled items (定时公开) by day: one line with their number, then a line for each day with their files."""
    lines = [f"定时公开 {sum(len(items) for _, items in days)} 件，到下面的日期才公开："] if days else []
    lines += (
        f"    {day_words(day)}（{len(items)} 件）：{'、'.join(dict.fromkeys(printable(item.place.path) for item in items))}"
        for day, items in days
    )
    return "\n".join(lines)


def as_json(problems: Sequence[Problem], *, plain: bool = False) -> str:
    """The counts by level and all problems as JSON; ``plain`` writes it in ASCII with escapes."""
    counts = Counter(one.level for one in problems)
    return json.dumps(
        {
            "errors": counts[Level.ERROR],
            "warnings": counts[Level.WARNING],
            "notes": counts[Level.NOTE],
            "unfinished": counts[Level.UNFINISHED],
            "problems": [
                {
                    "path": one.path,
                    "line": one.line,
                    "column": one.column,
                    "rule": one.rule,
                    "level": _IN_JSON[one.level],
                    "what": one.what,
                    "remedy": one.remedy,
                    **({"as_printed": one.printed_at} if one.printed_at else {}),
                }
                for one in problems
            ],
        },
        ensure_ascii=plain,
        indent=1,
    )


def as_github(problems: Sequence[Problem]) -> str:
    """Workflow commands of GitHub that annotate the lines; where there are too many, the last one states how many more."""
    lines = []
    for level, command in _COMMANDS.items():
        of_level = _annotated([one for one in problems if one.level is level])
        shown = of_level if len(of_level) <= MOST_ANNOTATIONS else of_level[: MOST_ANNOTATIONS - 1]
        for cause in shown:
            one = cause.first
            place = f"file={_property(one.path)}"
            if one.line:
                place += f",line={one.line},col={max(1, one.column)}"
            words = " ".join(filter(None, (one.what, one.remedy, cause.others, _as_printed(one))))
            title = _property(f"{level.value} {one.rule}")
            lines.append(f"::{command} {place},title={title}::{_message(words)}")
        if len(shown) < len(of_level):
            lines.append(
                f"::{command}::另有 {len(of_level) - len(shown)} 条{level.value}没有列出，请在本机运行 make check 查看。"
            )
    return "\n".join(lines)


def _annotated(problems: Sequence[Problem]) -> tuple[Cause, ...]:
    """Each problem by itself where GitHub shows so many, else each cause at its first place."""
    return tuple(Cause((one,)) for one in problems) if len(problems) <= MOST_ANNOTATIONS else causes_of(problems)


def summary(problems: Sequence[Problem]) -> str:
    """The counts by level and the verdict as one Chinese sentence; what is unfinished does not count."""
    problems = [one for one in problems if one.level in _COMMANDS]
    if not problems:
        return "检查通过，没有发现问题。"
    counts = Counter(one.level for one in problems)
    causes = Counter(cause.first.level for cause in causes_of(problems))
    parts = [_counted(level, causes[level], counts[level]) for level in _COMMANDS if counts[level]]
    verdict = "有错误，不能发布。" if counts[Level.ERROR] else "没有错误，可以发布。"
    return f"共 {'、'.join(parts)}；{verdict}"


def _counted(level: Level, causes: int, places: int) -> str:
    return f"{causes} 条{level.value}" + (f"（{places} 处）" if places > causes else "")


def exit_code(problems: Sequence[Problem], strict: bool = False) -> int:
    """1 where a problem stops publication: an error, with ``strict`` also a warning; else 0."""
    stopping = (Level.ERROR, Level.WARNING) if strict else (Level.ERROR,)
    return int(any(one.level in stopping for one in problems))


def _as_printed(one: Problem) -> str:
    """How to publish an original with this defect unchanged; the place comes last, so that it can be copied. Else empty."""
    return f"原件如此的，在“照原件公开”里写明理由，位置: {one.printed_at}" if one.printed_at else ""


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
