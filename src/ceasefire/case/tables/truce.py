"""Tables of the truce: what it says, how long such truces last, what answers a breach."""

from __future__ import annotations

from ceasefire.case.columns import Column, Table
from ceasefire.case.tables import common as c
from ceasefire.case.tables.process import (
    ACT_MEANS,
    ACTED_ON,
    ACTS,
    ATTRIBUTIONS,
    BREACHES,
    DECLARED,
)

PROVISION_KINDS = (
    "withdrawal", "zone", "prohibition", "no_fly", "monitoring", "commission", "limit", "support",
)  # fmt: skip

FIRST_LADDER = "reported"  # name of a ladder that was given none

BASELINES = Table(
    "baselines",
    "How often truces of a kind still stood after some years, without regard to a force",
    (
        c.key("baseline_id"),
        c.ref("model_id", "rival_models", "The rival model it belongs to", needed=True),
        c.choice("outcome", c.OUTCOMES, "war: no renewed war; clash: no fatal clash"),
        Column("years", "number", "Years after the truce", "years", needed=True, minimum=0.01),
        c.band("standing", "Share still standing", "share of 1", maximum=1, needed=True),
        *c.SOURCED,
    ),
    needed=True,
)

PRESENCE_EFFECTS = Table(
    "presence_effects",
    "What a rival model says a force does to the hazard of an outcome",
    (
        c.key("effect_id"),
        c.ref("model_id", "rival_models", "The rival model it belongs to", needed=True),
        c.several("mission_types", c.MISSION_TYPES, "Missions it speaks of", needed=True),
        c.several(
            "outcomes", ACTED_ON,
            "Outcomes it speaks of; violation: the rate of violations, which only histories have",
            needed=True,
        ),
        c.band(
            "hazard_ratio", "Hazard with the force at full strength over hazard without", "ratio",
            minimum=0.001, maximum=100, needed=True,
        ),
        c.refs("conditions", ("conditions",), "Conditions without which it has no effect"),
        *c.SOURCED,
    ),
    needed=True,
)  # fmt: skip

PROCESS = Table(
    "process",
    "Numbers of the week-by-week history of the truce; what is not given does not happen",
    (
        c.key("process_id"),
        c.choice(
            "name", tuple(DECLARED),
            "; ".join(f"{one.name}: {one.meaning} ({one.unit})" for one in DECLARED.values()),
        ),
        c.band(
            "value", "The number, in the unit of its name; rows of one name add up", "",
            minimum=None, needed=True,
        ),
        c.refs("conditions", ("conditions",), "Conditions without which the row does not count"),
        *c.SOURCED,
    ),
)  # fmt: skip

RESPONSE_EFFECTS = Table(
    "response_effects",
    "What a rival model says an answer to a breach does to the hazards of the weeks after",
    (
        c.key("effect_id"),
        c.ref("model_id", "rival_models", "The rival model it belongs to", needed=True),
        c.several("acts", ACTS, "Answers it speaks of", needed=True),
        c.choice(
            "attribution", ATTRIBUTIONS,
            "right: the answer met those to blame, or nobody in particular; wrong: the others",
        ),
        c.several("outcomes", ACTED_ON, "Outcomes it speaks of", needed=True),
        c.band(
            "hazard_ratio", "Hazard after the answer over hazard without", "ratio",
            minimum=0.001, maximum=100, needed=True,
        ),
        *c.SOURCED,
    ),
)  # fmt: skip

MANDATES = Table(
    "mandates",
    "What a force may do, and by which ladder breaches are answered while it is there",
    (
        c.key("mandate_id"),
        c.ref("option_id", "options", "The option it belongs to; blank: all of the mission types"),
        c.several("mission_types", c.MISSION_TYPES, "Missions it holds for; blank: the option"),
        c.choice("most", ACTS, f"The most that its force may do. {ACT_MEANS}"),
        c.text("ladder", "The ladder it acts under; blank: the first of the case"),
        *c.SOURCED,
    ),
)

LADDER = Table(
    "ladder",
    "What follows a breach: who answers, how, within which time; the first ladder of the table is "
    "the case's, any others are rivals",
    (
        c.key("step_id"),
        Column("ladder", "text", "Name of the ladder it belongs to", default=FIRST_LADDER),
        c.ref("follows", "ladder", "The step before it; blank: the first step"),
        c.text("trigger", "What sets it off", needed=True),
        c.several(
            "breaches",
            BREACHES,
            "Breaches that enter the ladder here; all enter at the first step if no step of the "
            "ladder names one. surge: a week with far more violations than expected; clash: a "
            "fatal one; attack, fatal_attack: on the force",
        ),
        c.refs("answers", ("actors", "bodies"), "Who answers", needed=True),
        c.choice("act", ACTS, ACT_MEANS),
        c.band("within", "Time from the breach to the answer", "hours"),
        c.text("response", "What the answer is", needed=True),
        Column("attributed", "flag", "Whether it waits until somebody is blamed", default="no"),
        Column("force_needed", "flag", "Whether the force has to be in place", default="no"),
        c.refs("conditions", ("conditions",), "Conditions without which the step is not there"),
        *c.SOURCED,
    ),
)

PROVISIONS = Table(
    "provisions",
    "What the truce says, or is proposed to say",
    (
        c.key("provision_id"),
        c.choice("kind", PROVISION_KINDS, "What kind of rule it is"),
        c.text("rule", "The rule", needed=True),
        c.band("distance", "Distance from the line", "km"),
        c.DATED,
        *c.SOURCED,
    ),
)

TABLES = (
    BASELINES, PRESENCE_EFFECTS, PROCESS, RESPONSE_EFFECTS, MANDATES, LADDER, PROVISIONS,
)  # fmt: skip
