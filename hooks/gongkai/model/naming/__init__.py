"""What has a name and an address of its own: the lists of a column, the entries of a list, and what texts name."""
