"""Who has to do what: units as plans name them, their tasks and how far these are, and the stages of enforcement."""
