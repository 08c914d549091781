"""Comparison with the sources of another Git commit: what a change does to the column, and what it hides from the public."""
