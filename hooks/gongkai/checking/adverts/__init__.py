"""Rules about adverts, hidden text and deceptive links."""
