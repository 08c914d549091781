"""Heads of tables: official forms put columns of one subject under one heading."""

from __future__ import annotations

from gongkai.pages.items.table_head import HeadCell, head_rows
from hypothesis import given
from hypothesis import strategies as st


def test_the_head_of_the_report_on_litigation() -> None:
    labels = [
        "行政复议-结果维持",
        "行政复议-总计",
        "行政诉讼-直接起诉-总计",
        "行政诉讼-复议后起诉-纠正",
        "行政诉讼-复议后起诉-总计",
    ]
    assert head_rows(labels, [True] * 5) == (
        (HeadCell("行政复议", 2, 1), HeadCell("行政诉讼", 3, 1)),
        (
            HeadCell("结果维持", 1, 2, True),
            HeadCell("总计", 1, 2, True),
            HeadCell("直接起诉-总计", 1, 2, True),
            HeadCell("复议后起诉", 2, 1),
        ),
        (HeadCell("纠正", 1, 1, True), HeadCell("总计", 1, 1, True)),
    )


def test_labels_with_hyphens_that_share_nothing_stay_whole() -> None:
    labels = ["政府采购-货物", "合计", "A-B", "-", "x-", "x-"]
    assert head_rows(labels, [False] * 6) == (tuple(HeadCell(label, 1, 1) for label in labels),)
    assert head_rows([], []) == ()


@given(st.lists(st.text("ab-", max_size=5), min_size=1, max_size=7))
def test_the_head_covers_every_column_once_in_every_row(labels: list[str]) -> None:
    rows = head_rows(labels, [True] * len(labels))
    covered = [[False] * len(labels) for _ in rows]
    for number, cells in enumerate(rows):
        for cell in cells:
            # A cell takes the first columns that are free in its row, as browsers lay it out.
            start = covered[number].index(False)
            for row in range(number, number + cell.rows):
                for column in range(start, start + cell.columns):
                    assert not covered[row][column]
                    covered[row][column] = True
    assert all(map(all, covered))
