"""Why there is no draft: a sentence in Chinese for whoever asked for one."""

from __future__ import annotations


class DraftRefusedError(Exception):
    """Nothing was written; the message is Chinese and says what to write instead."""
