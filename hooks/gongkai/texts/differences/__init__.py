"""Diff of Chinese official texts: alignment of passages, and word diff within them. Pure functions on strings."""
