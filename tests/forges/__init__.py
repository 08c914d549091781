"""The workflows of the forges: their steps are run here as the forges run them, without containers."""
