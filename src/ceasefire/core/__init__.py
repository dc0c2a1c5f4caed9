"""What all rooms share: bands, keyed draws, traced numbers, blocks, located errors, atomic writes."""
