"""The reader of YAML: whatever the text, no error of Python, every fault on a line that is there, no value but as written."""

from __future__ import annotations

from collections.abc import Iterable
from unittest.mock import patch

import yaml
from gongkai.model.problems.problem import Problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.reading.yaml import nodes
from gongkai.reading.yaml.front_matter import split
from gongkai.reading.yaml.nodes import Mapping, Node, Scalar, Sequence, parse
from gongkai.reading.yaml.source_text import checked
from hypothesis import given
from hypothesis import strategies as st

RECORD = """类型: 政策文件
标题: 关于做好安全生产工作的通知
发文字号: 示商发〔2024〕12号
主题词: [安全生产, 通知]
审核: {初审: 2024-03-01, 复审: 2024-03-02}
依据:
  - 国办发〔2018〕23号
  - 文件: 示商发〔2010〕5号
    日期: 2018-03-05
内容概述: |
  第一段。

  第二段。
"""
SIGNS = "：:，,、－-·*&!%@`#\"'[]{}〔〕<>|?~\\ \t\n\r\u00a0\u3000\u200b\u2028\u0085\x00\x1b年月0１a关"
WORDS = (
    "---\n",
    "- ",
    ": ",
    "  ",
    "<<: *a\n",
    "&a ",
    "<<<<<<< HEAD\n",
    "%YAML 1.2\n",
    "标题: ",
    "？ ",
    "\ufeff",
    "!!str ",
    "''",
)


def _plain(node: Node | None) -> object:
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.pairs}
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return node.text if isinstance(node, Scalar) else None


def _read(written: str) -> tuple[object, tuple[Problem, ...]]:
    return gathered(_tree(written))


def _tree(written: str) -> Reading[object]:
    text = yield from checked(written, "a.yml")
    return None if text is None else _plain((yield from parse(text, "a.yml")))


def _assert_placed(problems: Iterable[Problem], written: str) -> None:
    lines = written.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for one in problems:
        assert 1 <= one.line <= len(lines), one
        assert 1 <= one.column <= len(lines[one.line - 1]) + 2, one
        assert one.what.endswith("。"), one
        assert one.remedy, one
        assert all(character.isprintable() or character == "\u3000" for character in one.what + one.remedy), one


@given(st.text(alphabet=st.sampled_from(SIGNS), max_size=60) | st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_place(written: str) -> None:
    _, problems = _read(written)
    _assert_placed(problems, written)


@given(at=st.integers(0, len(RECORD)), cut=st.integers(0, 3), put=st.sampled_from(WORDS) | st.sampled_from(SIGNS))
def test_a_slip_in_a_record_is_refused_or_read_as_it_stands(at: int, cut: int, put: str) -> None:
    written = RECORD[:at] + put + RECORD[at + cut :]
    tree, problems = _read(written)
    _assert_placed(problems, written)
    if not problems:
        # The text itself is the oracle: nothing but the signs of YAML may be missing from what was read.
        signs = str.maketrans("", "", " \n[]{},:-|'\"\r#\ufeff")
        assert sorted(_all_texts(tree).translate(signs)) == sorted(_without_comments(written).translate(signs))


def _all_texts(tree: object) -> str:
    if isinstance(tree, dict):
        return "".join(key + _all_texts(value) for key, value in tree.items())
    if isinstance(tree, list):
        return "".join(map(_all_texts, tree))
    return str(tree or "")


def _without_comments(text: str) -> str:
    """The text without lines that are comments; within the block of text at its end there are none."""
    record, sign, block = text.partition("|\n")
    kept = "\n".join(line for line in record.split("\n") if not line.lstrip().startswith("#"))
    return kept + sign + block


@given(
    st.recursive(
        st.text("甲乙 '\"#:-[]{}\\*&!,", max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text("甲乙丙", min_size=1, max_size=3), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_what_a_careful_writer_quotes_comes_back(value: object) -> None:
    written = yaml.dump({"名称": value}, allow_unicode=True, default_style="'", default_flow_style=False, width=10_000)
    tree, problems = _read(written)
    if not problems:
        assert tree == {"名称": value}


_LINES = st.tuples(
    st.sampled_from(["", "", "  ", "    ", " "]),
    st.sampled_from(["", "", "- ", "-  "]),
    st.sampled_from(["甲:", "甲: ", "乙: ", "丙（一）:  ", "乙 : ", ""]),
    st.sampled_from(
        ["", "内容", "2024-01-01", "12:30", "a b", "a:", "'x'", "'", "《关于》", "-5", "a - b", "甲，乙。", "a "]
    ),
).map("".join)


@given(st.lists(_LINES, min_size=1, max_size=6).map("\n".join) | st.text("甲乙: -'\n《a1.，#", max_size=30))
def test_plain_records_are_read_as_by_the_parser(written: str) -> None:
    found = gathered(parse(written, "a.yml", 2))
    with patch.object(nodes, "plain_lines", lambda text, first_line: []):
        assert found == gathered(parse(written, "a.yml", 2))


@given(
    st.text(max_size=80),
    st.sampled_from(["", "---\n", "---\n类型: 政策文件\n---\n", "\n---\n", "----\n", "---\n---\n"]),
)
def test_any_beginning_of_a_text_is_split_or_refused(rest: str, start: str) -> None:
    written = start + rest
    text, _ = gathered(checked(written, "a.md"))
    if text is None:
        return
    parts, problems = gathered(split(text, "a.md"))
    _assert_placed(problems, written)
    assert (parts is None) == bool(problems)
    if parts:
        assert parts.body == "\n".join(text.split("\n")[parts.body_line - 1 :])


def test_deep_and_large_texts_end_soon() -> None:
    for written in (
        "[" * 50_000,
        "{甲: " * 20_000,
        "- " * 20_000,
        "甲:\n" * 3,
        "? " * 20_000,
        "甲: " + "乙" * 2_000_000,
    ):
        tree, problems = _read(written)
        assert problems or tree
        _assert_placed(problems, written)
