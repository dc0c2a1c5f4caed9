"""Models of bargaining, turn by turn: compiled kernels, each with a plain twin that explains it."""
