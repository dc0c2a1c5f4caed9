"""Would the ceasefire hold, and what answers a breach."""
