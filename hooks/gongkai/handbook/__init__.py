"""The handbook: how to publish, every field and every rule, from the definitions and the golden cases."""
