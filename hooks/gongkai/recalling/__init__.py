"""What the last build worked out, taken again where nothing that it was worked out from has changed."""
