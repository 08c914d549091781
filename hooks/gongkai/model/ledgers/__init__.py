"""Ledgers of what a column does: their definitions and rows, the periods in them, and what an agency registers by hand."""
