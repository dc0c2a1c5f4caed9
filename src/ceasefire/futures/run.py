"""Blocks of futures through politics, force and truce: one way, whoever asks for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.blocks import BLOCK_SIZE, blocks
from ceasefire.core.draws import Draws
from ceasefire.futures.chain import LEVEL, Course, Outcomes, course_of, decisions_on
from ceasefire.futures.ensemble import Ensemble, tally, tally_packages, tally_politics
from ceasefire.futures.lived import lived
from ceasefire.futures.parts import part_name, write_part
from ceasefire.politics.assembly import Assembly


def run(  # noqa: PLR0913 - the settings of a run
    case: Case, options: list[Row], *, futures: int, seed: int,
    parts: Path | None = None, progress: Callable[[int], None] = lambda _done: None,
    block: int = BLOCK_SIZE,
) -> Ensemble:  # fmt: skip
    """Run all options through ``futures`` futures.

    Args:
        case: the case.
        options: rows of the options to run.
        futures: how many futures, 1 or more.
        seed: key of all draws.
        parts: folder for one Parquet part per block, written if given.
        progress: called with the number of futures done.
        block: futures per block; it changes no draw.
    """
    ensemble = Ensemble(tuple(option.id for option in options))
    for number, (first, count) in enumerate(blocks(futures, block)):
        found = run_block(World(case, Draws(seed, first, count)), options, progress, ensemble)
        if parts is not None:
            write_part(parts / part_name(number), first, count, found)
    return ensemble


def run_block(
    world: World, options: list[Row],
    progress: Callable[[int], None] = lambda _done: None, ensemble: Ensemble | None = None,
) -> dict[str, Outcomes]:  # fmt: skip
    """Run all options through one block of futures: the one way a block is computed.

    Args:
        world: the block of futures.
        options: rows of the options to run.
        progress: called with the number of futures done, counted from the first of the run.
        ensemble: summaries that take the block in, if given.

    Returns:
        Outcomes by option, each of shape ``(count,)``.
    """
    draws, assembly = world.draws, Assembly.of(world)
    courses: list[Course] = []
    for option in options:
        assembly = assembly.afresh()
        decisions = decisions_on(assembly, option, LEVEL)
        courses.append(course_of(option, decisions))
        if ensemble is not None:
            tally_politics(ensemble, assembly, option, decisions.bodies)
        # The truce takes about as long as politics and force together.
        progress(draws.first + draws.count * len(courses) // (2 * len(options)))
    through = lived(world, courses)
    found = {
        course.option.id: course.outcomes | through.outcomes(k) for k, course in enumerate(courses)
    }
    if ensemble is not None:
        tally(ensemble, world, found, through)
        tally_packages(ensemble, assembly)
    progress(draws.first + draws.count)
    return found
