"""Readers of files that other programs write."""
