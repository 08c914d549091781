"""The definition of one chart of a type: which figures it draws, from which table, field or records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from gongkai.model.place import Place
from gongkai.model.words.matcher import matcher

_NOWHERE = Place("")
_OPEN = matcher(r"\{([^{}]*)\}")


class Drawn(Enum):
    """Where the figures of a chart come from, and so what its groups are."""

    ROWS = "rows"  # rows of a table of figures, by their names
    COLUMNS = "columns"  # columns of a table of figures, in one row
    SUMS = "sums"  # sums of the rows of a table whose names begin alike
    YEARS = "years"  # one figure of the item and of those of the years before
    COUNTS = "counts"  # how often each text stands in a column of a list of the item, or of its records
    MONTHS = "months"  # records of all items of the type by the month of their day


@dataclass(frozen=True, slots=True)
class SumOfRows:
    """One group of a chart of sums: its name, and with what the names of its rows begin."""

    title: str
    rows: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A second series from another item: of this type, of the same agency and year, with the same table."""

    type: str
    series: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartDefinition:
    """One chart; tables, columns and fields are given by their names."""

    name: str
    """Unique in the type; the anchor on the page is made from it."""
    drawn: Drawn
    title: str
    """May have placeholders with the label of a field: ``历年“三公”经费{口径}合计``."""
    head: str = ""
    """Heading of the groups in the table under the chart: 科目, 来源, 年度."""
    series: str = ""
    """Name of the figures in the legend and the table; may have placeholders as the title has."""
    unit: str = ""
    """Unit of the figures, where it is not that of the table or the item."""
    table: str = ""
    """The table of figures, or the field that is a list of rows; empty where fields or records are drawn."""
    column: str = ""
    """Column of the figures, or of the texts that are counted."""
    columns: tuple[str, ...] = ()
    """Columns that are drawn, each as a group."""
    row: str = ""
    """Name of the row whose figures are drawn."""
    code: str = ""
    """Column with the code whose length gives the level of a row."""
    digits: int = 0
    """Number of digits of the codes whose rows are drawn; 0 for all rows."""
    sums: tuple[SumOfRows, ...] = ()
    value: str = ""
    """Field of the figure that is drawn year by year."""
    same: tuple[str, ...] = ()
    """Fields that must be equal for the figures of two years to be comparable."""
    order: tuple[str, ...] = ()
    """Texts that are counted first, in order; the others follow, the most frequent first."""
    beside: Beside | None = None
    place: Place = field(default=_NOWHERE, repr=False, compare=False)

    def open_labels(self) -> tuple[str, ...]:
        """The labels of the fields that stand in placeholders of title and series."""
        return tuple(_OPEN.findall(self.title + self.series))

    def worded(self, texts: Mapping[str, str]) -> ChartDefinition:
        """The definition with its placeholders replaced by ``texts``, by label; a placeholder without a text stays."""
        title, series = (
            _OPEN.sub(lambda label: texts.get(label[1], label[0]), one) for one in (self.title, self.series)
        )
        return replace(self, title=title, series=series)

    @property
    def anchor(self) -> str:
        """The id of its element, unique among the charts of a page."""
        return f"chart-{self.name}"
