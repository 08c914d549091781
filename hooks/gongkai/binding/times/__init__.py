"""Time limits, terms and series of items on real days, and what is owed because of them."""
