"""Documents that an agency has, Word files and saved pages, as draft items of its column."""
