"""A sheet gives what is printed, what is hidden and what is merged together, in whatever prefixes and quotes it is written."""

from __future__ import annotations

import io
import zipfile

import pytest
from gongkai.reading.office.number_format import BUILT_IN, printed
from gongkai.reading.office.sheet_contents import PrintedCell, SheetContents, read_sheets
from gongkai.reading.office.sheet_rows import HiddenColumns, Merged, column_name, place_of
from gongkai.reading.office.word_text import ofd_texts
from gongkai.reading.office.workbook import Sheet
from gongkai.reading.office.xml_events import DamagedXmlError
from gongkai.reading.office.zip_package import opened
from hypothesis import given
from hypothesis import strategies as st

STYLES = """<styleSheet><numFmts count="1"><numFmt numFmtId="170" formatCode="0.00&quot;万元&quot;"/></numFmts>
<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="4"/><xf numFmtId="31"/><xf numFmtId="170"/></cellXfs></styleSheet>"""
SHEET = """<worksheet><cols><col min="2" max="3" hidden="1"/><col min="4" max="4"/></cols><sheetData>
<row r="1"><c r="A1" t="s"><v>1</v></c><c r="C1" s="1"><v>1234.5</v></c><c t="inlineStr"><is><r><t>分</t></r><r><t>两段</t></r></is></c></row>
<row r="3" hidden="1"><c r="A3" s="2"><v>46023</v></c><c r="B3" s="3"><v>12.345</v></c><c r="C3" s="1"/></row>
<row><c><f>A1+1</f></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v></v></c><c t="s"><v>9</v></c></row>
</sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A3"/></mergeCells></worksheet>"""


def _book(sheet: str = SHEET, **parts: str) -> bytes:
    names = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": '<workbook><sheets><sheet name="甲&amp;乙" sheetId="1" state="hidden" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/sharedStrings.xml": "<sst><si><t>一</t></si><si><r><t>科室</t></r><r><t>名称</t></r><rPh><t>kēshì</t></rPh></si></sst>",
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": sheet,
        **parts,
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in names.items():
            archive.writestr(name, text)
    return target.getvalue()


def _read(data: bytes) -> SheetContents:
    package = opened(data)
    assert package is not None
    (found,) = read_sheets(package)
    return found


def _texts(found: SheetContents) -> list[tuple[int, bool, dict[int, str | None]]]:
    return [(row.number, row.is_hidden, {cell.column: cell.text for cell in row.cells}) for row in found.rows]


def test_a_sheet_is_read_as_it_is_printed() -> None:
    found = _read(_book())
    assert found.sheet == Sheet("甲&乙", "hidden", "xl/worksheets/sheet1.xml")
    assert _texts(found) == [
        (1, False, {1: "科室名称", 3: "1,234.50", 4: "分两段"}),
        (3, True, {1: "2026年1月1日", 2: "12.35万元"}),
        (4, False, {1: None, 2: "TRUE", 3: "#N/A", 4: "", 5: None}),
    ]
    assert found.rows[1].cells[1] == PrintedCell(2, "12.35万元", "12.345")
    assert found.hidden_columns == (HiddenColumns(2, 3),)
    assert found.merged == (Merged(1, 1, 1, 2),)


def test_prefixes_and_quotes_make_no_difference() -> None:
    prefixed = SHEET.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:").replace('"', "'")
    assert _read(_book(prefixed)) == _read(_book())


def test_days_are_counted_from_the_year_that_the_workbook_names() -> None:
    names = "<sheets><sheet name='甲' sheetId='1' r:id='rId1'/></sheets>"
    book = {"xl/workbook.xml": f"<workbook><workbookPr date1904='1'/>{names}</workbook>"}
    assert _texts(_read(_book(**book)))[1][2][1] == "2030年1月2日"


@pytest.mark.parametrize("encoding", ["GBK", "gb2312", "GB18030", "UTF-8"])
def test_chinese_encodings_are_read(encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?><ofd:Page><ofd:TextCode>公民</ofd:TextCode></ofd:Page>'
    assert list(ofd_texts(xml.encode(encoding))) == ["公民"]


@pytest.mark.parametrize(
    "sheet",
    [
        SHEET[:-20],
        '<!DOCTYPE worksheet [<!ENTITY a "甲甲甲甲"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>',
        '<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/hostname">]><worksheet>&a;</worksheet>',
        "<worksheet><row></worksheet>",
    ],
)
def test_a_damaged_sheet_is_told(sheet: str) -> None:
    with pytest.raises(DamagedXmlError):
        _read(_book(sheet))


@pytest.mark.parametrize(
    ("value", "written", "text"),
    [
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("1E+99999999999", "0", None),
        ("12E+999999", "General", None),
        ("999999999999999", "0", "999999999999999"),
        ("1000000000000000", "0", None),
        ("-1234.5", "#,##0.00;-#,##0.00", "-1,234.50"),
        ("-1234.5", "#,##0.00", "-1,234.50"),
        ("-3", "0;[Red](0)", "(3)"),
        ("0", '0;-0;"无"', "无"),
        ("0.125", "0.0%", "12.5%"),
        ("0.5", "0", "1"),
        ("2.5", "#.##", "2.5"),
        ("0.5", "#.#", ".5"),
        ("12345678", '0.0,"千元"', "12345.7千元"),
        ("5", "000", "005"),
        ("1234", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "1,234"),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        ("46023", "yyyy-mm-dd", "2026-01-01"),
        ("46023.5", "yyyy/m/d h:mm", "2026/1/1 12:00"),
        ("46023", BUILT_IN[57], "2026年1月"),
        ("46023", BUILT_IN[31], "2026年1月1日"),
        ("46023", "[$-804]yyyy年m月", "2026年1月"),
        ("0.1", "General", "0.1"),
        ("0.30000000000000004", "General", "0.3"),
        ("12345678901", "General", "12345678901"),
        ("110105194912310021", "0", None),
        ("110105194912310021", "General", None),
        ("1e300", "General", None),
        ("nan", "0", None),
        ("五", "0", None),
        ("0.5", "# ?/?", None),
        ("5", "[DBNum1]General", None),
        ("5", "[>1]0;0.0", None),
        ("46023", "[$-F800]dddd, mmmm dd, yyyy", None),
        ("0.5", "mm:ss", None),
        ("1.5", "[h]:mm", None),
        ("12", "yyyy-mm-dd", None),
        ("1", "0" * 300, None),
    ],
)
def test_numbers_are_printed_as_excel_prints_them_or_not_at_all(value: str, written: str, text: str | None) -> None:
    assert printed(value, written) == text


@given(st.text("0123456789.-eE", max_size=20), st.text('0#,.?%;"[]_*\\ymdhsE+/@年 ', max_size=25), st.booleans())
def test_no_format_breaks_the_printer(value: str, written: str, from_1904: bool) -> None:
    assert isinstance(printed(value, written, from_1904), str | None)


@given(st.integers(1, 16_384), st.integers(1, 1_048_576))
def test_addresses_and_columns_agree(column: int, row: int) -> None:
    assert place_of(f"{column_name(column)}{row}") == (row, column)


@pytest.mark.parametrize("written", ["", "A", "1", "a1", "A0", "XFE1", "A1048577", "ÀB1", "A１"])
def test_what_is_no_address_is_none(written: str) -> None:
    assert place_of(written) == (0, 0)
