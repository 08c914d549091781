"""The incremental build: results of the previous build are reused while everything they depend on is unchanged."""
