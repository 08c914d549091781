"""YAML and front matter: every value is a string with its place, and every syntax error is explained."""
