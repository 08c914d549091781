"""The index of records, and the files by which a browser filters and sorts them."""
