"""From a statement that an analyst accepted to a row of a case with its source."""
