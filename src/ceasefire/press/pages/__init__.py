"""From the bytes of a page or a feed to what it says."""
