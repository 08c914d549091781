"""Drafts of new information: the next numbers, the file that a clerk fills in, and the form in the browser."""
