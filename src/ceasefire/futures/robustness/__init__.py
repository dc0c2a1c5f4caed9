"""Options compared over the same futures: means, regret, targets, dominance, what would turn it."""
