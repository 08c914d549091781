"""Records at scale: anchors that last, terms by the day, a history that tells and hides, files that any tool reads."""

from __future__ import annotations

import csv
import io
import json
import zlib
from array import array
from datetime import date, timedelta
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.checking import check
from gongkai.data.csv_text import PROTECTION
from gongkai.data.feeds import write_feeds
from gongkai.data.record_descriptors import record_resources, record_schemas
from gongkai.data.record_files import write_record_files
from gongkai.model.problems.problem import Level
from gongkai.model.publication import Publication
from gongkai.pages.records.all_records import NEWEST
from gongkai.pages.records.record_pages import ON_ITEM, ON_PAGE
from gongkai.pages.site import pages_of
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column
from gongkai.reading.tables import figure_tables
from gongkai.reading.tables import records as record_reading
from gongkai.reading.values.dates import iso_day
from gongkai.rendering.page_html import PageRenderer
from gongkai.searching.records.numeric_columns import RankedColumn, column_data
from gongkai.searching.records.record_index import publish_record_search
from hypothesis import given
from hypothesis import strategies as st

from tests.columns import write_column
from tests.templates import templates

AS_OF = date(2026, 11, 20)
HEADER = "行政相对人名称,行政许可决定文书号,许可内容,许可决定日期,有效期自,有效期至,许可机关,备注\n"


def item(number: int, more: str = "") -> str:
    return (
        f"类型: 行政许可\n索引号: 990000017/2026-{number:05d}\n标题: 第{number}批许可\n期间: 第{number}批\n"
        f"发布日期: 2026-11-17\n公开属性: 主动公开\n历史遗留: 是\n记录: {number}.csv\n{more}"
    )


def rows(count: int, first: int = 1) -> str:
    start = date(2017, 1, 2)
    lines = []
    for number in range(first, first + count):
        day = start + timedelta(days=number)
        until = "长期" if number % 7 == 0 else day + timedelta(days=180)
        lines.append(
            f"第{number % 50}公司,示商许〔{day.year}〕{number}号,许可{number},{day},{day},{until},示例市商务局,"
        )
    return HEADER + "\n".join(lines) + "\n"


def column(root: Path, files: dict[str, str]) -> Publication:
    return bind(read_column(write_column(root, files)), AS_OF)


def html_of(publication: Publication) -> dict[str, str]:
    renderer = PageRenderer(templates(), site_view(publication), {})
    return {page.url: renderer.html(page) for page in pages_of(publication)}


def test_every_row_stands_on_one_page_under_its_anchor(tmp_path: Path) -> None:
    count = ON_ITEM + 2 * ON_PAGE + 3
    publication = column(tmp_path, {"catalogue/1.yml": item(1), "catalogue/1.csv": rows(count)})
    pages = {url: html for url, html in html_of(publication).items() if url.startswith("990000017/")}
    assert sorted(pages) == ["990000017/2026-00001.html", *(f"990000017/2026-00001/p{n}.html" for n in (2, 3, 4))]
    for record in publication.records["990000017/2026-00001"].rows():
        assert [url for url, html in pages.items() if f' id="{record.anchor}"' in html] != []
        assert sum(html.count(f' id="{record.anchor}"') for html in pages.values()) == 1


def test_the_page_of_all_records_leads_to_every_month(tmp_path: Path) -> None:
    files = {f"catalogue/{n}.yml": item(n) for n in (1, 2)}
    files |= {"catalogue/1.csv": rows(700), "catalogue/2.csv": rows(80, 701)}
    publication = column(tmp_path, files)
    (page,) = (page for page in pages_of(publication) if page.url == "permits/records.html")
    records = page.view.records
    assert (records.count, len(records.rows)) == (780, NEWEST)
    assert records.rows[0].anchor == "示商许-2019-780号"
    assert sum(month.count for year in records.years for month in year.months) == 780
    html = html_of(publication)
    for year in records.years:
        for month in year.months:
            for link in month.links:
                url, _, anchor = link.url.partition("#")
                assert f' id="{anchor}"' in html[url]


