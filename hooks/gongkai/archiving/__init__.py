"""The archive package: one file that opens by double click, verifies with common tools and keeps its sources."""
