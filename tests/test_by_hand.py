"""What was made by hand says where its gain is measured, and the plain way beside it gives the same."""

from __future__ import annotations

from importlib import import_module

import pytest

from tests.bench.by_hand import same_results


@pytest.mark.uncounted
def test_both_ways_give_the_same() -> None:
    assert same_results()


@pytest.mark.parametrize(
    "name",
    [
        "rendering.qr_code",
        "rendering.qr_mask",
        "rendering.quick_output",
        "searching.tokenizer",
        "searching.packed_numbers",
    ],
)
def test_the_module_names_its_benchmark(name: str) -> None:
    assert "tests.bench.by_hand" in str(import_module(f"gongkai.{name}").__doc__)
