"""A sheet of a hundred thousand records goes in within the time and the memory that a clerk's computer has."""

from __future__ import annotations

import pytest

from tests.bench.sheets import measured
from tests.measuring import at_most

pytestmark = pytest.mark.quality

ROWS = 100_000
SECONDS, MEGABYTES = 6, 300


def test_a_large_sheet_is_read_and_differenced() -> None:
    # Others may use the processor at the same time; the best of three says what the code needs.
    found = [measured(ROWS) for _ in range(3)]
    assert {(one["changed"], one["same"]) for one in found} == {(ROWS // 10, ROWS - ROWS // 10)}
    assert min(one["seconds"] for one in found) <= at_most(SECONDS)
    assert max(one["megabytes"] for one in found) <= MEGABYTES
