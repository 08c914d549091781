"""Rules about documents: document numbers, relations, validity, interpretations."""
