"""Time limits and terms, as type definitions state them, and the standing that follows from a term on a day."""
