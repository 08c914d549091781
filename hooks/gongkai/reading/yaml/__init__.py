"""YAML and front matter as text with places: no implicit types, every fault explained."""
