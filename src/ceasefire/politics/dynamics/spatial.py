"""The spatial model of politics (KTAB): challenges, coalitions and bargains in several issues."""

from __future__ import annotations

import numpy as np

from ceasefire.core.errors import CeasefireError
from ceasefire.politics.dynamics.history import History
from ceasefire.politics.dynamics.spatial_kernel import spatial_draws
from ceasefire.politics.stakes import Stakes, need_actors

FEWEST_ACTORS = 3
# Numbers worked on at once: the turns a draw may take are set aside, most draws take fewer.
AT_ONCE = 1 << 24
FEWEST_AT_ONCE = 32


def spatial(stakes: Stakes, *, turns: int = 100) -> History:
    """Return the positions by turn in KTAB's spatial model of politics, with KTAB's defaults.

    Each turn every actor challenges the one it gains most from, third parties join sides, the two
    strike a bargain, and each actor accepts the likeliest of the bargains on its table;
    `spatial_plain` is the model in plain Python and its documentation. A draw stops when, after
    two turns or more, a turn moves the actors less than 2 per cent of what the first did. There
    is no promise that it does: some draws go round in circles until ``turns``.

    An actor has one capability, the mean over the issues it takes part in. If the saliences of
    an actor sum to more than 1, all saliences of the draw are divided by the largest sum. Where an
    actor takes no part it has no salience and stands, unseen, at the weighted mean of the
    others. An actor without any salience is at no distance from anyone: it challenges nobody,
    joins no side, and gives way to whoever challenges it.

    A draw in which nobody has capability or a number runs out of range is marked failed, with NaN
    from the turn on in which that told; it counts that turn. The other draws go on.

    Args:
        stakes: three actors or more; only positions, saliences and capabilities are used.
        turns: the most turns a draw may take, 1 or more.

    Raises:
        CeasefireError: fewer than three actors, or fewer than one turn.

    Source: the KAPSARC discussion papers named in `spatial_plain`. KTAB's own position histories
    of 7 actors x 3 issues (10 turns) and 13 x 2 (27 turns) are met on every actor, issue and turn.
    """
    need_actors(stakes, FEWEST_ACTORS, "the spatial model")
    if turns < 1:
        msg = f"the spatial model takes 1 turn or more, not {turns}"
        raise CeasefireError(msg, "leave turns out to take up to 100")
    room = (turns + 1) * len(stakes.actors) * len(stakes.issues)
    step = max(AT_ONCE // max(room, 1), FEWEST_AT_ONCE)
    firsts = range(0, max(stakes.draws, 1), step)
    return _joined([_some(stakes, slice(first, first + step), turns) for first in firsts])


def _some(stakes: Stakes, draws: slice, most: int) -> History:
    """Work out a few draws and leave out the turns none of them took."""
    positions, saliences, capabilities = (
        np.ascontiguousarray(table[draws], np.float64)
        for table in (stakes.positions, stakes.saliences, stakes.capabilities)
    )
    count, actors, issues = positions.shape
    history = np.empty((count, most + 1, actors, issues))
    turns, failed = np.zeros(count, np.int64), np.zeros(count, np.bool_)
    spatial_draws(positions, saliences, capabilities, history, turns, failed)
    return History(np.ascontiguousarray(history[:, : turns.max(initial=0) + 1]), turns, failed)


def _joined(parts: list[History]) -> History:
    """Put blocks of draws one after the other; all repeat their last positions to the same turn."""
    if len(parts) == 1:
        return parts[0]
    turns = np.concatenate([part.turns for part in parts])
    failed = np.concatenate([part.failed for part in parts])
    shape = parts[0].positions.shape
    positions = np.empty((len(turns), turns.max() + 1, *shape[2:]))
    first = 0
    for part in parts:
        draws, taken = part.positions.shape[:2]
        positions[first : first + draws, :taken] = part.positions
        positions[first : first + draws, taken:] = part.positions[:, -1:]
        first += draws
    return History(positions, turns, failed)
