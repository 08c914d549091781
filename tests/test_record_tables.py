"""What is known of a table of records from the last build is what its rows say, and the rows are read only where they are needed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.binding.records import record_tables
from gongkai.binding.records.record_tables import RecordTables
from gongkai.building.probes import probes_of
from gongkai.incremental.cache import Cache
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.record import LaterTexts, RecordTable, RowFacts
from gongkai.reading.column_sources import read_column
from gongkai.reading.tables.records import record_table
from hypothesis import given
from hypothesis import strategies as st

from tests.columns import write_column
from tests.test_record_end import FILES

DAYS = (date(2026, 11, 1), date(2026, 11, 4), date(2028, 11, 6))
PERMITS = "行政相对人名称,行政许可决定文书号,决定类型,原许可文书号,许可事项,许可内容,许可决定日期,许可机关,执法人数\n"
COLUMN: dict[str, str | bytes] = {
    **FILES,
    "catalogue/a.yml": (
        "类型: 行政许可\n编号: a\n标题: 许可公示\n期间: 2025年\n发布日期: 2025-11-10\n公开属性: 主动公开\n历史遗留: 是\n"
        "记录: [a.csv, b.csv]\n记录变更: changes.csv\n"
    ),
    "catalogue/a.csv": f"许可公示表,,,,,,,,\n{PERMITS}甲公司,示许1号,准予,,事项一,内容,2025-03-10,局,3\n,示许2号,准予,,事项二,,2025-13-10,局,\n",
    "catalogue/b.csv": f"{PERMITS}甲公司,示许3号,变更,示许1号,事项一,内容,2025-05-10,局,4\n注：数据截至五月,,,,,,,,\n",
    "catalogue/changes.csv": "编号,日期,动作,字段,原值,理由\n示许1号,2025-12-01,更正,许可内容,别的内容,录入错误\n",
    "catalogue/d.yml": (
        "类型: 行政许可\n编号: d\n标题: 又一批\n期间: 2024年\n发布日期: 2025-11-10\n公开属性: 主动公开\n历史遗留: 是\n记录: d.csv\n"
    ),
    "catalogue/d.csv": f"{PERMITS.removesuffix(',执法人数' + chr(10))}\n戊公司,示许9号,注销,示许3号,,内容,2025-06-01,局\n",
}


def _tables(root: Path) -> RecordTables:
    return RecordTables(Cache(root / "tables.json", "key"))


def _bound(root: Path, day: date, tables: RecordTables | None = None) -> Publication:
    return bind(read_column(root), day, tables)


def _said(table: RecordTable) -> object:
    """Everything that a table says."""
    names = ("columns", "filled", "constant", "changes", "titles", "notes", "left", "problems", "shown")
    rows = [*table.packed], [*table.days], [*table.rows()], [table.source(place) for place in range(len(table))]
    return [getattr(table, name) for name in names], rows, len(table)


def watched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The index numbers of the items whose rows are read from now on."""
    read: list[str] = []

    def reading(item: Item) -> RecordTable:
        read.append(item.index_no)
        return record_table(item)

    monkeypatch.setattr(record_tables, "record_table", reading)
    return read


@pytest.mark.parametrize("day", DAYS)
def test_tables_of_the_last_build_say_what_the_rows_say(tmp_path: Path, day: date) -> None:
    root = write_column(tmp_path, COLUMN)
    tables = _tables(tmp_path)
    _bound(root, day, tables)
    tables.save()
    known, plain = _bound(root, day, _tables(tmp_path)), _bound(root, day)
    assert {number: _said(one) for number, one in known.records.items()} == {
        number: _said(one) for number, one in plain.records.items()
    }
    assert (known.outgoing, known.problems) == (plain.outgoing, plain.problems)
    assert all((known.records["a"].notes, known.records["a"].problems, known.records["a"].changes))
    assert [bool(known.records[number].left) for number in "pc"] == [day > DAYS[0], True]


