"""Sheets of items: out, edit, in is lossless for every type, and a file keeps its comments, its order and all else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from gongkai.commands.command_line import main
from gongkai.exchange.sheets.all_or_none import write_all
from gongkai.exchange.sheets.import_items import ItemImport, import_items
from gongkai.exchange.sheets.incoming_sheet import incoming_sheet
from gongkai.exchange.sheets.sheet_columns import item_columns
from gongkai.exchange.sheets.template_rows import rows_of_items
from gongkai.exchange.sheets.template_stamp import ITEMS, Stamp, version_of
from gongkai.exchange.sheets.template_workbook import template_workbook
from gongkai.model.kind import Field, FieldType, Kind
from gongkai.model.problems.yielded import gathered
from gongkai.reading.column_sources import read_column
from gongkai.reading.types.kinds import load_kinds
from gongkai.reading.yaml.nodes import Mapping as MappingNode
from gongkai.reading.yaml.nodes import Node, Scalar, parse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.columns import write_column
from tests.measuring import examples
from tests.workbooks import workbook

DAY = date(2026, 11, 24)
KINDS = {kind.title: kind for kind in gathered(load_kinds(None))[0].values() if not kind.abstract}
SIGNS = "甲乙《（12a:：#-'\"&*[]{}|>%@!,，=_x000A_ "
TEXTS = st.text(SIGNS, min_size=1, max_size=8).map(str.strip).filter(bool)
LONG = st.lists(TEXTS | st.just(""), min_size=1, max_size=4).map("\n".join).map(str.strip).filter(bool)
Draw = Callable[[st.SearchStrategy[Any]], Any]
NESTED = (FieldType.TABLE, FieldType.REFERENCE, FieldType.FILE)


class Written(yaml.SafeDumper):
    """Texts of several lines after ``|``, as the reader asks for them."""

    def represent_str(self, text: str) -> yaml.ScalarNode:
        """A text, in block style where it has line breaks."""
        return self.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


Written.add_representer(str, Written.represent_str)


def _value(draw: st.DrawFn, field: Field, depth: int = 0) -> Any:
    if field.type in NESTED and field.columns and depth < 3:
        if field.shorthand and draw(st.booleans()):
            return draw(TEXTS)
        return [_row(draw, field.columns, depth + 1) for _ in range(draw(st.integers(1, 2)))]
    if field.type is FieldType.RECORD:
        return _row(draw, field.columns, depth + 1)
    if field.type is FieldType.LIST and draw(st.booleans()):
        return draw(st.lists(TEXTS, min_size=1, max_size=3))
    if field.type is FieldType.DATE:
        return draw(st.sampled_from(["2018-03-02", "1899-01-05", "2018年3月"]))
    return draw(LONG if field.type is FieldType.TEXT else TEXTS)


def _row(draw: st.DrawFn, fields: tuple[Field, ...], depth: int) -> dict[str, Any]:
    chosen = [field for field in fields if draw(st.booleans())] or fields[:1]
    return {field.title: _value(draw, field, depth) for field in chosen}


@st.composite
def _items(draw: st.DrawFn) -> tuple[Kind, list[dict[str, Any]]]:
    """One or two items of one type."""
    kind = KINDS[draw(st.sampled_from(sorted(KINDS)))]
    items = []
    for number in range(draw(st.integers(1, 2))):
        chosen = [
            field
            for field in kind.fields
            if draw(st.integers(0, 5)) == 0 and field.name not in ("index_no", "local_no")
        ]
        fields = {field.title: _value(draw, field) for field in chosen}
        items.append({"类型": kind.title, "索引号": f"990000017/2026-0000{number}", "记录备忘": "不是字段", **fields})
    return kind, items


def _source(draw: Draw, kind: Kind, items: list[dict[str, Any]]) -> dict[str, str | bytes]:
    """The files of the items: one in YAML for all, or a Markdown file for each, with comments between the labels."""
    dumped = [yaml.dump(item, Dumper=Written, allow_unicode=True, sort_keys=False, width=10_000) for item in items]
    if kind.text == "required":
        return {
            f"content/{number}.md": f"---\n{_commented(draw, text)}---\n\n正文 {number}。\n"
            for number, text in enumerate(dumped)
        }
    if len(items) == 1:
        return {"catalogue/a.yml": _commented(draw, dumped[0])}
    indented = ("- " + "".join(f"  {line}" for line in text.splitlines(keepends=True))[2:] for text in dumped)
    return {"catalogue/a.yml": "".join(_commented(draw, text) for text in indented)}


def _commented(draw: Draw, text: str) -> str:
    lines = []
    for number, line in enumerate(text.splitlines(keepends=True)):
        if (
            number
            and re.match(r"(?:  )?[\u4e00-\u9fff]+:", line)
            and not line.startswith("   ")
            and draw(st.integers(0, 4)) == 0
        ):
            lines.append(f"# 备注 {number}\n")
        lines.append(line)
    return "".join(lines)


def _back(root: Path, kind: Kind, rows: list[list[str]]) -> ItemImport:
    path = root / "回来.xlsx"
    path.write_bytes(template_workbook(kind, ITEMS, rows, DAY))
    column = read_column(root)
    return import_items(incoming_sheet(path, KINDS, ""), column, root)


def _rows(root: Path, kind: Kind) -> list[list[str]]:
    return list(rows_of_items(root, kind, [item for item in read_column(root).items if item.kind.name == kind.name]))


def _plain(node: Node | None) -> Any:
    if isinstance(node, Scalar):
        return node.text.strip()
    if isinstance(node, MappingNode):
        return {key.text: _plain(value) for key, value in node.pairs}
    return [_plain(one) for one in node.items] if node else None


def _said(text: str) -> Any:
    if text.startswith("---"):
        text = text.split("---\n")[1]
    found = _plain(gathered(parse(text, "甲"))[0])
    return found if isinstance(found, list) else [found]


@pytest.mark.uncounted
@settings(max_examples=examples(100), deadline=None)
@given(_items(), st.data())
def test_out_and_in_changes_nothing(made: tuple[Kind, list[dict[str, Any]]], data: st.DataObject) -> None:
    kind, items = made
    with TemporaryDirectory() as folder:
        root = write_column(Path(folder), _source(data.draw, kind, items))
        rows = _rows(root, kind)
        assert len(rows) == len(items)
        found = _back(root, kind, rows)
        assert (found.new, found.changed, found.absent, found.problems) == ((), (), (), ())
        assert found.same == len(items)
        assert not found.changes


@pytest.mark.uncounted
@settings(max_examples=examples(100), deadline=None)
@given(_items(), st.data())
def test_out_edit_in_changes_what_was_edited(made: tuple[Kind, list[dict[str, Any]]], data: st.DataObject) -> None:
    kind, items = made
    files = _source(data.draw, kind, items)
    plain = [
        (place, column)
        for place, column in enumerate(item_columns(kind))
        if column.field.type in (FieldType.STRING, FieldType.TEXT) and column.field.name not in ("index_no", "local_no")
    ]
    place, column = data.draw(st.sampled_from(plain))
    value = data.draw((LONG if column.field.type is FieldType.TEXT else TEXTS) | st.just(""))
    with TemporaryDirectory() as folder:
        root = write_column(Path(folder), files)
        rows = _rows(root, kind)
        number = data.draw(st.integers(0, len(rows) - 1))
        before = rows[number][place]
        rows[number][place] = value
        found = _back(root, kind, rows)
        if before.strip() == value:
            assert not found.changes
            return
        assert [[(cell.title, cell.before, cell.after) for cell in one.cells] for one in found.changed] == [
            [(column.title, before, value)]
        ]
        write_all(root, found.files(root))
        after = {path: (root / path).read_text(encoding="utf-8") for path in files}
        said = [one for text in after.values() for one in _said(text)]
        expected = [one for text in files.values() for one in _said(str(text))]
        _set(expected[number], column.path, value)
        assert said == expected
        for path, text in after.items():
            assert _comments(text) == _comments(str(files[path]))
            assert text.partition("---\n\n")[2] == str(files[path]).partition("---\n\n")[2]


def _set(item: dict[str, Any], path: tuple[str, ...], value: str) -> None:
    if len(path) == 1:
        if value:
            item[path[0]] = value
        else:
            item.pop(path[0], None)
        return
    parts = item.setdefault(path[0], {})
    parts = parts if isinstance(parts, dict) else {}
    _set(parts, path[1:], value)
    if parts:
        item[path[0]] = parts
    else:
        del item[path[0]]


def _comments(text: str) -> set[str]:
    return {line.strip() for line in text.split("\n") if re.match(r"\s*# 备注 \d+$", line)}


ITEM = """# 每季度更新
- 索引号: 990000017/2026-00001   # 不要改
  类型: 清理结果
  标题: 通报
  发布日期: 2026-03-05
  公开属性: 主动公开 # 已定
  清理年度: 2026
  审核: {初审: 2026-03-01, 终审: 2026-03-02} # 照登记表
  # 正文以后写
