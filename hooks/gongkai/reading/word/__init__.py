"""Word files read as documents: paragraphs with their printed numbers, tables with merged cells, notes, pictures."""
