"""The template of a type: what a clerk gets, and that it comes back as it went out."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from gongkai.commands.command_line import main
from gongkai.exchange.sheets.all_or_none import write_all
from gongkai.exchange.sheets.import_records import import_records
from gongkai.exchange.sheets.incoming_sheet import columns_of, incoming_sheet
from gongkai.exchange.sheets.sheet_refusal import SheetRefusedError
from gongkai.exchange.sheets.template_rows import rows_of_item
from gongkai.exchange.sheets.template_stamp import ITEMS, RECORDS
from gongkai.exchange.sheets.template_workbook import template_workbook
from gongkai.model.kind import FieldType, Kind
from gongkai.model.problems.yielded import gathered
from gongkai.reading.column_sources import read_column
from gongkai.reading.types.kinds import load_kinds
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.columns import write_column
from tests.measuring import examples
from tests.test_import_records import ITEM

DAY = date(2026, 11, 24)
KINDS = {kind.title: kind for kind in gathered(load_kinds(None))[0].values() if not kind.abstract}
PERMITS = KINDS["行政许可"]


def _parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def test_headings_are_protected_and_cells_are_free() -> None:
    sheet = _parts(template_workbook(PERMITS, RECORDS, (), DAY))["xl/worksheets/sheet1.xml"]
    assert '<sheetProtection sheet="1"' in sheet
    assert 'ySplit="1"' in sheet
    # The style of every column is free and has the form of a text or of a day; that of the headings stands at their cells.
    styles = _parts(template_workbook(PERMITS, RECORDS, (), DAY))["xl/styles.xml"]
    assert styles.count('<protection locked="0"/>') == 2
    assert len(re.findall(r"<col [^>]*style=", sheet)) >= 1


def test_lists_and_hints_stand_at_the_cells() -> None:
    sheet = _parts(template_workbook(PERMITS, RECORDS, (), DAY))["xl/worksheets/sheet1.xml"]
    assert '<formula1>"法人及非法人组织,自然人,个体工商户"</formula1>' in sheet
    assert 'promptTitle="许可决定日期" prompt="必填。' in sheet
    assert 'errorStyle="warning"' in sheet


def test_the_second_sheet_explains_every_column(tmp_path: Path) -> None:
    for kind, content in ((PERMITS, RECORDS), (KINDS["政策文件"], ITEMS)):
        path = tmp_path / "模板.xlsx"
        path.write_bytes(template_workbook(kind, content, (), DAY))
        texts = _parts(path.read_bytes())["xl/sharedStrings.xml"]
        for column in columns_of(kind, content):
            assert f">{column.title}</t>" in texts
        incoming = incoming_sheet(path, KINDS, "")
        assert incoming.kind.title == kind.title
        assert incoming.content == content
        assert incoming.problems == ()
        assert incoming.stamp is not None


@pytest.mark.parametrize("title", sorted(KINDS))
def test_every_type_has_a_template_that_knows_itself(title: str, tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    path.write_bytes(template_workbook(KINDS[title], ITEMS, (), DAY))
    assert incoming_sheet(path, KINDS, "").kind.title == title
    with pytest.raises(SheetRefusedError, match="的模板，不是“"):
        incoming_sheet(path, KINDS, next(one for one in sorted(KINDS) if one != title))


def test_a_text_that_fits_into_no_cell_is_told() -> None:
    with pytest.raises(SheetRefusedError) as refused:
        template_workbook(PERMITS, RECORDS, [["甲" * 40_000]], DAY)
    assert str(refused.value) == "“行政相对人名称”有 40000 个字，Excel 的一格最多 32767 个字，放不进表格（第 2 行）。"


def test_the_command_writes_the_records_of_an_item(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_column(tmp_path, {"catalogue/p.yml": ITEM, "catalogue/permits.csv": _csv(PERMITS, [])})
    assert main(["--root", str(tmp_path), "template", "行政许可", "--item", "990000017/2025-00020"]) == 0
    out = tmp_path / "dist" / "行政许可.xlsx"
    assert capsys.readouterr().out == f"“行政许可”的逐条记录模板已写到 {out}。填好后用 run.py import {out} 放回来。\n"
    assert main(["--root", str(tmp_path), "template", "行政許可"]) == 1
    assert capsys.readouterr().err.startswith("没有“行政許可”这种信息类型。")


WITH_RECORDS = sorted(title for title, kind in KINDS.items() if kind.records)
TEXTS = st.text("甲乙1=+-@'\"<&,;#\\_x", min_size=1, max_size=6).filter(lambda text: text == text.strip())


def _csv(kind: Kind, rows: list[list[str]]) -> str:
    target = io.StringIO()
    csv.writer(target).writerows([[column.title for column in kind.records], *rows])
    return target.getvalue()


@settings(max_examples=examples(25), deadline=None)
@given(st.sampled_from(WITH_RECORDS), st.data())
def test_out_edit_in_is_lossless_for_records(title: str, data: st.DataObject) -> None:
    """Records go out, one is added, one changed and one taken away; in comes exactly that."""
    kind = KINDS[title]
    place = [column.name for column in kind.records].index(kind.record.key)
    width = len(kind.records)
    apart = [number for number, column in enumerate(kind.records) if column.name in kind.record.apart]
    rows = data.draw(st.lists(st.lists(TEXTS | st.just(""), min_size=width, max_size=width), min_size=2, max_size=4))
    for number, row in enumerate(rows):
        row[place] = f"{number}号"
        # What tells records of one key apart is a part of their names; here every key is another.
        for one in apart:
            row[one] = ""
    item = ITEM.replace("类型: 行政许可", f"类型: {title}")
    with TemporaryDirectory() as folder:
        root = write_column(Path(folder), {"catalogue/p.yml": item, "catalogue/permits.csv": _csv(kind, rows)})
        column = read_column(root)
        (read,) = column.items
        out = list(rows_of_item(read))
        assert out == rows
        changed = data.draw(st.integers(0, width - 1).filter(lambda one: one not in (place, *apart)))
        edited = [
            *out[:-1],
            [
                "新号" if one == place else "" if one in apart else TITLES[kind.records[one].type]
                for one in range(width)
            ],
        ]
        edited[0] = [*edited[0][:changed], "改" if edited[0][changed] != "改" else "改了", *edited[0][changed + 1 :]]
        path = root / "回来.xlsx"
        path.write_bytes(template_workbook(kind, RECORDS, edited, DAY, read.index_no))
        found = import_records(incoming_sheet(path, KINDS, ""), column, "", False)
        difference = found.difference
        assert [one.cells for one in difference.new] == [tuple(edited[-1])]
        assert [[(cell.column, cell.after) for cell in one.cells] for one in difference.changed] == [
            [(kind.records[changed].name, edited[0][changed])]
        ]
        assert [one.key for one in difference.gone] == [rows[-1][place]]
        assert difference.same == len(rows) - 2
        write_all(root, found.files(root))
        assert list(rows_of_item(read_column(root).items[0])) == edited


TITLES = {
    FieldType.DATE: "2026-03-05",
    FieldType.BOOLEAN: "是",
    FieldType.URL: "https://www.example.gov.cn/",
} | dict.fromkeys((FieldType.STRING, FieldType.MONEY, FieldType.NUMBER, FieldType.INTEGER), "12")
"""A text of each type of column."""
