"""Everything that is planted, of every kind, and what the checks say of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.eyes import attachment_faults, figure_kinds, procedure_kinds, prose_faults
from tests.eyes.changed_files import ChangedColumn
from tests.eyes.looking import Seen

CHANGED = {**figure_kinds.KINDS, **procedure_kinds.KINDS}
TITLES: Mapping[str, str] = {
    **{name: kind["title"] for name, kind in prose_faults.KINDS.items()},
    **attachment_faults.TITLES,
    **{name: kind.title for name, kind in CHANGED.items()},
}


def look(folder: Path, demonstration: Path, each: Mapping[str, int], seed: int) -> list[Seen]:
    """Plant the faults below ``folder``: so many of each kind ``written`` anew, and ``changed`` in the demonstration."""
    found = prose_faults.look(folder / "papers", each["written"], seed)
    found += attachment_faults.look(folder / "attachments", each["written"], seed)
    for name, kind in CHANGED.items():
        found += ChangedColumn(folder / name, demonstration, name, kind).look(each["changed"], seed)
    return found
