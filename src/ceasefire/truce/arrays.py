"""What the kernel of the truce and its plain twin read: arrays by future, run and week.

A *run* is an option at one stage of its force (planned, offered, expected). Runs of one future
share its draws; that is what makes their difference worth more than their levels.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ceasefire.case.tables.process import ACTED_ON, ACTS, BREACHES
from ceasefire.core.bands import Floats

__all__ = ["ACTED_ON", "ACTS", "BREACHES"]

Counts = NDArray[np.int64]
Words = NDArray[np.uint64]

DAYS_PER_WEEK = 7
WEEKS_PER_YEAR = 365.25 / DAYS_PER_WEEK
MONTHS_PER_WEEK = 12 / WEEKS_PER_YEAR
HOURS_PER_WEEK = 24 * DAYS_PER_WEEK

# Places of the words that the case declares.
WAR, CLASH, VIOLATION = range(len(ACTED_ON))
SURGE, FATAL_CLASH, ATTACK, FATAL_ATTACK = range(len(BREACHES))

# Bits by which the kernel says what a week ended with, in the order of the breaches; then war.
BREACH_BITS = (1, 8, 2, 4)

HOLD = ACTS.index("hold")

RIGHT, WRONG = range(2)
ACT, NEEDS_ATTRIBUTION, AFTER = range(3)  # columns of a ladder's steps

# Draws of a week that all segments share; each segment has two of its own.
STREAMS = (
    "clash", "war", "recommit", "crossfire", "deliberate", "deaths", "leave",
    "surge.seen", "clash.seen", "attack.seen", "surge.heed", "clash.heed", "attack.heed",
)  # fmt: skip
SEGMENT_STREAMS = ("noise", "count")


class Shared(NamedTuple):
    """What a block of futures has in common, whatever the option; ``count`` futures.

    ``keys`` has shape (streams, weeks), ``futures`` (count,). ``knots`` are the years at which the
    baselines publish standing, shape (2, baselines, points), for war and clash, the first
    ``points`` of each row; ``hazards`` the cumulative hazards there, shape (2, count, points), of
    the ``baseline`` that is true in a future. ``lengths`` are those of the segments in 100 km,
    shape (count, segments). ``numbers`` has shape (count, parameters), in the order of
    ``parameters.NAMES``. ``response`` is the logarithm of what an answer does, shape
    (count, acts, right or wrong, acted on), for ``response_weeks``, shape (count,).
    """

    keys: Words
    futures: Words
    knots: Floats
    points: Counts
    hazards: Floats
    baseline: Counts
    lengths: Floats
    numbers: Floats
    response: Floats
    response_weeks: Floats


class Ladders(NamedTuple):
    """Ladders of response as arrays.

    ``entry`` has the step at which a breach enters, shape (ladders, breaches), -1 for none;
    ``steps`` for each step what it is on the scale of ``ACTS``, whether it waits for an attribution
    and which step follows it, -1 for none, shape (steps, 3); ``hours`` its clock, shape
    (count, steps).
    """

    entry: Counts
    steps: Counts
    hours: Floats


class Runs(NamedTuple):
    """Options at their stages.

    ``effect`` is the logarithm of what the force does at full strength, as far as it covers what
    is needed, shape (runs, count, acted on); ``people`` in the country, shape (runs, count);
    ``builds`` the share of full strength by month, shape (builds, count, months), of which a run
    takes the one that ``build`` names; ``ladder`` names its ladder, -1 for none, and ``there`` has
    a bit for each step that can be taken, shape (runs, count).
    """

    effect: Floats
    people: Floats
    build: Counts
    builds: Floats
    ladder: Counts
    there: Counts


# What a history leaves behind, in the order of the last axis of the kernel's result.
LEFT = (
    "war_week",  # the week in which war came back, the number of weeks if it did not
    "clash_week",  # the week of the first fatal clash, as above
    "attack_week",  # the week in which the force was attacked first, as above
    "attack_fatal_week",  # the week of the first attack on it that killed, as above
    "withdraw_week",  # the week in which the force left after an incident that killed, as above
    "violations",  # true ones, over the horizon
    "not_violations",  # exercises and the like that look like violations
    "clashes",  # fatal ones, the one that became a war with them
    "deaths",  # in clashes
    "crossfire",  # incidents in which the force was hit without being meant
    "deliberate",  # attacks on the force
    "force_deaths",
    "withdrawn",  # 1 if the force left by the horizon after an incident that killed
    "answers",  # steps of the ladder that were taken
    "false_answers",  # of these, after a wrong attribution
    "unanswered",  # breaches that no step answered
    "held",  # answers on the top step, by which the force itself fights for the line
)
(
    WAR_WEEK, CLASH_WEEK, ATTACK_WEEK, ATTACK_FATAL_WEEK, WITHDRAW_WEEK, VIOLATIONS,
    NOT_VIOLATIONS, CLASHES, DEATHS, CROSSFIRE, DELIBERATE, FORCE_DEATHS, WITHDRAWN, ANSWERS,
    FALSE_ANSWERS, UNANSWERED, HELD,
) = range(len(LEFT))  # fmt: skip
# Columns that hold a week: of every history, whatever the horizon of the counts.
WEEK_COLUMNS = (WAR_WEEK, CLASH_WEEK, ATTACK_WEEK, ATTACK_FATAL_WEEK, WITHDRAW_WEEK)
