"""Tables of the truce: what it says, how long such truces last, what answers a breach."""

from __future__ import annotations

from ceasefire.case.columns import Column, Table
from ceasefire.case.tables import common as c

PROVISION_KINDS = (
    "withdrawal", "zone", "prohibition", "no_fly", "monitoring", "commission", "limit", "support",
)  # fmt: skip

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
        c.several("outcomes", c.OUTCOMES, "Outcomes it speaks of", needed=True),
        c.band(
            "hazard_ratio", "Hazard with the force at full strength over hazard without", "ratio",
            minimum=0.001, maximum=100, needed=True,
        ),
        c.refs("conditions", ("conditions",), "Conditions without which it has no effect"),
        *c.SOURCED,
    ),
    needed=True,
)  # fmt: skip

LADDER = Table(
    "ladder",
    "What follows a breach: who answers, how, within which time",
    (
        c.key("step_id"),
        Column("step", "number", "Place on the ladder, from 1", needed=True, minimum=1),
        c.text("trigger", "What sets it off", needed=True),
        c.refs("answers", ("actors", "bodies"), "Who answers", needed=True),
        c.band("within", "Time from the breach to the answer", "hours"),
        c.text("response", "What the answer is", needed=True),
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

TABLES = (BASELINES, PRESENCE_EFFECTS, LADDER, PROVISIONS)
