"""The engine of a disclosure column: sources become checked records, records become pages; it knows no host."""
