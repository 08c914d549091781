"""A whole column of the bench: search, data and all checks, as the product gives it to an agency."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.bench.records import lay_out_records
from tests.bench.sites import PROJECT, lay_out_ours


def lay_out_whole(folder: Path, size: int, corpus: str = "short", records: int = 0) -> None:
    """``size`` documents, and ``records`` permits in ten items, with the settings that every column begins with."""
    if records:
        lay_out_records(folder, records, 10)
    lay_out_ours(folder, size, corpus)
    shutil.copy(PROJECT / "mkdocs.yml", folder / "mkdocs.yml")
