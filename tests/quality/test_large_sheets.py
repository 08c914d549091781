"""A sheet of a hundred thousand records goes in within the time and the memory that a clerk's computer has."""

from __future__ import annotations

import pytest

from tests.bench.sheets import measured
from tests.measuring import at_most

pytestmark = pytest.mark.quality

ROWS = 100_000
SECONDS, MEGABYTES, TRIES = 6, 300, 3


def test_a_large_sheet_is_read_and_differenced() -> None:
    # Others may use the processor at the same time, so whoever is too slow may try again; the best says what the code needs.
    for _ in range(TRIES):
        one = measured(ROWS)
        assert (one["changed"], one["same"]) == (ROWS // 10, ROWS - ROWS // 10)
        assert one["megabytes"] <= MEGABYTES
        if one["seconds"] <= at_most(SECONDS):
            return
    pytest.fail(f"{one['seconds']:.1f} s")
