"""How documents and sheets that an agency has go into the column, and out of it."""
