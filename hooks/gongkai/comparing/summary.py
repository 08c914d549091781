"""The summary of a change of the published site, in Chinese, for those who decide on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.comparing.compare_columns import Comparison
from gongkai.model.item import Item
from gongkai.model.problems.problem import Level, Problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words

MOST = 20
"""Most items of one group that are named."""


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Items to which the same happens on the published site."""

    headline: str
    """«新公开 2 件信息»"""
    kinds: str
    """«政策文件 1、政策解读 1», where that is worth telling."""
    title: str
    """«新公开的信息»"""
    items: tuple[Item, ...]


def change_groups(comparison: Comparison, base: Publication, head: Publication) -> tuple[ChangeGroup, ...]:
    """What happens to items on the published site, without what does not happen."""
    parts = (("新公开", comparison.added), ("修改", comparison.changed), ("不再列出", comparison.removed))
    groups = [
        ChangeGroup(f"{verb} {len(items)} 件信息", _kinds(items), f"{verb}的信息", items)
        for verb, items in parts
        if items
    ]
    groups += (
        ChangeGroup(f"{len(items)} 件信息将于{day}公开", _kinds(items), f"将于{day}公开的信息", tuple(items))
        for day, items in _by_day(comparison.scheduled).items()
    )
    if comparison.unscheduled:
        items = comparison.unscheduled
        groups.append(ChangeGroup(f"取消定时公开 {len(items)} 件信息", _kinds(items), "取消定时公开的信息", items))
    groups += (
        ChangeGroup(f"{len(items)} 份文件将标注为“{state}”", "", f"将标注为“{state}”的文件", items)
        for state, items in _states(base, head)
    )
    return tuple(groups)


def change_summary(groups: Iterable[ChangeGroup], problems: Iterable[Problem]) -> str:
    """The groups of a change as Markdown: items by title and number, the problems of the change only as a count."""
    groups = tuple(groups)
    lines = ["## 合并之后网站会有这些变化", ""]
    lines += [f"- **{one.headline}**{'：' if one.kinds else ''}{one.kinds}" for one in groups] or [
        "- 网页内容没有变化。"
    ]
    for one in groups:
        lines += ["", f"### {one.title}", "", *_named(one.items)]
    errors = sum(one.level is Level.ERROR for one in problems)
    if errors:
        lines += ["", f"有 {errors} 处改动没有向公众说明，合并前必须处理，位置见本页的批注。"]
    return "\n".join(lines) + "\n"


def _by_day(items: Iterable[Item]) -> dict[str, tuple[Item, ...]]:
    """Scheduled items by the words of their days, the next day first."""
    days: dict[str, tuple[Item, ...]] = {}
    for item in items:
        day = day_words(item.publish_date)
        days[day] = (*days.get(day, ()), item)
    return days


def _states(base: Publication, head: Publication) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """The items of both versions whose state of validity changes, by their new state."""
    found: dict[str, list[Item]] = {}
    for number, validity in head.validity.items():
        before = base.validity.get(number)
        if number in base.by_index and before and before.state is not validity.state:
            found.setdefault(validity.state.value, []).append(head.by_index[number])
    yield from ((state, tuple(items)) for state, items in sorted(found.items()))


def _kinds(items: Iterable[Item]) -> str:
    counts = Counter(item.kind.title for item in items)
    return "、".join(f"{title} {count}" for title, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _named(items: tuple[Item, ...]) -> list[str]:
    lines = [f"- {_plain(item.title)}（{_plain(item.doc_no or item.index_no)}）" for item in items[:MOST]]
    if len(items) > MOST:
        lines.append(f"- ……另有 {len(items) - MOST} 件")
    return lines


def _plain(text: str) -> str:
    """The text with the special characters of Markdown and HTML escaped, since titles may contain any."""
    return "".join(f"\\{one}" if one in "\\`*_{}[]()<>#|!~&@" else one for one in " ".join(text.split()))
