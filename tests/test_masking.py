"""``deidentify`` masks what the checks find, tells only kinds and places, and replaces no file unless told to."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from gongkai.checking.persons.personal_facts import personal_in
from gongkai.commands.command_line import main
from gongkai.exchange.masking.masked_table import masked_table
from gongkai.exchange.masking.masked_text import masked_name, masked_text
from hypothesis import given
from hypothesis import strategies as st

from tests.attachment_files import make_file
from tests.golden import golden
from tests.workbooks import workbook

CASES = golden(Path(__file__).parent / "cases" / "masking.yml")
SECRETS = ("11010519491231002X", "13800138000", "李建国", "幸福路8号", "3月5日")
TEXT = (
    "# 公示\r\n李建国，男，1980年3月5日出生，住示例市城关区幸福路8号，身份证号11010519491231002X，手机13800138000。\r\n"
    "李建国患有尿毒症。\r\n"
)
ROWS = [["姓名", "身份证号", "备注"], ["李建国", "11010519491231002X", "13800138000"], ["王某某", "", "甲,乙"]]
_STRONG = {
    "公民身份号码",
    "15 位身份证号码",
    "护照或者通行证号码",
    "手机号码",
    "银行卡号或者账号",
    "只遮住末几位的身份证号码",
}


@pytest.mark.parametrize(("text", "wanted"), [(one["原文"], one["遮住"]) for one in CASES["文字"]])
def test_a_text_is_masked(text: str, wanted: str) -> None:
    assert masked_text(text).text == wanted


def test_a_table_is_masked_by_its_titles() -> None:
    for one in CASES["表"]:
        rows = [line.split("|") for line in one["原文"].splitlines()]
        shown = "\n".join("|".join(row) for row in masked_table(rows).rows)
        assert shown == one["遮住"].rstrip("\n")


@given(
    st.lists(
        st.sampled_from([*SECRETS, "身份证号", "住", "，", "卡号6222020200112233446", "a", "\n", "。"]), max_size=12
    )
)
def test_what_is_masked_is_found_no_more_and_is_masked_no_further(parts: list[str]) -> None:
    once = masked_text("".join(parts)).text
    assert {one.kind.value for one in personal_in(once)} & _STRONG == set()
    assert masked_text(once).text == once
    assert once.count("\n") == "".join(parts).count("\n")


@given(st.text(alphabet="甲乙丙 ab12，。\n|", max_size=60))
def test_a_text_without_persons_stays_as_it_is(text: str) -> None:
    assert masked_text(text).text == text


def test_masked_names() -> None:
    names = ("李伟", "李建国", "欧阳建国", "阿卜杜拉·买买提")
    assert [masked_name(name) for name in names] == ["李某", "李某某", "欧阳某某", "阿某某"]


def _run(*arguments: str) -> int:
    return main(["deidentify", *arguments])


def test_the_proposal_stands_beside_the_original(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "公示.md"
    path.write_bytes(TEXT.encode())
    assert _run(str(path)) == 0
    told = capsys.readouterr().out
    beside = tmp_path / "公示（去标识）.md"
    assert path.read_bytes() == TEXT.encode()
    assert beside.read_bytes().decode() == (
        "# 公示\r\n李某某，男，1980年**月**日出生，住示例市城关区****，身份证号110105**********2X，手机138****8000。\r\n"
        "李某某患有尿毒症。\r\n"
    )
    assert told.splitlines() == [
        f"{beside}：",
        "  自然人的姓名 2 处，已遮住（第 2 行、第 3 行）",
        "  自然人的出生日期 1 处，已遮住（第 2 行）",
        "  个人住址 1 处，已遮住（第 2 行）",
        "  公民身份号码 1 处，已遮住（第 2 行）",
        "  手机号码 1 处，已遮住（第 2 行）",
        "  健康状况 1 处，没有改，请决定去留（第 3 行）",
        "请与原件逐处核对后再用；认不出的姓名和情况要人工遮住。",
    ]
    assert _run(str(path)) == 1
    assert "没有改动" in capsys.readouterr().err
    assert _run(str(path), "--write") == 0
    assert path.read_bytes() == beside.read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_keeps_its_encoding_and_its_quotes(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    target = io.StringIO(newline="")
    csv.writer(target).writerows(ROWS)
    path.write_bytes(target.getvalue().encode(encoding))
    assert _run(str(path)) == 0
    shown = (tmp_path / "名单（去标识）.csv").read_bytes().decode(encoding)
    assert list(csv.reader(io.StringIO(shown))) == [
        ROWS[0],
        ["李某某", "110105**********2X", "138****8000"],
        ["王某某", "", "甲,乙"],
    ]


def test_workbooks_and_word_files_become_tables_and_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "名单.xlsx").write_bytes(workbook({"sheets": {"名单": ROWS}}))
    paragraph = "<w:p><w:r><w:t>当事人：李建国，手机</w:t></w:r><w:r><w:t>13800138000</w:t></w:r></w:p>"
    parts = {"[Content_Types].xml": "<Types/>", "word/document.xml": f"<w:document>{paragraph}</w:document>"}
    make_file(tmp_path / "书.docx", {"zip": parts})
    assert _run(str(tmp_path / "名单.xlsx")) == 0
    assert _run(str(tmp_path / "书.docx")) == 0
    assert "李某某" in (tmp_path / "名单（去标识）-名单.csv").read_text(encoding="utf-8-sig")
    assert (tmp_path / "书（去标识）.txt").read_text(encoding="utf-8").startswith("当事人：李某某，手机138****8000\n")
    told = capsys.readouterr().out
    assert "公民身份号码 1 处，已遮住（工作表“名单”第 2 行）" in told
    assert not any(secret in told for secret in SECRETS)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.pdf", b"%PDF", "“a.pdf”不是能处理的格式，可以处理：.md、.txt、.csv、.xlsx、.docx。"),
        ("a.docx", b"no package", "“a.docx”不完整或已损坏，打不开。"),
        ("a.txt", b"\x00\xff\x00", "“a.txt”不是 UTF-8 或 GB 18030 编码的文字。"),
    ],
)
def test_what_cannot_be_masked_is_told(
    name: str, data: bytes, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert _run(str(tmp_path / name)) == 1
    assert capsys.readouterr().err.strip() == told
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_where_nothing_is_found_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("没有。\n", encoding="utf-8")
    assert _run(str(tmp_path / "a.txt")) == 0
    assert "没有认出个人信息，没有写文件" in capsys.readouterr().out
    assert _run(str(tmp_path / "没有的.txt")) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
