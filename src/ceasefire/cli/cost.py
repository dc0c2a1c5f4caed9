"""``ceasefire cost``: what a force costs, by phase and by state, and by which rates."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from ceasefire.answer.assess import (
    DEFAULT_FUTURES,
    DEFAULT_SEED,
    HIGHEST_SEED,
    MOST_FUTURES,
    chosen_options,
)
from ceasefire.answer.costing import Costing, Costs, Ends, RateUsed, StateCost, costs_of
from ceasefire.case.edits import what_if
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case, Row
from ceasefire.cli.options import case_argument, json_option, print_json, what_if_options
from ceasefire.force.costs import SUPPLY_POUNDS, money_day
from ceasefire.force.phases import horizon_months
from ceasefire.report.terminal import busy, print_table
from ceasefire.report.words import band_words, ends_words, number_words

_PERSON_YEAR = "person_year"


@click.command("cost")
@case_argument
@click.option("--option", "options", multiple=True, metavar="ID",
              help="Cost this option by phase and by state; may be given again.")  # fmt: skip
@click.option("--futures", type=click.IntRange(1, MOST_FUTURES), default=DEFAULT_FUTURES,
              show_default=True, metavar="N", help="How many futures to draw.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, HIGHEST_SEED), default=DEFAULT_SEED,
              show_default=True, metavar="N", help="Key of all draws.")  # fmt: skip
@what_if_options
@json_option
def command(  # noqa: PLR0913 - one argument per option of the command line
    case: str, options: tuple[str, ...], futures: int, seed: int,
    sets: tuple[str, ...], off: tuple[str, ...], *, as_json: bool,
) -> None:  # fmt: skip
    """Show what a force costs in CASE: a year, once, by phase, by state, and at which rates."""
    loaded, _ = what_if(load_case(case), sets, off)
    with busy("drawing futures"):
        found = costs_of(loaded, chosen_options(loaded, options), futures=futures, seed=seed)
    if as_json:
        print_json(_as_json(found))
        return
    if found.options:
        _print_options(found)
    _print_uncounted(found)
    for costing in found.options if options else ():
        _print_phases(found, costing)
        _print_states(found, costing)
    _print_rates(found)
    if not options and found.options:
        click.echo("See an option by phase and by state with --option ID.")


def _money(case: Case) -> str:
    """Unit of the case's money: its currency and price year."""
    return f"{case.meta.text('currency')} {case.meta.needed_number('price_year'):.0f}"


def _words(ends: Ends | None, unit: str) -> str:
    """Print the mean, as the answer does, with the ends."""
    if ends is None:
        return "no rate"
    if ends.low == ends.high == 0:
        return "0"
    if ends.low == ends.high:
        return number_words(ends.mean, unit, exact=False)
    found = {"low": ends.low, "value": ends.mean, "high": ends.high, "unit": unit,
             "kind": "drawn", "bound": ""}  # fmt: skip
    return ends_words(found)


def _print_options(found: Costs) -> None:
    money, months = _money(found.case), horizon_months(found.case)
    rows = [
        (
            one.option.text("name"), _words(one.people, "people"), _words(one.year, money),
            _words(one.once, money), _words(one.horizon, money),
            _words(one.troop_years, "people"), _words(one.supplies, "tonnes"),
        )
        for one in found.options
    ]  # fmt: skip
    headers = ("option", "people", "a year in full strength", "once", f"over {months} months",
               "troop-years", "supplies, t a day")  # fmt: skip
    title = (
        f"{found.case.meta.text('title')}, as of {found.case.as_of}: cost in {money} as planned, "
        f"{found.futures:,} futures"
    )
    print_table(title, headers, rows)
    click.echo(
        "Means over all futures, as in the answer, and in brackets what leaves out one future in "
        "twenty at each end. Supplies\n"
        f"are {SUPPLY_POUNDS:.3f} pounds a head and day (US Army ATP 4-90), without water, fuel in "
        "bulk and ammunition."
    )


def _print_uncounted(found: Costs) -> None:
    for option in found.without_troops:
        click.echo(
            f"{option.text('name')}: not counted in people; nobody publishes a rate for aircraft "
            "or ships"
        )
    for one in found.options:
        if one.year is None:
            kind = one.option.text("mission_type").replace("_", " ")
            click.echo(f"{one.option.text('name')}: costs.csv has no rate for a {kind} mission")
    click.echo("")


def _print_phases(found: Costs, costing: Costing) -> None:
    money = _money(found.case)
    rows = [
        (
            phase.name, f"{phase.start} to {phase.end}", _words(phase.share, "share"),
            _words(phase.troop_years, "people"), _words(phase.cost, money),
        )
        for phase in costing.phases
    ]  # fmt: skip
    if costing.once.high > 0:
        rows.append(("Paid once", "", "", "", _words(costing.once, money)))
    rows.append(
        ("All", "", "", _words(costing.troop_years, "people"), _words(costing.horizon, money))
    )
    title = f"{costing.option.text('name')}, as planned, by phase"
    print_table(title, ("phase", "months", "in place", "troop-years", "cost"), rows)


