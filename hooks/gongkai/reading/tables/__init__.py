"""CSV files: records, their change log, and small tables of figures."""
