"""Ledgers: how the duties of disclosure are met, as rows that pages, data, archive and staff see alike."""
