"""A force generated for an option of a case: the plan, what is short, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ceasefire.case.rows import Case, Row
from ceasefire.force.generation.binding import Shortage, why_short
from ceasefire.force.generation.binding import words as shortage_words
from ceasefire.force.generation.from_case import Posed, Setting, asks_for_something, pose
from ceasefire.force.generation.plan import Plan
from ceasefire.force.generation.problem import HEADCOUNT
from ceasefire.force.generation.programme import solve
from ceasefire.force.generation.summary import (
    Shares,
    asked_people,
    burdens,
    headcounts,
    offered_people,
    stays,
    unpublished_people,
)
from ceasefire.force.offers import in_the_world_at_hand

GAP = 1e-4  # a case is small enough to leave nobody at home who fits


@dataclass(frozen=True)
class Generated:
    """A plan for an option with what was said about it.

    ``unasked`` says that the option asks for nothing that could be generated: then the plan is
    empty and that is the answer. ``names`` are the printed names of actors and capabilities.
    """

    posed: Posed
    plan: Plan
    shortages: tuple[Shortage, ...]
    names: dict[str, str]
    shares: Shares
    unasked: bool

    @property
    def shortage_words(self) -> tuple[str, ...]:
        """Each shortage in a sentence."""
        return tuple(shortage_words(one, self.names) for one in self.shortages)

    @property
    def unpublished(self) -> tuple[str, ...]:
        """Contributors that stand ready for some of it and put no number to it, by name."""
        found = [
            self.names.get(one.actor, one.actor)
            for one in self.posed.supplies.left_out
            if one.reason == "no number was published" and HEADCOUNT in one.provides
        ]
        return tuple(dict.fromkeys(found))

    def as_json(self) -> dict[str, Any]:
        """Return the plan as it is printed with ``--json`` and stands in answer.json."""
        return {
            "option": self.posed.option.id, "months": self.posed.setting.months,
            "level": self.posed.setting.level, "surge": self.posed.setting.surge,
            "asked": asked_people(self.plan), "offered": _rounded(offered_people(self.plan)),
            "unpublished": _rounded(unpublished_people(self.plan)),
            "without_number": list(self.unpublished), "unasked": self.unasked,
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
    setting = Setting(months, in_the_world_at_hand(case), level, surge)
    posed = pose(case, option, setting)
    unasked = not asks_for_something(case, option)
    plan = _nothing(posed) if unasked else solve(posed.problem, gap=GAP, seconds=seconds)
    return Generated(
        posed, plan, why_short(posed.problem, plan, posed.absent), _names(case),
        {one.id: one.shares(case) for one in posed.supplies.counted},
        unasked,
    )  # fmt: skip


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
