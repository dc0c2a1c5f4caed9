"""Plain-text captures of web pages: which line is article and which is what stands around it."""
