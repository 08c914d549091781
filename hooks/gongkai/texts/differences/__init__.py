"""Comparison of Chinese official texts: passages against passages, and words within them. Pure functions on text."""
