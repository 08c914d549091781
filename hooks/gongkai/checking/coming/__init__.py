"""What comes due on the days ahead, for staff: time limits, ends of terms, next periods, and indicators of inspections."""
