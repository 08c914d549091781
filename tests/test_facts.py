"""Facts stand two in a line, a long one and one that would be left alone in a line of its own."""

from __future__ import annotations

import pytest
from gongkai.pages.items.facts import in_pairs
from gongkai.pages.items.item_view import Fact


@pytest.mark.parametrize(
    ("lengths", "wide"),
    [
        ([], []),
        ([3], [True]),
        ([3, 3], [False, False]),
        ([3, 3, 3], [False, False, True]),
        ([24, 24], [False, False]),
        ([25, 3, 3], [True, False, False]),
        ([3, 25, 3, 3], [True, True, False, False]),
        ([3, 3, 25], [False, False, True]),
        ([3, 3, 3, 25, 3], [False, False, True, True, True]),
    ],
)
def test_facts_in_pairs(lengths: list[int], wide: list[bool]) -> None:
    facts = [Fact("名称", "字" * length) for length in lengths]
    assert list(in_pairs(facts)) == list(zip(facts, wide))
