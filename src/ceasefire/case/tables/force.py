"""Tables of the force: what could be sent, what is needed, offered, at hand, and what it costs."""

from __future__ import annotations

from ceasefire.case.columns import Column, Table
from ceasefire.case.tables import common as c

STANCES = ("yes", "likely", "conditional", "maybe", "outside_only", "no", "unknown")
DOMAINS = ("land", "air", "sea", "training", "logistics", "monitoring")
DOMAIN_UNITS = {
    "land": "people", "air": "aircraft", "sea": "ships",
    "training": "people", "logistics": "people", "monitoring": "people",
}  # fmt: skip
LOCATIONS = ("in_country", "neighbour", "outside")
BASES = ("per_km", "per_1000", "per_km2", "fixed")
COMPONENTS = ("land", "air", "sea", "all")

OPTIONS = Table(
    "options",
    "Missions that could be sent",
    (
        c.key("option_id"),
        c.text("name", "Name as it is printed", needed=True),
        c.choice("mission_type", c.MISSION_TYPES, "What kind of mission it is"),
        c.DATED,
        c.band("troops", "Published size", "people"),
        c.band("fighters", "Published air part", "aircraft"),
        c.band("ships", "Published sea part", "ships"),
        c.choice("location", LOCATIONS, "Where it stands"),
        c.choice("consent", c.CONSENT, "Consent of the host that the mission supposes"),
        c.text("tasks", "What it is to do"),
        c.text("use_of_force", "Rules for the use of force, as far as they are known"),
        c.ref("package_id", "packages", "The settlement it is judged in", needed=True),
        c.ref("adopted_by", "bodies", "The body that has to adopt it", needed=True),
        *c.SOURCED,
    ),
    needed=True,
)

PLEDGES = Table(
    "pledges",
    "What an actor said it would send; the last row per actor and domain counts",
    (
        c.key("pledge_id"),
        c.ref("actor_id", "actors", "Who", needed=True),
        c.DATED,
        c.choice("stance", STANCES, "yes: said it will send into the country"),
        c.choice("domain", DOMAINS, "What kind of contribution"),
        c.choice("location", LOCATIONS, "Where it would stand"),
        c.band("n", "How many; blank if no number was published", "people, aircraft or ships"),
        c.refs("conditions", ("conditions",), "Conditions it hangs on, all of them"),
        c.refs("drawn_from", ("commitments",), "Commitments the people would be taken from"),
        c.ref("supersedes", "pledges", "The earlier pledge this one takes the place of"),
        *c.SOURCED,
    ),
    needed=True,
    may_be_empty=True,
)

SIZING_RULES = Table(
    "sizing_rules",
    "Rules for the number of people a mission needs, with the missions they hold for",
    (
        c.key("rule_id"),
        c.text("name", "Name as it is printed", needed=True),
        c.choice("basis", BASES, "What the value is multiplied with"),
        c.band("value", "People per unit of the basis", "people", needed=True),
        c.several("mission_types", c.MISSION_TYPES, "Missions it holds for", needed=True),
        c.several("consent", c.CONSENT, "Consent of the host under which it holds", needed=True),
        *c.SOURCED,
    ),
)

LINE = Table(
    "line",
    "The line of contact by segment",
    (
        c.key("segment_id"),
        c.text("name", "Name as it is printed", needed=True),
        c.choice("kind", ("land", "river", "border_pocket"), "What kind of ground it crosses"),
        c.DATED,
        c.band("length", "Length of the segment", "km", needed=True),
        Column("yardstick_km", "number", "Yardstick it was measured with", "km", minimum=0),
        *c.SOURCED,
    ),
)

AREAS = Table(
    "areas",
    "Ground and people a mission would cover",
    (
        c.key("area_id"),
        c.text("name", "Name as it is printed", needed=True),
        c.DATED,
        c.band("population", "People who live there", "people"),
        c.band("area_km2", "Size", "km2"),
        *c.SOURCED,
    ),
)

BENCHMARKS = Table(
    "benchmarks",
    "Past missions to hold a requirement against; never used to set one",
    (
        c.key("benchmark_id"),
        c.text("mission", "Name of the mission", needed=True),
        c.DATED,
        c.choice("mission_type", c.MISSION_TYPES, "What kind of mission it was"),
        c.choice("consent", c.CONSENT, "Consent of the host"),
        c.band("strength", "People in the mission", "people"),
        c.band("line_length", "Line it watched or held", "km"),
        c.band("area_km2", "Ground it covered", "km2"),
        c.band("population", "People who lived there", "people"),
        c.band("cost", "Cost of a year", "currency units"),
        Column("currency", "currency", "Currency of the cost"),
        Column("price_year", "number", "Price year of the cost", minimum=1900, maximum=2200),
        *c.SOURCED,
    ),
)