- 类型: 清理结果
  索引号: 990000017/2026-00002
  标题: 通报二
  发布日期: 2026-03-06
  公开属性: 主动公开
  清理年度: 2026
# 末尾的备注
"""
HEAD = ["索引号", "标题", "发布日期", "公开属性", "审核 / 初审", "公开方式", "责任科室", "清理年度"]


def _column(root: Path, *rows: list[Any], head: list[str] = HEAD) -> Path:
    write_column(root, {"catalogue/a.yml": ITEM.replace("\n", "\r\n")})
    (root / "通报.xlsx").write_bytes(workbook({"sheets": {"清理结果": [head, *rows]}}))
    return root


def _run(root: Path, *options: str) -> int:
    return main(["--root", str(root), "import", str(root / "通报.xlsx"), "--type", "清理结果", *options])


def test_a_file_keeps_what_the_sheet_does_not_have(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = _column(
        tmp_path,
        [
            "990000017/2026-00001",
            "通报：“甲”",
            {"n": 46087, "f": "yyyy/m/d"},
            "主动公开",
            "2026-03-03",
            "网站\n报纸",
            "",
            {"n": 2026},
        ],
        ["990000017/2026-00009", "新的", "2026-03-07", "主动公开", "", "", "办公室", "2026"],
    )
    assert _run(root) == 0
    told = capsys.readouterr().out
    assert told == (
        "“通报.xlsx”与专栏里的“清理结果”比较：新增 1 件，改动 1 件，表里没有的 1 件（不会删除），没有变 0 件。\n"
        "新增　第 3 行　990000017/2026-00009　→ catalogue/2026-00009.yml\n"
        "改动　第 2 行　990000017/2026-00001（catalogue/a.yml）：标题 “通报” → 「通报：“甲”」；发布日期 “2026-03-05” → “2026-03-06”；"
        "审核 / 初审 “2026-03-01” → “2026-03-03”；公开方式 （空） → “网站⏎报纸”\n"
        "表里没有　990000017/2026-00002（catalogue/a.yml）\n"
        "没有写任何文件。要写入的，加 --write。\n"
    )
    assert _run(root, "--write") == 0
    assert (
        (root / "catalogue/a.yml").read_bytes().decode()
        == """# 每季度更新
