"""From records that name each other to relations on both ends, validity, and the known numbers in texts."""
