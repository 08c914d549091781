"""Parts of the settings of a column (column.yml) that have a grammar of their own."""
