"""The commands that people run: arguments, reports, exit codes; the only room that prints."""
