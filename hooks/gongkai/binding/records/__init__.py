"""The tables of records on a day: what is left of them, what they name, and what the last build knows of them."""
