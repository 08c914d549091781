"""What the checks see of planted faults, and what they say of clean columns."""
