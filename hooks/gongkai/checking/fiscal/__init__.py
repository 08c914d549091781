"""Rules about figures: budgets, final accounts, annual reports."""
