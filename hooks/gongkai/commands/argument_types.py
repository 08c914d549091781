"""Values of the command line that several commands read: a day, a port, a folder."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path


def day(text: str) -> date:
    """A day in ISO 8601. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-11-20 这样") from None


def port(text: str) -> int:
    """The number of a port. Raises ArgumentTypeError."""
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:9]) < 65536):
        raise argparse.ArgumentTypeError(f"“{text}”不是端口，请写 1024 到 65535 之间的数")
    return int(text)


def folder(text: str) -> Path:
    """An existing folder. Raises ArgumentTypeError."""
    path = Path(text).resolve()
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"没有目录“{text}”")
    return path
