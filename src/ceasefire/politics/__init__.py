"""Positions, consent, decision rules: who accepts an option and who blocks it."""
