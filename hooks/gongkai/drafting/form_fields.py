"""The fields of a type as widgets of the form, and the shapes by which the adapter reads and writes their YAML.

Numbers, codes and dates stay texts on their way through the form, so that 39.00 and 015116516 come out as they went in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.drafting.given_values import choices_of
from gongkai.model.kind import Field, FieldType, Kind
from gongkai.reading.item_files import CHANGES_LABEL, RECORDS_LABEL, TABLES_LABEL

Widget = dict[str, Any]

BODY = "body"
"""Name under which the form keeps the text after the front matter."""
_ATTACHED: Widget = {"choose_url": False}
"""A file is chosen from the disk; that it lies beside its entry, the collection says, for here it would be misread."""


_COMMON = 3
"""The rank from which fields stand after the text: those that every item may have."""
_USUAL = frozenset("unit doc_date subject summary directory_entry attachments based_on related review".split())
"""Those of them that most items have; the others come last."""


@dataclass(frozen=True, slots=True)
class Formed:
    """What the fields of one type look like in the form."""

    kind: Kind
    relation: Callable[[str], Widget | None]
    """The widget that offers the targets of a relation; None where any text may be written."""
    proposed: Mapping[str, str]
    """Values that a new entry begins with, by the names of fields."""
    common: frozenset[str]
    """Names of the fields that every type has; those that need not be filled in stand last."""
    with_text: bool

    def widgets(self) -> list[Widget]:
        """All fields in the order in which they are filled in: what is required first."""
        fields = self._ordered()
        found = [self._widget(one, self.proposed.get(one.name, "")) for one in fields if self._rank(one) < _COMMON]
        found += [self._body()] if self.with_text else []
        found += [self._file(RECORDS_LABEL, ".csv", "逐条记录的 CSV 表格")] if self.kind.records else []
        found += (
            [self._file(CHANGES_LABEL, ".csv", "记录新增、更正、撤下情况的 CSV 表格")] if self.kind.record.key else []
        )
        if self.kind.tables:
            found.append(self._tables())
        return found + [self._widget(one) for one in fields if self._rank(one) >= _COMMON]

    def _ordered(self) -> list[Field]:
        return sorted(self.kind.fields, key=self._rank)

    def _rank(self, field: Field) -> int:
        """The number and title first; what is required, what the type alone has, what every item may have."""
        if field.name in ("index_no", "title"):
            return 0
        if field.constraints.required:
            return 1
        if field.name not in self.common:
            return 2
        return _COMMON if field.name in _USUAL else _COMMON + 1

    def _body(self) -> Widget:
        needed = self.kind.text == "required"
        return {"name": BODY, "label": "正文", "widget": "markdown", "modes": ["raw"], "required": needed}

    def _widget(self, field: Field, proposed: str = "") -> Widget:
        widget = {
            "name": field.title,
            "label": field.title,
            "required": field.constraints.required,
            **self._kind_of(field),
        }
        says = _hint(field)
        if says:
            widget["hint"] = says
        if proposed:
            widget["default"] = proposed
        return widget

    def _kind_of(self, field: Field) -> Widget:
        words = choices_of(field) if not field.open else ()
        match field.type:
            case FieldType.DATE:
                return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD", "picker_utc": False}
            case FieldType.TEXT:
                return {"widget": "text"}
            case FieldType.LIST if words:
                return {"widget": "select", "multiple": True, "options": list(words)}
            case FieldType.LIST:
                return {"widget": "list"}
            case FieldType.RECORD:
                return {"widget": "object", "collapsed": False, "fields": self._columns(field)}
            case FieldType.TABLE | FieldType.REFERENCE | FieldType.FILE:
                titles = [column.title for column in field.columns]
                return {
                    "widget": "list",
                    "fields": self._columns(field),
                    "summary": f"{{{{{titles[0]}}}}}",
                    "collapsed": False,
                }
            case _ if words:
                return {"widget": "select", "options": list(words)}
            case _:
                return {"widget": "string"}

    def _columns(self, field: Field) -> list[Widget]:
        return [self._column(field, column) for column in field.columns]

    def _column(self, field: Field, column: Field) -> Widget:
        if field.type is FieldType.FILE and column.name == "path":
            return {**self._widget(column), "widget": "file", **_ATTACHED}
        relation = field.relation if column.name == "target" else column.relation
        offered = self.relation(relation) if relation and column.type is not FieldType.REFERENCE else None
        return {**self._widget(column), **offered} if offered else self._widget(column)

    def _file(self, label: str, accept: str, says: str) -> Widget:
        one = {"name": "file", "label": "文件", "widget": "file", "accept": accept, **_ATTACHED}
        return {"name": label, "label": label, "hint": says, "widget": "list", "required": False, "field": one}

    def _tables(self) -> Widget:
        def part(title: str, required: bool) -> Widget:
            file = {
                "name": "文件",
                "label": "文件",
                "widget": "file",
                "accept": ".csv",
                "required": False,
                **_ATTACHED,
            }
            words = {
                "name": "说明",
                "label": "说明",
                "widget": "string",
                "required": False,
                "hint": "整张表没有数据的写明。",
            }
            unit = {"name": "单位", "label": "单位", "widget": "string", "required": False}
            return {
                "name": title,
                "label": title,
                "widget": "object",
                "required": required,
                "fields": [file, words, unit],
            }

        parts = [part(table.title, False) for table in self.kind.tables]
        return {"name": TABLES_LABEL, "label": TABLES_LABEL, "widget": "object", "required": False, "fields": parts}

    def shapes(self) -> dict[str, Any]:
        """How the values of the fields are written, by label: one text, several, rows of columns."""
        found = _shapes(self._ordered())
        found |= {label: {"as": "texts", "single": True} for label in (RECORDS_LABEL, CHANGES_LABEL)}
        part = {"as": "record", "short": "文件", "columns": {name: {"as": "text"} for name in ("文件", "说明", "单位")}}
        found[TABLES_LABEL] = {"as": "record", "columns": {table.title: part for table in self.kind.tables}}
        return found


def _hint(field: Field) -> str:
    """What to know about a field: when it must be filled in, its description, where it is prescribed, an example."""
    parts = (
        f"{field.required_when}时{'应当有' if field.expected else '必填'}" if field.required_when else "",
        field.description,
        f"依据：{field.source}" if field.source else "",
        f"例如 {field.example}" if field.example and field.type is not FieldType.DATE else "",
    )
    return "".join(f"{part.rstrip('。')}。" for part in parts if part)


def _shapes(fields: Iterable[Field]) -> dict[str, Any]:
    return {
        label: {**_shape(field), "title": field.title} for field in fields for label in (field.title, *field.aliases)
    }


def _shape(field: Field) -> dict[str, Any]:
    match field.type:
        case FieldType.LIST:
            return {"as": "texts"}
        case FieldType.RECORD:
            return {"as": "record", "columns": _shapes(field.columns)}
        case FieldType.TABLE | FieldType.REFERENCE | FieldType.FILE:
            short = next((column.title for column in field.columns if column.name == field.shorthand), "")
            return {"as": "rows", "short": short, "columns": _shapes(field.columns)}
        case _:
            return {"as": "text"}
