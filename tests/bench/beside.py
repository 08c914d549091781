"""The programs that ours is measured beside, in an environment of their own that nothing else needs."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from tests.bench.sites import PROJECT

_ENVIRONMENT = PROJECT / ".cache" / "bench-env"
_LOCK = PROJECT / "requirements-bench.txt"


def program(name: str) -> Path:
    """A program of the environment, which is made when it is first asked for. Raises CalledProcessError."""
    stamp = _ENVIRONMENT / "installed"
    wanted = hashlib.sha256(_LOCK.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        subprocess.run([sys.executable, "-m", "venv", _ENVIRONMENT], check=True)
        pip: list[str | Path] = [_ENVIRONMENT / "bin" / "python", "-m", "pip", "install", "--quiet", "--require-hashes"]
        subprocess.run([*pip, "-r", _LOCK], check=True)
        stamp.write_text(wanted, encoding="utf-8")
    return _ENVIRONMENT / "bin" / name
