"""The public change history of records agrees with the records themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from gongkai.calendar.due import due_date
from gongkai.checking.procedure.deadlines import DEADLINE
from gongkai.checking.records.found_in_rows import found_in_rows
from gongkai.checking.rule import Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.record import Action, Record, RecordChange, RecordName, RecordTable
from gongkai.model.terms.deadline import ChangeLimit
from gongkai.reading.values.nearest import suggestion
from gongkai.texts.day_words import day_words


def check(publication: Publication) -> Iterator[Problem]:
    """Lines of change histories that contradict each other, the dates of the item, or its current records."""
    for number, table in publication.records.items():
        if table.changes:
            item = publication.by_index[number]
            find = partial(_table, item, publication.as_of)
            yield from found_in_rows(table, "changes", find, str(publication.as_of))
            if item.kind.record.changes:
                for change in table.changes:
                    yield from _published_in_time(change, item.kind.record.changes, publication)


def _table(item: Item, as_of: date, table: RecordTable) -> Iterator[Problem]:
    wanted = {change.anchor for change in table.changes}
    rows = {record.anchor: record for record in table.rows() if record.anchor in wanted}
    withdrawn: dict[str, RecordChange] = {}
    seen: set[tuple[str, date, Action, str]] = set()
    for change in table.changes:
        line = (change.anchor, change.day, change.action, change.column.name if change.column else "")
        if line in seen:
            what = f"“{change.key}”在{day_words(change.day)}的“{change.action.value}”写了两次。"
            yield problem(change.place, "change-twice", what, "请只保留一行。", Level.WARNING)
        seen.add(line)
        yield from _day(change, item, as_of)
        earlier = withdrawn.get(change.anchor)
        if earlier and change.action is not Action.ADDED:
            what = f"“{change.key}”已在{day_words(earlier.day)}撤下，之后又写了“{change.action.value}”。"
            yield problem(change.place, "change-order", what, "请核对日期和先后；重新公开的先写一行“新增”。")
        elif earlier:
            del withdrawn[change.anchor]
        if change.action is Action.WITHDRAWN:
            withdrawn[change.anchor] = change
    for change in table.changes:
        yield from _row(change, rows.get(change.anchor), withdrawn.get(change.anchor), item, table)


def _day(change: RecordChange, item: Item, as_of: date) -> Iterator[Problem]:
    if change.day > as_of:
        what = f"变更日期{day_words(change.day)}还没有到。"
        yield problem(change.place, "change-date", what, "请核对日期。")
    elif item.publish_date and change.day < item.publish_date:
        what = f"变更日期{day_words(change.day)}早于本条信息的发布日期{day_words(item.publish_date)}。"
        yield problem(change.place, "change-date", what, "发布之前的改动不用写；请核对日期。", Level.WARNING)


def _published_in_time(change: RecordChange, within: ChangeLimit, publication: Publication) -> Iterator[Problem]:
    """A change published too late after the decision on it, or before that decision."""
    if change.decided is None:
        return
    if change.decided > change.day:
        what = f"决定日期{day_words(change.decided)}晚于变更日期{day_words(change.day)}。"
        yield problem(change.place, "change-date", what, "请核对两个日期。", Level.WARNING)
        return
    due = due_date(change.decided, within.limit, within.unit, publication.reading.calendar)
    if change.day > due.day:
        unit = "个工作日" if within.unit == "工作日" else "日"
        about = "（当年节假日安排未知，按周末推算）" if due.estimated else ""
        what = (
            f"“{change.key}”的{change.action.value}应当在决定作出后{within.limit}{unit}内"
            f"（不迟于{day_words(due.day)}）{about}，实际为{day_words(change.day)}。"
        )
        source = f"（{within.source}）" if within.source else ""
        yield problem(change.place, "deadline", what, f"请核对日期；确属迟延的，今后按期办理{source}。", Level.WARNING)


def _row(
    change: RecordChange, record: Record | None, withdrawn: RecordChange | None, item: Item, table: RecordTable
) -> Iterator[Problem]:
    if withdrawn and record:
        if change is withdrawn:
            where = f"{item.records[record.file].path} 第 {record.line} 行"
            what = f"“{change.key}”已经撤下，但仍在{where}。"
            yield problem(
                change.place, "change-still-there", what, "请从记录文件里删除这一行；重新公开的先写一行“新增”。"
            )
    elif not withdrawn and record is None:
        what = f"记录里没有“{change.key}”，却写了它的“{change.action.value}”。"
        remedy = _like(change.key, table, item) or "请核对编号；整行不再公开的，再写一行“撤下”和理由。"
        yield problem(change.place, "change-unknown", what, remedy)
    elif record and change.column and change.before:
        if record.cells[table.columns.index(change.column)] == change.before and change is _last(change, table):
            what = f"“{change.column.title}”的原值“{change.before}”与现在的内容相同。"
            yield problem(change.place, "change-same", what, "请核对是否已在记录文件里更正。", Level.WARNING)


def _last(change: RecordChange, table: RecordTable) -> RecordChange:
    """The last correction of the cell that ``change`` corrects."""
    return [one for one in table.changes if (one.anchor, one.column) == (change.anchor, change.column)][-1]


def _like(key: str, table: RecordTable, item: Item) -> str:
    """A suggested key for one that does not exist, among keys with the same digits: typing errors are in words or brackets."""
    names = RecordName(item.kind, table.columns)
    digits = _digits(key)
    keys = (names.of(record.cells) for record in table.rows())
    return suggestion(key, [one for one in keys if _digits(one) == digits])


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


RULE = Rule(
    title="记录的新增、更正、撤下与记录一致",
    findings=(
        Finding(
            "change-date", Level.ERROR, "变更日期还没有到", milder=((Level.WARNING, "早于发布日期，或者早于决定日期"),)
        ),
        DEADLINE,
        Finding("change-twice", Level.WARNING, "同一变更写了两次"),
        Finding("change-order", Level.ERROR, "撤下之后又有变更"),
        Finding("change-still-there", Level.ERROR, "写了撤下，记录还在"),
        Finding("change-unknown", Level.ERROR, "变更的记录不存在"),
        Finding("change-same", Level.WARNING, "更正前后相同"),
    ),
    of_column=check,
)