def test_rows_of_unchanged_files_are_read_only_where_somebody_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_column(tmp_path, COLUMN)
    tables = _tables(tmp_path)
    first = _bound(root, DAYS[1], tables)
    asked = list(probes_of(first))
    tables.save()
    read = watched(monkeypatch)
    again = _bound(root, DAYS[1], _tables(tmp_path))
    assert list(probes_of(again)) == asked
    assert [len(table) for table in again.records.values()] == [len(table) for table in first.records.values()]
    assert read == []
    (root / "catalogue/d.csv").write_text(str(COLUMN["catalogue/d.csv"]).replace("戊", "己"), encoding="utf-8")
    (root / "catalogue/a.yml").write_text(str(COLUMN["catalogue/a.yml"]).replace("许可公示", "公示"), encoding="utf-8")
    _bound(root, DAYS[1], _tables(tmp_path))
    assert read == ["a", "d"]
    assert list(again.records["p"].rows()) == list(first.records["p"].rows())
    assert list(again.records["p"].days) == list(first.records["p"].days)
    assert read == ["a", "d", "p"]


def test_a_changed_day_is_a_changed_table_only_where_records_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_column(tmp_path, COLUMN)
    tables = _tables(tmp_path)
    _bound(root, DAYS[0], tables)
    tables.save()
    read = watched(monkeypatch)
    _bound(root, DAYS[1], _tables(tmp_path))
    assert read == ["c", "p"]


@pytest.mark.parametrize("damage", ["", "nonsense", "key 0\n[]"])
def test_a_damaged_cache_costs_time_only(tmp_path: Path, damage: str) -> None:
    root = write_column(tmp_path, COLUMN)
    plain = _bound(root, DAYS[1])
    (tmp_path / "tables.json").write_text(damage, encoding="utf-8")
    known = _bound(root, DAYS[1], _tables(tmp_path))
    assert [_said(one) for one in known.records.values()] == [_said(one) for one in plain.records.values()]


def test_a_file_that_changes_while_its_rows_are_awaited_is_told(tmp_path: Path) -> None:
    root = write_column(tmp_path, COLUMN)
    tables = _tables(tmp_path)
    _bound(root, DAYS[1], tables)
    tables.save()
    again = _bound(root, DAYS[1], _tables(tmp_path))
    with (root / "catalogue/d.csv").open("a", encoding="utf-8") as file:
        file.write("庚公司,示许10号,准予,,,内容,2025-06-02,局\n")
    with pytest.raises(OSError, match="记录文件在生成的时候改动了"):
        list(again.records["d"].rows())


def test_a_lasting_process_saves_what_is_new(tmp_path: Path) -> None:
    root = write_column(tmp_path, COLUMN)
    tables = _tables(tmp_path)
    publication = _bound(root, DAYS[1], tables)
    tables.save()
    before = (tmp_path / "tables.json").read_bytes()
    assert _bound(root, DAYS[1], tables).records == publication.records
    tables.save()
    assert (tmp_path / "tables.json").read_bytes() == before
    publication.records["d"].found("anything", len)
    tables.save()
    assert "anything" in (tmp_path / "tables.json").read_text(encoding="utf-8")


@given(st.lists(st.text()), st.integers(-5, 5), st.integers(-5, 5))
def test_texts_that_are_read_later_are_those_texts(texts: list[str], start: int, stop: int) -> None:
    later = LaterTexts(len(texts), lambda: texts)
    assert (len(later), list(later), later[start:stop]) == (len(texts), texts, texts[start:stop])
    assert [later[place] for place in range(len(texts))] == texts


@given(st.lists(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), min_size=1)))
def test_answers_last_as_long_as_their_question_is_asked_so(processes: list[list[tuple[str, str]]]) -> None:
    kept: dict[str, dict[str, str]] = {}
    for asked in processes:
        facts = RowFacts(json.loads(json.dumps(kept)))
        found = [facts.of(question, given_, lambda one=question + given_: one) for question, given_ in asked]  # type: ignore[misc]
        assert found == [question + given_ for question, given_ in asked]
        assert facts.grown == any(given_ not in kept.get(question, {}) for question, given_ in asked)
        kept |= {
            question: {one: question + one for one in {given_ for of, given_ in asked if of == question}}
            for question, _ in asked
        }
        assert facts.kept() == kept


def test_tables_of_another_day_are_those_of_today_unless_records_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_column(tmp_path, COLUMN)
    today = _bound(root, DAYS[0], _tables(tmp_path))
    read = watched(monkeypatch)
    then = _bound(root, DAYS[2], RecordTables.known_from(today))
    assert read == ["c", "p"]
    assert [_said(one) for one in then.records.values()] == [
        _said(one) for one in _bound(root, DAYS[2]).records.values()
    ]
