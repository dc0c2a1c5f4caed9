"""Tables of ``ceasefire offer``: the levels, the statements, and what hangs on conditions."""

from __future__ import annotations

import click

from ceasefire.answer.offer_figures import bound_of
from ceasefire.case.rows import Case, Row
from ceasefire.case.tables.force import DOMAIN_UNITS, STANCES
from ceasefire.force.offers import (
    LEVEL_MEANS,
    LEVELS,
    Met,
    Offer,
    Statement,
    conditions_of,
    counted_pledges,
    current_pledges,
    in_the_world_at_hand,
    offer,
    open_taken_as_not_met,
    statements,
    unnumbered,
)
from ceasefire.report.terminal import print_table
from ceasefire.report.words import NOT_PUBLISHED, band_words, counted, ends_words, number_words

NOBODY = "none"


def spoken_domains(case: Case) -> list[str]:
    """Domains in which somebody said something."""
    return [domain for domain in DOMAIN_UNITS if current_pledges(case, domain)]


def offer_words(made: Offer, domain: str) -> str:
    """Print a sum of pledges; ``none`` if nobody with a number is in it."""
    if not made.pledges:
        return NOBODY
    bound = bound_of(ceiling=made.ceiling, floor=made.floor)
    unit = DOMAIN_UNITS[domain]
    return ends_words({
        "low": made.low, "high": made.high, "value": None, "unit": unit,
        "kind": "stated", "bound": bound,
    })  # fmt: skip


def number_of(pledge: Row) -> str:
    """Print the number of a pledge, or that none was published."""
    band = pledge.band("n")
    return NOT_PUBLISHED if band.blank else band_words(band, "")


def state_words(case: Case, condition: str) -> str:
    """Print a condition with its state in the case."""
    return f"{condition} ({case.row('conditions', condition).text('state')})"


def print_levels(case: Case) -> None:
    """Print what is offered by domain and level, and how many gave no number."""
    domains = spoken_domains(case)
    if not domains:
        click.echo("Nobody had pledged or refused anything by then.\n")
        return
    rows = [row for domain in domains for row in _levels(case, domain)]
    headers = ("domain", "level", "offered", "numbers", "no number", "who else would count")
    print_table("What is offered, open conditions taken as met", headers, rows,
                right=("offered", "numbers", "no number"))  # fmt: skip
    for level in LEVELS:
        click.echo(f"{level}: {LEVEL_MEANS[level]}")
    click.echo(
        "numbers: how many gave one; one that nobody published is never filled in. Who else: "
        "at the level\nassumed the undecided and the unknown are among them.\n"
    )


def _levels(case: Case, domain: str) -> list[tuple[str, ...]]:
    """Rows of a domain, one a level; a single row if nobody gave a number at any level."""
    met = in_the_world_at_hand(case)
    first = f"{domain}, {DOMAIN_UNITS[domain]}"
    offers = {level: offer(case, domain, level, met) for level in LEVELS}
    numbered = any(made.pledges for made in offers.values())
    rows: list[tuple[str, ...]] = []
    for level in LEVELS if numbered else LEVELS[-1:]:
        blank = unnumbered(case, domain, level, met)
        rows.append((first if not rows else "", level if numbered else "all levels",
                     offer_words(offers[level], domain), str(len(offers[level].pledges)),
                     str(len(blank)), _who(case, blank)))  # fmt: skip
    return rows


def _who(case: Case, actors: list[str]) -> str:
    return ", ".join(case.name_of("actors", actor) for actor in actors)


def print_statements(case: Case) -> None:
    """Print the last statement of each actor by domain; plain refusals in one line."""
    met = in_the_world_at_hand(case)
    for domain in spoken_domains(case):
        found = statements(case, domain, met)
        found.sort(key=lambda one: STANCES.index(one.pledge.text("stance")))
        refused = [s.pledge for s in found if s.pledge.text("stance") == "no" and not s.before]
        rows = [_statement(case, one) for one in found if one.pledge not in refused]
        headers = ("who", "said", "number", "assumed", "where", "on", "if", "counts as")
        title = f"{domain}: what was said last ({DOMAIN_UNITS[domain]})"
        if rows:
            print_table(title, headers, rows)
        if refused:
            named = ", ".join(f"{_name(case, row)} ({row.date()})" for row in refused)
            click.echo(f"{domain}: said no: {named}\n")


def _statement(case: Case, one: Statement) -> tuple[str, ...]:
    pledge, assumed = one.pledge, one.assumed
    return (
        _name(case, pledge), _plain(pledge, "stance"), number_of(pledge),
        "" if assumed is None else number_of(assumed),
        _plain(pledge, "location"), str(pledge.date()),
        ", ".join(state_words(case, c) for c in pledge.words("conditions")),
        one.level or f"not counted: {one.reason}",
    )  # fmt: skip


def _plain(row: Row, column: str) -> str:
    return row.text(column).replace("_", " ")


def _name(case: Case, row: Row) -> str:
    return case.name_of("actors", row.text("actor_id"))


def print_left_without(case: Case) -> None:
    """Print what is left of each offer with one condition in its other state, or without any."""
    rows: list[tuple[str, ...]] = []
    for domain in spoken_domains(case):
        base = _by_level(case, domain, in_the_world_at_hand(case))
        for condition in conditions_of(case, counted_pledges(case, domain, "assumed")):
            turned = _by_level(case, domain, in_the_world_at_hand(case, turned=condition))
            if turned != base:
                row = case.row("conditions", condition)
                switch = "with" if row.text("state") == "off" else "without"
                rows.append((domain, f"{switch} {condition}", _chance(row), *turned))
        sure = _by_level(case, domain, open_taken_as_not_met(case))
        if sure != base:
            rows.append((domain, "without any that is open", "", *sure))
    if rows:
        headers = ("domain", "condition", "state", *LEVELS)
        print_table("What is left of it if a condition turns", headers, rows, right=LEVELS)


def _chance(condition: Row) -> str:
    state, body, band = condition.text("state"), condition.text("decided_by"), condition.band("p")
    if state != "open":
        return state
    if body:
        return f"open: {body} decides"
    low, high = (number_words(end, "probability") for end in band.stated())
    return f"open: {low if low == high else f'{low} to {high}'}"


def _by_level(case: Case, domain: str, met: Met) -> list[str]:
    return [offer_words(offer(case, domain, level, met), domain) for level in LEVELS]


def print_before(case: Case) -> None:
    """Print all statements of those who said otherwise before, in the words of the case."""
    met = in_the_world_at_hand(case)
    rows = []
    for domain in spoken_domains(case):
        for one in (s for s in statements(case, domain, met) if s.before):
            for number, row in enumerate((*one.before, one.pledge)):
                first = (_name(case, row), domain) if number == 0 else ("", "")
                rows.append((*first, str(row.date()), _plain(row, "stance"), number_of(row),
                             row.text("statement"), row.grade))  # fmt: skip
    if rows:
        headers = ("who", "domain", "on", "said", "number", "in words", "grade")
        states = len([row for row in rows if row[0]])
        title = f"Said otherwise before: {counted(states, 'case')}, the last line of each counts"
        print_table(title, headers, rows)
