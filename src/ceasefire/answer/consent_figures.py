"""Figures of consent: how likely each actor accepts an option, and each package."""

from __future__ import annotations

from collections.abc import Iterator

from ceasefire.answer.answer import figure_id
from ceasefire.answer.figures import Figure, drawn
from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.futures.tally import Tally
from ceasefire.politics.bodies import Assembly
from ceasefire.politics.consent import package_settlement, settlement

WORLDS = 2_000  # a probability needs fewer futures than an event


def consent_figures(case: Case, options: list[Row], *, futures: int, seed: int) -> Iterator[Figure]:
    """Probability of acceptance of each option and package by each actor with a position."""
    world = World(case, Draws(seed, 0, min(futures, WORLDS)))
    assembly = Assembly.of(world)
    actors = dict.fromkeys(row.text("actor_id") for row in case.rows("positions"))
    for option in options:
        terms = settlement(world, option, case.row("bodies", option.text("adopted_by")))
        for actor in actors:
            what = f"{case.name_of('actors', actor)} accepts it rather than no deal"
            yield from _figure(assembly, actor, terms, figure_id(option.id, "consent", actor), what)
    for package in case.rows("packages"):
        terms = package_settlement(world, package.id)
        for actor in actors:
            names = case.name_of("actors", actor), package.text("name")
            what = f"{names[0]} accepts the package '{names[1]}' rather than no deal"
            key = figure_id("package", package.id, actor)
            yield from _figure(assembly, actor, terms, key, what)


def _figure(
    assembly: Assembly, actor: str, terms: dict[str, Row], key: str, what: str
) -> Iterator[Figure]:
    vote = assembly.vote(actor, terms)
    if vote is not None:
        tally = Tally("probability")
        tally.add(vote.probability)
        yield drawn(key, what, "probability", tally)
