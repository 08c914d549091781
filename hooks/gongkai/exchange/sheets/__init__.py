"""Sheets of a type: blank or filled templates out, and back in with what has changed."""
