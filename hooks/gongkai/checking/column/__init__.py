"""Rules about the column as a whole: settings, directory, addresses."""
