"""Rules about the steps and time limits of procedures."""
