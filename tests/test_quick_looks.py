"""Quick looks at a text find what a look at every line and every character finds."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

from gongkai.checking.adverts import strange_lines
from gongkai.checking.documents.title_marks import _is_worth
from gongkai.checking.numbers.numbers_in_texts import _HINT, _MIXED, _OTHER
from gongkai.checking.texts import closing_clauses, half_width_marks, signature_date, signature_there
from gongkai.texts.blocks import BlockKind, blocks_of
from hypothesis import given
from hypothesis import strategies as st


def _texts(signs: str, *words: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from([*signs, *words]), max_size=24).map("".join)


SIGNED = _texts(
    "\n\n\n 　\xa0\t\r\x0b>|日年月1。",
    "2025年3月1日",
    "2025 年 13 月 1 日",
    "示例市商务局",
    "二〇二五年三月一日",
    "甲局 ",
)
CLOSING = _texts(
    '\n\n。；，“”"「」',
    "本办法",
    "自2025年3月1日起",
    "施行",
    "实施",
    "有效期五年",
    "有效期至2030年2月28日",
    "现予公布，",
)


@given(SIGNED)
def test_the_first_line_that_is_a_date(text: str) -> None:
    item: Any = SimpleNamespace(body=text)
    lines = enumerate(text.split("\n"))
    first = next((number for number, line in lines if signature_date._DATE.match(line)), None)
    found = signature_date._signature(item)
    assert found is None or found[1] == first
    assert found is not None or first is None or "13 月" in text.split("\n")[first]


@given(SIGNED)
def test_a_signature_is_seen(text: str) -> None:
    in_lines = re.compile(signature_there._DAY.pattern.replace(r"\n", "^", 1), re.MULTILINE)
    signed = any(block.kind is BlockKind.SIGNATURE for block in blocks_of(text))
    assert signature_there._is_signed(text) is (bool(in_lines.search(text)) or signed)


@given(SIGNED)
def test_what_follows_a_signature_is_told_from_the_last_lines(text: str) -> None:
    lines = text.split("\n")
    whole = [(number, line.strip(" \t\u3000\xa0")) for number, line in enumerate(lines) if line.strip()]
    last = strange_lines._last_written(lines)
    assert last == whole[-4:]
    assert [*strange_lines._after_signature(last, "", 1)] == [*strange_lines._after_signature(whole, "", 1)]


@given(CLOSING)
def test_closing_clauses_are_read_in_every_line_that_has_one(text: str) -> None:
    read = closing_clauses._own_words(text).split("\n")
    expected = [
        one
        for number, line in enumerate(read)
        for sentence in re.finditer("[^。；]+", line)
        for one in closing_clauses._of_sentence(number, sentence.group(), line[sentence.end() :])
        if closing_clauses._HINT.search(line)
    ]
    assert [*closing_clauses.statements_of(text)] == expected


@given(_texts("甲乙”》）“《（,:;?!.()\n \t\u3000a"))
def test_marks_of_half_width(text: str) -> None:
    han = "\u3400-\u9fff"
    each = re.compile(
        rf"[,:;?!](?<=[{han}”》）].)(?=[{han}“《（])|\((?<=[{han}”》）].)(?=[^()\n]{{0,40}}[{han}][^()\n]{{0,40}}\))"
        rf"|[,:;.](?<=[{han}”》）].)(?=[ \t\u3000]*$)",
        re.MULTILINE,
    )
    found = [one.span() for one in half_width_marks._BETWEEN.finditer(text)]
    assert found == [one.span() for one in each.finditer(text)]
    assert half_width_marks._has_mark_between(text) is bool(found)


@given(_texts("《》〈〉甲\n"))
def test_title_marks_within_others(text: str) -> None:
    assert _is_worth(text) is bool(re.search(r"[〈〉]|《[^》\n]*《", text))


@given(_texts("〔［[（(【〖﹝{〕］]）)】〗﹞} 年号1２", "2025", "２０２５"))
def test_brackets_of_numbers(text: str) -> None:
    assert _HINT.search(text) or not (_MIXED.search(text) or _OTHER.search(text))
