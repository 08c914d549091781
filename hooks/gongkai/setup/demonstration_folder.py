"""Where the demonstration is: in the product's repository at the root, in an agency's below ``tests``."""

from __future__ import annotations

from pathlib import Path

from gongkai.model.column import Settings
from gongkai.model.problems.yielded import gathered
from gongkai.reading.demonstration import ORG_CODE
from gongkai.reading.settings import PATH, read_settings

KEPT = "tests/demonstration"
"""Where a column that an agency began keeps the demonstration, for its tests and for ``run.py demo``."""
SOURCES = ("content", "catalogue")
"""The folders of a column's sources."""


def demonstration_folder(root: Path) -> Path | None:
    """The folder that holds ``content`` and ``catalogue`` of the demonstration, None where the project has none any more."""
    kept = root / KEPT
    if (kept / PATH).is_file():
        return kept
    if (root / PATH).is_file() and is_demonstration(gathered(read_settings(root))[0]):
        return root
    return None


def is_demonstration(settings: Settings) -> bool:
    """Whether a column with these settings says of itself that it is the demonstration."""
    return settings.agency.org_code == ORG_CODE and bool(settings.demonstration)
