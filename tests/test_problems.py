"""A problem says where and what, safe to print; the order of problems, and why the system refused."""

from __future__ import annotations

import errno
from collections.abc import Iterator

import pytest
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.printable import printable
from gongkai.model.problems.problem import Level, Problem, has_errors, in_order, problem
from gongkai.model.problems.refused import reason
from gongkai.model.problems.yielded import Reading, each, gathered

PLACE = Place("content/a.md", 3, 5)


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (problem(PLACE, "a-rule", "写错了。", "请改正。"), "content/a.md:3:5: 错误[a-rule] 写错了。 请改正。"),
        (problem(PLACE, "a-rule", "写错了。", "", Level.WARNING), "content/a.md:3:5: 警告[a-rule] 写错了。"),
        (problem(Place("a\u202e.md"), "a-rule", "写\x1b错了。", "改。", Level.NOTE), "aU+202E.md: 提示[a-rule] 写U+001B错了。 改。"),
    ],
)  # fmt: skip
def test_a_problem_in_one_line(found: Problem, shown: str) -> None:
    assert str(found) == shown


def test_everything_that_a_problem_says() -> None:
    parts = (Place("a.csv", 1), Place("a.csv", 2))
    found = problem(PLACE, "a-rule", "“““甲””", "请写““乙”丙”。", Level.NOTE, iter(parts), "读者看到的：““丁”戊”。")
    what, remedy, readers = "“““甲””", "请写「“乙”丙」。", "读者看到的：「“丁”戊」。"
    assert found == Problem("content/a.md", 3, 5, "a-rule", Level.NOTE, what, remedy, parts, readers, "")
    assert found.places == parts


def test_a_problem_without_parts_concerns_its_place() -> None:
    assert problem(PLACE, "a-rule", "甲。", "乙。").parts == ()
    assert problem(PLACE, "a-rule", "甲。", "乙。").places == (PLACE,)
    # A line inside a text is told by no line of the file.
    inside = Place("content/a.md", 3, 5, 2)
    assert problem(inside, "a-rule", "甲。", "乙。").places == (inside,)


def test_the_order_of_problems() -> None:
    def one(path: str, line: int, column: int, rule: str, level: Level, what: str = "甲", remedy: str = "") -> Problem:
        return Problem(path, line, column, rule, level, what, remedy)

    wanted = (
        one("a.md", 0, 0, "z", Level.NOTE),
        one("a.md", 2, 9, "z", Level.NOTE),
        one("a.md", 10, 1, "z", Level.NOTE),
        one("a.md", 10, 2, "z", Level.ERROR),
        one("a.md", 10, 2, "y", Level.WARNING),
        one("a.md", 10, 2, "a", Level.NOTE),
        one("a.md", 10, 2, "b", Level.NOTE, "一", "乙"),
        one("a.md", 10, 2, "b", Level.NOTE, "丁", "一"),
        one("a.md", 10, 2, "b", Level.NOTE, "丁", "乙"),
        one("b.md", 1, 1, "a", Level.ERROR),
    )
    assert in_order([*reversed(wanted), *wanted[:3]]) == wanted


@pytest.mark.parametrize(
    ("levels", "stops"),
    [([], False), ([Level.NOTE, Level.WARNING], False), ([Level.NOTE, Level.ERROR], True), ([Level.ERROR], True)],
)
def test_only_errors_stop_a_build(levels: list[Level], stops: bool) -> None:
    assert has_errors(problem(PLACE, "a-rule", "甲。", "乙。", level) for level in levels) is stops


def test_the_levels_of_a_finding() -> None:
    finding = Finding("a", Level.ERROR, "甲", milder=((Level.WARNING, "乙"), (Level.NOTE, "丙")))
    assert finding.levels == (Level.ERROR, Level.WARNING, Level.NOTE)
    assert Finding("a", Level.NOTE, "甲").levels == (Level.NOTE,)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甲、a～乙\u3000丙·×≠→★％", "甲、a～乙\u3000丙·×≠→★％"),
        ("甲\n乙\x00\u200b\ufeff丙\u00a0丁", "甲U+000A乙U+0000U+200BU+FEFF丙U+00A0丁"),
        ("caf\u0301é", "cafU+0301é"),
        ("\U000f0000\ud800", "U+F0000U+D800"),
        ("身份证110105194912310023，", "身份证110105****23，"),
        ("11010519491231002X", "110105****2X"),
        ("电话13912345678、023912345678", "电话139****78、023912345678"),
        ("电话13912345678。", "电话139****78。"),
        ("卡6222020200112233446；6222020200112233", "卡622202****46；622202****33"),
        # Eleven digits at least make a number of a person; more than its own digits is something else.
        ("1391234567", "1391234567"),
        ("139123456789", "139123456789"),
        ("67896789678", "67896789678"),
        ("字" * 90, "字" * 90),
        ("“" + "字" * 80 + "”", "“" + "字" * 60 + "……”"),
        ("写成“" + "字" * 79 + "”。", "写成“" + "字" * 79 + "”。"),
        ("写成“" + "字" * 81 + "”和“" + "词" * 81 + "”。", "写成“" + "字" * 60 + "……”和“" + "词" * 60 + "……”。"),
    ],
)
def test_what_can_be_printed(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.EACCES, "Permission denied"), "没有权限"),
        (OSError(errno.EPERM, "Operation not permitted"), "没有权限"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘空间不足"),
        (OSError(errno.EPIPE, "Broken pipe"), "Broken pipe"),
        (OSError("无法读取"), "无法读取"),
    ],
)
def test_why_the_system_refused(error: OSError, words: str) -> None:
    assert reason(error) == words


def _reading(name: str) -> Reading[str]:
    yield problem(PLACE, name, "甲。", "乙。")
    yield problem(PLACE, f"{name}-again", "甲。", "乙。")
    return name.upper()


def _nothing_found() -> Reading[None]:
    empty: Iterator[Problem] = iter(())
    yield from empty


def test_a_reading_gives_its_value_and_its_problems_in_order() -> None:
    value, problems = gathered(each([_reading("a"), _reading("b")]))
    assert value == ("A", "B")
    assert [one.rule for one in problems] == ["a", "a-again", "b", "b-again"]
    assert gathered(_nothing_found()) == (None, ())
