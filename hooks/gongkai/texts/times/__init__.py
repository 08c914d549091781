"""Words for time: periods, and the length of time limits."""
