"""Places in an original document (位置), how staff name them, and defects there that are published as printed (照原件公开)."""
