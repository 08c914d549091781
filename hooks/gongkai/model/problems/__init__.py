"""A fault in the sources as a value, and the words in which messages quote and excuse."""
