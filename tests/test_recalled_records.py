"""Records of a build that recalls the last one are those of a build that remembers nothing: findings, pages, files and search."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.binding.records import record_tables
from gongkai.building.build_caches import BuildCaches
from gongkai.building.sources import checked_column
from gongkai.data.open_data import write_open_data
from gongkai.incremental import shared_work
from gongkai.incremental.site_parts import SiteParts
from gongkai.model.item import Item
from gongkai.model.kind import Kind
from gongkai.model.problems.workers import WorkerLostError
from gongkai.model.publication import Publication
from gongkai.model.record import RecordTable
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column
from gongkai.reading.tables.records import record_table
from gongkai.rendering.page_html import PageRenderer
from gongkai.rendering.writing import write_pages
from gongkai.searching.merging import indexing
from gongkai.searching.records import record_index
from gongkai.searching.records.record_index import publish_record_search
from gongkai.searching.records.record_order import RecordsInOrder

from tests.columns import write_column
from tests.templates import templates
from tests.test_record_tables import COLUMN, PERMITS, watched

_BASIS = (
    "---\n类型: 政策文件\n索引号: 990000017/2024-00001\n标题: 某办法\n发文字号: 示商规〔2024〕1号\n成文日期: 2024-03-01\n"
    "发布日期: 2024-03-02\n公开属性: 主动公开\n历史遗留: 是\n---\n第一条 甲。\n"
)
_FILES: dict[str, str | bytes] = {
    **COLUMN,
    "content/1.md": _BASIS,
    "catalogue/a.csv": f"{PERMITS}甲公司,示许1号,准予,,事项一,内容,2025-03-10,局\n乙公司,示许2号,准予,,事项二,甲,2025-03-11,局\n",
    "catalogue/b.csv": f"{PERMITS}甲公司,示许3号,变更,示许1号,事项一,内容,2025-05-10,局\n",
    "catalogue/e.yml": (
        "类型: 信用名单\n编号: e\n标题: 名单\n期间: 2026年\n记录: e.csv\n发布日期: 2026-11-10\n公开属性: 主动公开\n历史遗留: 是\n"
    ),
    "catalogue/e.csv": (
        "主体名称,统一社会信用代码,名单种类,事由与依据,列入依据,列入依据文书号,列入日期,移出日期\n"
        "丁公司,91990000100000027B,重点关注名单,欠款,示商规〔2024〕1号,示罚〔2025〕3号,2025-01-02,2026-12-31\n"
    ),
}
_ROW = "丙公司,示许4号,准予,,事项三,内容,2025-06-10,局\n"


def _changed(name: str, before: str, after: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / name
        if path.exists():
            path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")

    return change


def _written(name: str) -> Callable[[Path], None]:
    def write(root: Path) -> None:
        (root / name).write_text(str(_FILES[name]), encoding="utf-8")

    return write


def _moved(root: Path) -> None:
    """A record file goes to another item."""
    _changed("catalogue/a.yml", "[a.csv, b.csv]", "a.csv")(root)
    _changed("catalogue/d.yml", "记录: d.csv", "记录: [d.csv, b.csv]")(root)


def _renamed(root: Path) -> None:
    if (root / "catalogue/d.csv").exists():
        (root / "catalogue/d.csv").rename(root / "catalogue/批.csv")
    _changed("catalogue/d.yml", "d.csv", "批.csv")(root)


def _removed(root: Path) -> None:
    (root / "catalogue/d.yml").unlink(missing_ok=True)


def _tampered(root: Path) -> None:
    for path in (root / "site").rglob("records.csv"):
        path.write_bytes(b"foreign")


def _tampered_at_one_item(root: Path) -> None:
    """The file of one item is not what was published, while another item is edited."""
    for path in sorted((root / "site").rglob("records.jsonl"))[-1:]:
        path.write_bytes(b"foreign")
    _changed("catalogue/a.csv", "事项一", "事项十")(root)


def _spoiled_rows(root: Path) -> None:
    """Rows that are kept are damaged, while a record file is edited."""
    for path in (root / ".cache/records").iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    _changed("catalogue/d.csv", "内容", "别的内容")(root)


def _spoiled(root: Path) -> None:
    (root / ".cache/tables.json").write_bytes((root / ".cache/tables.json").read_bytes()[:-1])


def _as_it_was(root: Path) -> None:
    for name in _FILES:
        _written(name)(root)


_EDITS: dict[str, Callable[[Path], None]] = {
    "nothing": lambda root: None,
    "a cell": _changed("catalogue/b.csv", "甲公司", "甲乙公司"),
    "a row": _changed("catalogue/a.csv", "2025-03-11,局\n", f"2025-03-11,局\n{_ROW}"),
    "a row less": _changed("catalogue/a.csv", _ROW, ""),
    "a column of its own": _changed("catalogue/b.csv", "许可机关\n", "许可机关,执法人数\n"),
    "a title": _changed("catalogue/a.yml", "标题: 许可公示", "标题: 许可的公示"),
    "a text": _changed("content/1.md", "甲。", "乙。"),
    "what a record names": _changed("content/1.md", "标题: 某办法", "标题: 某某办法"),
    "its validity": _changed("content/1.md", "公开属性", "有效期至: 2025-01-01\n公开属性"),
    "the record that another names": _changed("catalogue/p.csv", "示罚〔2025〕3号", "示罚〔2025〕4号"),
    "what becomes of a record": _changed("catalogue/b.csv", ",变更,示许1号", ",注销,示许2号"),
    "a key that another item has": _changed("catalogue/d.csv", "示许9号", "示许1号"),
    "another key": _changed("catalogue/a.csv", "示许2号", "示许3号"),
    "no such key any more": _changed("catalogue/a.csv", "示许1号", "示许7号"),
    "a person": _changed("catalogue/d.csv", "戊公司", "王小明13912345678"),
    "a wrong day": _changed("catalogue/a.csv", "2025-03-10", "2026-12-31"),
    "a change": _changed("catalogue/changes.csv", "录入错误", "申请人更正"),
    "renamed": _renamed,
    "to another item": _moved,
    "removed": _removed,
    "there again": _written("catalogue/d.yml"),
    "its file": _written("catalogue/d.csv"),
    "all as it was": _as_it_was,
    "foreign files": _tampered,
    "a foreign file": _tampered_at_one_item,
    "a damaged cache": _spoiled,
    "damaged rows": _spoiled_rows,
}


def _built(root: Path, day: date, folder: Path, last: BuildCaches | None) -> dict[str, bytes]:
    """The pages, data and search of records."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    publication, problems = checked_column(root, day, last)
    renderer = PageRenderer(templates(), site_view(publication), {})
    write_pages(publication, renderer, folder, last.site(day) if last else None)
    parts = last.parts(day, folder) if last else SiteParts(folder)
    write_open_data(publication, folder, parts)
    publish_record_search(publication, folder, parts)
    parts.save()
    if last:
        last.tables().save()
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {"problems": "\n".join(map(repr, problems)).encode(), **files}


