"""The engine of a disclosure column: sources become checked records, records become pages; it knows no host."""

from pathlib import Path

VERSION = "0.2.0"
"""Of the product, as pyproject.toml says; what is made tells by which version."""

FOLDER = Path(__file__).parent
"""Where the engine lies, with its data in ``types/`` and ``vocabulary/``."""
