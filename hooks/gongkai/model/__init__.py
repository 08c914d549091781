"""The records of a column: what is read, how items relate, and what is known of their validity."""
