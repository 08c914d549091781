"""A large sheet is read in pieces and by expressions, with the same result as a parser gives; what is damaged is told."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from gongkai.reading.office import zip_package
from gongkai.reading.office.sheet_rows import SheetRow, column_name, sheet_parts
from gongkai.reading.office.sheet_stream import UNCOUNTED, StoredRow, stream_of
from gongkai.reading.office.workbook import Sheet
from gongkai.reading.office.xml_events import DamagedXmlError
from gongkai.reading.office.zip_package import opened
from hypothesis import given
from hypothesis import strategies as st

PART = "xl/worksheets/sheet1.xml"
TEXTS = st.text("甲1 &<>'\"\n\r\t_x00A9", max_size=6).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
)
CELLS = st.sampled_from(
    (
        '<c r="{at}"><v>{text}</v></c>',
        '<c r="{at}" s="3"><v>12.5</v></c>',
        '<c r="{at}" s="3" t="s"><v>7</v></c>',
        '<c t="s" r="{at}"><v>7</v></c>',
        "<c r='{at}'><v>7</v></c>",
        '<c r="{at}" s="4"/>',
        '<c r="{at}" s="4"></c>',
        "<c><v>7</v></c>",
        '<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>',
        '<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>',
        '<c r="{at}" t="inlineStr"><is><r><t>{text}</t></r><r><t>乙</t></r></is></c>',
        '<c r="{at}" t="str"><f>A1&amp;"x"</f><v>{text}</v></c>',
        '<c r="{at}"><f>A1</f></c>',
        '<c r="{at}"><f>A1</f><v/></c>',
        '<c r="{at}" t="str"><f>A1</f><v></v></c>',
        '<c r="{at}"><f t="shared" si="0"/><v>3</v></c>',
        '<c r="{at}" t="e"><v>#N/A</v></c>',
        '<c r="{at}" t="b"><v>1</v></c>',
        '<x:c r="{at}"><v>1</v></x:c>',
        '<c r="{at}"><!-- 甲 --><v>1</v></c>',
        '<c r="{at}"><v><![CDATA[<row]]></v></c>',
        '<c r="{at}"><v></v></c>',
    )
)
ROWS = st.tuples(
    st.sampled_from(
        (
            '<row r="{row}">',
            '<row r="{row}" hidden="1">',
            "<row>",
            "<row r='{row}' hidden='true'>",
            '<row r="{row}" spans="a>b">',
        )
    ),
    st.lists(st.tuples(CELLS, TEXTS), max_size=4),
)
FORMS = st.sampled_from(("{}", '<?xml version="1.0" encoding="UTF-8"?>\n{}', "<!-- 甲 -->{}", "\ufeff{}"))


def _package(xml: str | bytes) -> zip_package.Package:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(PART, xml)
    package = opened(target.getvalue())
    assert package is not None
    return package


def _streamed(xml: str | bytes) -> list[object]:
    return [
        _filled(part) if isinstance(part, StoredRow) else part
        for part in stream_of(_package(xml), Sheet("甲", "", PART))
    ]


def _filled(row: StoredRow) -> StoredRow:
    """The row with its cells that are not empty, and with what is left out."""
    cells = [
        (letters, style or "0", kind or "n", value)
        for letters, style, kind, value in row.cells
        if value or kind in (UNCOUNTED, "str")
    ]
    return StoredRow(row.number, row.is_hidden, cells)


def _parsed(xml: str) -> Iterator[object]:
    for part in sheet_parts(xml.encode()):
        yield _row(part) if isinstance(part, SheetRow) else part


def _row(row: SheetRow) -> StoredRow:
    return StoredRow(
        row.number,
        row.is_hidden,
        [
            (column_name(one.column), str(one.style), UNCOUNTED if one.is_uncounted else one.kind, one.value)
            for one in row.cells
            if one.value or one.is_uncounted or one.kind == "str"
        ],
    )


def _with_cells(parts: list[object]) -> list[object]:
    return [part for part in parts if not isinstance(part, StoredRow) or part.cells]


def _sheet(form: str, rows: list[tuple[str, list[tuple[str, str]]]]) -> str:
    written = []
    for number, (begin, cells) in enumerate(rows, 2):
        inner = "".join(
            cell.format(at=f"{column_name(place)}{number}", text=text) for place, (cell, text) in enumerate(cells, 1)
        )
        written.append(f'{begin.format(row=number)}{inner}</row><row r="{100 + number}"/>')
    return form.format(
        '<worksheet xmlns:x="a"><dimension ref="A1"/><cols><col min="2" max="3" hidden="1"/><col min="4" max="4"/></cols>'
        f'<sheetData>{"".join(written)}</sheetData><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells></worksheet>'
    )


@given(FORMS, st.lists(ROWS, max_size=4), st.sampled_from((7, 64, 1 << 20)))
def test_pieces_and_expressions_give_what_a_parser_gives(
    form: str, rows: list[tuple[str, list[tuple[str, str]]]], piece: int
) -> None:
    xml = _sheet(form, rows)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(zip_package, "_PIECE", piece)
        assert _with_cells(_streamed(xml)) == _with_cells(list(_parsed(xml)))


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_other_encodings_are_read(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{{}}' if encoding != "utf-16" else "{}"
    xml = _sheet(declared, [('<row r="{row}">', [('<c r="{at}" t="str"><v>{text}</v></c>', "甲")])])
    assert _streamed(xml.encode(encoding)) == _with_cells([*_parsed(xml.replace(encoding, "utf-8"))])


@pytest.mark.parametrize("name", ["c", "row", "v", "sheetData", "mergeCell", "col"])
def test_a_prefix_at_some_elements_makes_no_difference(name: str) -> None:
    cell = '<c r="{at}"><v>1</v></c>'
    plain = _sheet("{}", [('<row r="{row}">', [(cell, "")]), ('<row r="{row}">', [(cell, ""), (cell, "")])])
    mixed = re.sub(rf"(</?){name}([ />])", rf"\1x:{name}\2", plain, count=2)
    assert mixed != plain
    assert _with_cells(_streamed(mixed)) == _with_cells([*_parsed(plain)])


def test_a_sheet_that_is_parsed_after_all_goes_on_where_it_stopped() -> None:
    """Cells without contents stand before a row whose number only a parser counts."""
    rows = [('<row r="{row}">', [('<c r="{at}" s="4"/>', "")]), ("<row>", [('<c r="{at}"><v>1</v></c>', "")])]
    xml = _sheet("{}", rows)
    assert _with_cells(_streamed(xml)) == _with_cells([*_parsed(xml)])


@pytest.mark.parametrize("cell", ["<f>1+1</f>", "<f>1+1</f><v/>", "<f>1+1</f><v></v>", "<f>1+1</f><v />"])
def test_a_formula_that_nobody_counted_is_no_blank(cell: str) -> None:
    """However the program that saved the sheet leaves its result out."""
    xml = _sheet("{}", [('<row r="{row}">', [('<c r="{at}">' + cell + "</c>", "")])])
    rows = [part for part in _streamed(xml) if isinstance(part, StoredRow) and part.cells]
    assert [cell[2] for row in rows for cell in row.cells] == [UNCOUNTED]
    text = xml.replace('<c r="A2">', '<c r="A2" t="str">')
    assert [cell[2] for row in _streamed(text) if isinstance(row, StoredRow) for cell in row.cells if cell[2]] in (
        [["str"], [UNCOUNTED]] if cell == "<f>1+1</f>" else [["str"]]
    )


def test_prefixes_make_no_difference() -> None:
    plain = _sheet("{}", [('<row r="{row}">', [('<c r="{at}"><v>1</v></c>', "")])])
    prefixed = plain.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    assert _streamed(prefixed) == _streamed(plain) == _with_cells([*_parsed(plain)])


@pytest.mark.parametrize("cut", [10, 100, 200, -1])
def test_a_sheet_that_breaks_off_is_damaged(cut: int) -> None:
    xml = _sheet("{}", [('<row r="{row}">', [('<c r="{at}"><v>1</v></c>', "")])])
    with pytest.raises(DamagedXmlError):
        _streamed(xml[:cut])


def test_a_sheet_without_a_part_is_empty() -> None:
    assert list(stream_of(_package("<worksheet/>"), Sheet("甲", "", "xl/worksheets/sheet2.xml"))) == []
