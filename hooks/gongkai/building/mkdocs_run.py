"""One run of MkDocs in a process of its own, with what it says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def build_with_mkdocs(root: Path, target: Path, as_of: str) -> subprocess.CompletedProcess[str]:
    """Let MkDocs build the column at ``root`` into ``target`` for the day ``as_of``; its output is captured as text."""
    # What the caller's shell says about MkDocs, dates, languages and zones must not reach the pages.
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MKDOCS_", "GONGKAI_", "LC_"))}
    environment = {
        **kept,
        "GONGKAI_AS_OF": as_of,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONUTF8": "1",
        "TZ": "UTC",
        "PYTHONHASHSEED": "0",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(root / "mkdocs.yml")]
    return subprocess.run(
        [*command, "--site-dir", str(target)],
        cwd=root,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
