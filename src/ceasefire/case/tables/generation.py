"""Tables of force generation: what a force is made of, asked to have, and held to."""

from __future__ import annotations

from ceasefire.case.columns import Column, Table
from ceasefire.case.tables import common as c
from ceasefire.case.tables.force import DOMAINS

CONSTRAINT_KINDS = ("cap", "share_cap", "minimum", "reception", "together", "apart")
PAIR_KINDS = ("together", "apart")

CAPABILITIES = Table(
    "capabilities",
    "What a force has to be able to do; people are asked for without a row of their own",
    (
        c.key("capability_id"),
        c.text("name", "Name as it is printed", needed=True),
        c.text("unit", "What it is counted in", needed=True),
        Column(
            "priority", "number", "What lacking all of it weighs beside lacking all people",
            "ratio", needed=True, minimum=0.001, maximum=1000,
        ),
        *c.SOURCED,
    ),
)  # fmt: skip

UNIT_TYPES = Table(
    "unit_types",
    "Kinds of units that can be sent, and what one of them gives",
    (
        c.key("unit_type_id"),
        c.text("name", "Name as it is printed", needed=True),
        c.choice("domain", DOMAINS, "What kind of contribution it is"),
        c.band("people", "People in one unit", "people"),
        c.ref("capability_id", "capabilities", "What it gives beside its people"),
        Column(
            "amount", "number", "How much of it one unit gives", "units of the capability",
            default="1", minimum=0.001,
        ),
        *c.SOURCED,
    ),
)  # fmt: skip

HOLDINGS = Table(
    "holdings",
    "Units that an actor could send; a blank number was not published and sends nothing",
    (
        c.key("holding_id"),
        c.ref("actor_id", "actors", "Who", needed=True),
        c.ref("unit_type_id", "unit_types", "What kind of unit", needed=True),
        c.ref("pledge_id", "pledges", "The pledge it is a part of; blank if nobody pledged it"),
        c.band("units", "Units in place at once", "units"),
        c.band("people", "People in one unit, if not those of the pledge or the type", "people"),
        c.band("held", "Units of the kind it has; blank: as many as its people allow", "units"),
        Column("available_from", "date", "From when it is there; blank: now", may_be_later=True),
        Column(
            "ready_months", "number", "Months from the decision until the first can be in place",
            "months", default="0", minimum=0,
        ),
        c.refs("conditions", ("conditions",), "Conditions beside those of its pledge"),
        *c.SOURCED,
    ),
)  # fmt: skip

REQUIREMENTS = Table(
    "requirements",
    "What an option asks for beside its people",
    (
        c.key("requirement_id"),
        c.ref("option_id", "options", "The option", needed=True),
        c.ref("capability_id", "capabilities", "What it asks for", needed=True),
        c.band("amount", "How much, in full strength", "units of the capability", needed=True),
        Column("inside", "flag", "Whether it has to stand in the country", default="yes"),
        *c.SOURCED,
    ),
)

PHASES = Table(
    "phases",
    "Parts of a mission: how much of what it asks for is due in which months",
    (
        c.key("phase_id"),
        c.ref("option_id", "options", "The option; blank for all that have no phases of their own"),
        c.text("name", "Name as it is printed", needed=True),
        Column(
            "start_month", "number", "First month, from 0, the month of the decision",
            "months", needed=True, minimum=0, maximum=600,
        ),
        Column(
            "end_month", "number", "Month in which it is over; blank: at the horizon",
            "months", minimum=1, maximum=600,
        ),
        c.band("share", "Share of full strength that is due", "share of 1", maximum=1, needed=True),
        Column(
            "cost_factor", "number", "Cost of a person in place against that in full strength",
            "ratio", default="1", minimum=0.01, maximum=100,
        ),
        *c.SOURCED,
    ),
)  # fmt: skip

CONSTRAINTS = Table(
    "constraints",
    "What contributors hold themselves to",
    (
        c.key("constraint_id"),
        c.choice(
            "kind", CONSTRAINT_KINDS,
            "cap: at most so many people in place; share_cap: at most this share of its land pool; "
            "minimum: so many or none; together: in place in the same months; apart: never so; "
            "reception: by so many people the whole force can grow in a month",
        ),
        c.refs("actors", ("actors",), "Whom it binds; two of them for a pair, none for reception"),
        c.refs("options", ("options",), "Options for which it holds; blank for all"),
        c.band("value", "People, or a share of 1; blank for a pair", "people or share of 1"),
        *c.SOURCED,
    ),
)  # fmt: skip

TABLES = (CAPABILITIES, UNIT_TYPES, HOLDINGS, REQUIREMENTS, PHASES, CONSTRAINTS)
