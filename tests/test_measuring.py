"""Branches are counted around a long test, not in it nor in what it starts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import PROJECT

_SCRIPT = """
import os, sys
from coverage import Coverage
from tests.measuring import uncounted

with uncounted():
    pass
os.environ["COVERAGE_PROCESS_CONFIG"] = "told"
counting = Coverage(data_file=None)
counting.start()
found = [sys.gettrace() is not None, os.environ.get("COVERAGE_PROCESS_CONFIG")]
try:
    with uncounted():
        found += [sys.gettrace() is not None, os.environ.get("COVERAGE_PROCESS_CONFIG")]
        raise ValueError
except ValueError:
    found += [sys.gettrace() is not None, os.environ.get("COVERAGE_PROCESS_CONFIG")]
counting.stop()
print(found)
"""


def test_a_long_test_is_not_counted_and_what_follows_is(tmp_path: Path) -> None:
    # A process of its own, which is told to count nothing: counters within one another would disturb each other.
    run = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        cwd=tmp_path,
        env={"PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "[True, 'told', False, None, True, 'told']\n"
