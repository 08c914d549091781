"""Search: tokenization, the inverted index and its shards, ranking; the reader's browser answers queries from these files."""
