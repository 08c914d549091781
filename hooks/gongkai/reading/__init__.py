"""Reading: source files become items and records, and every mistake becomes a problem with its place and a remedy."""
