"""Rules about attached files and what is inside them."""
