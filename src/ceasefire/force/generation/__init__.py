"""Generating a force: who sends which units in which month, by an integer programme."""
