"""Words and numbers of the truce's process, declared once.

A case gives those numbers it has in its table `process`. A number that a case does not give is
neutral: what hangs on it does not happen.
"""

from __future__ import annotations

from dataclasses import dataclass

# Outcomes a force, or an answer to a breach, can act on.
ACTED_ON = ("war", "clash", "violation")

# What can be answered: a week with far more violations than expected, a fatal clash, an attack on
# the force, one that kills.
BREACHES = ("surge", "clash", "attack", "fatal_attack")

# Mandates and answers on one scale, from counting to war: a force may do what its mandate allows.
ACTS = ("count", "report", "warn", "local", "force", "hold")
ACT_MEANS = (
    "count: take down what happened; report: tell who has to know; warn: a protest or a threat; "
    "local: action of those on the spot; force: armed action of those from outside; hold: the "
    "force itself fights for the line"
)

# Whether an answer met those who were to blame.
ATTRIBUTIONS = ("right", "wrong")


@dataclass(frozen=True)
class Parameter:
    """A number of the process with its unit, its range and the value that switches it off."""

    name: str
    unit: str
    neutral: float
    meaning: str
    maximum: float | None = None
    minimum: float | None = 0.0


PARAMETERS = (
    Parameter("violations", "per 100 km and week", 0.0,
              "violations on 100 km of line in a week, long after the last commitment"),
    Parameter("dispersion", "size of the negative binomial law", 1e6,
              "how far weeks differ: variance = mean + mean^2 / dispersion", minimum=0.01),
    Parameter("excitation", "share of 1", 0.0,
              "share of a week's expected violations that follows those of the week before", 0.95),
    Parameter("quiet", "share of 1", 1.0,
              "share of the full level right after a commitment", 1.0),
    Parameter("rise", "weeks", 1.0,
              "weeks in which two thirds of what a commitment quieted have come back",
              minimum=0.01),
    Parameter("recommitments", "per year", 0.0,
              "how often the parties commit themselves anew, whatever happens on the line"),
    Parameter("not_violations", "per 100 km and week", 0.0,
              "exercises and other events that are counted as violations"),
    Parameter("heat", "share of 1", 0.0,
              "by how much more likely a clash is, in per cent, per per cent of violations over "
              "what is expected", 1.0),
    Parameter("surge", "ratio", 1e6,
              "violations in a week over what is expected from which a week is a breach"),
    Parameter("clash_deaths", "people", 0.0, "people killed in a fatal clash"),
    Parameter("growth", "share per year", 0.0,
              "how much stronger the adversary grows in the pause, less how much the host does",
              minimum=None),
    Parameter("gain", "log ratio", 0.0,
              "logarithm by which the hazard of war rises when the adversary is stronger by one",
              minimum=None),
    Parameter("crossfire", "per 1,000 people and month", 0.0,
              "incidents in which the force is hit without being meant, at expected violations"),
    Parameter("deliberate", "per 1,000 people and month", 0.0, "attacks that mean the force"),
    Parameter("fatal", "share of 1", 0.0, "share of incidents that kill somebody of the force",
              1.0),
    Parameter("force_deaths", "people", 1.0,
              "people of the force killed by an incident that kills"),
    Parameter("leaves", "probability", 0.0,
              "that the force leaves after an incident that killed", 1.0),
    Parameter("attributed", "share of 1", 0.0,
              "share of breaches that are laid at the right door", 1.0),
    Parameter("misattributed", "share of 1", 0.0,
              "share of breaches that are laid at the wrong door", 1.0),
    Parameter("attribution_days", "days", 0.0, "time until a breach is attributed"),
    Parameter("heeded", "probability", 0.0, "that the answer of a step ends the breach", 1.0),
    Parameter("rise_shape", "exponent", 1.0,
              "shape of the return after a commitment: 1 is fastest at once, above 1 later",
              minimum=0.1),
)  # fmt: skip
# How long an answer works; the kernel takes it beside the numbers.
RESPONSE_WEEKS = Parameter(
    "response_weeks", "weeks", 0.0, "how long the last answer has its effect"
)
DECLARED = {one.name: one for one in (*PARAMETERS, RESPONSE_WEEKS)}
