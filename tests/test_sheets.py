"""A sheet gives what is printed, what is hidden and what is merged together, in whatever prefixes and quotes it is written."""

from __future__ import annotations

import io
import zipfile

import pytest
from gongkai.reading.office.number_format import BUILT_IN, printed
from gongkai.reading.office.sheet_contents import Doubt, Doubtful, SheetLine, SheetReader, workbook_of
from gongkai.reading.office.sheet_rows import HiddenColumns, Merged, column_name, place_of
from gongkai.reading.office.word_text import ofd_texts
from gongkai.reading.office.workbook import Sheet, book_of
from gongkai.reading.office.xml_events import DamagedXmlError
from gongkai.reading.office.zip_package import opened
from hypothesis import given
from hypothesis import strategies as st

STYLES = """<styleSheet><numFmts count="1"><numFmt numFmtId="170" formatCode="0.00&quot;万元&quot;"/></numFmts>
<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="4"/><xf numFmtId="31"/><xf numFmtId="170"/></cellXfs></styleSheet>"""
SHEET = """<worksheet><cols><col min="2" max="3" hidden="1"/><col min="4" max="4"/></cols><sheetData>
<row r="1"><c r="A1" t="s"><v>1</v></c><c r="C1" s="1"><v>1234.5</v></c><c t="inlineStr"><is><r><t>分</t></r><r><t>两段</t></r></is></c></row>
<row r="3" hidden="1"><c r="A3" s="2"><v>46023</v></c><c r="B3" s="3"><v>12.345</v></c><c r="C3" s="1"/></row>
<row><c><f>A1+1</f></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v></v></c></row>
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


def _read(data: bytes, *days: int) -> tuple[list[SheetLine], SheetReader]:
    package = opened(data)
    assert package is not None
    book = book_of(package)
    assert book.sheets == (Sheet("甲&乙", "hidden", "xl/worksheets/sheet1.xml"),)
    reader = SheetReader(workbook_of(package, book), book.sheets[0])
    reader.read_days(days)
    return list(reader.lines()), reader


def test_a_sheet_is_read_as_it_is_printed() -> None:
    lines, reader = _read(_book())
    assert lines == [
        SheetLine(1, False, ["科室名称", "", "1,234.50", "分两段"]),
        SheetLine(3, True, ["2026年1月1日", "12.35万元"]),
        SheetLine(4, False, ["", "TRUE", "#N/A"], [Doubtful(1, Doubt.UNCOUNTED, "")]),
    ]
    assert reader.hidden_columns == [HiddenColumns(2, 3)]
    assert reader.merged == [Merged(1, 1, 1, 2)]


def test_what_a_number_shows_may_not_be_certain() -> None:
    numbers = ("A", 1, 5), ("B", 2, 110105194912310021), ("C", 3, 5), ("D", 3, 0), ("E", 4, 46023), ("F", 9, 1)
    cells = "".join(f'<c r="{column}1" s="{style}"><v>{value}</v></c>' for column, style, value in numbers)
    styles = (
        '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[DBNum1]General"/><numFmt numFmtId="172" formatCode=";;;"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="1"/><xf numFmtId="172"/><xf numFmtId="15"/></cellXfs></styleSheet>'
    )
    sheet = f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>"
    lines, _ = _read(_book(sheet, **{"xl/styles.xml": styles}))
    doubts = [
        Doubtful(1, Doubt.FORMAT, "5", "[DBNum1]General"),
        Doubtful(2, Doubt.LONG, "110105194912310021", "0"),
        Doubtful(3, Doubt.UNSEEN, "5", ";;;"),
        Doubtful(5, Doubt.FORMAT, "46023", "[?]"),
        Doubtful(6, Doubt.FORMAT, "1", "[?]"),
    ]
    assert lines == [SheetLine(1, False, ["5", "110105194912310021", "5", "", "46023", "1"], doubts)]


@pytest.mark.parametrize(
    ("value", "written", "from_1904", "day"),
    [
        ("46023", "0", 0, "2026-01-01"),
        ("46023.0", "dd/mm/yyyy", 0, "2026-01-01"),
        ("46023", "[$-F800]dddd, mmmm dd, yyyy", 0, "2026-01-01"),
        ("44561", "yyyy-mm-dd", 1, "2026-01-01"),
        ("46023.5", "yyyy/m/d h:mm", 0, "2026/1/1 12:00"),
        ("12", "0", 0, "12"),
        ("59", "0", 0, "59"),
    ],
)
def test_a_day_is_one_however_it_is_printed(value: str, written: str, from_1904: int, day: str) -> None:
    styles = (
        f'<styleSheet><numFmts><numFmt numFmtId="170" formatCode="{written}"/></numFmts>'
        '<cellXfs><xf numFmtId="170"/></cellXfs></styleSheet>'
    )
    book = (
        f"<workbook><workbookPr date1904='{from_1904}'/>"
        "<sheets><sheet name='甲&amp;乙' state='hidden' r:id='rId1'/></sheets></workbook>"
    )
    sheet = f"<worksheet><sheetData><row><c><v>{value}</v></c></row></sheetData></worksheet>"
    lines, _ = _read(_book(sheet, **{"xl/styles.xml": styles, "xl/workbook.xml": book}), 0)
    assert lines == [SheetLine(1, False, [day])]


def test_texts_have_the_signs_that_xml_does_not_allow() -> None:
    cells = '<c t="s"><v>0</v></c><c t="str"><v>乙_x005F_x000A_</v></c>'
    sheet = f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>"
    lines, _ = _read(_book(sheet, **{"xl/sharedStrings.xml": "<sst><si><t>甲_x000D_乙</t></si></sst>"}))
    assert lines == [SheetLine(1, False, ["甲\r乙", "乙_x000A_"])]


def test_one_blank_cell_at_the_end_of_the_sheet_is_nothing() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert _read(_book(f"<worksheet><sheetData>{rows}</sheetData></worksheet>"))[0] == [SheetLine(1, False, ["1"])]


def test_a_shared_text_that_does_not_exist_is_damage() -> None:
    with pytest.raises(DamagedXmlError):
        _read(_book('<worksheet><sheetData><row><c t="s"><v>9</v></c></row></sheetData></worksheet>'))


def test_prefixes_and_quotes_make_no_difference() -> None:
    prefixed = SHEET.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:").replace('"', "'")
    assert _read(_book(prefixed))[0] == _read(_book())[0]


def test_days_are_counted_from_the_year_that_the_workbook_names() -> None:
    names = "<sheets><sheet name='甲&amp;乙' state='hidden' sheetId='1' r:id='rId1'/></sheets>"
    book = {"xl/workbook.xml": f"<workbook><workbookPr date1904='1'/>{names}</workbook>"}
    assert _read(_book(**book))[0][1].cells[0] == "2030年1月2日"


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
