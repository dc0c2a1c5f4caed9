"""The tables an analyst writes: declared once, loaded, checked, traced to sources."""
