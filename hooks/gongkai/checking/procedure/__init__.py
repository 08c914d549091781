"""Rules about steps and time limits of procedures."""
