"""Parser of texts written in Markdown, which yields the same blocks as the parser of official texts."""
