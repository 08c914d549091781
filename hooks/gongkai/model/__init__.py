"""The values of a column: items, their types, relations and validity, addresses and problems; no input or output, no rules."""
