"""Records go in as agencies print them: what is above and below them is shown, columns of their own are kept everywhere."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.checking import check
from gongkai.data.open_data import write_open_data
from gongkai.model.problems.problem import Level
from gongkai.model.publication import Publication
from gongkai.pages.site import pages_of
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column
from gongkai.rendering.page_html import PageRenderer
from gongkai.searching.records.record_index import publish_record_search

from tests.columns import write_column
from tests.templates import templates
from tests.workbooks import workbook

ITEM = "类型: 行政许可\n索引号: 990000017/2031-0000{}\n标题: 许可\n期间: 2031年\n发布日期: {}\n公开属性: 主动公开\n记录: {}\n"
ROWS = [
    ["某县某局行政许可公示表", "", "", "", "", "", ""],
    ["填报单位：某县某局", "", "", "", "", "", "填报日期：2031年3月31日"],
    ["序号", "行政相对人名称", "行政许可决定文书号", "许可内容", "许可决定日期", "许可机关", "所属乡镇"],
    ["1", "甲公司", "某许〔2031〕1号", "成品油零售", "2031年3月5日", "某县某局", "城关镇"],
    ["2", "乙公司", "某许〔2031〕2号", "再生资源回收", "2031.3.6", "某县某局", "东河镇"],
    ["合计", "2件", "", "", "", "", ""],
    ["注：本表每月更新。", "", "", "", "", "", ""],
]
FLAT = "行政相对人名称,行政许可决定文书号,许可内容,许可决定日期,许可机关\n丙公司,某许〔2031〕9号,内容,2031-03-09,某县某局\n"


def _csv(rows: list[list[str]], separator: str = ",") -> bytes:
    return "".join(separator.join(row) + "\n" for row in rows).encode()


def _published(root: Path, name: str, contents: bytes, more: dict[str, str | bytes] | None = None) -> Publication:
    files = {"catalogue/a.yml": ITEM.format(1, "2031-04-01", name), f"catalogue/{name}": contents, **(more or {})}
    return bind(read_column(write_column(root, files)), date(2031, 12, 1))


def _shown(publication: Publication, url: str) -> str:
    page = next(page for page in pages_of(publication) if page.url == url)
    html = PageRenderer(templates(), site_view(publication), {}).html(page)
    return "".join(unescape(re.sub(r"<[^>]*>", "|", html)).split())


@pytest.mark.parametrize("form", ["csv", "tab", "xlsx"])
def test_all_that_is_printed_is_shown_and_kept(form: str, tmp_path: Path) -> None:
    given = {
        "csv": ("r.csv", _csv(ROWS)),
        "tab": ("r.csv", _csv(ROWS, "\t")),
        "xlsx": ("r.xlsx", workbook({"sheets": {"许可": {"rows": ROWS, "merged": ["A1:G1", "A7:G7"]}}})),
    }
    publication = _published(tmp_path / "c", *given[form])
    table = publication.records["990000017/2031-00001"]
    assert len(table) == 2
    assert table.titles == ("某县某局行政许可公示表", "填报单位：某县某局　填报日期：2031年3月31日")
    assert table.notes == ("合计　2件", "注：本表每月更新。")
    assert [column.title for _, column in table.shown][-2:] == ["序号", "所属乡镇"]
    assert [one for one in check(publication) if one.path.endswith(given[form][0]) and one.level is Level.ERROR] == []
    words = _shown(publication, "990000017/2031-00001.html")
    for row in ROWS:
        for cell in row:
            day = {"2031年3月5日": "2031-03-05", "2031.3.6": "2031-03-06"}.get(cell, cell)
            assert day in words
    site = tmp_path / "site"
    site.mkdir()
    write_open_data(publication, site)
    publish_record_search(publication, site)
    lines = (site / "990000017/2031-00001/records.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["所属乡镇"] for line in lines] == ["东河镇", "城关镇"]
    assert "序号,所属乡镇" in (site / "990000017/2031-00001/records.csv").read_text(encoding="utf-8-sig")
    assert "所属乡镇" in (site / "data/schemas/permit_result.json").read_text(encoding="utf-8")
    assert "所属乡镇" in (site / "search/records-permits/rows.js").read_text(encoding="utf-8")


def test_another_item_of_the_type_keeps_its_columns(tmp_path: Path) -> None:
    """Data files of a type have one set of columns; an item without a column shows nothing of it."""
    more: dict[str, str | bytes] = {"catalogue/b.yml": ITEM.format(2, "2031-04-02", "b.csv"), "catalogue/b.csv": FLAT}
    publication = _published(tmp_path / "c", "r.csv", _csv(ROWS), more)
    assert "所属乡镇" not in _shown(publication, "990000017/2031-00002.html")
    assert "丙公司" in _shown(publication, "990000017/2031-00002.html")
    write_open_data(publication, tmp_path)
    everything = (tmp_path / "permits/records.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len({line.count(",") for line in everything}) == 1


def test_a_column_of_an_item_that_is_not_public_yet_is_nowhere(tmp_path: Path) -> None:
    later: dict[str, str | bytes] = {
        "catalogue/z.yml": ITEM.format(3, "2032-01-01", "z.csv"),
        "catalogue/z.csv": _csv(ROWS),
    }
    found = []
    for number, more in enumerate(({}, later)):
        publication = _published(tmp_path / f"c{number}", "r.csv", FLAT.encode(), more)
        site = tmp_path / f"s{number}"
        site.mkdir()
        write_open_data(publication, site)
        found.append((site / "permits/records.csv").read_bytes())
    assert found[0] == found[1]
    assert "所属乡镇".encode() not in found[1]


def test_the_better_name_is_the_column_and_the_other_stays(tmp_path: Path) -> None:
    """企业名称 is another name of 行政相对人名称 only where that is not printed itself."""
    text = FLAT.replace("行政相对人名称,", "行政相对人名称,企业名称,").replace("丙公司,", "丙公司,丙,")
    table = _published(tmp_path, "r.csv", text.encode()).records["990000017/2031-00001"]
    (record,) = table.rows()
    assert record.cells[table.position("holder")] == "丙公司"
    assert record.cells[table.position("企业名称")] == "丙"
    other = FLAT.replace("行政相对人名称", "企业名称")
    table = _published(tmp_path / "other", "r.csv", other.encode()).records["990000017/2031-00001"]
    assert next(table.rows()).cells[table.position("holder")] == "丙公司"


def test_a_heading_again_on_the_next_page_is_no_record(tmp_path: Path) -> None:
    head, row = FLAT.splitlines()
    text = f"{head}\n{row}\n（续表）,,,,\n{head}\n{row.replace('9号', '10号')}\n第 2 页 共 2 页,,,,\n"
    publication = _published(tmp_path, "r.csv", text.encode())
    assert len(publication.records["990000017/2031-00001"]) == 2
    assert [one.rule for one in check(publication) if one.path.endswith(".csv") and one.level is Level.ERROR] == []


def test_a_row_that_lacks_something_is_still_told(tmp_path: Path) -> None:
    publication = _published(tmp_path, "r.csv", f"{FLAT}丁公司,,,,\n".encode())
    assert [(one.rule, one.line) for one in publication.records["990000017/2031-00001"].problems] == [
        ("csv-missing-value", 3)
    ] * 4


def test_private_numbers_are_found_in_columns_of_the_files_own(tmp_path: Path) -> None:
    number = "11010519491231002X"
    text = FLAT.replace("许可机关\n", "许可机关,联络\n").replace("某县某局\n", f"某县某局,{number}\n")
    publication = _published(tmp_path, "r.csv", text.encode())
    noted = _published(tmp_path / "noted", "r.csv", f"{FLAT}备注：{number},,,,\n".encode())
    for one in (publication, noted):
        told = [found for found in check(one) if found.rule == "personal-data" and found.path.endswith("r.csv")]
        assert len(told) == 1
        assert number not in str(told[0])