- 索引号: 990000017/2026-00001   # 不要改
  类型: 清理结果
  标题: 通报：“甲”
  发布日期: 2026-03-06
  公开属性: 主动公开 # 已定
  清理年度: 2026
  # 照登记表
  审核:
    初审: 2026-03-03
    终审: 2026-03-02
  公开方式:
    - 网站
    - 报纸
  # 正文以后写
- 类型: 清理结果
  索引号: 990000017/2026-00002
  标题: 通报二
  发布日期: 2026-03-06
  公开属性: 主动公开
  清理年度: 2026
# 末尾的备注
""".replace("\n", "\r\n")
    )
    assert (root / "catalogue/2026-00009.yml").read_text(encoding="utf-8") == (
        "类型: 清理结果\n索引号: 990000017/2026-00009\n标题: 新的\n发布日期: 2026-03-07\n公开属性: 主动公开\n责任科室: 办公室\n清理年度: 2026\n"
    )
    capsys.readouterr()
    assert _run(root, "--write") == 0
    assert capsys.readouterr().out.endswith("没有要写的改动。\n")


def test_a_text_of_several_lines_stands_apart_from_a_comment(tmp_path: Path) -> None:
    """The check would take the comment for a line of the text that is lost."""
    head = ["索引号", "标题", "内容概述"]
    write_column(
        tmp_path, {"catalogue/a.yml": ITEM.replace("  标题: 通报\n", "  内容概述: 略\n  # 照发文稿。\n  标题: 通报\n")}
    )
    rows = [["990000017/2026-00001", "通报", "一、甲\n二、乙"]]
    (tmp_path / "通报.xlsx").write_bytes(workbook({"sheets": {"清理结果": [head, *rows]}}))
    assert _run(tmp_path, "--write") == 0
    text = (tmp_path / "catalogue/a.yml").read_text(encoding="utf-8")
    assert "  内容概述: |-\n    一、甲\n    二、乙\n\n  # 照发文稿。\n  标题: 通报\n" in text
    assert [one for one in read_column(tmp_path).problems if one.what.startswith("这一行以“#”开头")] == []


def test_a_comment_behind_a_text_of_several_lines_outlives_it(tmp_path: Path) -> None:
    """Whoever empties the cell takes away the lines of the text, one of which may look like a comment, and no more."""
    head = ["索引号", "标题", "内容概述"]
    written = "  内容概述: |-\n    一、甲\n    # 二、乙\n\n  # 照发文稿。\n  标题: 通报\n"
    write_column(tmp_path, {"catalogue/a.yml": ITEM.replace("  标题: 通报\n", written)})
    rows = [["990000017/2026-00001", "通报", ""]]
    (tmp_path / "通报.xlsx").write_bytes(workbook({"sheets": {"清理结果": [head, *rows]}}))
    assert _run(tmp_path, "--write") == 0
    text = (tmp_path / "catalogue/a.yml").read_text(encoding="utf-8")
    assert text == ITEM.replace("  标题: 通报\n", "\n  # 照发文稿。\n  标题: 通报\n")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (
            "#REF!",
            "错误[sheet-error] 工作表“清理结果”B2：“标题”写成“#REF!”，是表格软件的出错标记。\n    请对照原件填写真正的内容。",
        ),
        (
            "1.2E+17",
            "错误[sheet-number] 工作表“清理结果”B2：“标题”写成“1.2E+17”，是表格软件把长数字变成了科学计数法，原来的数字已经丢失。\n"
            "    请对照原件重新填写；在表格软件里先把这一列设为“文本”再粘贴。",
        ),
    ],
)
def test_an_error_of_the_spreadsheet_takes_the_place_of_nothing(
    cell: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = _column(tmp_path, ["990000017/2026-00001", cell], head=["索引号", "标题"])
    before = (root / "catalogue/a.yml").read_bytes()
    assert _run(root, "--write") == 1
    assert capsys.readouterr().err == f"通报.xlsx:2:2: {told}\n表格里有以上问题，没有写任何文件。\n"
    assert (root / "catalogue/a.yml").read_bytes() == before


def test_a_copy_of_the_sheet_of_a_template_is_asked_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The one that was filled in may be either."""
    root = write_column(tmp_path, {"catalogue/a.yml": ITEM})
    guide = [[str(Stamp("清理结果", ITEMS, version_of(item_columns(KINDS["清理结果"]))))]]
    rows = [["索引号", "标题", "发布日期"], ["990000017/2026-00001", "通报", "2026-03-05"]]
    sheets = {"清理结果": rows, "填写说明": guide, "清理结果 (2)": rows}
    (root / "通报.xlsx").write_bytes(workbook({"sheets": sheets}))
    assert _run(root, "--write") == 1
    assert capsys.readouterr().err == (
        "“通报.xlsx”有几张工作表“清理结果”“清理结果 (2)”都可以，不知道读哪一张。请加 --sheet 工作表名称。\n没有写任何文件。\n"
    )
    assert _run(root, "--sheet", "清理结果 (2)") == 0


