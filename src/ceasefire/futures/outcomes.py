"""What is measured of an option in a future, declared once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ceasefire.case.tables.common import OUTCOMES
from ceasefire.truce.standing import YEARS


@dataclass(frozen=True)
class Outcome:
    """One outcome.

    ``unit`` is ``probability`` (0 to 1), ``money``, or what is counted (``people``, ``years``).
    """

    name: str
    unit: str
    meaning: str
    stored: bool = False  # whether it stands in the Parquet parts


# How much of the force stands in the country, from the plan to what politics leaves of it.
STAGES = {
    "planned": "the force as planned, whoever would fill it",
    "offered": "what the pledges, with the case's assumptions, keep in place if it is adopted: as "
    "far as tours, pools and reception allow, a mean over the months in full strength",
    "expected": "what is left after the bodies have decided and members have joined",
}

PLAIN = (
    Outcome("size", "people", "size of the force as planned"),
    Outcome(
        "needed",
        "people",
        "people its mission type needs: the rules that hold are rivals, and "
        "each future has one of them, all equally likely",
    ),
    Outcome(
        "pledged", "people", "people pledged, with the case's assumptions, that it has room for"
    ),
    Outcome(
        "offered",
        "people",
        "people kept in place in full strength if the option is adopted, as far as tours, pools "
        "and reception allow",
        stored=True,
    ),
    Outcome("gap", "people", "size less what is offered", stored=True),
    Outcome("expected", "people", "people in place after the bodies decided", stored=True),
    Outcome("adopted", "probability", "the option's body adopts it", stored=True),
    Outcome(
        "joined",
        "states",
        "members that take part if each counts on the others to join",
        stored=True,
    ),
    Outcome("joined_wary", "states", "members that take part if each waits to see the others in"),
    Outcome("short", "probability", "those who accept it bring too few people together"),
    Outcome("enablers", "probability", "every needed enabler is there", stored=True),
    Outcome("ladder", "probability", "every step of the ladder can be taken", stored=True),
    Outcome("tied_planned", "people", "people tied down by the force as planned"),
    Outcome("tied_offered", "people", "people tied down by what is offered", stored=True),
    Outcome(
        "troop_years",
        "person-years",
        "years that people of the force as planned are in place over the case's horizon, by the "
        "phases of its build-up",
    ),
    Outcome(
        "cost_year",
        "money",
        "cost of a year of the force as planned, in full strength",
        stored=True,
    ),
    Outcome("cost_once", "money", "what is paid once, by those who send people"),
    Outcome(
        "cost_horizon",
        "money",
        "cost of the force as planned over the case's horizon, by the phases of its build-up, "
        "with what is paid once",
    ),
    Outcome("cost_offered", "money", "cost of a year of what is offered"),
)


# Outcomes of the truce, beside standing, that are counted over the case's horizon or until war
# comes: their names, and those of the columns that histories leave.
COUNTED = {
    "violations": "violations", "clashes": "clashes", "attacks": "deliberate",
    "crossfire": "crossfire", "force_deaths": "force_deaths", "answers": "answers",
    "false_answers": "false_answers", "unanswered": "unanswered",
}  # fmt: skip
EVENTS = {"withdrawn": "withdrawn", "fights": "held"}
_TRUCE = {
    "peace": ("years", f"years until war comes back, of the {max(YEARS)} that are followed"),
    "violations": ("violations", "violations of the truce"),
    "clashes": ("clashes", "fatal clashes, one that becomes a war with them"),
    "attacks": ("attacks", "attacks that mean the force"),
    "crossfire": ("incidents", "incidents in which the force is hit without being meant"),
    "force_deaths": ("people", "people of the force killed"),
    "answers": ("answers", "steps of its ladder that are taken"),
    "false_answers": ("answers", "steps taken after a breach was laid at the wrong door"),
    "unanswered": ("breaches", "breaches that no step of its ladder answers"),
    "withdrawn": ("probability", "the force leaves after an incident that killed"),
    "fights": ("probability", "the force itself fights for the line at least once"),
}
_STORED_AT = ("planned", "expected")
_KEPT = {"peace", "attacks", "force_deaths", "false_answers", "unanswered", "withdrawn", "fights"}


def mixed_name(stage: str, outcome: str, years: int) -> str:
    """Name of standing, each future with its own true beliefs."""
    return f"standing_{stage}_{outcome}_{years}"


def model_name(stage: str, outcome: str, baseline: str, presence: str) -> str:
    """Name of standing at two years where one baseline and one model of presence are true."""
    return f"{mixed_name(stage, outcome, 2)}_{baseline}_{presence}"


def alone_name(stage: str, outcome: str, model: str) -> str:
    """Name of standing at two years in the futures in which one rival model is true."""
    return f"{mixed_name(stage, outcome, 2)}_if_{model}"


def staged_name(name: str, stage: str) -> str:
    """Name of an outcome of the truce at one stage."""
    return f"{name}_{stage}"


def truce_outcomes() -> Iterator[Outcome]:
    """Yield the outcomes of the truce at each stage, standing first."""
    for stage, stage_means in STAGES.items():
        for outcome in OUTCOMES:
            what = "no renewed war" if outcome == "war" else "no fatal clash"
            for years in YEARS:
                meaning = (
                    f"{what} within {years} years: {stage_means}; each future has "
                    "its own true beliefs, by their weights"
                )
                name = mixed_name(stage, outcome, years)
                yield Outcome(name, "probability", meaning, stored=stage in _STORED_AT)
    for stage, stage_means in STAGES.items():
        for name, (unit, what) in _TRUCE.items():
            meaning = what if name == "peace" else f"{what}, over the case's horizon"
            stored = stage in _STORED_AT and name in _KEPT
            yield Outcome(
                staged_name(name, stage), unit, f"{meaning}: {stage_means}", stored=stored
            )


ALL = (*PLAIN, *truce_outcomes())
STORED = tuple(outcome.name for outcome in ALL if outcome.stored)
UNITS = {outcome.name: outcome.unit for outcome in ALL}

# Outcomes by which factors are weighed and leaders found.
WEIGHED = (
    "adopted",
    mixed_name("expected", "war", 2),
    mixed_name("expected", "clash", 2),
)

# Stages at which standing is told for each pair of rival models.
BY_MODEL = ("planned", "offered")

# Stages at which options are compared, and standing is told for each rival model alone.
COMPARED_AT = _STORED_AT

# Outcomes that are kept future by future, so that options can be compared.
KEPT = (
    *(mixed_name(stage, outcome, 2) for stage in _STORED_AT for outcome in OUTCOMES),
    *(staged_name("peace", stage) for stage in _STORED_AT),
)

# Outcomes of which less is better; of all others more is.
LESS_IS_BETTER = (
    "gap", "short", "tied_planned", "tied_offered", "cost_year", "cost_once", "cost_horizon",
    "cost_offered",
    *(staged_name(name, stage) for name in _TRUCE if name != "peace" for stage in STAGES),
)  # fmt: skip
