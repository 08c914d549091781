"""Prettier, as the layout of style sheets and scripts is checked."""

from __future__ import annotations

import subprocess
from pathlib import Path


def otherwise_laid_out(checkers: Path, folder: Path, pattern: str) -> list[str]:
    """The names of the files in ``folder`` that Prettier (prettier.json) would write otherwise."""
    config = str(checkers.parent / "prettier.json")
    command = ["node", str(checkers / "prettier" / "bin" / "prettier.cjs"), "--config", config]
    made = subprocess.run(
        [*command, "--list-different", "--ignore-path", "", pattern], cwd=folder, capture_output=True, encoding="utf-8"
    )
    assert made.stderr == ""
    return made.stdout.split()
