"""Days: today in Shanghai, working days, and when a time limit ends."""
