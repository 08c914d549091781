"""The incremental build: what the last build worked out, taken again where nothing it depends on has changed."""
