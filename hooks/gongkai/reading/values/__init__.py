"""Single values by the field that asks for them, and suggestions for mistaken words."""
