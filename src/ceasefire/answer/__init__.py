"""One documented result: assess, what-if and compare, each number with the rows it came from."""