def test_the_same_number_twice_has_two_anchors(tmp_path: Path) -> None:
    text = HEADER + "甲,1号,一,2026-01-02,,,局,\n乙,1号,二,2026-01-01,,,局,\n丙,[1]号,三,2026-01-01,,,局,\n"
    publication = column(tmp_path, {"catalogue/1.yml": item(1), "catalogue/1.csv": text})
    anchors = [record.anchor for record in publication.records["990000017/2026-00001"].rows()]
    assert anchors == ["1号", "1号~2", "1-号"]


def test_a_number_of_another_batch_is_noticed(tmp_path: Path) -> None:
    files = {f"catalogue/{n}.yml": item(n) for n in (1, 2)}
    files |= {"catalogue/1.csv": rows(2), "catalogue/2.csv": rows(2, 2)}
    found = [one for one in check(column(tmp_path, files)) if one.rule == "record-twice"]
    assert [str(one) for one in found] == [
        "catalogue/2.csv:2:1: 警告[record-twice] “行政许可决定文书号”与catalogue/1.csv 第 3 行相同。 请核对是否重复录入。"
    ]


def test_one_fault_among_very_many_rows(tmp_path: Path) -> None:
    lines = rows(20_000).split("\n")
    lines[13_579] = lines[13_579].replace("示例市商务局", "")
    publication = column(tmp_path, {"catalogue/1.yml": item(1), "catalogue/1.csv": "\n".join(lines)})
    (fault,) = publication.records["990000017/2026-00001"].problems
    assert str(fault) == "catalogue/1.csv:13580:1: 错误[csv-missing-value] 这一行缺少“许可机关”。 请补上。"


CHANGES = (
    "行政许可决定文书号,日期,动作,字段,原值,理由,依据\n"
    "示商许〔2017〕1号,2026-11-18,更正,许可内容,许可零,录入错误,\n"
    "示商许〔2017〕1号,2026-11-19,更正,许可内容,许可半,再次核对,\n"
    "示商许〔2017〕99号,2026-11-19,撤下,,,信用修复,信用修复办法\n"
    "示商许〔2017〕99号,2026-11-18,更正,行政相对人名称,不应再见的公司,录入错误,\n"
)


@pytest.fixture
def changed(tmp_path: Path) -> Publication:
    more = "记录变更: 1.changes.csv\n"
    files = {"catalogue/1.yml": item(1, more), "catalogue/1.csv": rows(3), "catalogue/1.changes.csv": CHANGES}
    return column(tmp_path / "column", files)


def test_the_history_of_a_record(changed: Publication) -> None:
    (page,) = (page for page in pages_of(changed) if page.url == "990000017/2026-00001.html")
    lines = [(one.day, one.key, one.action, one.before, one.after) for one in page.view.records.changes]
    assert lines == [
        ("2026-11-19", "示商许〔2017〕99号", "撤下", "", ""),
        ("2026-11-19", "示商许〔2017〕1号", "更正", "许可半", "许可1"),
        ("2026-11-18", "示商许〔2017〕99号", "更正", "", ""),
        ("2026-11-18", "示商许〔2017〕1号", "更正", "许可零", "许可半"),
    ]


