"""The matrix as a table at the end of the test report, whichever processes filled it."""

from __future__ import annotations

from typing import Any

import pytest

_CELLS: dict[tuple[str, str, str], str] = {}


@pytest.fixture(scope="session")
def matrix() -> dict[tuple[str, str, str], str]:
    """What each place said of each document on each day, filled by the tests."""
    return _CELLS


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A process that ran a part of the tests hands over its cells."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["matrix"] = [(*cell, said) for cell, said in _CELLS.items()]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the cells of such a process."""
    for name, place, day, said in getattr(node, "workeroutput", {}).get("matrix", ()):
        _CELLS[name, place, day] = said


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
