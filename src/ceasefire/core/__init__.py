"""What all rooms share: bands, draws, traced numbers, blocks, located errors, whole writes."""
