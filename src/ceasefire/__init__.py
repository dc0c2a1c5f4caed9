"""Ceasefire: an open workbench for forces that keep a ceasefire."""

__version__ = "0.1.0"