def _print_states(found: Costs, costing: Costing) -> None:
    money, months = _money(found.case), horizon_months(found.case)
    sending = [s for s in costing.states if s.sends > 0 or s.over_all.once.high > 0]
    rows = [
        (
            state.name or "nobody named", _sends(state), *_share_words(found.case, state),
            _mean(state.over_all.horizon, money),
        )
        for state in sending
    ]  # fmt: skip
    rows.append(("All", *[""] * 6, _words(costing.pledged, money)))
    headers = ("state", "chance to send", "people if it sends", "at the rate of",
               "a year if it sends", "once if it sends", f"{months} months if it sends",
               "mean of all futures")  # fmt: skip
    title = f"{costing.option.text('name')}, by who would send people, with the case's assumptions"
    print_table(title, headers, rows)
    click.echo(
        "Means, and in brackets what leaves out one in twenty at each end: of the futures in which "
        "the state sends anybody,\nand in the last column of all futures. It is what is pledged if "
        "its conditions are met, as far as the plan has room\nfor it, built up in the same phases; "
        "tours and pools may keep up less, and cost less (cost_offered in the answer)."
    )
    click.echo("")


def _mean(ends: Ends, unit: str) -> str:
    return number_words(ends.mean, unit, exact=False) if ends.mean else "0"


def _sends(state: StateCost) -> str:
    return number_words(state.sends, "share") if state.id else ""


def _share_words(case: Case, state: StateCost) -> tuple[str, ...]:
    money, share = _money(case), state.if_sends or state.over_all
    return (
        _words(share.people, "people"), _rate_name(case, state), _words(share.year, money),
        _words(share.once, money), _words(share.horizon, money),
    )  # fmt: skip


def _rate_name(case: Case, state: StateCost) -> str:
    if not state.rate:
        return "no rate" if state.id else ""
    row = case.row("costs", state.rate)
    return row.text("name") if row.text("actor_id") else f"{row.text('name')} (common)"


def _print_rates(found: Costs) -> None:
    if not found.rates:
        return
    money = _money(found.case)
    rows = [
        (
            used.row.text("name"), "a year" if used.row.text("per") == _PERSON_YEAR else "once",
            band_words(used.row.band("amount"), used.row.text("currency")),
            f"{used.row.needed_number('price_year'):.0f}", _deflated(used), _exchanged(used),
            _words(used.amount, money),
        )
        for used in found.rates
    ]  # fmt: skip
    headers = ("rate", "per", "as entered", "prices of", "prices rose by", "rate of exchange",
               "in the case's money")  # fmt: skip
    print_table(f"Rates, with exchange as of {money_day(found.case)}", headers, rows)


def _deflated(used: RateUsed) -> str:
    if used.factor is None:
        return "as they are"
    ids = " to ".join(level.id for level in used.levels)
    return f"x {used.factor:.3f} ({ids})"


def _exchanged(used: RateUsed) -> str:
    if used.exchange is None:
        return "none"
    return f"{band_words(used.exchange.band('rate'), '')} ({used.exchange.id})"


def _as_json(found: Costs) -> dict[str, Any]:
    return {
        "case": found.case.name, "as_of": str(found.case.as_of), "money": _money(found.case),
        "futures": found.futures, "seed": found.seed,
        "horizon_months": horizon_months(found.case),
        "options": {one.option.id: _option_json(one) for one in found.options},
        "without_troops": [option.id for option in found.without_troops],
        "rates": {used.row.id: _rate_json(used) for used in found.rates},
    }  # fmt: skip


def _option_json(one: Costing) -> dict[str, Any]:
    def ends(found: Ends | None) -> dict[str, float] | None:
        return None if found is None else asdict(found)

    return {
        "people": ends(one.people), "cost_year": ends(one.year), "cost_once": ends(one.once),
        "cost_horizon": ends(one.horizon), "cost_horizon_pledged": ends(one.pledged),
        "troop_years": ends(one.troop_years), "supply_tonnes_a_day": ends(one.supplies),
        "phases": [asdict(phase) for phase in one.phases],
        "states": [asdict(state) for state in one.states],
    }  # fmt: skip


def _rate_json(used: RateUsed) -> dict[str, Any]:
    def ids(rows: tuple[Row, ...]) -> list[str]:
        return [str(row.address()) for row in rows]

    return {
        "name": used.row.text("name"), "per": used.row.text("per"),
        "currency": used.row.text("currency"),
        "price_year": int(used.row.needed_number("price_year")),
        "price_levels": ids(used.levels), "prices_rose_by": used.factor,
        "exchange": None if used.exchange is None else str(used.exchange.address()),
        "amount": asdict(used.amount),
    }  # fmt: skip
