"""The truce in plain Python: one future, one run, week by week. This is the model's documentation.

The compiled kernel (:mod:`ceasefire.truce.kernel`) does the same for all futures and runs at once,
with the same draws; tests hold the two together. What each number means stands in
:mod:`ceasefire.truce.parameters`, what the arrays hold in :mod:`ceasefire.truce.arrays`.

A week goes like this: the parties may commit themselves anew; violations happen on each segment;
the force may be hit; there may be a fatal clash, and a clash may become war, which ends the
history. What happened climbs the ladder of response, whose answers change the weeks after.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from ceasefire.truce import arrays as a
from ceasefire.truce.parameters import NAMES
from ceasefire.truce.plain_chance import absorbed, gamma, geometric, nth_uniform, poisson, uniform


@dataclass(frozen=True)
class Event:
    """Something that happened in a week, counted from 0.

    ``what`` is one of ``EVENTS``; ``details`` are numbers with their names, see there.
    """

    week: int
    what: str
    details: Mapping[str, float] = field(default_factory=dict)


# What a log can tell, and the details that come with it.
EVENTS: Mapping[str, tuple[str, ...]] = {
    "recommitment": (),
    "violations": ("count", "expected"),
    "surge": ("ratio",),
    "crossfire": ("incidents", "killing"),
    "deliberate": ("incidents", "killing"),
    "force_killed": ("people",),
    "withdrawal": (),
    "clash": ("deaths", "war_probability"),
    "war": (),
    "breach": ("breach", "attributed", "wrong"),  # as a place in arrays.BREACHES, then 0 or 1
    "answer": ("step", "act", "begins", "heeded"),  # act as a place in arrays.ACTS, begins a week
    "not_there": ("step",),
    "no_attribution": ("step",),
    "unanswered": ("breach",),
}


def cumulative_hazard(years: float, knots: list[float], hazards: list[float]) -> float:
    """Cumulative hazard of a baseline that publishes it at some years.

    Between two knots, before the first and after the last, it follows the Weibull law
    ``H(t) = H(k) (t / k)^shape`` through the two knots next to it; with one knot it is a line.
    """
    if len(knots) == 1:
        return hazards[0] * years / knots[0]
    right = min(max(bisect_left(knots, years), 1), len(knots) - 1)
    low, high = max(hazards[right - 1], 1e-9), max(hazards[right], 1e-9)
    shape = math.log(high / low) / math.log(knots[right] / knots[right - 1])
    return low * math.pow(years / knots[right - 1], shape)


def weekly_hazards(weeks: int, knots: list[float], hazards: list[float]) -> list[float]:
    """Hazard of each week without a force: what the cumulative hazard grows by."""
    ends = [0.0]
    for week in range(weeks):
        now = cumulative_hazard((week + 1) / a.WEEKS_PER_YEAR, knots, hazards)
        ends.append(max(now, ends[-1]))
    return [after - before for before, after in pairwise(ends)]


def plain_history(  # noqa: PLR0913, PLR0917 - what the kernel takes, and which future and run
    shared: a.Shared, ladders: a.Ladders, runs: a.Runs, horizon: int, i: int, run: int,
    log: list[Event] | None = None,
) -> list[float]:  # fmt: skip
    """Run one history.

    Args:
        shared: as for the kernel.
        ladders: as for the kernel.
        runs: as for the kernel.
        horizon: weeks over which violations, clashes, incidents and answers are counted.
        i: place of the future in the block.
        run: place of the run.
        log: where events are added, week by week.

    Returns:
        What the history leaves, in the order of ``arrays.LEFT``.
    """
    history = _History(shared, ladders, runs, horizon, i, run, log)
    for week in range(history.weeks):
        if not history.goes_on(week):
            break
    return [history.left[name] for name in a.LEFT]


class _History:
    """A history on its way."""

    def __init__(  # noqa: PLR0913, PLR0917 - see `plain_history`
        self, shared: a.Shared, ladders: a.Ladders, runs: a.Runs, horizon: int, i: int, run: int,
        log: list[Event] | None,
    ) -> None:  # fmt: skip
        self.horizon, self.log = horizon, log
        self.weeks = shared.keys.shape[1]
        self.future, self.lengths = int(shared.futures[i]), shared.lengths[i].tolist()
        self.keys = dict(zip(a.STREAMS, shared.keys.tolist(), strict=False))
        self.segment_keys = shared.keys[len(a.STREAMS) :].tolist()
        self.number = dict(zip(NAMES, shared.numbers[i].tolist(), strict=True))
        baseline = int(shared.baseline[i])
        self.hazards = [
            weekly_hazards(
                self.weeks,
                shared.knots[kind, baseline, :points].tolist(),
                shared.hazards[kind, i, :points].tolist(),
            )
            for kind, points in enumerate(shared.points[:, baseline].tolist())
        ]
        # An adversary that grows stronger in the pause raises the hazard of war alone.
        stronger = self.number["gain"] * self.number["growth"] / a.WEEKS_PER_YEAR
        self.hazards[a.WAR] = [
            hazard * math.exp(stronger * week) for week, hazard in enumerate(self.hazards[a.WAR])
        ]
        self.effect = runs.effect[run, i].tolist()
        self.most_people = float(runs.people[run, i])
        self.build = runs.builds[int(runs.build[run]), i].tolist()
        ladder = int(runs.ladder[run])
        self.entry = ladders.entry[ladder].tolist() if ladder >= 0 else [-1] * len(a.BREACHES)
        self.steps, self.hours = ladders.steps.tolist(), ladders.hours[i].tolist()
        self.there = int(runs.there[run, i])
        self.response = shared.response[i].tolist()
        self.response_weeks = float(shared.response_weeks[i])

        self.committed = 0  # week of the last commitment
        self.stands = True  # whether the force has not left
        self.before: list[float | None] = [None] * len(self.lengths)  # last week's violations
        # The last answer: from which week on, until which one, with which logarithms.
        self.answer: tuple[float, float, list[float]] | None = None
        self.left = dict.fromkeys(a.LEFT, 0.0)
        for column in a.WEEK_COLUMNS:  # of what has not happened: the number of weeks
            self.left[a.LEFT[column]] = float(self.weeks)

    def tell(self, week: int, what: str, **details: float) -> None:
        if self.log is not None:
            self.log.append(Event(week, what, details))

    def happened(self, week: int, name: str) -> None:
        """Take down a week, unless it is not the first."""
        self.left[name] = min(self.left[name], float(week))

    def count(self, week: int, name: str, by: float) -> None:
        """Add to what the history leaves, if the week lies within the horizon."""
        if week < self.horizon:
            self.left[name] += by

    def state(self, stream: str, week: int) -> int:
        """Key of a week's draw of a stream in this future; options do not enter it."""
        return absorbed(self.keys[stream][week], self.future)

    def goes_on(self, week: int) -> bool:
        """Live through a week; say whether there is still no war."""
        expected = self.expected_violations(week)

        # The force: the share of its strength that is there this month, none after it left.
        month = min(int(week * a.MONTHS_PER_WEEK), len(self.build) - 1)
        share = self.build[month] if self.stands else 0.0
        # What it does (log ratios, in proportion to its share), and what the last answer does.
        log_ratios = [share * effect for effect in self.effect]
        if self.answer is not None and self.answer[0] <= week < self.answer[1]:
            log_ratios = [x + y for x, y in zip(log_ratios, self.answer[2], strict=True)]
        ratios = [math.exp(x) for x in log_ratios]

        # Exercises and the like are not drawn: what is expected of them is counted.
        self.count(week, "not_violations", self.number["not_violations"] * sum(self.lengths))
        total = self.violations(week, expected, ratios[a.VIOLATION])
        over = total / sum(expected) if sum(expected) > 0 else 1.0
        breaches = []
        if sum(expected) > 0 and over > self.number["surge"]:
            breaches.append(a.SURGE)
            self.tell(week, "surge", ratio=over)
        attack = self.attacks(week, self.most_people * share, over)
        clashed, war = self.clash(week, ratios, over)
        if war:
            return False
        breaches += [a.FATAL_CLASH] if clashed else []
        breaches += [attack] if attack is not None else []
        for breach in breaches:
            if self.entry[breach] >= 0:
                self.climb(week, breach)
        return True

    def expected_violations(self, week: int) -> list[float]:
        """Violations expected on each segment if there were no force and no last week.

        Commitments quiet the line: after one the level is ``quiet`` and returns to 1 as
        ``1 - (1 - quiet) exp(-(weeks / rise)^rise_shape)``; new ones come by a Poisson process.
        """
        again = 1 - math.exp(-self.number["recommitments"] / a.WEEKS_PER_YEAR)
        if week > 0 and uniform(self.state("recommit", week)) < again:
            self.committed = week
            self.tell(week, "recommitment")
        weeks = (week - self.committed) / self.number["rise"]
        level = 1 - (1 - self.number["quiet"]) * math.exp(-(weeks ** self.number["rise_shape"]))
        return [length * self.number["violations"] * level for length in self.lengths]

    def violations(self, week: int, expected: list[float], ratio: float) -> float:
        """Violations of all segments.

        Counts are negative binomial, as a Poisson law whose mean is multiplied by gamma noise
        (variance = mean + mean^2 / dispersion). The mean is self-exciting: the share ``excitation``
        of it follows the count of the week before, which is an INGARCH(0, 1) process (Ferland,
        Latour and Oraichi 2006), the discrete likeness of a Hawkes process; it leaves the level of
        the long run as it is.
        """
        total = 0.0
        for segment, usual in enumerate(expected):
            if usual <= 0:
                continue
            noise_key, count_key = self.segment_keys[2 * segment : 2 * segment + 2]
            mean, before = usual * ratio, self.before[segment]
            if before is not None:
                mean += self.number["excitation"] * (before - mean)
            noise = gamma(self.number["dispersion"], absorbed(noise_key[week], self.future))
            now = poisson(mean * noise, uniform(absorbed(count_key[week], self.future)))
            self.before[segment] = now
            total += now
        self.count(week, "violations", total)
        if sum(expected) > 0:
            self.tell(week, "violations", count=total, expected=sum(expected))
        return total

    def attacks(self, week: int, people: float, over: float) -> int | None:
        """Hit the force; return the breach that is answered.

        Being hit without being meant goes with the violations over what is expected; being meant
        does not. Both go with people. Incidents that kill and those that do not are Poisson counts
        apart. One that kills is a breach in either case, one that does not if it was meant.
        """
        people_months = people / 1000 * a.MONTHS_PER_WEEK
        means = {
            "crossfire": people_months * self.number["crossfire"] * over,
            "deliberate": people_months * self.number["deliberate"],
        }
        fatal, deaths = self.number["fatal"], self.state("deaths", week)
        all_killing, dead, incidents = 0.0, 0.0, 0.0
        for kind, (name, mean) in enumerate(means.items()):
            key = self.state(name, week)
            harmless = poisson(mean * (1 - fatal), nth_uniform(key, 0))
            killing = poisson(mean * fatal, nth_uniform(key, 1))
            incidents = harmless + killing
            self.count(week, name, incidents)
            for k in range(int(killing)):
                u = nth_uniform(deaths, 1 + kind + 2 * k)
                dead += geometric(self.number["force_deaths"], u)
            all_killing += killing
            if incidents > 0:
                self.tell(week, name, incidents=incidents, killing=killing)
            if incidents > 0 and name == "deliberate":
                self.happened(week, "attack_week")
            if killing > 0 and name == "deliberate":
                self.happened(week, "attack_fatal_week")
        self.count(week, "force_deaths", dead)
        if all_killing == 0:
            return a.ATTACK if incidents > 0 else None  # those that were meant, the last ones
        self.tell(week, "force_killed", people=dead)
        # Each incident that kills may be the one after which the force leaves.
        stays = (1 - self.number["leaves"]) ** all_killing
        if uniform(self.state("leave", week)) < 1 - stays:
            self.stands = False
            self.happened(week, "withdraw_week")
            self.count(week, "withdrawn", 1.0)
            self.tell(week, "withdrawal")
        return a.FATAL_ATTACK

    def clash(self, week: int, ratios: list[float], over: float) -> tuple[bool, bool]:
        """Say whether there was a fatal clash, and whether it became war.

        War comes out of a clash, with the ratio of the two hazards as its probability: so the
        hazard of war is that of its baseline, and more violations than expected (``heat``) raise
        both. As a war is a clash, the hazard of clashes is no lower than that of war.
        """
        war = self.hazards[a.WAR][week] * ratios[a.WAR]
        clash = max(war, self.hazards[a.CLASH][week] * ratios[a.CLASH])
        heated = clash * max(0.0, 1 + self.number["heat"] * (over - 1))
        if uniform(self.state("clash", week)) >= 1 - math.exp(-heated):
            return False, False
        self.happened(week, "clash_week")
        deaths = geometric(self.number["clash_deaths"], nth_uniform(self.state("deaths", week), 0))
        self.count(week, "clashes", 1.0)
        self.count(week, "deaths", deaths)
        turns = war / clash
        self.tell(week, "clash", deaths=deaths, war_probability=turns)
        if uniform(self.state("war", week)) >= turns:
            return True, False
        self.happened(week, "war_week")
        self.tell(week, "war")
        return True, True

    def climb(self, week: int, breach: int) -> None:
        """Answer a breach by the ladder, from the step at which it enters.

        The breach is laid at the right door (``attributed``), at the wrong one
        (``misattributed``) or at none; a step that waits for an attribution is passed over where
        there is none, and so is one that cannot be taken. An answer that is heeded ends the climb.
        The last answer has its effect, from the week after its clock has run out.
        """
        name = ("surge", "clash", "attack", "attack")[breach]
        seen = uniform(self.state(f"{name}.seen", week))
        right = seen < self.number["attributed"]
        wrong = not right and seen >= 1 - self.number["misattributed"]
        self.tell(week, "breach", breach=breach, attributed=right or wrong, wrong=wrong)
        clock = 24 * self.number["attribution_days"]
        step, place, taken = self.entry[breach], 0, 0
        while step >= 0:
            act, waits, after = self.steps[step]
            if not self.there >> step & 1:
                self.tell(week, "not_there", step=step)
            elif waits and not (right or wrong):
                self.tell(week, "no_attribution", step=step)
            else:
                taken += 1
                clock += self.hours[step]
                begins = week + 1 + math.floor(clock / a.HOURS_PER_WEEK)
                effect = self.response[act][a.WRONG if wrong else a.RIGHT]
                self.answer = (begins, begins + self.response_weeks, effect)
                self.count(week, "answers", 1.0)
                self.count(week, "false_answers", float(wrong))
                self.count(week, "held", float(act == a.HOLD))
                heed = nth_uniform(self.state(f"{name}.heed", week), place)
                heeded = heed < self.number["heeded"]
                self.tell(week, "answer", step=step, act=act, begins=begins, heeded=heeded)
                if heeded:
                    break
            step, place = after, place + 1
        if taken == 0:
            self.count(week, "unanswered", 1.0)
            self.tell(week, "unanswered", breach=breach)
