"""Whether one option leads another, or both are level: by more than matters, and than chance."""

from __future__ import annotations

from ceasefire.core.bands import Floats

# Options nearer to the best than this are level with it: a lead within it turns nothing.
LEVEL_WITH_BEST = 0.01
ERRORS = 2.0  # standard errors by which a lead has to stand out


def clear(lead: float, error: float) -> bool:
    """Whether a lead matters, and is more than the luck of the futures drawn."""
    return lead > max(LEVEL_WITH_BEST, ERRORS * error)


def level_with(values: Floats, best: int) -> list[int]:
    """Options that are level with one, in the futures they share.

    Args:
        values: an outcome of which more is better, shape ``(options, futures)``.
        best: place of the option that the others are held against; it is not among those returned.
    """
    leads = values[best] - values
    means, errors = leads.mean(axis=1), leads.std(axis=1) / values.shape[1] ** 0.5
    return [
        k for k in range(len(values))
        if k != best and not clear(float(means[k]), float(errors[k]))
    ]  # fmt: skip
