"""Options times uncertain worlds, with common random numbers."""
