"""The sections below an item's body, from the fields and tables that its type assigns to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from gongkai.model.addresses import item_url
from gongkai.model.document_number import title_key
from gongkai.model.item import FigureTable, Item, Row
from gongkai.model.kind import Field, FieldType
from gongkai.model.place import Place
from gongkai.model.printed_defect import Part
from gongkai.model.publication import Publication
from gongkai.model.relation import Relation
from gongkai.pages.cell import Cell
from gongkai.pages.documents.page_texts import Texts
from gongkai.pages.items.added_sections import sections_after, sections_before
from gongkai.pages.items.cited_cells import CitedCells
from gongkai.pages.items.entry_rows import entry_urls, with_entries
from gongkai.pages.items.item_view import Fact, Section
from gongkai.pages.items.printed_marks import PrintedMarks, marks_of
from gongkai.pages.items.task_tables import with_tasks
from gongkai.pages.items.unit_links import unit_pieces
from gongkai.pages.items.year_comparison import comparison_of
from gongkai.pages.lists.line import line_of_target
from gongkai.texts.value_words import NUMERIC, value_words

_LONG = (FieldType.TEXT, FieldType.TABLE, FieldType.RECORD)
_OF_FILES = ("path", "title", "note")
"""The columns that every file field has."""
_SECRET = "写“涉密”的内容依法没有公开，见“涉密剔除说明”。"
NOT_SHOWN_AGAIN = (
    "title",
    "summary",
    "aliases",
    "waivers",
    "as_printed",
    "review",
    "change_note",
    "former_texts",
    "legacy",
    "index_no",
    "local_no",
    "attachments",
    "directory_entry",
    "copies",
    "print_agency",
    "printed_on",
)
"""Fields that are shown elsewhere on the page or not at all."""


def sections_of(item: Item, publication: Publication, texts: Texts) -> tuple[Section, ...]:
    """The sections in the order of the type, then fields and tables that the type does not place."""
    relations = {one.place: one for one in publication.outgoing.get(item.index_no, ()) if one.spot is None}
    marks = marks_of(item, publication)
    found = [with_tasks(section, item, publication) for section in _sections(item, publication, texts, relations)]
    if marks:
        found = [_marked(section, marks, item) for section in found]
    compared = comparison_of(item, publication)
    before = [*([compared] if compared else ()), *sections_before(item, publication)]
    return (*before, *found, *sections_after(item, publication))


def _marked(section: Section, marks: PrintedMarks, item: Item) -> Section:
    """The section with marks and notes on defects of the original document."""
    if section.form == "figures":
        cells = marks.cells(section.name)
        notes = marks.notes(Part.CELL, Part.TABLE, name=section.name)
        table = item.tables[section.name]
        places = tuple((table.place(row, column), number) for row, column, number in cells if table.printed)
        return replace(section, mark=marks.table(section.name), marked_cells=cells, marked_places=places, notes=notes)
    notes = marks.notes(Part.FIELD, Part.LINE, Part.ROW, name=section.name)
    if section.text:
        section = replace(section, text=replace(section.text, printed=marks.lines_of_field(section.name)))
    mark = marks.field(section.name)
    return replace(section, mark=mark, marked_rows=marks.rows(section.name), notes=notes)


def placed_fields(item: Item) -> set[str]:
    """The names of the fields that sections show."""
    by_name = item.kind.by_name
    return {name for name in item.values if _has_section(by_name[name], item)}


def _sections(
    item: Item, publication: Publication, texts: Texts, relations: Mapping[Place, Relation]
) -> Iterator[Section]:
    shown = set()
    for name in item.kind.sections:
        field = item.kind.by_name.get(name)
        if name in item.tables and (field is None or field.public):
            yield _of_figures(item.tables[name], item)
        elif field and field.public and name in item.values:
            yield _of_field(field, item, publication, texts, relations)
        shown.add(name)
    for field in _fields(item):
        if field.name not in shown and field.name not in item.tables:
            yield _of_field(field, item, publication, texts, relations)
    for name, table in item.tables.items():
        field = item.kind.by_name.get(name)
        if name not in shown and (field is None or field.public):
            yield _of_figures(table, item)


def _fields(item: Item) -> Iterator[Field]:
    """The given fields that have a section: those named by the type, and long ones that it does not place."""
    values = item.values
    return (field for field in item.kind.fields if field.name in values and _has_section(field, item))


def _has_section(field: Field, item: Item) -> bool:
    if not field.public or field.name in NOT_SHOWN_AGAIN:
        return False
    if field.type is FieldType.FILE:
        own = {column.name for column in field.columns} - {*_OF_FILES}
        return any(own & row.values.keys() for row in item.rows(field.name))
    return field.name in item.kind.sections or (field.type in _LONG and field.name not in item.kind.facts)


def _said(field: Field) -> frozenset[str]:
    """The columns of a file field that say something of the file: its title, and those of the type's own."""
    return frozenset({column.name for column in field.columns} - {*_OF_FILES} | {"title"})


