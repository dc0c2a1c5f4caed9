"""Where a force fails to hold a truce: which beliefs and conditions its failures have in common."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from ceasefire.answer.answer import Failure, figure_id
from ceasefire.answer.figures import Figure, addresses, rounded
from ceasefire.case.rows import Case
from ceasefire.core.addresses import Address
from ceasefire.core.traced import Rows
from ceasefire.futures.discovery.factors import Level
from ceasefire.futures.discovery.words import Name, conditions
from ceasefire.futures.ensemble import Ensemble
from ceasefire.futures.outcomes import STAGES, mixed_name

OUTCOME = mixed_name("planned", "war", 2)
_MOST_FACTORS = 3
_FEWEST = 200  # futures, below which what failures have in common is chance
_KINDS = {
    "baseline": "the baseline", "presence": "the belief about the force",
    "response": "the belief about answers",
}  # fmt: skip

Frame = dict[str, NDArray[np.generic]]


def failure(case: Case, ensemble: Ensemble, option: str) -> tuple[Failure, tuple[Figure, ...]]:
    """Find beliefs and conditions under which war most often comes back within two years.

    A box (PRIM) over the beliefs and conditions on which standing rests, at most three of them; it
    is blank where none sets the failures apart.
    """
    rests = ensemble.options[option, OUTCOME].rows
    stands = ensemble.compared(OUTCOME)[ensemble.option_ids.index(option)]
    frame, names = _frame(case, ensemble.believed(), rests)
    fails = stands < 1
    if len(stands) < _FEWEST or not frame or fails.all() or not fails.any():
        return Failure(option, ""), ()
    from ceasefire.futures.discovery.prim import Rule, discover  # noqa: PLC0415 - loads the compiler

    found = discover(frame, fails, rule=Rule(most_factors=_MOST_FACTORS))
    box = found.found[0].box
    if not box.limits:
        return Failure(option, ""), ()
    told = {
        "coverage": (box.coverage, "share of its failures (war within 2 years) that lie where"),
        "density": (box.density, "share of futures that fail (war within 2 years) where"),
        "base": (found.base, "share of all futures that fail (war within 2 years)"),
    }
    when = conditions(box, names)
    return Failure(option, when), tuple(
        Figure(
            figure_id(option, "fails", name), f"{what}{'' if name == 'base' else ' ' + when}: "
            f"{STAGES['planned']}", "probability", "compared", rounded(share), None, None,
            addresses(rests),
        )
        for name, (share, what) in told.items()
    )  # fmt: skip


def _frame(
    case: Case, believed: Mapping[str, NDArray[np.int8]], rests: Rows
) -> tuple[Frame, dict[str, Name]]:
    """Beliefs and conditions that vary and on which an outcome rests, and how they are told."""
    frame: Frame = {}
    names: dict[str, Name] = {}
    for address, held in believed.items():
        table, _, kind = address.partition(".")
        if not np.ptp(held):
            continue
        if table == "rival_models":
            models = case.rival_models(kind)
            if rests & {model.address("weight") for model in models}:
                frame[address] = np.array([model.id for model in models])[held]
                values: dict[Level, str] = {model.id: f"“{model.text('name')}”" for model in models}
                names[address] = Name(_KINDS.get(kind, kind), values=values)
        elif Address.parse(address) in rests:
            frame[address] = held > 0
            text = case.row(table, Address.parse(address).row).text("text").rstrip(".")
            names[address] = Name(f"“{text}”", on="true", off="not true")
    return frame, names
