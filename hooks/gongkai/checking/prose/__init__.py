"""Rules about figures in texts: what they name, held against the tables and against each other."""
