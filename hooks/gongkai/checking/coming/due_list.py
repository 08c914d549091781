"""Everything that comes due on the days ahead: what is owed, what ends, what must come again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from gongkai.binding.record_term import day_in
from gongkai.binding.times.owed import counted_words, following, owed_because_of
from gongkai.binding.times.series_runs import runs_of
from gongkai.binding.times.time_limits import limits_of
from gongkai.calendar.due import due_date
from gongkai.checking.column.freshness import stale_from
from gongkai.checking.coming.due_entry import About, DueEntry, about, within
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.terms.deadline import PUBLISHED
from gongkai.texts.day_words import day_words
from gongkai.texts.times.periods import period_end, period_words

_GENERAL = 20
"""Working days from the end of a period to its publication (条例第二十六条)."""
_RULE_26 = "条例第二十六条"


def due_within(publication: Publication, days: int) -> list[DueEntry]:
    """What comes due within ``days`` days after the day of ``publication``, and what is overdue, by day."""
    entries: list[DueEntry] = []
    for item in publication.reading.items:
        entries += _owed(item, publication)
        entries += _open_limits(item, publication)
        entries += _of_term(item, publication)
        entries += _of_validity(item, publication)
        entries += _stated_days(item)
        entries += _leaving_records(item, publication)
    entries += _scheduled(publication)
    entries += _next_periods(publication)
    entries += _yearly(publication)
    entries += _matters(publication)
    return within(entries, publication.as_of, days)


def _owed(item: Item, publication: Publication) -> Iterator[DueEntry]:
    for one in owed_because_of(item, publication):
        standing = publication.terms.get(item.index_no)
        day = one.last_day or (following(standing.last_day) if standing and standing.last_day else None)
        if day:
            what = f"公布“{item.title}”的{one.what.removesuffix('公开')}"
            reason = "，".join(filter(None, (one.counted, one.law)))
            yield DueEntry(
                day=day, category="公开时限", what=what, reason=reason, estimated=one.estimated, about=about(item)
            )


def _open_limits(item: Item, publication: Publication) -> Iterator[DueEntry]:
    """Limits whose day runs and that nothing has kept yet, such as the delivery of materials for a hearing."""
    for limit in () if item.legacy else limits_of(item, publication):
        if limit.kept is None and limit.deadline.kept_by != PUBLISHED:
            last, span = limit.span.last, limit.span
            day = last.date() if isinstance(last, datetime) else last
            reason = "，".join(filter(None, (counted_words(span), limit.deadline.source)))
            what = f"{limit.deadline.name}：“{item.title}”"
            yield DueEntry(
                day=day, category="公开时限", what=what, reason=reason, estimated=span.estimated, about=about(item)
            )


def _of_term(item: Item, publication: Publication) -> Iterator[DueEntry]:
    standing = publication.terms.get(item.index_no)
    for state in standing.later if standing else ():
        what = f"“{item.title}”变为{state.words}"
        yield DueEntry(day=state.day, category="公示和预警", what=what, must_act=False, about=about(item))


def _of_validity(item: Item, publication: Publication) -> Iterator[DueEntry]:
    validity = publication.validity.get(item.index_no)
    for day, state in validity.changes if validity else ():
        what = f"“{item.title}”{state.value}"
        reason = "期满前评估，决定延长、修改或者不再执行" if state.dead else ""
        yield DueEntry(day=day, category="效力", what=what, reason=reason, must_act=False, about=about(item))


def _stated_days(item: Item) -> Iterator[DueEntry]:
    """Days that an item states itself: the last day for opinions, and the milestones of a plan."""
    close = item.day("close_date")
    if close and item.kind.name == "decision_draft":
        what = f"“{item.title}”征求意见的最后一天"
        yield DueEntry(day=close, category="征求意见", what=what, must_act=False, about=about(item))
    for row in item.rows("milestones"):
        day = row.day("date")
        if day:
            what = f"{row.text('what')}（“{item.title}”）"
            yield DueEntry(day=day, category="工作节点", what=what, must_act=False, about=about(item))


def _leaving_records(item: Item, publication: Publication) -> Iterator[DueEntry]:
    """How many records leave on which day, since their term ends then."""
    term, table = item.kind.record.term, publication.records.get(item.index_no)
    place = table.position(term.end) if term and term.leaves and table else -1
    if term is None or table is None or place < 0:
        return
    last_days = table.found("last days", lambda one: dict(Counter(record.cells[place] for record in one.rows())))
    for written, number in last_days.items():
        last = day_in(written)
        if last is None:
            continue
        what = f"“{item.title}”有 {number} 条{term.leaves}，自动撤下"
        yield DueEntry(day=following(last), category="公示和预警", what=what, must_act=False, about=about(item))


def _scheduled(publication: Publication) -> Iterator[DueEntry]:
    for item in publication.scheduled:
        if item.publish_date:
            what = f"“{item.title}”自动公开"
            yield DueEntry(day=item.publish_date, category="定时公开", what=what, must_act=False, about=about(item))


def _next_periods(publication: Publication) -> Iterator[DueEntry]:
    """The next period of every series; it is to be published as any information is, from the end of the period."""
    for run in runs_of(publication):
        if run.newest.legacy:
            continue
        # Whoever publishes a year of months at once goes on so.
        together = sum(item is run.newest for item in run.periods.values())
        first, last = max(run.periods) + 1, max(run.periods) + together
        end = period_end(last, run.cycle)
        due = due_date(end, _GENERAL, "工作日", publication.reading.calendar)
        words = period_words(first, run.cycle)
        words += f"至{period_words(last, run.cycle)}" if last > first else ""
        what = f"“{run.title}”{words}的一期"
        reason = f"{day_words(end)}以后{_GENERAL}个工作日，{_RULE_26}"
        yield DueEntry(
            day=due.day, category="定期", what=what, reason=reason, estimated=due.estimated, about=about(run.newest)
        )


def _yearly(publication: Publication) -> Iterator[DueEntry]:
    """The next yearly report of every type that has a fixed day, after the newest that is published."""
    level = publication.reading.settings.agency.level
    for kind in publication.reading.kinds.values():
        fixed = [one for one in kind.deadlines if one.unit == "月日"]
        items = [item for item in publication.reading.items if item.kind is kind] if fixed else []
        for deadline in fixed:
            dated = [(year, item) for item in items if (year := _year(item, deadline.anchors[0]))]
            if not dated or (deadline.applies_to and level not in deadline.applies_to):
                continue
            last, newest = max(dated, key=lambda one: (one[0], one[1].index_no))
            due = due_date(date(last + 1, 12, 31), deadline.limit, deadline.unit)
            what = f"公布{last + 1}年度的{kind.title}"
            yield DueEntry(day=due.day, category="公开时限", what=what, reason=deadline.source, about=about(newest))


def _year(item: Item, name: str) -> int | None:
    year = item.values.get(name)
    return year if isinstance(year, int) and not isinstance(year, bool) else None


def _matters(publication: Publication) -> Iterator[DueEntry]:
    """The last day on which every directory entry is up to date."""
    for entry, day in stale_from(publication):
        what = f"目录“{entry.number} {entry.sub_matter or entry.matter}”更新（{entry.cycle}）"
        yield DueEntry(
            day=day - timedelta(days=1),
            category="栏目更新",
            what=what,
            about=About(entry.owner, path=entry.place.path),
            reason="政府网站与政务新媒体检查指标",
        )
