"""Texts: the grammars in which they are written."""
