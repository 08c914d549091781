"""Rules about documents: numbers, relations, validity, interpretations."""
