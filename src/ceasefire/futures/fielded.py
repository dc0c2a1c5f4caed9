"""A force as the truce meets it: what it changes, who can be hit, which steps it can take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from ceasefire.case.rows import Row
from ceasefire.core.traced import Rows, Traced
from ceasefire.force.offers import measured_by
from ceasefire.force.phases import drawn_shares
from ceasefire.futures.chain import Course
from ceasefire.truce.from_case import (
    Given,
    GivenLadders,
    Mandate,
    Run,
    mandate,
    steps_there,
    strengths,
)

_ABROAD = "neighbour"  # aircraft and people based there are not in reach of the line
# Names of the process by what they can move.
_OF_THE_LINE = (
    "violations", "dispersion", "excitation", "quiet", "rise", "rise_shape", "recommitments",
    "heat", "growth", "gain",
)  # fmt: skip
_OF_INCIDENTS = ("crossfire", "deliberate", "fatal", "leaves")
_OF_ANSWERS = (
    "surge", "attributed", "misattributed", "attribution_days", "heeded", "response_weeks",
    "response",
)  # fmt: skip


@dataclass(frozen=True)
class Fielded:
    """The force of an option at one stage.

    ``effect`` is the logarithm of what it does at full strength, shape (count, acted on);
    ``people`` those in the country whom somebody can hit, ``build`` its share of full strength by
    month, shape (count, months). ``there`` has the bits of the steps that can be taken, by ladder,
    ``nobody`` of those that can be taken without it, shape (count,). ``own`` names the ladder it
    acts under, blank for none; ``names`` are those of all ladders in their places.
    """

    effect: Traced
    people: Traced
    build: Traced
    there: Mapping[str, Traced]
    nobody: Mapping[str, Traced]
    own: str
    names: tuple[str, ...]

    def under(self, ladder: str) -> Run:
        """This force under a ladder; blank for none."""
        there = self.there[ladder].values if ladder else np.zeros(len(self.people.values), int)
        return Run(
            self.effect.values, self.people.values, self.build.values, place(self.names, ladder),
            there,
        )  # fmt: skip

    def absent(self) -> Run:
        """Its ladder with nobody there."""
        there = self.nobody[self.own].values if self.own else np.zeros(len(self.people.values), int)
        none, nothing = np.zeros(len(self.people.values)), np.zeros_like(self.effect.values)
        return Run(nothing, none, self.build.values, place(self.names, self.own), there)

    def rows(self, given: Given, found: GivenLadders, ladder: str) -> Rows:
        """What a truce rests on with this force under a ladder; blank for none."""
        parts = [self.effect.rows, self.build.rows, self.people.rows]
        if ladder:
            parts.append(self.there[ladder].rows)
        hit = bool(self.people.values.any())
        return rests(given, found, ladder, hit=hit).union(*parts)


def rests(given: Given, found: GivenLadders, ladder: str, *, hit: bool) -> Rows:
    """What a truce rests on, whatever the force: ``hit`` says that it has people to be hit."""
    names = [*_OF_THE_LINE, *(_OF_INCIDENTS if hit else ()), *(_OF_ANSWERS if ladder else ())]
    parts = [given.rows[name] for name in ("baselines", "line", *names)]
    return frozenset().union(*parts, found.rows[ladder] if ladder else ())


def place(names: Iterable[str], ladder: str) -> int:
    """Place of a ladder, -1 for none."""
    return list(names).index(ladder) if ladder else -1


def fielded(course: Course, found: GivenLadders) -> dict[str, Fielded]:
    """The force of an option at every stage."""
    world, option = course.world, course.option
    allowed: Mandate = mandate(world.case, option)
    strength = strengths(world, option.text("mission_type"))
    build = drawn_shares(world, option)
    nowhere = Traced(np.zeros(world.count, dtype=np.bool_))
    nobody = steps_there(world, found, allowed, nowhere)
    at_stage = {}
    for stage, fill in course.fills.items():
        cover = course.coverage[stage]
        effect = Traced(strength.values * cover.values[:, np.newaxis], strength.rows | cover.rows)
        there = steps_there(world, found, allowed, fill.apply(lambda x: x > 0))
        people = _people(option, fill)
        at_stage[stage] = Fielded(
            effect, people, build, there, nobody, allowed.ladder, found.names
        )  # fmt: skip
    return at_stage


def _people(option: Row, fill: Traced) -> Traced:
    """People of the force in the country, whom somebody can hit."""
    in_country = measured_by(option)[0] == "troops" and option.text("location") != _ABROAD
    return fill if in_country else fill * 0.0
