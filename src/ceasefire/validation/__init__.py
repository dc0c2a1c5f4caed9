"""Published results, reproduced: one file each, with source, inputs, expected and tolerance."""
