"""Scenario discovery: boxes of factors in which futures go one way, found, tested and told."""
