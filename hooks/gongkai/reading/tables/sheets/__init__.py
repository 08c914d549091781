"""Sheets of Excel workbooks as tables: opening them, choosing the sheet, and its rows as printed."""
