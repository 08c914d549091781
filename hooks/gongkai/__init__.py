"""The engine of a disclosure column: sources become checked records, records become pages; it knows no host."""

VERSION = "0.2.0"
"""Of the product, as pyproject.toml says; what is made tells by which version."""