@pytest.mark.uncounted
@pytest.mark.parametrize("seed", [18, 19])
def test_random_edits_of_records_give_what_a_cold_build_gives(tmp_path: Path, seed: int) -> None:
    root = write_column(tmp_path / "column", _FILES)
    chance = random.Random(seed)
    day = date(2026, 11, 20)
    for name in ("nothing", *chance.sample(list(_EDITS), len(_EDITS))):
        _EDITS[name](root)
        if chance.random() < 0.1:
            day = chance.choice((date(2026, 11, 21), date(2027, 1, 1)))
        warm = _built(root, day, root / "new", BuildCaches(root))
        cold = _built(root, day, tmp_path / "cold", None)
        assert sorted(warm) == sorted(cold), name
        assert [path for path in cold if warm[path] != cold[path]] == [], name
        shutil.rmtree(root / "site", ignore_errors=True)
        (root / "new").rename(root / "site")


def test_what_no_edit_concerns_is_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_column(tmp_path, _FILES)
    day = date(2026, 11, 20)
    _built(root, day, root / "site", BuildCaches(root))
    made: list[str] = []

    class Watched(RecordsInOrder):
        def __init__(self, kind: Kind, items: Sequence[Item], publication: Publication) -> None:
            made.append(kind.name)
            super().__init__(kind, items, publication)

    monkeypatch.setattr(record_index, "RecordsInOrder", Watched)
    for name, expected in (
        ("a text", []),
        ("a cell", ["permit_result"]),
        ("its validity", ["credit_list"]),
        ("the record that another names", ["penalty_result"]),
    ):
        _EDITS[name](root)
        made.clear()
        _built(root, day, root / "new", BuildCaches(root))
        shutil.rmtree(root / "site")
        (root / "new").rename(root / "site")
        assert sorted(made) == expected, name


def test_rows_are_read_for_no_edit_of_something_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_column(tmp_path, _FILES)
    day = date(2026, 11, 20)
    _built(root, day, root / "site", BuildCaches(root))
    read = watched(monkeypatch)
    (root / "content/2.md").write_text(_BASIS.replace("00001", "00002").replace("〕1号", "〕2号"), encoding="utf-8")
    built = _built(root, day, root / "new", BuildCaches(root))
    assert read == []
    assert built == _built(root, day, tmp_path / "cold", None)
    assert set(read) == {"a", "c", "d", "e", "p"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes can be forked here")
@pytest.mark.parametrize("workers", [2, 8])
def test_several_processes_read_and_index_the_same_records(
    workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_column(tmp_path / "column", _FILES)
    made = []
    for processes in (1, workers):
        shutil.rmtree(root / ".cache", ignore_errors=True)
        read = watched(monkeypatch)
        monkeypatch.setattr(shared_work, "worker_count", lambda count=processes: count)
        built = _built(root, date(2026, 11, 20), tmp_path / "site", BuildCaches(root))
        made.append((built, (root / ".cache/tables.json").read_bytes()))
        # Copies read some, of which this process hears nothing.
        assert (set(read) == {"a", "c", "d", "e", "p"}) is (processes == 1)
        monkeypatch.setattr(shared_work, "FEWEST", 1)
        monkeypatch.setattr(record_tables, "_BYTES_AN_ITEM", 1)
        monkeypatch.setattr(indexing, "_RECORDS_AN_ITEM", 1)
    assert made[0] == made[1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes can be forked here")
def test_a_process_that_is_lost_names_the_item_with_the_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_column(tmp_path, _FILES)
    here = os.getpid()
    monkeypatch.setattr(shared_work, "worker_count", lambda: 5)
    monkeypatch.setattr(shared_work, "FEWEST", 1)
    monkeypatch.setattr(record_tables, "_BYTES_AN_ITEM", 1)

    def killed(item: Item) -> RecordTable:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.2)
        return record_table(item)

    monkeypatch.setattr(record_tables, "record_table", killed)
    with pytest.raises(WorkerLostError, match=r"^读取记录“catalogue/[a-z]\.yml”的进程被系统结束了（信号 9"):
        bind(read_column(root), date(2026, 11, 20))
