"""Small faults put into the code on purpose, one at a time: some test must fail for each."""
