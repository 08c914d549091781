"""The page of an item and its parts."""
