"""Comparison with the sources of another Git version: what a change does to the published column, and what the public would miss."""
