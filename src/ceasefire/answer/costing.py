"""What an option costs: a year, once, by phase and by state, and by which rates and prices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ceasefire.answer.answer import figure_id
from ceasefire.answer.figures import Figure, stated
from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.blocks import BLOCK_SIZE, blocks
from ceasefire.core.draws import Draws
from ceasefire.core.traced import Traced, total
from ceasefire.force.cost_arithmetic import MONTHS_PER_YEAR, supply_tonnes
from ceasefire.force.costs import (
    SUPPLY_POUNDS,
    Presence,
    cost_by_actor,
    cost_once,
    cost_per_year,
    exchange_rate,
    in_case_money,
    level_rows,
    one_off_costs,
    person_year_rate,
    presence,
    price_years,
    sum_of_presence,
)
from ceasefire.force.offers import measured_by
from ceasefire.futures.chain import LEVEL, decisions_on
from ceasefire.futures.tally import HIGH_SHARE, LOW_SHARE, Tally
from ceasefire.politics.assembly import Assembly

_MIDDLE = 0.5
_Key = tuple[str, ...]
_Tallies = dict[_Key, Tally]


@dataclass(frozen=True)
class Ends:
    """Over some futures: fifth percentile, median, ninety-fifth percentile, and mean."""

    low: float
    middle: float
    high: float
    mean: float


@dataclass(frozen=True)
class PhaseCost:
    """What a phase comes to.

    Months ``start`` to ``end``, which is not in it; ``share`` of full strength in place in the
    mean of its months, its troop-years, and its running cost, ``None`` without a rate. ``id`` is
    blank for the default build-up.
    """

    id: str
    name: str
    start: int
    end: int
    share: Ends
    troop_years: Ends
    cost: Ends | None


@dataclass(frozen=True)
class Share:
    """What a state pledges, as far as the plan has room for it, and what that would cost it."""

    people: Ends
    year: Ends
    once: Ends
    horizon: Ends


@dataclass(frozen=True)
class StateCost:
    """Share of a state over all futures, ``over_all``, and over those in which it sends anybody.

    ``sends`` is the share of futures in which it does; ``if_sends`` is ``None`` if there are none.
    ``rate`` is the id of the row of its rate, its own or the common one. ``id`` is blank for what
    is paid once by nobody named.
    """

    id: str
    name: str
    sends: float
    rate: str
    over_all: Share
    if_sends: Share | None


@dataclass(frozen=True)
class Costing:
    """What one option costs, as planned and by who would send people.

    ``year`` is in full strength, ``horizon`` is what all phases and what is paid once come to;
    they are ``None`` if no rate holds for the mission. ``supplies`` are tonnes a day in full
    strength. ``pledged`` is the sum over the states, over the horizon: of what is pledged, of
    which tours and pools may keep up less.
    """

    option: Row
    people: Ends
    troop_years: Ends
    supplies: Ends
    year: Ends | None
    once: Ends
    horizon: Ends | None
    pledged: Ends
    phases: tuple[PhaseCost, ...]
    states: tuple[StateCost, ...]


@dataclass(frozen=True)
class RateUsed:
    """A row of costs, the price levels and the rate of exchange it was brought with.

    ``levels`` are those of its own price year and of the case's, none if the two are the same;
    ``exchange`` is ``None`` in the case's own currency. ``amount`` is in the case's money.
    """

    row: Row
    levels: tuple[Row, ...]
    exchange: Row | None
    amount: Ends

    @property
    def factor(self) -> float | None:
        """Middle of what prices rose by; ``None`` if nothing was deflated."""
        if not self.levels:
            return None
        paid, asked = (level.band("index").central() for level in self.levels)
        return asked / paid


@dataclass(frozen=True)
class Costs:
    """Costs of the options with troops, the rates behind them, and options without troops."""

    case: Case
    futures: int
    seed: int
    options: tuple[Costing, ...]
    rates: tuple[RateUsed, ...]
    without_troops: tuple[Row, ...]


def costs_of(
    case: Case, options: Iterable[Row], *, futures: int, seed: int, block: int = BLOCK_SIZE
) -> Costs:
    """Cost the options over the same futures that an answer of this seed has.

    Args:
        case: the case.
        options: rows of options; those without troops have no cost, as nobody publishes a rate for
            aircraft or ships.
        futures: how many futures, 1 or more.
        seed: key of all draws.
        block: futures at once; it changes no draw.
    """
    options = list(options)
    with_troops = [option for option in options if measured_by(option)[0] == "troops"]
    tallies: dict[str, _Tallies] = {option.id: {} for option in with_troops}
    used: dict[str, Row] = {}
    amounts: _Tallies = {}
    for first, count in blocks(futures, block):
        world = World(case, Draws(seed, first, count))
        assembly = Assembly.of(world)
        for option in with_troops:
            assembly = assembly.afresh()
            decisions = decisions_on(assembly, option, LEVEL)
            here, force = decisions.world, decisions.force
            _add(tallies[option.id], _outcomes(here, option, force.planned, force.people))
            used |= {row.id: row for row in _rows_used(case, option, force.people)}
        _add(amounts, (((row,), in_case_money(world, used[row], "amount")) for row in used))
    return Costs(
        case, futures, seed,
        tuple(_costing(World(case, Draws(seed, 0, 1)), option, tallies[option.id])
              for option in with_troops),
        tuple(_rate_used(case, row, _ends(amounts[row.id,])) for row in used.values()),
        tuple(option for option in options if option not in with_troops),
    )  # fmt: skip


def _add(tallies: _Tallies, found: Iterable[tuple[_Key, Traced]]) -> None:
    for key, outcome in found:
        tallies.setdefault(key, Tally("number")).add(outcome)


def _outcomes(
    world: World, option: Row, planned: Traced, sent: Mapping[str, Traced]
) -> Iterator[tuple[_Key, Traced]]:
    """Yield everything that is summed up of an option, by its key."""
    mission = option.text("mission_type")
    phases = presence(world, option)
    years, paid = sum_of_presence(world, phases)
    once = total(cost_once(world, mission, sent).values(), world.count)
    year = cost_per_year(world, mission, planned)
    yield ("people",), planned
    yield ("troop_years",), planned * years
    yield ("supplies",), supply_tonnes(planned, 1, SUPPLY_POUNDS)
    yield ("once",), once
    if year is not None:
        yield ("year",), year
        yield ("horizon",), year * paid + once
    for number, phase in enumerate(phases):
        yield ("phase", str(number), "share"), _mean_share(phase)
        yield ("phase", str(number), "years"), planned * phase.years
        if year is not None:
            yield ("phase", str(number), "cost"), year * phase.paid
    yield from _by_state(world, mission, planned, sent, paid)


def _mean_share(phase: Presence) -> Traced:
    return phase.years * (MONTHS_PER_YEAR / (phase.end - phase.start))


def _by_state(
    world: World, mission: str, planned: Traced, sent: Mapping[str, Traced], paid: Traced
) -> Iterator[tuple[_Key, Traced]]:
    # Pledges above the plan are cut in proportion. How far tours and pools keep up what is left
    # is known of all states together, not of each: the bill here is that of what was promised.
    room = (planned / total(sent.values(), world.count).maximum(1.0)).minimum(1.0)
    people = {actor: number * room for actor, number in sent.items()}
    years, once = cost_by_actor(world, mission, people), cost_once(world, mission, sent)
    nothing = total((), world.count)
    everything = nothing
    for actor in dict.fromkeys((*people, *once)):
        year, single = years.get(actor, nothing), once.get(actor, nothing)
        number, horizon = people.get(actor, nothing), year * paid + single
        everything = everything + horizon
        yield ("state", actor, "sends"), number.apply(lambda x: (x > 0).astype(float))
        sending = number.values > 0
        parts = {"people": number, "year": year, "once": single, "horizon": horizon}
        for name, part in parts.items():
            yield ("state", actor, name), part
            yield ("state", actor, name, "if"), Traced(part.values[sending], part.rows)
    yield ("pledged",), everything


def _costing(world: World, option: Row, tallies: _Tallies) -> Costing:
    def ends(*key: str) -> Ends:
        return _ends(tallies[key])

    def maybe(*key: str) -> Ends | None:
        return ends(*key) if key in tallies else None

    phases = (
        PhaseCost(
            phase.phase.id if phase.phase else "",
            phase.phase.text("name") if phase.phase else "Build-up as of past UN forces",
            phase.start, phase.end,
            ends("phase", str(n), "share"), ends("phase", str(n), "years"),
            maybe("phase", str(n), "cost"),
        )
        for n, phase in enumerate(presence(world, option))
    )  # fmt: skip
    actors = [key[1] for key in tallies if key[0] == "state" and key[2] == "sends"]
    states = [_state(world.case, option, actor, tallies) for actor in actors]
    states.sort(key=lambda state: (-state.over_all.horizon.mean, state.id))
    return Costing(
        option, ends("people"), ends("troop_years"), ends("supplies"),
        maybe("year"), ends("once"), maybe("horizon"), ends("pledged"),
        tuple(phases), tuple(states),
    )  # fmt: skip


def _state(case: Case, option: Row, actor: str, tallies: _Tallies) -> StateCost:
    def share(*which: str) -> Share:
        names = ("people", "year", "once", "horizon")
        return Share(*(_ends(tallies["state", actor, name, *which]) for name in names))

    rate = person_year_rate(case, option.text("mission_type"), actor) if actor else None
    return StateCost(
        actor, case.name_of("actors", actor) if actor else "",
        sends := tallies["state", actor, "sends"].mean, rate.id if rate else "", share(),
        share("if") if sends > 0 else None,
    )  # fmt: skip


def _rows_used(case: Case, option: Row, sent: Iterable[str]) -> Iterator[Row]:
    mission = option.text("mission_type")
    actors = list(sent)
    for actor in ("", *actors):
        rate = person_year_rate(case, mission, actor)
        if rate is not None:
            yield rate
    for row in one_off_costs(case, mission):
        if row.text("actor_id") in ("", *actors):
            yield row


def _rate_used(case: Case, row: Row, amount: Ends) -> RateUsed:
    paid, asked = price_years(case, row)
    levels = level_rows(case, row.text("currency"))
    used = () if paid == asked else (levels[paid], levels[asked])
    return RateUsed(row, used, exchange_rate(case, row.text("currency")), amount)


def _ends(tally: Tally) -> Ends:
    low, middle, high = (tally.quantile(at) for at in (LOW_SHARE, _MIDDLE, HIGH_SHARE))
    return Ends(low, middle, high, tally.mean)


def supply_figures(option: Row) -> Iterator[Figure]:
    """Supplies a day of the planned size, in tonnes; none for an option without troops."""
    troops = option.band("troops")
    if troops.blank:
        return
    low, high = (supply_tonnes(end, 1, SUPPLY_POUNDS) for end in troops.stated())
    what = (
        f"tonnes of supplies a day in full strength, at {SUPPLY_POUNDS:.3f} pounds a head (US Army "
        "ATP 4-90): no water, no fuel in bulk, no ammunition"
    )
    ends = float(f"{low:.2g}"), float(f"{high:.2g}")
    key = figure_id(option.id, "supply_tonnes")
    yield stated(key, what, "tonnes", ends, {option.address("troops")}, bound=troops.bound)
