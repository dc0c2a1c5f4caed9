"""The local store: pages as fetched, readings, statements and what analysts decided on them."""
