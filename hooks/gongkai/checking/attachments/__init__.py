"""Rules about attached files and their contents."""
