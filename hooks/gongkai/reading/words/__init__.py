"""Word lists: the slips that the product knows, and those that the agency has listed."""
