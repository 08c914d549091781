"""Tables as values: how they are printed."""
