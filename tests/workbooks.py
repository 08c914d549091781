"""Workbooks made from what a test says of them, in the XML that Excel writes, so that no binary file stands in the repository."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from gongkai.reading.office.sheet_rows import column_name

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
}


def workbook(said: Mapping[str, Any]) -> bytes:
    """The workbook with the ``sheets`` by name; ``from_1904``, ``strict`` and further ``parts`` may be said as well.

    A sheet is a list of rows or says ``rows``, ``merged``, ``hidden_rows``, ``hidden_columns``, ``state``, ``notes`` by cell and
    ``drawn`` text. A cell is a text or says ``n`` (a number) with ``f`` (its format), ``formula`` without a result, or ``error``.
    """
    sheets: dict[str, Any] = {
        name: sheet if isinstance(sheet, Mapping) else {"rows": sheet} for name, sheet in said["sheets"].items()
    }
    formats = list(dict.fromkeys(cell["f"] for cell in _cells(sheets.values()) if "f" in cell))
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": _book(sheets, said.get("from_1904", False)),
        "xl/_rels/workbook.xml.rels": _related(
            (f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)
        ),
        "xl/styles.xml": _styles(formats),
    }
    for number, sheet in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(sheet, formats)
        related = []
        if "notes" in sheet:
            notes = "".join(
                f'<comment ref="{cell}"><text><t>{escape(text)}</t></text></comment>'
                for cell, text in sheet["notes"].items()
            )
            parts[f"xl/comments{number}.xml"] = (
                f'<comments xmlns="{_MAIN}"><commentList>{notes}</commentList></comments>'
            )
            related.append(("rId1", "comments", f"../comments{number}.xml"))
        if "drawn" in sheet:
            parts[f"xl/drawings/drawing{number}.xml"] = (
                f"<xdr:wsDr><xdr:sp><a:t>{escape(sheet['drawn'])}</a:t></xdr:sp></xdr:wsDr>"
            )
            related.append(("rId2", "drawing", f"../drawings/drawing{number}.xml"))
        if related:
            parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = _related(related)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**parts, **said.get("parts", {})}.items():
            for transitional, strict in _STRICT.items() if said.get("strict") else ():
                text = text.replace(transitional, strict)
            archive.writestr(name, text)
    return target.getvalue()


def _cells(sheets: Any) -> Iterator[Mapping[str, Any]]:
    yield from (cell for sheet in sheets for row in sheet["rows"] for cell in row if isinstance(cell, Mapping))


def _book(sheets: Mapping[str, Any], from_1904: bool) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" {_state(sheet)}r:id="rId{number}"/>'
        for number, (name, sheet) in enumerate(sheets.items(), 1)
    )
    dates = '<workbookPr date1904="1"/>' if from_1904 else ""
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">{dates}<sheets>{listed}</sheets></workbook>'


def _state(sheet: Mapping[str, Any]) -> str:
    return f'state="{sheet["state"]}" ' if "state" in sheet else ""


def _related(related: Any) -> str:
    listed = "".join(
        f'<Relationship Id="{number}" Type="{_RELATIONS}/{purpose}" Target="{target}"/>'
        for number, purpose, target in related
    )
    return f'<Relationships xmlns="{_PACKAGE}">{listed}</Relationships>'


def _styles(formats: Sequence[str]) -> str:
    codes = "".join(
        f'<numFmt numFmtId="{170 + number}" formatCode={quoteattr(code)}/>' for number, code in enumerate(formats)
    )
    used = "".join(f'<xf numFmtId="{170 + number}"/>' for number in range(len(formats)))
    return f'<styleSheet xmlns="{_MAIN}"><numFmts>{codes}</numFmts><cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'


def _sheet(sheet: Mapping[str, Any], formats: Sequence[str]) -> str:
    hidden = "".join(f'<col min="{one}" max="{one}" hidden="1"/>' for one in sheet.get("hidden_columns", ()))
    rows = []
    for number, row in enumerate(sheet["rows"], sheet.get("first_row", 1)):
        cells = "".join(_cell(f"{column_name(place)}{number}", cell, formats) for place, cell in enumerate(row, 1))
        mark = ' hidden="1"' if number in sheet.get("hidden_rows", ()) else ""
        rows.append(f'<row r="{number}"{mark}>{cells}</row>')
    merged = "".join(f'<mergeCell ref="{one}"/>' for one in sheet.get("merged", ()))
    return (
        f'<worksheet xmlns="{_MAIN}"><dimension ref="A1"/><cols>{hidden}</cols><sheetData>{"".join(rows)}</sheetData>'
        f"<mergeCells>{merged}</mergeCells></worksheet>"
    )


def _cell(address: str, cell: Any, formats: Sequence[str]) -> str:
    if cell in ("", None):
        return f'<c r="{address}"/>'
    if isinstance(cell, str):
        return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
    if "formula" in cell:
        return f'<c r="{address}"><f>{escape(cell["formula"])}</f></c>'
    if "error" in cell:
        return f'<c r="{address}" t="e"><v>{cell["error"]}</v></c>'
    style = f' s="{formats.index(cell["f"]) + 1}"' if "f" in cell else ""
    return f'<c r="{address}"{style}><v>{cell["n"]}</v></c>'
