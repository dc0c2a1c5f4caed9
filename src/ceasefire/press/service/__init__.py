"""An optional model that proposes who said what; only what stands in the text counts."""