def test_what_is_wrong_is_told_by_cell_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = _column(
        tmp_path,
        ["990000017/2026-00001", "通报", "三月", "公开", "", "", "", "2026"],
        ["", "没有号", "2026-03-07", "主动公开", "", "", "", "2026"],
        ["990000017/2026-00002", "", "2026-03-06", "主动公开", "", "- 网站\n 报纸: [", "", "2026"],
        ["990000017/2026-00002", "通报二", "2026-03-06", "主动公开", "", "", "", "2026"],
    )
    before = (root / "catalogue/a.yml").read_bytes()
    assert _run(root, "--write") == 1
    assert capsys.readouterr().err == (
        "通报.xlsx:2:3: 错误[not-a-date] 工作表“清理结果”C2：“发布日期”写成“三月”，不是日期。\n"
        "    请写成 2018-03-05 这样。\n"
        "通报.xlsx:2:4: 错误[not-allowed] 工作表“清理结果”D2：“公开属性”写成“公开”，不在允许的范围内。\n"
        "    可以写：主动公开、依申请公开、不予公开。\n"
        "通报.xlsx:3:1: 错误[no-number] 工作表“清理结果”A3：这一行没有“索引号”，不知道是哪一件。\n"
        "    请填写；新的信息也要先有号。\n"
        "通报.xlsx:4:2: 错误[missing-value] 工作表“清理结果”B4：“清理结果”缺少“标题”。\n"
        "    请填写这一格。\n"
        "通报.xlsx:4:6: 错误[yaml-no-colon] 工作表“清理结果”F4：这一格第 1 行：“- 网站”这一行没有冒号，不知道是哪一项的内容。\n"
        "    请写成“名称: 内容”；是给同事看的说明，请在行首加“# ”；不需要就删除。\n"
        "通报.xlsx:5:1: 错误[number-twice] 工作表“清理结果”A5：“990000017/2026-00002”在表里写了两次。\n"
        "    请只保留一行。\n"
        "表格里有以上问题，没有写任何文件。\n"
    )
    assert (root / "catalogue/a.yml").read_bytes() == before
