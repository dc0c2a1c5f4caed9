"""Tables that every room reads: where things come from, who acts, what may be the case."""

from __future__ import annotations

from ceasefire.case.columns import Column, Table
from ceasefire.case.tables import common as c

FORMAT = 1  # a case of a later format is refused
ROLES = ("host", "adversary", "contributor", "guarantor", "mediator")
EXCLUSIVE_ROLES = ("host", "adversary", "contributor")
STATES = ("on", "off", "open")
MODEL_KINDS = ("baseline", "presence", "response", "settlement")
SETTLEMENT_MODELS = ("mean", "median", "ktab", "expected_utility", "exchange")
PARAMETERS = (
    "no_deal_cost", "consent_spread", "abstention_band", "bloc_share", "waits_for",
    "sustained_share", "deployable_share", "trained_share", "land_share",
)  # fmt: skip

CASE = Table(
    "case",
    "The case itself, in case.toml: what it is about and the date as of which it is true",
    (
        c.key("case_id"),
        Column(
            "format", "number", "Version of the case format",
            needed=True, minimum=1, maximum=FORMAT,
        ),
        c.text("title", "Title of the case", needed=True),
        Column("as_of", "date", "The day as of which the case is true", needed=True),
        Column(
            "horizon_months", "number", "How far ahead the answer looks, and pays",
            "months", needed=True, minimum=1, maximum=600,
        ),
        Column("currency", "currency", "The currency of the answer", needed=True),
        Column(
            "price_year", "number", "The price year of the answer",
            needed=True, minimum=1900, maximum=2200,
        ),
        Column(
            "stale_after_months", "number", "Age from which check warns that a source is stale",
            "months", default="12", minimum=1,
        ),
        c.text("description", "What the case is about, in a few sentences", needed=True),
        c.text("not_modelled", "What the case leaves out"),
    ),
    needed=True,
    file="case.toml",
)  # fmt: skip

SOURCES = Table(
    "sources",
    "Where the numbers come from",
    (
        c.key("source_id"),
        c.text("title", "Title of the page or paper", needed=True),
        c.text("publisher", "Outlet or institution", needed=True),
        c.DATED,
        c.text("url", "Address; blank if it was not kept"),
        c.choice(
            "accessed_via", ("original", "re_report", "computed", "background"),
            "Whether the original was read, a report of it, or neither",
        ),
        c.choice("grade", c.GRADES, "How far the source can be trusted by itself"),
        c.text("note", "What a reader of the source should know"),
    ),
    needed=True,
)  # fmt: skip

ACTORS = Table(
    "actors",
    "States, organisations and groups that have positions or offer something",
    (
        c.key("actor_id"),
        c.text("name", "Name as it is printed", needed=True),
        c.choice("kind", ("state", "organisation", "group"), "What it is"),
        c.several(
            "roles", ROLES,
            f"Its roles; of {', '.join(EXCLUSIVE_ROLES)} it can have only one",
        ),
        Column("groups", "words", "Groups it belongs to; a body's members may say all:GROUP"),
        c.text("parliament", "What its parliament has to do before troops can go"),
        c.ref(
            "ratified_if", "conditions",
            "Condition that its parliament agrees; ratification asks for it",
        ),
        Column("bloc", "text", "States that tend to move together share a bloc; blank: none"),
    ),
    needed=True,
)  # fmt: skip

CONDITIONS = Table(
    "conditions",
    "Switches of the world that a pledge or an outcome hangs on",
    (
        c.key("condition_id"),
        c.text("text", "What is the case when the condition is met", needed=True),
        c.choice("state", STATES, "on: met in every future; off: in none; open: in some"),
        c.band("p", "Probability that an open condition is met", "probability", maximum=1),
        c.ref(
            "decided_by",
            "bodies",
            "The body whose decision on an option meets an open condition; p is then blank",
        ),
        *c.SOURCED,
    ),
    needed=True,
    may_be_empty=True,
)

RIVAL_MODELS = Table(
    "rival_models",
    "Beliefs about how truces last, and where talks settle, that experts argue over; results are "
    "shown for each",
    (
        c.key("model_id"),
        c.choice(
            "kind", MODEL_KINDS,
            "baseline: truces without a force; presence: what a force changes; response: what an "
            "answer to a breach changes; settlement: where talks settle, with "
            f"an id of {', '.join(SETTLEMENT_MODELS)}",
        ),
        c.text("name", "Name as it is printed", needed=True),
        Column(
            "weight", "number", "The analyst's weight among the models of its kind",
            needed=True, minimum=0, maximum=1,
        ),
        c.text("meaning", "What it says, and for whom it speaks", needed=True),
        *c.SOURCED,
    ),
    needed=True,
)  # fmt: skip

PARAMETERS_TABLE = Table(
    "parameters",
    "Numbers the models need and nobody publishes; assumptions, each with its reason",
    (
        c.key("parameter_id"),
        c.choice(
            "name", PARAMETERS,
            "no_deal_cost: what going on without a deal costs an actor (share of its utility); "
            "consent_spread: how sharply consent follows utility; abstention_band: how near to "
            "indifference an actor abstains; bloc_share: share of futures in which an actor goes "
            "with the luck of its bloc; waits_for: share of a coalition's least force that has to "
            "stand, with its own, before an actor joins; land_share: share of all services that is "
            "land forces; trained_share: share of a pool that is trained; deployable_share: share "
            "of these that can be sent at all; sustained_share: share kept out for good",
        ),
        c.ref("actor_id", "actors", "Whose it is; blank for all that have no row of their own"),
        c.band("value", "The number", "share of 1", maximum=1, needed=True),
        *c.SOURCED,
    ),
    needed=True,
)  # fmt: skip

TABLES = (SOURCES, ACTORS, CONDITIONS, RIVAL_MODELS, PARAMETERS_TABLE)
