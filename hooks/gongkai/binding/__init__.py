"""Binding: references between items become relations, from which the validity of every document is computed."""
