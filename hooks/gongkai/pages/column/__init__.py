"""Pages about the column as a whole: home, directory, figures, field dictionary."""
