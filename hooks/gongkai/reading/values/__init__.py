"""Converting single values by their fields, and suggesting corrections for misspelt names."""
