"""A paper's own defects (照原件公开): what a message suggests removes it and nothing else, and what is wrong with a waiver is told."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.binding.bind import bind
from gongkai.checking import Checked, checked
from gongkai.checking.catalogue import RULES, WAIVABLE
from gongkai.checking.records import record_rows
from gongkai.checking.waivers.owners import Owners
from gongkai.checking.waivers.places import PrintedPlaces
from gongkai.commands.reporting import as_github, as_json, as_text
from gongkai.comparing.compare_columns import compare
from gongkai.model.item import Item
from gongkai.model.printed_defect import Part, Spot
from gongkai.model.problems.problem import Problem
from gongkai.model.publication import Publication
from gongkai.reading.column_sources import read_column

from tests.columns import PERMITS, document, write_column
from tests.golden import golden

CASES = Path(__file__).parent / "cases" / "checking"
_OTHERS = Path(__file__).parent / "cases" / "as_printed"


def _column(root: Path, as_of: str) -> tuple[Publication, Checked]:
    publication = bind(read_column(root), date.fromisoformat(as_of))
    return publication, checked(publication)


def _kinds(found: Checked) -> Counter[tuple[str, str]]:
    return Counter((one.path, one.rule) for one in found.problems)


def _write(root: Path, item: Item, place: str) -> None:
    """Copy the place from the message into the item, as staff would."""
    path = root / item.place.path
    rows = f"照原件公开:\n  - 位置: {place}\n    理由: 原件如此，印错了\n"
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    if text.startswith("---"):
        lines[1:1] = rows.rstrip("\n").split("\n")
    elif lines[item.place.line - 1].startswith("- "):
        # The first line of an item of a list gives its dash to the new first line.
        first = lines[item.place.line - 1]
        own = [f"- {rows.split(chr(10))[0]}", *(f"  {line}" for line in rows.rstrip("\n").split("\n")[1:])]
        lines[item.place.line - 1 : item.place.line] = [*own, f"  {first[2:]}"]
    elif text.startswith("{"):
        lines[0] = f"{{照原件公开: [{{位置: {place}, 理由: 原件如此，印错了}}], {lines[0][1:]}"
    else:
        lines[0:0] = rows.rstrip("\n").split("\n")
    path.write_text("\n".join(lines), encoding="utf-8")


def _touches(one: Problem, spot: Spot) -> bool:
    of_line = spot.part in (Part.BODY, Part.TEXT)
    return any(
        (place.path, place.line) == (spot.place.path, spot.place.line)
        and (of_line or place.column == spot.place.column)
        for place in one.places
    )


def _owner(owners: Owners, one: Problem) -> Item:
    item = owners.of(one.places[0].path, one.places[0].line)
    assert item
    return item


@pytest.mark.parametrize("path", [*sorted(CASES.glob("*-*.yml")), _OTHERS / "values.yml"], ids=lambda path: path.stem)
def test_the_place_that_a_message_gives_silences_it_and_nothing_else(path: Path, tmp_path: Path) -> None:
    case: dict[str, Any] = golden(path)
    if not case["problems"]:
        return
    write_column(tmp_path / "before", case["files"])
    publication, before = _column(tmp_path / "before", case["as_of"])
    owners = Owners(publication.reading.items)
    told = [one for one in before.problems if one.printed_at]
    for number, one in enumerate(told[:12]):
        root = write_column(tmp_path / str(number), case["files"])
        item = _owner(owners, one)
        _write(root, item, one.printed_at)
        _, after = _column(root, case["as_of"])
        spot = PrintedPlaces(item, publication.records.get(item.index_no)).named(one.printed_at)
        # A field whose value was refused can only be found by its label once it is published as it is printed.
        at_the_spot = [
            (o.path, o.rule)
            for o in before.problems
            if o.rule in WAIVABLE and (_touches(o, spot) if isinstance(spot, Spot) else o.places == one.places)
        ]
        assert (one.path, one.rule) in at_the_spot
        assert _kinds(before) - _kinds(after) == Counter(at_the_spot)
        assert not _kinds(after) - _kinds(before)
        assert [defect.reason for defects in after.defects.values() for defect in defects] == ["原件如此，印错了"]


def _of_places(found: Checked) -> list[Problem]:
    """The findings about papers and about waivers, without those that have nothing to do with them."""
    about = {*WAIVABLE, "personal-data"}
    return [
        one
        for one in found.problems
        if one.rule.startswith("printed-") or one.rule in about or "照原件公开" in one.what
    ]


@pytest.mark.parametrize("path", sorted(_OTHERS.glob("*.yml")), ids=lambda path: path.stem)
def test_what_is_published_as_printed_and_what_is_told(path: Path, tmp_path: Path) -> None:
    case: dict[str, Any] = golden(path)
    write_column(tmp_path, case["files"])
    _, found = _column(tmp_path, case["as_of"])
    assert as_text(_of_places(found)) == case["problems"].rstrip("\n")
    assert [
        {"place": one.spot.words, "printed": one.spot.printed, "reason": one.reason, "found": list(one.found)}
        for _, defects in sorted(found.defects.items())
        for one in defects
    ] == case["defects"]


_PERMITS = (
    "类型: 行政许可\n索引号: 990000017/2025-00020\n标题: 许可\n期间: 2025年3月\n发布日期: 2025-03-12\n公开属性: 主动公开\n"
    "历史遗留: 是\n记录: p.csv\n"
)


def _records(root: Path, rows: list[str], waived: list[str]) -> Checked:
    waivers = "".join(f"  - 位置: {place}\n    理由: 原件登记错误\n" for place in waived)
    write_column(
        root,
        {
            "catalogue/p.yml": _PERMITS + (f"照原件公开:\n{waivers}" if waived else ""),
            "catalogue/p.csv": PERMITS + "".join(f"{row}\n" for row in rows),
        },
    )
    return _column(root, "2026-11-20")[1]


def test_waived_cells_take_no_room_in_a_list_of_the_first_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_rows, "_MOST_OF_A_KIND", 20)
    rows = [f"公司,91320100748204660U,{number}号,内容,2025-03-01,局" for number in range(1, 31)]
    place = "p.csv / {} / 统一社会信用代码"
    found = _records(tmp_path, rows, [place.format("1号"), place.format("30号")])
    assert [one.line for one in found.problems if one.rule == "credit-code"] == list(range(3, 23))
    assert "共有 28 处" in next(one.what for one in found.problems if one.rule == "record-more")
    assert not [one for one in found.problems if one.rule.startswith("printed-")]


def test_waived_cells_do_not_end_the_reading_of_a_file(tmp_path: Path) -> None:
    rows = [f"公司,,{number}号,内容,2025-02-30,局" for number in range(1, 251)]
    waived = [f"p.csv / {number}号 / 许可决定日期" for number in range(1, 101)]
    found = _records(tmp_path, rows, waived)
    assert [one.line for one in found.problems if one.rule == "impossible-date"] == list(range(102, 252))
    assert not [one for one in found.problems if one.rule in ("csv-many-faults", "printed-right", "printed-unknown")]


def test_every_waivable_finding_of_a_rule_is_tried() -> None:
    """The messages of the cases name all that the rules declare, so that each was written as its message says."""
    told = "".join(path.read_text(encoding="utf-8") for path in (*CASES.glob("*.yml"), *_OTHERS.glob("*.yml")))
    assert [code for rule in RULES for code in rule.waivable if f"[{code}]" not in told] == []


def test_what_is_no_defect_of_a_paper_cannot_be_waived() -> None:
    own = "personal-data spam hidden-character look-alike link-deceives missing-value unknown-label no-number deadline"
    assert not WAIVABLE & set(own.split())


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("一般公共预算财政拨款支出决算表 / 商贸事务 / 合计", (4, 3)),
        ("一般公共预算财政拨款支出决算表/商贸事务/合计", (4, 3)),
        ("一般公共预算财政拨款支出决算表 ／ 20113 ／ 合计", (4, 3)),
        ("general.csv 第4行 / 合计", (4, 3)),
        ("general.csv / 第4行 / 合计", (4, 3)),
        ("一般公共预算财政拨款支出决算表", (1, 1)),
    ],
)
def test_a_cell_may_be_written_in_several_ways(written: str, part: tuple[int, int], tmp_path: Path) -> None:
    case = golden(_OTHERS / "figures.yml")
    write_column(tmp_path, case["files"])
    publication, _ = _column(tmp_path, case["as_of"])
    spot = PrintedPlaces(publication.reading.items[0], None).named(written)
    assert isinstance(spot, Spot)
    assert (spot.place.line, spot.place.column) == part


def test_rows_of_the_annual_form_are_known_without_their_numbers(tmp_path: Path) -> None:
    item = "类型: 年度报告\n索引号: 990000017/2025-00031\n标题: 年报\n年度: 2024\n表:\n  表三: r.csv\n"
    rows = "行,自然人,总计\n一、本年新收政府信息公开申请数量,1,1\n三、（七）总计,1,1\n"
    write_column(tmp_path, {"catalogue/a.yml": item, "catalogue/r.csv": rows.replace("行,自然人,总计", _COLUMNS)})
    publication, _ = _column(tmp_path, "2026-11-20")
    places = PrintedPlaces(publication.reading.items[0], None)
    for written, line in (("表3 / 本年新收政府信息公开申请数量 / 总计", 2), ("表三 / 总计 / 自然人", 3)):
        spot = places.named(written)
        assert isinstance(spot, Spot)
        assert spot.place.line == line
        assert places.named(spot.words) == spot


_COLUMNS = "行,自然人,总计,商业企业,科研机构,社会公益组织,法律服务机构,其他"


def test_reports_tell_the_place(tmp_path: Path) -> None:
    case = golden(_OTHERS / "figures.yml")
    write_column(tmp_path, case["files"])
    one = _of_places(_column(tmp_path, case["as_of"])[1])[0]
    place = "一般公共预算财政拨款支出决算表 / 行政运行 / 合计"
    assert json.loads(as_json([one]))["problems"][0]["as_printed"] == place
    assert as_github([one]).endswith(f"原件如此的，在“照原件公开”里写明理由，位置: {place}")


def test_a_waiver_is_no_change_of_the_content(tmp_path: Path) -> None:
    files = {"content/a.md": document("1", 发文字号="示商发[2024]1号")}
    base, _ = _column(write_column(tmp_path / "base", files), "2026-11-20")
    waived = document("1", 发文字号="示商发[2024]1号", 照原件公开="[{位置: 发文字号, 理由: 原件如此}]")
    head, found = _column(write_column(tmp_path / "head", {"content/a.md": waived}), "2026-11-20")
    assert compare(base, head).problems == ()
    assert compare(head, base).problems == ()
    assert list(found.defects) == ["990000017/2024-00001"]


def test_one_waiver_needs_no_list(tmp_path: Path) -> None:
    waived = document("1", 成文日期="2024-02-30", 照原件公开="{位置: 成文日期, 理由: 原件如此}")
    _, found = _column(write_column(tmp_path, {"content/a.md": waived}), "2026-11-20")
    assert [one.spot.printed for one in found.defects["990000017/2024-00001"]] == ["2024-02-30"]
