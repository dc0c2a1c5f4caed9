"""``ceasefire generate``: who would send what in which month, what is short, and what binds it."""

from __future__ import annotations

import click

from ceasefire.answer.assess import chosen_options
from ceasefire.case.edits import what_if
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case, Row
from ceasefire.cli.generation_tables import print_generation
from ceasefire.cli.options import case_argument, json_option, print_json, what_if_options
from ceasefire.core.errors import CeasefireError
from ceasefire.force.generation.generated import Generated, generated
from ceasefire.force.generation.worth import worth
from ceasefire.force.offers import LEVELS
from ceasefire.force.phases import horizon_months
from ceasefire.report.terminal import busy

MOST_MONTHS = 240


@click.command("generate")
@case_argument
@click.option("--option", "options", multiple=True, metavar="ID",
              help="The option to generate a force for; may be given again.")  # fmt: skip
@click.option("--months", type=click.IntRange(1, MOST_MONTHS), metavar="N",
              help="How many months to plan for; the case's horizon if not given.")  # fmt: skip
@click.option("--level", type=click.Choice(LEVELS), default=LEVELS[-1], show_default=True,
              help="Count pledges up to this level.")  # fmt: skip
@click.option("--surge", is_flag=True,
              help="Stretch tours as the policies allow, at more time at home later.")  # fmt: skip
@click.option("--seconds", type=click.FloatRange(min=0.1), default=60.0, show_default=True,
              help="Time to search for a plan.")  # fmt: skip
@what_if_options
@json_option
def command(  # noqa: PLR0913 - the settings of a plan
    case: str, *, options: tuple[str, ...], months: int | None, level: str, seconds: float,
    sets: tuple[str, ...], off: tuple[str, ...], surge: bool, as_json: bool,
) -> None:  # fmt: skip
    """Plan who sends what in which month for an option of CASE, and name what is short."""
    loaded, _ = what_if(load_case(case), sets, off)
    chosen = _chosen(loaded, options)
    found = []
    for option in chosen:
        with busy(f"planning {option.text('name')}"):
            found.append(
                generated(
                    loaded, option, months=months or horizon_months(loaded), level=level,
                    surge=surge, seconds=seconds,
                )
            )  # fmt: skip
    if as_json:
        print_json(_as_json(loaded, found))
        return
    for one in found:
        print_generation(loaded, one)


def _chosen(case: Case, options: tuple[str, ...]) -> list[Row]:
    if not options:
        known = ", ".join(row.id for row in case.rows("options"))
        msg = "generate needs an option to plan for"
        raise CeasefireError(msg, f"give --option ID; options are: {known}")
    return chosen_options(case, options)


def _as_json(case: Case, found: list[Generated]) -> dict[str, object]:
    plans = [
        {**one.as_json(), "worth": [vars(more) for more in worth(one.posed.problem)]}
        for one in found
    ]
    return {"case": case.name, "plans": plans}
