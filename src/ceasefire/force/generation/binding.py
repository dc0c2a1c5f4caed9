"""Why something is short: the constraint that binds, named by holder and in words.

For every holding that gives what is missing, and every month in which it is missing, one more unit
is tried against the plan as it stands: could a tour that covers the month still begin? If not, the
first thing in its way in that month is the reason, in the order of ``KINDS``; if nothing stands in
the way in the month itself, the unit is tied to tours before or after it. A holding counts with the
reason that holds in most months of a run. After them come those who have some and do not count:
they would come on a condition, or what they have was not counted, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.force.generation.check import by_actor, held
from ceasefire.force.generation.matrices import Figures, figures_of
from ceasefire.force.generation.plan import Plan
from ceasefire.force.generation.problem import HEADCOUNT, Holding, Pair, Problem, Requirement

# The reasons in the order in which they are tried, with what is said of one and of several.
KINDS = {
    "outside": ("has some that must stay outside the country",
                "have some that must stay outside the country"),
    "empty": ("has nobody to send", "have nobody to send"),
    "ready": ("is not ready", "are not ready"),
    "sent": ("has all its units in place", "have all their units in place"),
    "offer": ("has all in place that it offers", "have all in place that they offer"),
    "away": ("has none free", "have none free"),
    "cap": ("is at its national cap", "are at their national caps"),
    "share": ("has as many out as it could keep out for good, by the case's share",
              "have as many out as they could keep out for good, by the case's share"),
    "pool": ("has no people left to send", "have no people left to send"),
    "reception": (
        "could send more than can be received in a month",
        "could send more than can be received in a month",
    ),
    "apart": (
        "stays away from a contributor that is there",
        "stay away from contributors that are there",
    ),
    "together": ("comes only with a partner that is not there",
                 "come only with partners that are not there"),
    "fewest": ("would come only with more than fits", "would come only with more than fits"),
    "tied": ("needs its units or people for other months",
             "need their units or people for other months"),
    "unused": ("has a unit to spare that this plan leaves at home",
               "have units to spare that this plan leaves at home"),
}  # fmt: skip
_ELSEWHERE = ("absent", "uncounted")  # of holders that do not come
_UNTIL = ("ready", "away")  # reasons that can end
_NAMED = 5  # contributors that a sentence names before it counts the others
_TOLD_APART = 2  # causes of one kind that end at different times
_TEN = 10.0  # amounts below are printed with a decimal
_SLACK = 1e-6
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Unfilled:
    """What an actor has, or offers, that does not count, and why.

    ``provides`` are the capabilities it would give, ``people`` for headcount; ``reason`` stands by
    itself in words, such as 'no number was published'.
    """

    actor: str
    provides: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Cause:
    """What stops some contributors from filling a gap.

    ``kind`` is one of ``KINDS``, ``nobody`` (no holder at all), ``absent`` (a holder that does not
    count in this world, with the ``condition`` under which it would) or ``uncounted`` (a holder of
    something that does not count for another ``reason``). ``until`` is the first month in which it
    no longer holds, if it is one that ends within the horizon; ``assumed`` says whether units that
    are an assumption are among those meant.
    """

    kind: str
    actors: tuple[str, ...] = ()
    until: int | None = None
    assumed: bool = False
    condition: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Shortage:
    """Months without a break in which a capability is short; month ``end`` is not in it.

    ``low`` and ``high`` are the least and the most that is missing in one of them; ``assumed`` says
    whether what is there, or the causes, rest on assumed units. ``trend`` is 1 if what is missing
    never falls from one month to the next, -1 if it never rises, 0 otherwise.
    """

    capability: str
    start: int
    end: int
    low: float
    high: float
    causes: tuple[Cause, ...]
    assumed: bool
    trend: int = 0


def why_short(
    problem: Problem, plan: Plan, absent: Sequence[tuple[Holding, str]] = (),
    unnumbered: Sequence[Unfilled] = (),
) -> tuple[Shortage, ...]:  # fmt: skip
    """Return what is short in a plan, by requirement and run of months, with what binds it.

    Args:
        problem: what was planned for.
        plan: who is in place when, keeping the rules of the problem.
        absent: holdings that exist and do not count in this world, each with the condition under
            which it would, worded to follow 'if'.
        unnumbered: what others have, or offer, that counts in no world, each with the reason.
    """
    reasons = _reasons(problem, plan)
    found = []
    for asked, short in zip(problem.requirements, plan.short, strict=True):
        least = 0.5 if asked.capability == HEADCOUNT else _SLACK  # half a person is nobody
        for start, end in _runs(short > least):
            span = short[start:end]
            causes = _joined((
                *_causes(problem, asked, reasons, (start, end)), *_absent(asked, absent),
                *_uncounted(asked, unnumbered),
            )) or (Cause("nobody"),)  # fmt: skip
            there = any(
                h.assumed and _gives(h, asked) > 0 and plan.in_place[i, start:end].any()
                for i, h in enumerate(problem.holdings)
            )
            found.append(Shortage(
                asked.capability, start, end, float(span.min()), float(span.max()), causes,
                there or any(cause.assumed for cause in causes), _trend(span),
            ))  # fmt: skip
    return tuple(found)


def words(shortage: Shortage, names: Mapping[str, str]) -> str:
    """Say a shortage in a sentence; months are counted from 0, the first and last of it named.

    Args:
        shortage: what is short.
        names: printed names of actors and capabilities by id; an id without one is printed itself.
    """
    last = shortage.end - 1
    when = f"month {last}" if last == shortage.start else f"months {shortage.start} to {last}"
    amount = _amount_words(shortage)
    parts = [_cause_words(cause, ends, names) for cause, ends in _merged(shortage.causes)]
    if all(cause.kind in _ELSEWHERE for cause in shortage.causes):
        parts.insert(0, "nobody who comes holds any")
    parts += ["rests on assumed units"] if shortage.assumed else []
    name = names.get(shortage.capability, shortage.capability)
    return f"{name} in {when}: short by {amount}; {'; '.join(parts)}"


def _trend(span: Floats) -> int:
    steps = np.diff(span)
    if (steps >= -_SLACK).all():
        return 1
    return -1 if (steps <= _SLACK).all() else 0


def _amount_words(shortage: Shortage) -> str:
    """Say how much is missing; two amounts belong to months and are no band."""
    low, high = _number(shortage.low), _number(shortage.high)
    if low == high:
        return low
    if shortage.trend:
        first, last = (low, high) if shortage.trend > 0 else (high, low)
        return f"{first} at first and {last} in the end"
    return f"{low} in the best month and {high} in the worst"


def _number(amount: float) -> str:
    whole = amount >= _TEN or abs(amount - round(amount)) < _SLACK
    return f"{amount:,.0f}" if whole else f"{amount:,.1f}"


def _merged(causes: Sequence[Cause]) -> Iterator[tuple[Cause, tuple[int, ...]]]:
    """Causes with the months in which they end; many of a kind that end at times are one."""
    for kind in dict.fromkeys(cause.kind for cause in causes):
        own = [cause for cause in causes if cause.kind == kind]
        ending = [cause for cause in own if cause.until is not None]
        if len(ending) <= _TOLD_APART:
            yield from ((one, () if one.until is None else (one.until,)) for one in own)
            continue
        months = [cause.until for cause in ending if cause.until is not None]
        actors = tuple(dict.fromkeys(actor for cause in ending for actor in cause.actors))
        yield Cause(kind, actors), (min(months), max(months))
        yield from ((one, ()) for one in own if one.until is None)


def _cause_words(cause: Cause, ends: tuple[int, ...], names: Mapping[str, str]) -> str:
    if cause.kind == "nobody":
        return "nobody holds any"
    who = [names.get(actor, actor) for actor in cause.actors]
    if len(who) > _NAMED:
        who = [*who[: _NAMED - 1], f"{len(who) - _NAMED + 1} others"]
    subject = who[0] if len(who) == 1 else f"{', '.join(who[:-1])} and {who[-1]}"
    if cause.kind == "absent":
        return f"{subject} would fill some of it if {cause.condition}"
    if cause.kind == "uncounted":
        return f"{subject}: {cause.reason}"
    said = KINDS[cause.kind][len(cause.actors) > 1]
    if cause.kind not in _UNTIL:
        return f"{subject} {said}"
    if not ends:
        return f"{subject} {said} within the horizon"
    month = f"month {ends[0]}" if len(ends) == 1 else f"months {ends[0]} to {ends[1]}"
    return f"{subject} {said} before {month}"


def _gives(holding: Holding, asked: Requirement) -> float:
    return holding.gives(asked.capability) if holding.inside or not asked.inside else 0.0


def _runs(flags: Flags) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False]))))
    yield from ((int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True))


def _causes(
    problem: Problem, asked: Requirement, reasons: NDArray[np.str_], span: tuple[int, int]
) -> list[Cause]:
    """Causes among those who come: the most frequent reason of each, grouped by reason and end."""
    start, end = span
    tally: dict[str, dict[str, float]] = {}
    holders = [i for i, h in enumerate(problem.holdings) if h.gives(asked.capability) > 0]
    some = {i for i in holders if _has_any(problem.holdings[i])}
    for i in holders:
        holding = problem.holdings[i]
        counted = tally.setdefault(holding.actor, {})
        if i not in some or not _gives(holding, asked):
            counted.setdefault("outside" if i in some else "empty", 0.0)
            continue
        for kind in reasons[i, start:end].tolist():
            counted[kind] = counted.get(kind, 0.0) + holding.gives(asked.capability)
    grouped: dict[tuple[str, int | None], list[str]] = {}
    for actor, counted in tally.items():
        kind = max(counted, key=lambda one: (counted[one], one == "outside"))
        rows = [reasons[i] for i in holders if i in some and problem.holdings[i].actor == actor]
        grouped.setdefault((kind, _until(kind, rows, start)), []).append(actor)
    assumed = frozenset(problem.holdings[i].actor for i in holders if problem.holdings[i].assumed)
    order = list(KINDS)
    ranked = sorted(grouped, key=lambda key: (order.index(key[0]), key[1] is None, key[1] or 0))
    return [
        Cause(key[0], tuple(grouped[key]), key[1], not assumed.isdisjoint(grouped[key]))
        for key in ranked
    ]  # fmt: skip


def _has_any(holding: Holding) -> bool:
    return max(holding.units, default=0) > 0 and holding.most > 0


def _joined(causes: Sequence[Cause]) -> tuple[Cause, ...]:
    """Causes that say the same of several contributors as one."""
    found: dict[Cause, list[Cause]] = {}
    for cause in causes:
        found.setdefault(replace(cause, actors=(), assumed=False), []).append(cause)
    return tuple(
        replace(
            same, actors=tuple(dict.fromkeys(actor for one in own for actor in one.actors)),
            assumed=any(one.assumed for one in own),
        )
        for same, own in found.items()
    )  # fmt: skip


def _until(kind: str, rows: Sequence[NDArray[np.str_]], start: int) -> int | None:
    """First month after ``kind`` set in, from ``start`` on, in which it is over for some row."""
    ends = []
    for row in rows:
        there = np.flatnonzero(row[start:] == kind)
        if kind in _UNTIL and len(there):
            over = np.flatnonzero(row[start + there[0] :] != kind)
            ends += [int(start + there[0] + over[0])] if len(over) else []
    return min(ends, default=None)


def _absent(asked: Requirement, absent: Sequence[tuple[Holding, str]]) -> list[Cause]:
    """Holders that would come on a condition; on no condition would those fill it who stay out."""
    return [
        Cause("absent", (holding.actor,), None, holding.assumed, condition)
        if _gives(holding, asked) > 0
        else Cause("outside", (holding.actor,), None, holding.assumed)
        for holding, condition in absent
        if holding.gives(asked.capability) > 0
    ]


def _uncounted(asked: Requirement, unnumbered: Sequence[Unfilled]) -> list[Cause]:
    return [
        Cause("uncounted", (one.actor,), reason=one.reason)
        for one in unnumbered
        if asked.capability in one.provides
    ]


def _reasons(problem: Problem, plan: Plan) -> NDArray[np.str_]:
    """Why one more unit cannot be there, by holding and month: one of ``KINDS``."""
    figures = figures_of(problem)
    in_place, busy = plan.in_place, held(plan.starts, figures.cycle)
    each = figures.people[:, None]
    placed = by_actor(figures, in_place * each)
    spare = (figures.units - busy).astype(np.float64)
    offer = (figures.most_units[:, None] - in_place).astype(np.float64)
    cap = (figures.most - placed)[figures.actor] - each + _SLACK
    pool = (figures.pool - by_actor(figures, busy * each))[figures.actor] - each + _SLACK
    sending = each > 0
    grown = np.diff(placed.sum(axis=0), prepend=0.0)
    crowded = sending & (grown[None, :] + each > figures.reception[None, :] + _SLACK)
    early = np.arange(figures.months)[None, :] < figures.ready[:, None]
    limits = [problem.limits.get(name) for name in figures.actors]
    by_share = np.array([bool(limit and limit.by_share) for limit in limits], dtype=np.bool_)
    shared = by_share[figures.actor, None]
    sent = (in_place >= figures.units) & (in_place > 0)
    presence = _presence(problem, figures, placed)
    jointly = _too_many_at_once(problem, figures, placed, grown)[figures.actor] & sending
    now = {
        "ready": early, "sent": sent, "offer": offer < 1, "away": spare < 1,
        "cap": sending & (cap < 0) & ~shared, "share": sending & (cap < 0) & shared,
        "pool": sending & (pool < 0), "reception": crowded | jointly,
        **presence,
    }  # fmt: skip
    stays = (_ahead(offer, figures.tour) >= 1) & ~(sending & (_ahead(cap, figures.tour) < 0))
    for broken in presence.values():
        stays &= _ahead(np.where(broken, -1.0, 1.0), figures.tour) > 0
    back = (_ahead(spare, figures.cycle) >= 1) & ~(sending & (_ahead(pool, figures.cycle) < 0))
    begins = stays & back & ~crowded & ~early
    # A tour covers a month if it began in one of the last ``tour`` months.
    covered = -_ahead(np.where(begins, -1.0, 0.0)[:, ::-1], figures.tour)[:, ::-1] > 0
    return np.select([covered, *now.values()], ["unused", *now], default="tied")


def _ahead(slack: Floats, span: NDArray[np.int64]) -> Floats:
    """Least value in the ``span[h]`` months from each month on, shape ``(holdings, months)``."""
    least = slack.copy()
    months = slack.shape[1]
    for lag in range(1, min(int(span.max(initial=0)), months)):
        rows = span > lag
        least[rows, : months - lag] = np.minimum(
            least[rows, : months - lag], slack[rows, lag:]
        )  # fmt: skip
    return least


def _presence(problem: Problem, figures: Figures, placed: Floats) -> dict[str, Flags]:
    """Months in which a rule of presence keeps a unit of a holding away, by rule."""
    number = {name: i for i, name in enumerate(figures.actors)}
    there = placed > _SLACK
    apart, together = np.zeros_like(there), np.zeros_like(there)
    for pair in problem.pairs:
        for one, other in _both(pair, number):
            rule = together if pair.together else apart
            rule[one] |= ~there[other] if pair.together else there[other]
    least = np.array([
        limit.fewest if (limit := problem.limits.get(name)) else 0.0 for name in figures.actors
    ])  # fmt: skip
    each = figures.people[:, None]
    after = placed[figures.actor] + each
    few = (after < least[figures.actor, None] - _SLACK) & (each > 0)
    return {"apart": apart[figures.actor], "together": together[figures.actor], "fewest": few}


def _too_many_at_once(
    problem: Problem, figures: Figures, placed: Floats, grown: Floats
) -> Flags:  # fmt: skip
    """Months in which two that go together are both away and can only be received one by one."""
    number = {name: i for i, name in enumerate(figures.actors)}
    found = np.zeros(placed.shape, dtype=np.bool_)
    for pair in problem.pairs:
        both = [number[pair.first], number[pair.second]]
        sizes = [figures.people[(figures.actor == a) & (figures.people > 0)] for a in both]
        if pair.together and all(len(one) for one in sizes):
            fewest = sum(float(one.min()) for one in sizes)
            away = (placed[both] <= _SLACK).all(axis=0)
            found[both] |= away & (grown + fewest > figures.reception + _SLACK)
    return found


def _both(pair: Pair, number: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    first, second = number[pair.first], number[pair.second]
    yield first, second
    yield second, first
