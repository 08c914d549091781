"""Problems of the sources as values, and how messages quote the sources."""
