"""Rules for sites that the generic way does not read well, each with a stored sample page."""
