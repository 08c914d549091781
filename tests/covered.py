"""The tests that need no browser, with the branches of the engine counted that they go through; too few fail."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import PROJECT

_TESTS = ("-m", "pytest", "-n", "auto", "--dist", "worksteal", "-m", "not browser and not quality")


def main(arguments: list[str]) -> int:
    """Run the tests, with more options where some are given, and report what they left out."""
    coverage = [sys.executable, "-m", "coverage"]
    for command in (["erase"], ["run", *_TESTS, *arguments], ["combine", "-q"], ["report"]):
        code = subprocess.run([*coverage, *command], cwd=PROJECT, check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
