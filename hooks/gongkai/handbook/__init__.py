"""The handbook: publishing guides, all fields and all rules, generated from definitions and golden cases."""
