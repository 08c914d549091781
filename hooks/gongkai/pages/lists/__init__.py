"""Lists of items and the ways to them."""
