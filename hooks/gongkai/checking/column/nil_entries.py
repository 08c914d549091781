"""Signed nil entries (零报告) name a matter of the directory and a period in which really nothing was published."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.binding.matters import matters_of
from gongkai.binding.periods_due import periods_due
from gongkai.checking.rule import Rule
from gongkai.model.column import DirectoryEntry
from gongkai.model.item import Item
from gongkai.model.ledgers.period import Period
from gongkai.model.ledgers.registers import NIL, NilEntry
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.registers.ledger_kinds import cycles
from gongkai.reading.values.nearest import suggestion
from gongkai.texts.day_words import day_words


def check(publication: Publication) -> Iterator[Problem]:
    """Entries for unknown matters, entries that contradict what is published, and days on which nobody can know."""
    entries = publication.reading.registers.nil
    if not entries:
        return
    matters = {entry.number: (entry, items) for entry, items in matters_of(publication)}
    seen: dict[tuple[str, Period], NilEntry] = {}
    for nil in entries:
        if nil.matter not in matters:
            remedy = suggestion(nil.matter, sorted(matters)) or "请核对 catalogue/directory.yml 里的编号。"
            yield problem(nil.place, "nil-matter", f"公开目录里没有编号“{nil.matter}”。", remedy)
            continue
        before = seen.setdefault((nil.matter, nil.period), nil)
        if before is not nil:
            what = f"事项 {nil.matter} {nil.period.words}写了两次，前一次在第 {before.place.line} 行。"
            yield problem(nil.place, "nil-twice", what, "请留下正确的一项。", Level.WARNING)
            continue
        yield from _days(nil, publication)
        yield from _against(nil, *matters[nil.matter], publication)


def _days(nil: NilEntry, publication: Publication) -> Iterator[Problem]:
    if nil.day > publication.as_of:
        what = f"零报告的日期是{day_words(nil.day)}，还没有到。"
        yield problem(nil.place, "nil-day", what, "请写负责人确认的日期。", Level.WARNING)
    elif nil.state == NIL and nil.day <= nil.period.last:
        what = f"零报告写于{day_words(nil.day)}，{nil.period.words}还没有结束，不能确定没有。"
        yield problem(nil.place, "nil-day", what, "请在期满以后再确认一次，改写日期。", Level.WARNING)


def _against(nil: NilEntry, entry: DirectoryEntry, items: list[Item], publication: Publication) -> Iterator[Problem]:
    name = f"“{entry.number} {entry.sub_matter or entry.matter}”"
    months = cycles().get(entry.cycle, (0, 0))[0]
    if nil.period.months < months:
        what = f"事项{name}{entry.cycle}更新，零报告只写了{nil.period.words}。"
        longer = nil.period.within(months)
        remedy = f"请写整期，例如“{longer.words}”。" if longer else "请写整期。"
        yield problem(nil.place, "nil-cycle", what, remedy, Level.WARNING)
        return
    periods = [one for one in periods_due(entry, items, publication) if one.nil is nil]
    published = [item for one in periods for item in one.items] if months else _within(items, nil.period)
    if published:
        first = published[0]
        what = f"事项{name}{nil.period.words}写着“{nil.state}”，却公开了“{first.title}”（{first.place.path}）。"
        remedy = "请删除这条零报告；那一件不属于这一期的，请核对它的期间和发布日期。"
        yield problem(nil.place, "nil-contradicted", what, remedy, Level.WARNING)


def _within(items: list[Item], period: Period) -> list[Item]:
    """The items that were published in a period."""
    return [item for item in items if item.publish_date and period.first <= item.publish_date <= period.last]


RULE = Rule(
    title="零报告写得对，与公开的信息不矛盾",
    sources=("条例第四条",),
    findings=(
        Finding("nil-matter", Level.ERROR, "零报告的事项不在公开目录里"),
        Finding("nil-contradicted", Level.WARNING, "写了没有，却有信息"),
        Finding("nil-cycle", Level.WARNING, "零报告的期间比更新周期短"),
        Finding("nil-day", Level.WARNING, "零报告的日期不对"),
        Finding("nil-twice", Level.WARNING, "同一事项同一期写了两次"),
    ),
    of_column=check,
)
