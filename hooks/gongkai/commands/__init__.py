"""The commands that people run: their line, their report, their exit code."""
