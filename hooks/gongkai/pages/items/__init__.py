"""The page of one item and its parts."""
