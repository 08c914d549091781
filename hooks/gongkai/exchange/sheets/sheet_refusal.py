"""Why a sheet is not taken into the column."""

from __future__ import annotations


class SheetRefusedError(Exception):
    """A sheet that is not taken in; the message is Chinese and says which file, why, and what to do."""
