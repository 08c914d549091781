"""The matrix as a table at the end of the test report."""

from __future__ import annotations

import pytest

_CELLS: dict[tuple[str, str, str], str] = {}


@pytest.fixture(scope="session")
def matrix() -> dict[tuple[str, str, str], str]:
    """What each place said of each document on each day, filled by the tests."""
    return _CELLS


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the matrix where it was filled: documents down, places across, one sign a day."""
    if not _CELLS:
        return
    names = list(dict.fromkeys(name for name, _, _ in _CELLS))
    places = list(dict.fromkeys(place for _, place, _ in _CELLS))
    terminalreporter.section("效力矩阵：每格依次为生成当天、三年后、十年后")
    for place in places:
        cells = []
        for name in names:
            days = [_CELLS.get((name, place, day), "") for day in ("today", "three", "ten")]
            told = list(dict.fromkeys(one for one in days if one))
            cells.append(f"{name}：{'→'.join(told)}")
        terminalreporter.write_line(f"{place}　{'；'.join(cells)}")
    wrong = sum(one.startswith("✗") for one in _CELLS.values())
    terminalreporter.write_line(f"{len(_CELLS)} 格，{wrong} 格不对。")
