"""Automatic numbers of Word files: each kind as the page prints it, against a simple model, and refused where unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from gongkai.reading.word.printed_numerals import UnknownFormatError, printed_numeral
from gongkai.reading.word.word_blocks import WordParagraph
from gongkai.reading.word.word_document import read_word
from gongkai.reading.word.word_doubts import Doubt, DoubtKind
from hypothesis import given
from hypothesis import strategies as st

from tests.golden import golden
from tests.word_files import docx, lists, numbered, paragraph

CASES = Path(__file__).parent / "cases" / "word"
NUMBERS: list[dict[str, Any]] = golden(CASES / "numbers.yml")
NUMERALS: dict[str, Mapping[object, str]] = golden(CASES / "numerals.yml")


def _paragraph(said: str) -> str:
    number, _, level = said.partition(" ")
    if not level:
        return paragraph("某", f'<w:pStyle w:val="{number}"/>')
    return numbered("某", number, int(level))


def _labels(data: bytes) -> list[str]:
    return [block.label for block in read_word(data).blocks if isinstance(block, WordParagraph)]


@pytest.mark.parametrize("case", NUMBERS, ids=[case["name"] for case in NUMBERS])
def test_every_kind_of_number_is_printed(case: dict[str, Any]) -> None:
    parts = {"numbering.xml": lists(case["definitions"], case["uses"]), "styles.xml": case.get("styles", "")}
    assert _labels(docx("".join(map(_paragraph, case["paragraphs"])), parts)) == case["printed"]


def _numerals() -> Iterator[tuple[str, int, str]]:
    for numbering, printed in NUMERALS.items():
        for number, words in printed.items():
            yield numbering, int(str(number)), words


@pytest.mark.parametrize(("numbering", "number", "printed"), [*_numerals()])
def test_every_format_of_numbers(numbering: str, number: int, printed: str) -> None:
    assert printed_numeral(number, numbering) == printed


@given(
    st.sampled_from(["chineseCountingThousand", "upperRoman", "ideographDigital"]),
    st.integers(1, 3999),
    st.integers(1, 3999),
)
def test_two_numbers_are_never_printed_alike(numbering: str, one: int, other: int) -> None:
    assert (printed_numeral(one, numbering) == printed_numeral(other, numbering)) == (one == other)


@given(st.lists(st.integers(0, 3), max_size=40))
def test_counters_agree_with_a_simple_model(levels: list[int]) -> None:
    """Every paragraph counts its own level up and takes the levels below it back; a level left out counts as its first."""
    definitions = {"0": "decimal|%1\ndecimal|%1-%2\ndecimal|%1-%2-%3\ndecimal|%1-%2-%3-%4"}
    data = docx(
        "".join(numbered("某", 1, level) for level in levels), {"numbering.xml": lists(definitions, {"1": "0"})}
    )
    counts: list[int] = []
    expected = []
    for level in levels:
        counts = [*counts[: level + 1], *[1] * (level - len(counts)), *[0] * (level >= len(counts))]
        counts[level] += 1
        expected.append("-".join(map(str, counts)) + " ")
    assert _labels(data) == expected


@pytest.mark.parametrize(("numbering", "own"), [("hebrew1", ""), ("", ""), ("custom", "一, 二, 三"), ("custom", "")])
def test_an_unknown_format_is_refused(numbering: str, own: str) -> None:
    with pytest.raises(UnknownFormatError):
        printed_numeral(1, numbering, own)


def test_a_number_that_nobody_can_print_names_its_paragraph() -> None:
    parts = {"numbering.xml": lists({"0": "hebrew1|%1."}, {"1": "0"})}
    document = read_word(docx(numbered("总则适用于本市", 1), parts))
    assert document.doubts == (Doubt(DoubtKind.NUMBERING, "总则适用于本市", "hebrew1"),)


def test_a_number_of_which_letters_were_lost_is_refused() -> None:
    """Programs that convert an old file leave question marks for letters that they do not know."""
    parts = {"numbering.xml": lists({"0": "chineseCounting|?%1?"}, {"1": "0"})}
    document = read_word(docx(numbered("总则", 1), parts))
    assert document.doubts == (Doubt(DoubtKind.NUMBERING, "总则", "?%1?"),)


def test_the_part_with_the_lists_is_the_one_that_the_file_names() -> None:
    """Not every program calls its parts as Word does."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<w:numbering xmlns:w="{space}">{lists({"0": "decimal|%1."}, {"1": "0"})}</w:numbering>'
    data = docx(numbered("甲", 1), {"numbering.of.mine.xml": xml}, {"r7": "numbering.of.mine.xml"})
    assert _labels(data) == ["1."]


def test_a_number_whose_upper_level_was_left_out_is_to_be_compared() -> None:
    parts = {"numbering.xml": lists({"0": "decimal|%1\ndecimal|%1.%2"}, {"1": "0"})}
    document = read_word(docx(numbered("甲", 1, 1), parts))
    assert document.doubts == (Doubt(DoubtKind.SKIPPED_NUMBER, "1.1 甲"),)
