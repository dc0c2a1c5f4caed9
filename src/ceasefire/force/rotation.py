"""What a force in place ties down: tours, the time between them, and the people they take."""

from __future__ import annotations

from ceasefire.case.rows import Case, Row, own_or_common
from ceasefire.core.addresses import Address

_POLICY = ("tour_months", "dwell_months", "overlap")


def pool_factor(tour_months: float, dwell_months: float, overlap: float = 1.0) -> float:
    """People tied down per person in place: ``(tour + dwell) / tour x overlap``.

    Raises:
        ValueError: the tour is not longer than nothing, or the dwell is negative.
    """
    if tour_months <= 0 or dwell_months < 0:
        msg = f"a tour of {tour_months} and a dwell of {dwell_months} months cannot be"
        raise ValueError(msg)
    return (tour_months + dwell_months) / tour_months * overlap


def ratio_readings(home_per_tour: float) -> tuple[float, float]:
    """Read '1:N' both ways: people per person in place as ``(1 + N, N)``.

    RAND and the British press mean one tour to N at home, which is ``1 + N``; others mean that one
    in N is deployed.
    """
    return 1 + home_per_tour, home_per_tour


def people_over_horizon(deployed: float, tour_months: float, horizon_months: float) -> float:
    """People used over a horizon if nobody goes twice: one contingent per tour that begins in it.

    Raises:
        ValueError: the tour or the horizon is not longer than nothing.
    """
    if tour_months <= 0 or horizon_months <= 0:
        msg = "tour and horizon have to be longer than nothing"
        raise ValueError(msg)
    return deployed * max(1.0, horizon_months / tour_months)


def rotation_policy(case: Case, actor: str) -> Row | None:
    """Rotation policy of an actor, else the one for all; ``None`` if the case has none."""
    return own_or_common(case.rows("rotation"), actor)


def policy_factor(policy: Row) -> float:
    """Pool factor of a rotation policy."""
    return pool_factor(*(policy.needed_number(column) for column in _POLICY))


def policy_rows(policy: Row) -> set[Address]:
    """Addresses that a pool factor rests on."""
    return {policy.address(column) for column in _POLICY}
