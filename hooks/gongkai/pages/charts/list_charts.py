"""The chart above a list, if its type declares one: records per month, from the dates of all records."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from gongkai.model.chart_definition import Drawn
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.pages.charts.chart import Chart, column_chart
from gongkai.pages.charts.figures import Figures, Group

_MONTHS = 13


def months_chart(items: list[Item], publication: Publication) -> Chart | None:
    """Records per month, for up to thirteen months, if their type declares such a chart.

    None if records have no dates or fewer than two months have records.
    """
    kind = items[0].kind
    chart = next((one for one in kind.charts if one.drawn is Drawn.MONTHS), None)
    if chart is None:
        return None
    counts: Counter[str] = Counter()
    for item in items:
        if item.index_no in publication.records:
            table = publication.records[item.index_no]
            counts.update(table.found("months", lambda one: dict(Counter(day[:7] for day in one.days if day))))
    known = sorted(month for month in counts if month <= publication.as_of.isoformat())
    if not known:
        return None
    months = _months_until(known[-1], known[0])
    return column_chart(
        Figures(
            title=f"{kind.listing.title}{chart.title}（{_words(months[0])}至{_words(months[-1])}）",
            unit=chart.unit,
            anchor=chart.anchor,
            head=chart.head,
            groups=tuple(Group(_words(month), f"{int(month[5:])}月") for month in months),
            series=(chart.series,),
            values=tuple((Decimal(counts[month]),) for month in months),
        )
    )


def _words(month: str) -> str:
    return f"{month[:4]}年{int(month[5:])}月"


def _months_until(last: str, first: str) -> list[str]:
    """Consecutive months (2024-05) up to ``last``, at most thirteen and none before ``first``."""
    year, month = int(last[:4]), int(last[5:])
    whole = year * 12 + month - 1
    months = [f"{number // 12}-{number % 12 + 1:02d}" for number in range(whole, whole - _MONTHS, -1)]
    return [one for one in reversed(months) if one >= first]
