"""Releases of the product: made, opened, planned, written, undone; sources rewritten."""
