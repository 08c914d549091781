"""The calendar: today in Shanghai, working days, and the last days of time limits."""
