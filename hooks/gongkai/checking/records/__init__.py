"""Rules about records and lists."""
