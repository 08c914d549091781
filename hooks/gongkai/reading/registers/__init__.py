"""The registers that an agency keeps by hand, and what the settings say of ledgers."""
