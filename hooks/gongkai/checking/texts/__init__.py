"""Rules about the words of texts."""
