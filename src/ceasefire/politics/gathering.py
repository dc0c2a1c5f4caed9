"""A coalition whose members wait for one another: who joins if all trust, and if nobody does.

An actor that accepts an option joins as soon as enough people stand together, its own among them.
More that join never keep anybody out, so there is a largest and a smallest gathering in which
nobody wants to change; best replies from the full and from the empty set reach them (Topkis 1979).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.core.traced import Traced
from ceasefire.politics.rules import Bools

SAME_PEOPLE = 1e-6  # numbers of people that differ by less are the same


@dataclass(frozen=True)
class Force:
    """What the members would bring to an option, and how large it is to be.

    ``people`` has what each actor sends by actor, ``planned`` the size of the force, in the same
    unit; arrays of shape ``(count,)``.
    """

    people: Mapping[str, Traced]
    planned: Traced


def gathered(
    accepts: Bools, people: Floats, waits_for: Floats, least: Floats, *, trusting: bool
) -> Bools:
    """Who joins, shape ``(count, members)``.

    Args:
        accepts: members that accept the option, shape ``(count, members)``.
        people: what each would bring, 0 or more, same shape.
        waits_for: share of ``least`` that has to stand, with its own, before a member joins, 0 to
            1, same shape.
        least: fewest people with which the coalition acts, 0 or more, shape ``(count,)``.
        trusting: whether each begins by counting on all others (the largest gathering) or on
            nobody (the smallest).
    """
    joined = accepts.copy() if trusting else np.zeros_like(accepts)
    asked = waits_for * least[:, None]
    for _ in range(accepts.shape[1] + 1):
        others = (joined * people).sum(axis=1, keepdims=True) - joined * people
        after = accepts & (others + people >= asked - SAME_PEOPLE)
        if np.array_equal(after, joined):
            break
        joined = after
    return joined
