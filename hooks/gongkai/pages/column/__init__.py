"""Pages about the column as a whole: home, directory, fiscal overview, field dictionary."""
