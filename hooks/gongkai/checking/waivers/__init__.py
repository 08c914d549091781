"""Places of a paper (位置): which there are, how staff name them, and what is published there as it was printed (照原件公开)."""
