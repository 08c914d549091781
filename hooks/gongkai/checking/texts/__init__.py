"""Rules about the texts as such: their marks, links, dates and personal data."""