def _of_field(
    field: Field, item: Item, publication: Publication, texts: Texts, relations: Mapping[Place, Relation]
) -> Section:
    value = item.values[field.name]
    anchor = f"f-{field.name.replace('_', '-')}"
    named = CitedCells(item, publication)
    if field.type in (FieldType.TABLE, FieldType.FILE) and isinstance(value, tuple):
        rows = [row for row in value if isinstance(row, Row)]
        # Of files the list of attachments shows the rest; here is what each of them says.
        given = [column for column in field.columns if field.type is FieldType.TABLE or column.name in _said(field)]
        given = [column for column in given if column.public and any(column.name in row.values for row in rows)]
        ways = _Drawing(item, publication, relations, named)
        cells = tuple(tuple(_cell(row, column, field, ways) for column in given) for row in rows)
        form = "questions" if [column.title for column in given] == ["问", "答"] else "table"
        section = Section(
            title=field.title,
            anchor=anchor,
            form=form,
            name=field.name,
            header=tuple(column.title for column in given),
            rows=cells,
            numeric=tuple(column.type in NUMERIC for column in given),
        )
        return with_entries(section, item, field, publication) if field.row_key else section
    if isinstance(value, Row):
        facts = tuple(
            Fact(column.title, value_words(value.values[column.name], column))
            for column in field.columns
            if column.public and column.name in value.values
        )
        return Section(title=field.title, anchor=anchor, form="facts", facts=facts, name=field.name)
    if field.type is FieldType.LIST and isinstance(value, tuple):
        lines = tuple(str(line) for line in value)
        cells = tuple((named.cell(line, field),) for line in lines) if field.cites else ()
        return Section(title=field.title, anchor=anchor, form="list", lines=lines, rows=cells, name=field.name)
    if field.cites and isinstance(value, str):
        cells = ((named.cell(value, field),),)
        return Section(title=field.title, anchor=anchor, form="list", lines=(value,), rows=cells, name=field.name)
    words = value if isinstance(value, str) else value_words(value, field)
    return Section(title=field.title, anchor=anchor, form="text", text=texts.text(words, item), name=field.name)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What cells may link to."""

    item: Item
    publication: Publication
    relations: Mapping[Place, Relation]
    named: CitedCells


def _cell(row: Row, column: Field, table: Field, ways: _Drawing) -> Cell:
    words = value_words(row.values.get(column.name), column)
    if column.names_units and not column.cites:
        return Cell(words, pieces=unit_pieces(words, ways.publication.reading.settings))
    if column.cites and column.cites.table and not column.cites.type:
        entries = ways.item.kind.by_name.get(column.cites.table)
        return Cell(words, entry_urls(ways.item, entries).get(title_key(words), "") if entries else "")
    if column.cites:
        return ways.named.cell(words, column, f"{table.name}.{column.name}")
    relation = ways.relations.get(row.place) if column.relation else None
    if relation is None:
        return Cell(words)
    line = line_of_target(relation, ways.publication)
    return Cell(words, line.url, line.badge)


def _of_figures(table: FigureTable, item: Item) -> Section:
    by_label = {label: column for column in table.layout.columns for label in (column.title, *column.aliases)}
    numeric = tuple(label in by_label and by_label[label].type in NUMERIC for label in table.header)
    return Section(
        title=table.layout.title,
        anchor=f"t-{table.layout.name.replace('_', '-')}",
        form="figures",
        name=table.layout.name,
        header=table.header,
        figures=table.rows,
        printed=table.printed,
        numeric=numeric,
        unit=table.unit or table.layout.unit or item.text("figure_unit") if any(numeric) or not table.printed else "",
        statement=table.statement,
        description=" ".join(filter(None, (table.layout.description, _SECRET if table.withheld else ""))),
        download=table_url(item, table),
    )


def table_url(item: Item, table: FigureTable) -> str:
    """Address of a table of figures in CSV."""
    return f"{item_url(item).removesuffix('.html')}/{table.layout.name.replace('_', '-')}.csv"
