"""Words that are wrong, as values."""
