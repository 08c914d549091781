"""Saved web pages and plain texts: the document in them, what the page prints around it, their pictures and tables."""
