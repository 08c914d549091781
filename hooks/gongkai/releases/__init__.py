"""Releases of the product: what belongs to one, how it is made and verified, and how a column takes it over or gives it back."""
