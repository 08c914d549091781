"""Rules about numbers in texts: document numbers, dates, amounts, the numbering of headings."""
