"""CSV files: records, the change log of records, and small tables of figures."""
