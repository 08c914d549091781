"""``due``: lists what comes due on the days ahead by unit, and when the column would next fail an indicator of inspections."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from gongkai.building.build_caches import BuildCaches
from gongkai.building.sources import checked_column
from gongkai.checking.coming.due_entry import DueEntry, by_unit
from gongkai.checking.coming.due_list import due_within
from gongkai.checking.inspection_ahead import Forecast, forecasts
from gongkai.commands.icalendar import as_icalendar
from gongkai.commands.progress_line import shown_progress
from gongkai.commands.terminal import print_error
from gongkai.model.problems.problem import Level
from gongkai.texts.day_words import day_words

DAYS = 30
_MOST_DAYS = 3660
_ESTIMATED = "〔暂估〕"


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options of ``due``."""
    command.add_argument("--days", type=_days, metavar="天数", default=DAYS, help=f"看今后多少天，缺省 {DAYS}")
    command.add_argument("--ics", type=Path, metavar="文件", help="另写成日历文件，放进办公软件的日历")
    command.add_argument("--json", action="store_true", help="输出 JSON")


def due(options: argparse.Namespace) -> int:
    """Print what comes due; that something does, or is overdue, is no failure."""
    with shown_progress(sys.stderr, wanted=not options.json) as progress:
        publication, problems = checked_column(
            options.root, options.as_of, BuildCaches(options.root, progress=progress)
        )
    entries = due_within(publication, options.days)
    outlook = forecasts(publication, problems)
    wrong = sum(one.level is Level.ERROR for one in problems)
    if wrong:
        print_error(f"源文件有 {wrong} 处错误，列出来的可能不全；用 make check 查看。")
    if options.json:
        found = {
            "as_of": options.as_of.isoformat(),
            "days": options.days,
            "due": [_data(one, options.as_of) for one in entries],
            "inspection": [_forecast_data(one) for one in outlook],
        }
        # A program reads UTF-8, whatever the terminal writes; escapes are the same in every encoding.
        print(json.dumps(found, ensure_ascii=sys.stdout.encoding.lower() != "utf-8", indent=1))
    else:
        print("\n".join(_lines(entries, outlook, options.as_of, options.days)))
    if options.ics:
        agency = publication.reading.settings.agency.name
        options.ics.write_text(as_icalendar(entries, agency, options.as_of), encoding="utf-8", newline="")
        print_error(f"日历写到了 {options.ics}（{len(entries)} 项）。")
    return 0


def forecast_words(one: Forecast) -> str:
    """One indicator in a sentence: how it stands, what comes next and on which day it is failed."""
    name, unit = one.indicator.name, one.indicator.unit
    words = f"{name}：现在 {one.now} {unit}，{one.indicator.most} {unit}起{one.indicator.outcome}；"
    if one.fails_on is not None and one.now >= one.indicator.most:
        return f"{words}已经到了。"
    next_one = f"下一{unit}在{day_words(one.next_day)}：{one.next_what}；" if one.next_day else ""
    until = f"不处理的，{day_words(one.fails_on)}到。" if one.fails_on else "半年之内看不出会到。"
    return words + next_one + until


def _lines(entries: Sequence[DueEntry], outlook: Iterable[Forecast], as_of: date, days: int) -> Iterator[str]:
    overdue = sum(one.day < as_of for one in entries)
    yield f"截至{day_words(as_of)}，今后 {days} 天到期 {len(entries) - overdue} 项，已经过期 {overdue} 项。"
    for unit, ones in by_unit(entries):
        yield ""
        yield f"{unit}（{len(ones)}）"
        yield from (_line(one, as_of) for one in ones)
    yield ""
    yield "检查指标"
    yield from (f"  {forecast_words(one)}" for one in outlook)


def _line(one: DueEntry, as_of: date) -> str:
    left = (one.day - as_of).days
    when = "今天" if left == 0 else f"还有 {left} 天" if left > 0 else f"过了 {-left} 天"
    itself = "" if one.must_act else "，到日子自动"
    reason = f"（{one.reason}）" if one.reason else ""
    about = one.about.index_no or one.about.path
    estimated = _ESTIMATED if one.estimated else ""
    return f"  {one.day.isoformat()}{estimated} {when}{itself}　{one.category}：{one.what}{reason}　{about}"


def _data(one: DueEntry, as_of: date) -> dict[str, object]:
    return {
        "date": one.day.isoformat(),
        "overdue": one.day < as_of,
        "estimated": one.estimated,
        "must_act": one.must_act,
        "category": one.category,
        "what": one.what,
        "unit": one.about.unit,
        "index_no": one.about.index_no,
        "path": one.about.path,
        "reason": one.reason,
    }


def _forecast_data(one: Forecast) -> dict[str, object]:
    return {
        "indicator": one.indicator.name,
        "now": one.now,
        "fails_from": one.indicator.most,
        "next_date": one.next_day.isoformat() if one.next_day else None,
        "next": one.next_what,
        "fails_on": one.fails_on.isoformat() if one.fails_on else None,
    }


def _days(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text[:9]) <= _MOST_DAYS):
        raise argparse.ArgumentTypeError(f"“{text}”不是天数，请写 0 到 {_MOST_DAYS} 的整数，例如 30")
    return int(text)