def test_a_withdrawn_record_leaves_nothing_but_its_number(changed: Publication, tmp_path: Path) -> None:
    write_record_files(changed, tmp_path / "site")
    write_feeds(changed, tmp_path / "site")
    publish_record_search(changed, tmp_path / "site")
    written = {path: path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*") if path.is_file()}
    texts = [*written.values(), *html_of(changed).values()]
    assert len(texts) > 20
    assert [text for text in texts if "不应再见的公司" in text] == []
    assert "【记录更正、撤下】第1批许可" in written[tmp_path / "site" / "feed.xml"]
    history = json.loads(_value(tmp_path / "site" / "search" / "records-permits" / "history.js"))
    assert history["示商许-2017-99号"][0][:3] == ["2026-11-19", "撤下", "dead"]


def test_files_hold_every_row_and_no_formula(tmp_path: Path) -> None:
    text = HEADER + (
        '"=cmd|1",1号,＝1+1,2026-01-02,,,局,-5.2\n乙,2号,"一,""二""",2026-01-01,,,局,@x\n+86公司,3号,三,2026-01-03,,,局,\n'
    )
    publication = column(tmp_path, {"catalogue/1.yml": item(1), "catalogue/1.csv": text})
    write_record_files(publication, tmp_path / "site")
    own = tmp_path / "site" / "990000017" / "2026-00001"
    table = list(csv.DictReader(io.StringIO((own / "records.csv").read_text(encoding="utf-8-sig"), newline="")))
    assert [(row["行政相对人名称"], row["许可内容"], row["备注"]) for row in table] == [
        ("'+86公司", "三", ""),
        ("'=cmd|1", "'＝1+1", "-5.2"),
        ("乙", '一,"二"', "'@x"),
    ]
    records = [json.loads(line) for line in (own / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [record["holder"] for record in records] == ["+86公司", "=cmd|1", "乙"]
    assert records[0]["note"] is None
    everything = tmp_path / "site" / "permits"
    whole = list(csv.DictReader(io.StringIO((everything / "records.csv").read_text(encoding="utf-8-sig"), newline="")))
    assert whole[0]["网址"] == "https://swj.example.gov.cn/990000017/2026-00001.html#3号"
    assert [{k: v for k, v in row.items() if k not in ("索引号", "网址")} for row in whole] == table
    lines = [json.loads(line) for line in (everything / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [{k: v for k, v in one.items() if k not in ("index_no", "url")} for one in lines] == records


def test_the_descriptor_names_every_file_and_every_column(changed: Publication, tmp_path: Path) -> None:
    schemas = dict(record_schemas(changed, write_record_files(changed, tmp_path)))
    for resource in record_resources(changed):
        path = tmp_path / str(resource["path"])
        assert path.is_file(), resource["path"]
        if isinstance(resource.get("schema"), str) and resource["format"] == "csv":
            header = next(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
            fields = schemas[str(resource["schema"])]["fields"]
            assert isinstance(fields, list)
            assert [field["name"] for field in fields] == header
            assert resource["description"] == PROTECTION


@given(
    st.lists(
        st.sampled_from(["", "乙2号", "乙10号", "甲", "阿", "张三", "李四", "2026-01-01"]), min_size=1, max_size=60
    )
)
def test_columns_are_numbers_in_the_order_of_their_texts(texts: list[str]) -> None:
    values, codes = RankedColumn(texts).ranked(by_value=False)
    assert [values[code] for code in codes] == texts
    order = [value for value in ("", "2026-01-01", "阿", "甲", "李四", "乙2号", "乙10号", "张三") if value in values]
    assert values == order
    data = column_data(values, len(values), codes)
    assert len(str(data["codes"])) == int(str(data["width"])) * len(texts)


@pytest.mark.parametrize(
    ("count", "width"), [(1, 1), (64, 1), (65, 2), (4096, 2), (4097, 3), (2**18, 3), (2**18 + 1, 4)]
)
def test_columns_take_as_many_digits_as_their_texts_need(count: int, width: int) -> None:
    codes = array("L", [0, count - 1, count // 2, count // 3])
    data = column_data(None, count, codes)
    digits = "".join(map(chr, (*range(65, 91), *range(97, 123), *range(48, 58)))) + "-_"
    written = str(data["codes"])
    read = [
        sum(digits.index(digit) * 64 ** (width - place) for place, digit in enumerate(written[at : at + width], 1))
        for at in range(0, len(written), width)
    ]
    assert (data["width"], read) == (width, list(codes))


def test_figures_are_ordered_by_value() -> None:
    values, _ = RankedColumn(["12.5", "12.45", "3", "", "-1"]).ranked(by_value=True)
    assert values == ["", "-1", "3", "12.45", "12.5"]


def test_every_anchor_is_found_in_its_shard(tmp_path: Path) -> None:
    publication = column(tmp_path / "c", {"catalogue/1.yml": item(1), "catalogue/1.csv": rows(3200)})
    publish_record_search(publication, tmp_path / "site")
    folder = tmp_path / "site" / "search" / "records-permits"
    meta = json.loads(_value(folder / "rows.js"))
    assert (meta["count"], meta["anchors"], meta["constant"]) == (3200, 3, {"authority": "示例市商务局"})
    shards = [json.loads(_value(folder / f"k{number}.js")) for number in range(3)]
    for row, record in enumerate(publication.records["990000017/2026-00001"].rows()):
        assert shards[zlib.crc32(record.anchor.encode()) % 3][record.anchor] == row


def _value(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return text[text.index(",") + 1 : text.rindex(")")]


def test_a_file_full_of_faults_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_reading, "MOST_FAULTS", 2)
    wrong = HEADER + "".join(f"公司,示商许〔2026〕{n}号,许可,昨天,2026-11-01,长期,局,\n" for n in range(1, 9))
    root = write_column(tmp_path, {"catalogue/1.yml": item(1), "catalogue/1.csv": wrong})
    told = [one for one in check(bind(read_column(root), AS_OF)) if one.path == "catalogue/1.csv"]
    assert [(one.line, one.rule) for one in told] == [(2, "not-a-date"), (3, "not-a-date"), (4, "csv-many-faults")]
    assert told[-1].what == "这个文件的问题超过 2 处，其余不再列出。"


def test_a_table_of_figures_holds_no_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figure_tables, "MOST_ROWS", 2)
    report = (
        "类型: 年度报告\n索引号: 990000017/2026-00050\n标题: 报告\n年度: 2025\n总体情况: 甲\n"
        "存在的主要问题及改进情况: 乙\n其他需要报告的事项: 无。\n发布日期: 2026-01-20\n公开属性: 主动公开\n表: {表四: d.csv}\n"
    )
    root = write_column(tmp_path, {"catalogue/r.yml": report, "catalogue/d.csv": "行政复议-总计\n1\n2\n3\n"})
    (told,) = read_column(root).problems
    assert str(told) == (
        "catalogue/d.csv: 错误[csv-long] 表“政府信息公开行政复议、行政诉讼情况”有 4 行，超过 2 行。 逐条的记录请写在“记录”里。"
    )


_SAVED = (
    "{y}/{m}/{d}",
    "{y}-{m}-{d}",
    "{y}.{m}.{d}",
    "{y}年{m}月{d}日",
    "{y}/{m:02}/{d:02}",
    "{y}/{m}/{d} 0:00",
    "{y}-{m}-{d} 00:00:00",
)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(_SAVED))
def test_a_date_that_a_spreadsheet_saved_is_the_date_that_was_typed(day: date, form: str) -> None:
    assert iso_day(form.format(y=day.year, m=day.month, d=day.day)) == day.isoformat()


@pytest.mark.parametrize(
    "cell",
    [
        "3/5/2026",
        "26/3/5",
        "2026/3-5",
        "2026/13/1",
        "2026/2/30",
        "2026/3",
        "2026/3/5 9:30",
        "46086",
        "2026年3月",
        "1026/3/5",
        "长期",
        "",
    ],
)
def test_what_could_be_another_date_or_none_stays_as_it_is_written(cell: str) -> None:
    assert iso_day(cell) == cell


def test_a_table_saved_by_a_spreadsheet_hides_none_of_its_other_mistakes(tmp_path: Path) -> None:
    """Three hundred rows with rewritten dates are read; the damaged number, the error sign and the empty name are told."""
    lines = [
        f"第{number}公司,示商许〔2026〕{number}号,经营,2026/3/{number % 28 + 1},2026年3月1日,2027/3/1 0:00,局,"
        for number in range(1, 301)
    ]
    lines[199] = ",示商许〔2026〕200号,#REF!,2026/3/5,,长期,局,"
    files: dict[str, str | bytes] = {
        "catalogue/1.yml": item(1),
        "catalogue/1.csv": (HEADER + "\n".join(lines) + "\n").encode("gb18030"),
    }
    publication = bind(read_column(write_column(tmp_path, files)), AS_OF)
    (table,) = publication.records.values()
    (first,) = (record for record in table.rows() if record.line == 2)
    days = [first.cells[table.position(name)] for name in ("decision_date", "valid_from", "valid_to")]
    assert days == ["2026-03-02", "2026-03-01", "2027-03-01"]
    told = {
        (one.line, one.rule) for one in check(publication) if one.path == "catalogue/1.csv" and one.level is Level.ERROR
    }
    assert told == {(201, "sheet-error"), (201, "csv-missing-value")}
