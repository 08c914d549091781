"""Parsers and renderers of official texts and Markdown, and what follows from texts: clauses, versions, differences."""
