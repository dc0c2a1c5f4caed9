"""A force generated for an option of a case: the plan, what is short, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ceasefire.case.rows import Case, Row
from ceasefire.force.generation.binding import Shortage, Unfilled, why_short
from ceasefire.force.generation.binding import words as shortage_words
from ceasefire.force.generation.from_case import Posed, Setting, asks_for_something, pose
from ceasefire.force.generation.numbers import Numbers, numbers
from ceasefire.force.generation.plan import Plan
from ceasefire.force.generation.programme import solve
from ceasefire.force.generation.summary import (
    Shares,
    burdens,
    headcounts,
    stays,
)
from ceasefire.force.generation.supply import REPLACED
from ceasefire.force.offers import in_the_world_at_hand
from ceasefire.force.pools import deployable
from ceasefire.force.rotation import rotation_policy

GAP = 1e-4  # a case is small enough to leave nobody at home who fits


@dataclass(frozen=True)
class Generated:
    """A plan for an option with what was said about it.

    ``numbers`` are the published ones, plan or no plan. ``taken_as_met`` are the open conditions
    that something in the plan hangs on; ``notes`` say what is not known of its contributors.
    ``unasked`` says that the option asks for nothing that could be generated: then the plan is
    empty and that is the answer. ``names`` are the printed names of actors and capabilities.
    """

    posed: Posed
    numbers: Numbers
    plan: Plan
    shortages: tuple[Shortage, ...]
    names: dict[str, str]
    shares: Shares
    taken_as_met: tuple[str, ...]
    notes: tuple[str, ...]
    unasked: bool

    @property
    def shortage_words(self) -> tuple[str, ...]:
        """Each shortage in a sentence."""
        return tuple(shortage_words(one, self.names) for one in self.shortages)

    @property
    def unnumbered(self) -> tuple[str, ...]:
        """Names of those who would count, gave no number, and of whom none is assumed."""
        there = {one.actor for one in self.posed.supplies.counted}
        found = (actor for actor in self.numbers.unnumbered if actor not in there)
        return tuple(self.names.get(actor, actor) for actor in found)

    @property
    def unpledged(self) -> tuple[tuple[str, str], ...]:
        """Names of actor and unit of what counts in the plan though nobody pledged it."""
        return tuple(
            (self.names.get(one.actor, one.actor), self.names.get(one.unit_type, one.unit_type))
            for one in self.posed.supplies.counted
            if one.pledge is None or one.pledge.text("stance") == "outside_only"
        )

    def as_json(self) -> dict[str, Any]:
        """Return the plan as it is printed with ``--json`` and stands in answer.json."""
        return {
            "option": self.posed.option.id, "months": self.posed.setting.months,
            "level": self.posed.setting.level, "surge": self.posed.setting.surge,
            "asked": _rounded(self.numbers.asked), "published": _rounded(self.numbers.published),
            "withheld": _rounded(self.numbers.withheld),
            "unpublished": _rounded(self.numbers.nobody),
            "without_number": list(self.unnumbered), "unasked": self.unasked,
            "taken_as_met": list(self.taken_as_met), "notes": list(self.notes),
            "unpledged": [list(one) for one in self.unpledged],
            "headcount": [
                {"level": h.level, "offered": _rounded(h.offered),
                 "in_place": [_rounded(x) for x in h.in_place]}
                for h in headcounts(self.plan, self.shares)
            ],
            "plan": self._stays(), "shortfalls": self._shortfalls(),
            "requirements": self._requirements(),
            "burden": [
                {"actor": b.actor, "mean": b.mean, "peak": b.peak, "tied": b.tied, "share": b.share}
                for b in burdens(self.plan)
            ],
            "stages": [
                {"name": s.name, "value": _rounded(s.value), "gap": _rounded(s.gap),
                 "complete": s.complete}
                for s in self.plan.stages
            ],
            "rows": sorted(str(row) for row in self.posed.rows),
        }  # fmt: skip

    def _stays(self) -> list[dict[str, Any]]:
        return [
            {
                "holding": stay.holding.id, "actor": stay.holding.actor,
                "unit_type": stay.holding.unit_type, "level": stay.holding.level,
                "assumed": stay.holding.assumed, "inside": stay.holding.inside,
                "start": stay.start, "end": stay.end, "units": stay.units,
                "people": _rounded(stay.people),
            }
            for stay in stays(self.plan)
        ]  # fmt: skip

    def _requirements(self) -> list[dict[str, Any]]:
        return [
            {"capability": asked.capability, "asked": list(asked.amounts),
             "short": [_rounded(x) for x in short]}
            for asked, short in zip(self.plan.problem.requirements, self.plan.short, strict=True)
        ]  # fmt: skip

    def _shortfalls(self) -> list[dict[str, Any]]:
        return [
            {"capability": one.capability, "start": one.start, "end": one.end, "words": said}
            for one, said in zip(self.shortages, self.shortage_words, strict=True)
        ]


def generated(
    case: Case, option: Row, *, months: int, level: str = "assumed", surge: bool = False,
    seconds: float = 60.0,
) -> Generated:  # fmt: skip
    """Generate a force for an option in the world at hand: open conditions taken as met."""
    met = in_the_world_at_hand(case)
    posed = pose(case, option, Setting(months, met, level, surge))
    unasked = not asks_for_something(case, option)
    plan = _nothing(posed) if unasked else solve(posed.problem, gap=GAP, seconds=seconds)
    left_out = [
        Unfilled(one.actor, one.provides, one.reason)
        for one in posed.supplies.left_out if one.supply is None and one.reason != REPLACED
    ]  # fmt: skip
    return Generated(
        posed, numbers(case, option, met), plan,
        why_short(posed.problem, plan, posed.absent, left_out), _names(case),
        {one.id: one.shares(case, met) for one in posed.supplies.counted},
        _taken_as_met(case, posed), _notes(case, posed), unasked,
    )  # fmt: skip


def _taken_as_met(case: Case, posed: Posed) -> tuple[str, ...]:
    """Open conditions that units in the plan hang on, in the case's order."""
    hung_on = {c for one in posed.supplies.counted for c in one.conditions}
    rows = (row for row in case.rows("conditions") if row.id in hung_on)
    return tuple(row.id for row in rows if row.text("state") == "open")


def _notes(case: Case, posed: Posed) -> tuple[str, ...]:
    """What is not known of contributors with people, so that it limits nothing."""
    found = []
    for actor, limit in posed.problem.limits.items():
        name = case.name_of("actors", actor)
        if rotation_policy(case, actor) is None:
            found.append(f"{name} has no rotation policy in the case: nobody is relieved")
        pool = deployable(case, actor, 1)
        if limit.pool is None or pool is None:
            found.append(f"the forces of {name} are not known: they limit nothing")
        else:
            found += pool.notes
    return tuple(dict.fromkeys(found))


def _nothing(posed: Posed) -> Plan:
    """Plan of an option that asks for nothing: nobody moves."""
    problem = posed.problem
    nobody = np.zeros((len(problem.holdings), problem.months), dtype=np.int64)
    return Plan(problem, nobody, nobody, np.zeros((0, problem.months)))


def _rounded(number: float) -> float:
    """Round to digits that do not hang on the machine."""
    return float(f"{number:.6g}")


def _names(case: Case) -> dict[str, str]:
    tables = ("actors", "capabilities", "unit_types")
    return {row.id: row.text("name") for table in tables for row in case.rows(table)}
