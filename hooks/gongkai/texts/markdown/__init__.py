"""Texts written in Markdown, as the same blocks as official texts."""
