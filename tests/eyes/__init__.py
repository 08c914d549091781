"""What the checks see: faults planted at known places, and clean papers in which nothing may be found."""
