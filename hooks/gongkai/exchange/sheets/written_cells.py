"""How a cell of a template is written, told in words: its form, what may stand in it, and an example."""

from __future__ import annotations

from gongkai.exchange.sheets.sheet_columns import SheetColumn
from gongkai.model.kind import Field, FieldType
from gongkai.reading.vocabulary import terms

_FORMS = {
    FieldType.STRING: "一行文字",
    FieldType.TEXT: "文字，可以分几行（Alt+Enter）",
    FieldType.INTEGER: "整数",
    FieldType.NUMBER: "数字",
    FieldType.MONEY: "金额，只写数字",
    FieldType.YEAR: "四位数字的年份",
    FieldType.DATE: "日期，例如 2026-03-05",
    FieldType.DATETIME: "日期和时间，例如 2026-03-05 09:30",
    FieldType.BOOLEAN: "写“是”或者“否”",
    FieldType.URL: "完整的网址，以 https:// 开头",
    FieldType.LIST: "一项或者几项，每项一行（Alt+Enter）",
    FieldType.TEXT_FILE: "文件名，文件放在这件信息旁边",
}
_LISTED = {
    FieldType.REFERENCE: "文号或者索引号；有几件或者还要写别的，每件以“- ”开头",
    FieldType.FILE: "文件名；有几个或者还要写名称，每个以“- ”开头",
    FieldType.TABLE: "每行以“- ”开头",
}


def allowed(field: Field) -> tuple[str, ...]:
    """The values among which one chooses; none for a free text, and none for a cell that may hold several."""
    if field.type is FieldType.BOOLEAN:
        return ("是", "否")
    if field.type in (FieldType.LIST, FieldType.TABLE, FieldType.REFERENCE, FieldType.FILE):
        return ()
    return field.constraints.enum or (terms(field.vocabulary) if field.vocabulary else ())


def how_to_write(column: SheetColumn) -> str:
    """The form of the cell, and what the field means."""
    field = column.field
    form = _FORMS.get(field.type) or _LISTED.get(field.type, "")
    if field.type in _LISTED and field.columns:
        labels = [one.title for one in field.columns[:4]]
        lines = "\n".join(f"{'- ' if not place else '  '}{label}: ……" for place, label in enumerate(labels))
        form += f"，各项写成：\n{lines}"
    if field.unit:
        form += f"（{field.unit}）"
    return "。".join(filter(None, (form, field.description.rstrip("。"))))


def hint(column: SheetColumn) -> str:
    """What appears beside the cell that is being filled in."""
    field = column.field
    parts = ["必填。" if field.constraints.required else "", how_to_write(column)]
    if field.example:
        parts.append(f"例如：{field.example}")
    return "\n".join(filter(None, parts)) or column.title
