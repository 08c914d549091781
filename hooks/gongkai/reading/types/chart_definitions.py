"""The charts of a type definition (``charts``), and the check that every name in them exists in the type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.model.chart_definition import Beside, ChartDefinition, Drawn, SumOfRows
from gongkai.model.kind import FieldType, Kind
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.values.nearest import suggestion
from gongkai.reading.yaml.nodes import Node
from gongkai.reading.yaml.shape import Shape, shape_of

_WHERE = "类型定义的 charts"
_REQUIRED_KEYS: dict[Drawn, dict[str, str]] = {
    Drawn.ROWS: {"table": "expense", "column": "total"},
    Drawn.COLUMNS: {"table": "income", "row": "合计", "columns": "[fiscal, other]"},
    Drawn.SUMS: {"table": "requests", "column": "sum", "sums": "[{title: 予以公开, rows: 三、（一）}]"},
    Drawn.YEARS: {},
    Drawn.COUNTS: {"column": "result"},
    Drawn.MONTHS: {},
}
"""The required keys of each kind of chart, with an example value."""
_OPTIONAL_KEYS: dict[Drawn, tuple[str, ...]] = {
    Drawn.ROWS: ("code", "digits", "beside"),
    Drawn.COLUMNS: (),
    Drawn.SUMS: (),
    Drawn.YEARS: ("value", "table", "row", "column", "same"),
    Drawn.COUNTS: ("table", "order"),
    Drawn.MONTHS: (),
}
"""The optional keys of each kind of chart; any other key is reported as unknown."""
_MOST_LISTED = 12
"""The number of names that a message lists."""
_FIGURES = (FieldType.MONEY, FieldType.NUMBER, FieldType.INTEGER)


def chart_definition(node: Node, outer: Shape) -> Reading[ChartDefinition | None]:
    """One chart of ``charts``; None, after a problem, where ``draws`` is missing or unknown.

    ``outer`` is the mapping that contains it.
    """
    shape = yield from shape_of(node, _WHERE, outer.place)
    name, title = (yield from shape.needed("name", "results")), (yield from shape.needed("title", "检查结果分布"))
    ways = [one.value for one in Drawn]
    drawn = (
        (yield from shape.choice("draws", ways, ""))
        if shape.has("draws")
        else (yield from shape.needed("draws", "counts"))
    )
    if drawn not in ways:
        return None
    way = Drawn(drawn)
    for key, example in _REQUIRED_KEYS[way].items():
        if not shape.has(key):
            what, remedy = f"{shape.where}的“{name}”缺少“{key}”。", f"请加一行，例如“{key}: {example}”。"
            yield problem(shape.place, "missing-setting", what, remedy)
    allowed_keys = {*_REQUIRED_KEYS[way], *_OPTIONAL_KEYS[way]}
    found = ChartDefinition(
        name=name,
        drawn=way,
        title=title,
        head=(yield from shape.text("head")),
        series=(yield from shape.text("series")),
        unit=(yield from shape.text("unit")),
        table=(yield from shape.text("table")) if "table" in allowed_keys else "",
        column=(yield from shape.text("column")) if "column" in allowed_keys else "",
        columns=(yield from shape.texts("columns")) if "columns" in allowed_keys else (),
        row=(yield from shape.text("row")) if "row" in allowed_keys else "",
        code=(yield from shape.text("code")) if "code" in allowed_keys else "",
        digits=(yield from shape.integer("digits")) if "digits" in allowed_keys else 0,
        sums=(yield from shape.read_rows("sums", _sum_of_rows)) if "sums" in allowed_keys else (),
        value=(yield from shape.text("value")) if "value" in allowed_keys else "",
        same=(yield from shape.texts("same")) if "same" in allowed_keys else (),
        order=(yield from shape.texts("order")) if "order" in allowed_keys else (),
        beside=(yield from _beside(shape)) if "beside" in allowed_keys and shape.has("beside") else None,
        place=shape.place,
    )
    yield from shape.finish()
    return found


def _sum_of_rows(node: Node, outer: Shape) -> Reading[SumOfRows]:
    shape = yield from shape_of(node, "charts 的 sums", outer.place)
    found = SumOfRows((yield from shape.needed("title", "予以公开")), (yield from shape.needed("rows", "三、（一）")))
    yield from shape.finish()
    return found


def _beside(outer: Shape) -> Reading[Beside]:
    shape = yield from shape_of(outer.node("beside"), "charts 的 beside", outer.place)
    found = Beside((yield from shape.needed("type", "department_budget")), (yield from shape.needed("series", "预算")))
    yield from shape.finish()
    return found


def chart_faults(kind: Kind, inherited: Iterable[ChartDefinition]) -> Iterator[Problem]:
    """Problems of the charts of ``kind``: unknown names and missing keys.

    The ``inherited`` charts are left out, since they are reported with the type that defines them.
    """
    before = set(inherited)
    for chart in kind.charts:
        if chart not in before:
            where = f"类型“{kind.title}”的图“{chart.title}”"
            for key, name, known in _names(chart, kind):
                if name and name not in known:
                    what = f"{where}的 {key} 用到“{name}”，没有这一项。"
                    listed = "、".join(known[:_MOST_LISTED]) + ("等" if len(known) > _MOST_LISTED else "")
                    remedy = suggestion(name, known) or f"可以写：{listed or '（本类型没有）'}。"
                    yield problem(chart.place, "unknown-field", what, remedy)
            if chart.drawn is Drawn.YEARS and not chart.value and not (chart.table and chart.row and chart.column):
                what, remedy = f"{where}没有写哪个数。", "请写 value（字段），或者写 table、row、column（表里的一格）。"
                yield problem(chart.place, "missing-setting", what, remedy)


def beside_faults(kinds: Iterable[Kind]) -> Iterator[Problem]:
    """A problem for each chart whose ``beside`` names a type that does not exist; an inherited chart counts once."""
    kinds = tuple(kinds)
    names = [kind.name for kind in kinds]
    for chart in dict.fromkeys(chart for kind in kinds for chart in kind.charts):
        if chart.beside and chart.beside.type not in names:
            what = f"图“{chart.title}”的 beside 写成“{chart.beside.type}”，没有这种信息类型。"
            remedy = suggestion(chart.beside.type, names) or "请写某种信息类型的 name。"
            yield problem(chart.place, "unknown-choice", what, remedy)


def _names(chart: ChartDefinition, kind: Kind) -> Iterator[tuple[str, str, list[str]]]:
    """Every name that a chart uses: the key that holds it, the name, and the names that exist for that key."""
    for label in chart.open_labels():
        yield "title 或 series", label, list(kind.by_label)
    fields = {field.name: field for field in kind.fields}
    yield "value", chart.value, [name for name, field in fields.items() if field.type in _FIGURES]
    for name in chart.same:
        yield "same", name, list(fields)
    tables = {table.name: [column.name for column in table.columns] for table in kind.tables}
    rows = {name: [column.name for column in field.columns] for name, field in fields.items() if field.columns}
    known = rows if chart.drawn is Drawn.COUNTS else tables
    yield "table", chart.table, list(known)
    if chart.table:
        columns = known.get(chart.table, [])
    else:
        columns = [column.name for column in kind.records]
    if columns or not chart.table:
        for name in (chart.column, *chart.columns):
            yield "column", name, columns
        yield "code", chart.code, columns
