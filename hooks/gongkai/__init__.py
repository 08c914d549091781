"""The engine of a disclosure column: sources become checked records, records become pages; it knows no host."""

from pathlib import Path

VERSION = "0.3.0"
"""Version of the product, as in pyproject.toml; its output states it."""

FOLDER = Path(__file__).parent
"""Where the engine lies, with its data in ``types/`` and ``vocabulary/``."""