POOLS = Table(
    "pools",
    "What an actor has to send from",
    (
        c.key("pool_id"),
        c.ref("actor_id", "actors", "Who", needed=True),
        c.choice("component", COMPONENTS, "Which part of the forces; all: every service"),
        c.DATED,
        c.band("personnel", "People in it", "people", needed=True),
        *c.SOURCED,
    ),
)

COMMITMENTS = Table(
    "commitments",
    "What is already promised elsewhere",
    (
        c.key("commitment_id"),
        c.ref("actor_id", "actors", "Who", needed=True),
        c.text("name", "What it is", needed=True),
        Column("start", "date", "From when", may_be_later=True),
        Column("end", "date", "Until when; blank if it has no end", may_be_later=True),
        c.band("personnel", "People bound by it", "people", needed=True),
        c.choice("releasable", ("no", "partly", "yes"), "Whether the people could be released"),
        *c.SOURCED,
    ),
)

ROTATION = Table(
    "rotation",
    "Tours and the time between them",
    (
        c.key("rotation_id"),
        c.ref("actor_id", "actors", "Whose policy; blank for all that have none of their own"),
        Column("tour_months", "number", "Length of a tour", "months", needed=True, minimum=0.5),
        Column("dwell_months", "number", "Time at home after it", "months", needed=True, minimum=0),
        Column(
            "overlap", "number", "People at handover per person in place", "ratio",
            default="1", minimum=1, maximum=2,
        ),
        Column(
            "surge_months", "number", "By how many months one tour may be stretched",
            "months", default="0", minimum=0, maximum=24,
        ),
        Column(
            "surge_payback", "number", "Further months at home for each month it was stretched",
            "ratio", default="0", minimum=0, maximum=20,
        ),
        *c.SOURCED,
    ),
)  # fmt: skip

ENABLERS = Table(
    "enablers",
    "What the force cannot work without, and who alone has it",
    (
        c.key("enabler_id"),
        c.text("name", "Name as it is printed", needed=True),
        c.refs("options", ("options",), "Options that need it; blank for all with troops"),
        c.refs("held_by", ("actors",), "Who has it", needed=True),
        c.refs("conditions", ("conditions",), "Conditions under which it is there"),
        c.ref(
            "capability_id", "capabilities", "The capability it is, if options ask for some of it"
        ),
        c.band(
            "dependence",
            "Share of it that only those who have it could bring",
            "share of 1",
            maximum=1,
        ),
        c.band("replace_years", "Years until others could bring it", "years"),
        *c.SOURCED,
    ),
)

COSTS = Table(
    "costs",
    "What a person in place costs a year, and what is paid once",
    (
        c.key("cost_id"),
        c.text("name", "What is paid for", needed=True),
        c.choice("per", ("person_year", "once"), "What the amount is for"),
        c.several("mission_types", c.MISSION_TYPES, "Missions it holds for", needed=True),
        c.ref("actor_id", "actors", "Who pays; blank for every contributor"),
        c.band("amount", "The amount", "currency units", needed=True),
        Column("currency", "currency", "Currency of the amount"),
        Column("price_year", "number", "Price year of the amount", minimum=1900, maximum=2200),
        *c.SOURCED,
    ),
)

EXCHANGE = Table(
    "exchange",
    "What a unit of a currency is worth in the currency of the case",
    (
        c.key("exchange_id"),
        Column("currency", "currency", "The currency", needed=True),
        c.DATED,
        c.band("rate", "Units of the case's currency for one unit", "ratio", needed=True),
        *c.SOURCED,
    ),
)

DEFLATORS = Table(
    "deflators",
    "Price levels of a currency by year; the year that is set to 100 does not matter",
    (
        c.key("deflator_id"),
        Column("currency", "currency", "The currency", needed=True),
        Column("year", "number", "The year", needed=True, minimum=1900, maximum=2200),
        c.band("index", "Price level", "ratio", minimum=0.001, needed=True),
        *c.SOURCED,
    ),
)

TABLES = (
    OPTIONS, PLEDGES, SIZING_RULES, LINE, AREAS, BENCHMARKS, POOLS, COMMITMENTS, ROTATION,
    ENABLERS, COSTS, EXCHANGE, DEFLATORS,
)  # fmt: skip
