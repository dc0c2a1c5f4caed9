"""From a press page to statements that can enter a case."""
