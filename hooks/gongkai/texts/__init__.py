"""The grammar of official texts (公文): blocks, clauses, amendments, versions, mentions, and how values are written."""
