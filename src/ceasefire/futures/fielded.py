"""A force as the truce meets it: what it changes, who can be hit, which steps it can take."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ceasefire.case.rows import Row
from ceasefire.core.traced import Rows, Traced
from ceasefire.force.offers import measured_by
from ceasefire.force.phases import drawn_shares
from ceasefire.futures.chain import Course
from ceasefire.truce.from_case import (
    GivenLadders,
    Mandate,
    Run,
    mandate,
    steps_there,
    strengths,
)

_ABROAD = "neighbour"  # aircraft and people based there are not in reach of the line


@dataclass(frozen=True)
class Fielded:
    """The force of an option at one stage.

    ``effect`` is the logarithm of what it does at full strength, shape (count, acted on);
    ``people`` those in the country whom somebody can hit, ``there`` the bits of the steps that can
    be taken and ``nobody`` those that can be taken without it, shape (count,); ``build`` its share
    of full strength by month, shape (count, months). ``ladder`` is the place of the ladder it acts
    under, -1 for none.
    """

    effect: Traced
    people: Traced
    build: Traced
    there: Traced
    nobody: Traced
    ladder: int

    def under(self, ladder: int) -> Run:
        """This force under a ladder, -1 for none."""
        return Run(
            self.effect.values, self.people.values, self.build.values, ladder, self.there.values
        )

    def absent(self) -> Run:
        """Its ladder with nobody there."""
        none = np.zeros(len(self.people.values))
        nothing = np.zeros_like(self.effect.values)
        return Run(nothing, none, self.build.values, self.ladder, self.nobody.values)

    @property
    def rows(self) -> Rows:
        """What it rests on."""
        parts = (self.effect, self.people, self.build, self.there)
        return frozenset().union(*(part.rows for part in parts))


def fielded(course: Course, found: GivenLadders) -> dict[str, Fielded]:
    """The force of an option at every stage."""
    world, option = course.world, course.option
    allowed = mandate(world.case, option)
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
        at_stage[stage] = Fielded(effect, people, build, there, nobody, own(found, allowed))
    return at_stage


def own(found: GivenLadders, allowed: Mandate) -> int:
    """Place of the ladder that a mandate names, -1 for none."""
    return found.names.index(allowed.ladder) if allowed.ladder else -1


def _people(option: Row, fill: Traced) -> Traced:
    """People of the force in the country, whom somebody can hit."""
    in_country = measured_by(option)[0] == "troops" and option.text("location") != _ABROAD
    return fill if in_country else fill * 0.0
