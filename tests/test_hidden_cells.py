"""What sheets hide is found in their bytes as fast as that nothing is hidden, and as surely as by parsing every cell."""

from __future__ import annotations

import time

import pytest
from gongkai.reading.office.hidden_cells import HiddenCells, hidden_cells
from gongkai.reading.office.sheet_rows import column_name
from gongkai.reading.office.xml_events import DamagedXmlError
from hypothesis import given
from hypothesis import strategies as st

from tests.measuring import at_most

_PARSED = "<!-- A comment makes the bytes ambiguous, so that every cell is parsed. -->"
_CONTENTS = [
    "",
    "<v>1</v>",
    "<v/>",
    "<f>A1</f>",
    "<is><t>hidden</t></is>",
    "<is><r><t>hidden hidden</t></r></is>",
    "<is/>",
]
_HIDDEN = st.sampled_from(["", ' hidden="1"', " hidden='true'", ' hidden="0"', ' ht="9" hidden = "&#49;" x="hidden"'])


@st.composite
def _sheets(draw: st.DrawFn) -> str:
    """A sheet as programs write them, with rows and cells that state their places and some that do not."""
    spans = draw(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30), _HIDDEN), max_size=3))
    columns = "".join(f'<col min="{first}" max="{last}"{hidden}/>' for first, last, hidden in spans)
    rows = ""
    for number in draw(st.lists(st.integers(1, 2_000_000), max_size=4)):
        place = draw(st.sampled_from([f' r="{number}"', f" r='{number}'", "", ' spans="1:3"']))
        cells = ""
        for column in draw(st.lists(st.integers(1, 30), max_size=4)):
            address = f'r="{column_name(column)}{number}"'
            tag = draw(st.sampled_from([f"c {address}", f'c {address} s="1"', f'c s="1" {address}', "c"]))
            content = draw(st.sampled_from(_CONTENTS))
            cells += f"<{tag}>{content}</c>" if content or draw(st.booleans()) else f"<{tag}/>"
        rows += f"<row{place}{draw(_HIDDEN)}>{cells}</row>" if cells else f"<row{place}{draw(_HIDDEN)}/>"
    sheet = f'<worksheet xmlns="m"><cols>{columns}</cols><sheetData>{rows}</sheetData><f hidden="1"/></worksheet>'
    return sheet.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:") if draw(st.booleans()) else sheet


@given(_sheets())
def test_the_bytes_tell_the_same_as_every_cell(sheet: str) -> None:
    assert hidden_cells(sheet.encode()) == hidden_cells((sheet + _PARSED).encode())


@pytest.mark.parametrize(
    ("head", "body", "found"),
    [
        ("", "", HiddenCells((), ())),
        ("", '<row r="7" hidden="1"><c r="B7"><v>1</v></c></row>', HiddenCells((7,), ())),
        ("", '<row r="7" hidden="1"><c r="B7"/></row>', HiddenCells((), ())),
        ("", '<row r="7" hidden="0"><c r="B7"><v>1</v></c></row>', HiddenCells((), ())),
        ("", '<row/><row hidden="1"><c><v>1</v></c></row>', HiddenCells((2,), ())),
        ("", '<row r="7"><c r="B7" t="str"><v>a > hidden</v></c></row>', HiddenCells((), ())),
        ("", '<row r="7" x="a>b" hidden="1"><c r="B7"><v>1</v></c></row>', HiddenCells((7,), ())),
        ('<col min="2" max="9" hidden="1"/>', '<row r="7"><c r="B7"><v>1</v></c></row>', HiddenCells((), (2,))),
        (
            '<col min="2" max="9" hidden="1"/>',
            '<row r="7"><c r="B7"/><c r="J7"><v>1</v></c></row>',
            HiddenCells((), ()),
        ),
        ('<col min="2" max="9" hidden="1"/>', "<row><c/><c><v>1</v></c></row>", HiddenCells((), (2,))),
    ],
)
def test_what_a_sheet_hides(head: str, body: str, found: HiddenCells) -> None:
    sheet = f"<worksheet><cols>{head}</cols><sheetData>{body}</sheetData></worksheet>"
    for start in ("", "\ufeff<?xml version='1.0' encoding='UTF-8'?>", "<?xml version='1.0'?><?hidden hidden='1'?>"):
        assert hidden_cells((start + sheet).encode()) == found
    assert hidden_cells(f"<?xml version='1.0' encoding='GBK'?>{sheet.replace('1<', '一<')}".encode("gbk")) == found


@pytest.mark.parametrize(
    "cut", ["</worksheet>", "</row></sheetData></worksheet>", "</c></row></sheetData></worksheet>"]
)
def test_a_cut_sheet_is_damaged(cut: str) -> None:
    sheet = '<worksheet><sheetData><row r="7" hidden="1"><c r="B7"><v>1</v></c></row></sheetData></worksheet>'
    with pytest.raises(DamagedXmlError):
        hidden_cells(sheet.removesuffix(cut).encode())


@pytest.mark.parametrize("hidden", ["row", "col"])
def test_a_large_sheet_costs_little(hidden: str) -> None:
    """360,000 cells: parsing each of them took more than two seconds."""
    spans = '<col min="3" max="3" hidden="1"/>' if hidden == "col" else ""
    rows = "".join(
        f'<row r="{row}"{" hidden=" + chr(34) + "1" + chr(34) if hidden == "row" and row == 20_000 else ""}>'
        + "".join(f'<c r="{column_name(column)}{row}" s="1"><v>{row}.5</v></c>' for column in range(1, 11))
        + "</row>"
        for row in range(1, 36_001)
    )
    xml = f"<worksheet><cols>{spans}</cols><sheetData>{rows}</sheetData></worksheet>".encode()
    start = time.process_time()
    found = hidden_cells(xml)
    taken = time.process_time() - start
    assert found == (HiddenCells((20_000,), ()) if hidden == "row" else HiddenCells((), (3,)))
    assert taken < at_most(0.9)
