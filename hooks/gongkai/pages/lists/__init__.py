"""Lists of items, and browsing by year, type, letter and number."""
