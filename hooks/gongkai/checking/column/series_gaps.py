"""Series that come out every day, month, quarter or year have no gap between two published periods."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.binding.times.series_runs import Gap, gaps_of, runs_of
from gongkai.checking.rule import Rule
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.times.periods import period_words

_MOST_NAMED = 6


def check(publication: Publication) -> Iterator[Problem]:
    """The missing periods of every series by name, at the item that follows them; what is old (历史遗留) is left alone."""
    for run in runs_of(publication):
        for gap in gaps_of(run, publication):
            if not gap.after.legacy:
                yield _missing(gap)


def _missing(gap: Gap) -> Problem:
    cycle, series = gap.run.cycle, gap.after.kind.series
    names = "、".join(period_words(number, cycle) for number in gap.missing[:_MOST_NAMED])
    rest = f"等{len(gap.missing)}期" if len(gap.missing) > _MOST_NAMED else ""
    between = f"前一期是{period_words(gap.before, cycle)}，后一期是{period_words(gap.end, cycle)}"
    what = f"“{gap.run.title}”缺{names}{rest}（{between}）。"
    remedy = "请补充公开；几期合并公开的，期间写明从哪一期到哪一期，例如“2026年1-2月”。"
    place = gap.after.at(series.cycle) if series else gap.after.place
    return problem(place, "series-gap", what, remedy, Level.WARNING)


RULE = Rule(
    title="定期公开的没有缺期",
    sources=("条例第二十条第四项",),
    findings=(Finding("series-gap", Level.WARNING, "定期公开的缺了几期"),),
    of_column=check,
)
