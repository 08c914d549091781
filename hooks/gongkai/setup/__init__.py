"""Making an agency's own column: questions, files of a new column, what is still unfinished, where the demonstration is."""
