"""R12: what the densities of past missions give on a line of 1,200 km."""

from __future__ import annotations

from functools import cache

from ceasefire.case.edits import Edit, edited
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.case.tables.common import MISSION_TYPES
from ceasefire.force.benchmarks import Amount, by_type, densities, on_the_case
from ceasefire.force.sizing import requirements
from ceasefire.validation.harness import Expectation, PublishedResult

TOLERANCE = 0.02
_EDITS = (
    *(f"line.land_leg.length_{end}=1200" for end in ("low", "mode", "high")),
    *(f"line.border_pockets.length_{end}=0" for end in ("low", "mode", "high")),
    "line.river_leg.length_mode=0",
    "benchmarks.unficyp_2015.strength_mode=860",  # the published density counts soldiers alone
)


@cache
def _case() -> Case:
    """Return the case with a line of 1,200 km and no doubt about its length."""
    return edited(load_case("ukraine"), [Edit.parse(text) for text in _EDITS])


def _mission(row: str) -> Amount:
    """People on the line by the density of a past mission: its strength over its line."""
    case = _case()
    past = next(d for d in densities(case) if (d.mission.id, d.basis) == (row, "per_km"))
    people = on_the_case(case, past)
    if people is None:
        msg = "the case has no line"
        raise ValueError(msg)
    return people


def _rule(name: str) -> tuple[float, float]:
    """People on the line by a rule of the case, for the first option it holds for."""
    case = _case()
    held = (r for option in case.rows("options") for r in requirements(case, option)
            if r.rule.id == name and not r.refused)  # fmt: skip
    result = next(held)
    return result.low, result.high


def _brackets(option: str) -> float:
    """1 if the past missions' densities on the line reach from below an option's size to above."""
    case = _case()
    bands = [b for kind in MISSION_TYPES for b in by_type(case, kind).bands if b.basis == "per_km"]
    people = [band.people for band in bands if band.people is not None]
    low, high = case.row("options", option).band("troops").stated()
    return float(min(p.low for p in people) <= low and high <= max(p.high for p in people))


RESULT = PublishedResult(
    id="R12",
    title="Densities of past missions on a line of 1,200 km",
    source="Strengths and lines of UNMEE, UNFICYP, UNDOF and UNIFIL as cited in the case; GCSP, "
    "March 2025, by Interfax-Ukraine; CSIS, March 2025; the products computed from these",
    checks="strength over line times 1,200 km, from the missions' rows and from the case's rules; "
    "that the missions' band holds the sizes of CSIS and GCSP, with no rule of theirs in it",
    inputs={"case": "ukraine", "set": list(_EDITS)},
    expectations=(
        Expectation("UNMEE, low", 4_600, lambda: _mission("unmee_2000").low, TOLERANCE),
        Expectation("UNMEE, high", 5_000, lambda: _mission("unmee_2000").high, TOLERANCE),
        Expectation("UNFICYP", 5_700, lambda: _mission("unficyp_2015").central, TOLERANCE),
        Expectation("UNDOF", 15_600, lambda: _mission("undof_1998").low, TOLERANCE),
        Expectation("UNIFIL", 100_000, lambda: _mission("unifil_2024").central, TOLERANCE),
        Expectation("rule of UNMEE, low", 4_600, lambda: _rule("unmee")[0], TOLERANCE),
        Expectation("rule of UNMEE, high", 5_000, lambda: _rule("unmee")[1], TOLERANCE),
        Expectation("rule of UNFICYP", 5_700, lambda: _rule("unficyp")[0], TOLERANCE),
        Expectation("rule of GCSP, all people", 15_000, lambda: _rule("gcsp_all")[0], TOLERANCE),
        Expectation("rule of UNDOF", 15_600, lambda: _rule("undof")[0], TOLERANCE),
        Expectation("rule of UNIFIL", 100_000, lambda: _rule("unifil")[0], TOLERANCE),
        Expectation("holds CSIS monitoring (1: yes)", 1, lambda: _brackets("csis_monitoring")),
        Expectation("holds CSIS defence (1: yes)", 1, lambda: _brackets("csis_defence")),
        Expectation("holds GCSP (1: yes)", 1, lambda: _brackets("gcsp_monitoring")),
    ),
)  # fmt: skip
