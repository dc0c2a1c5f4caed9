"""N5: the first exchange between two issues of the climate talks of Paris."""

from __future__ import annotations

from functools import cache

import numpy as np

from ceasefire.politics.baselines import weighted_mean
from ceasefire.politics.dynamics.exchange import Deal, exchange
from ceasefire.politics.stakes import Stakes, fixed_stakes
from ceasefire.validation.harness import Expectation, PublishedResult

# Position and salience on ex-ante assessment, the same on the volume of finance, power.
_ACTORS = {
    "Africa": (100, 0.55, 100, 0.8, 0.25), "AILAC": (100, 0.45, 20, 0.55, 0.35),
    "ALBA": (0, 0.55, 100, 0.9, 0.05), "AOSIS": (100, 0.65, 100, 0.85, 0.5),
    "Arab": (0, 0.6, 100, 0.35, 0.4), "LDC": (90, 0.45, 100, 0.85, 0.5),
    "Brazil": (90, 0.35, 50, 0.45, 0.7), "China": (0, 0.65, 100, 0.5, 1),
    "EIG": (100, 0.45, 20, 0.5, 0.35), "EU28": (100, 0.5, 0, 0.65, 0.75),
    "India": (0, 0.6, 100, 0.65, 0.6), "Umbrella": (60, 0.4, 0, 0.65, 0.4),
    "Japan": (60, 0.4, 0, 0.65, 0.6), "Russia": (0, 0.3, 0, 0.5, 0.6),
    "USA": (100, 0.4, 0, 0.7, 1),
}  # fmt: skip


def _stakes() -> Stakes:
    table = np.array(list(_ACTORS.values()))
    return fixed_stakes(
        tuple(_ACTORS), ("eaa", "financevol"), table[:, (0, 2)], table[:, (1, 3)], table[:, 4]
    )


@cache
def _deal() -> Deal:
    return exchange(_stakes()).deals_of(0)[0]


def _mean(issue: int) -> float:
    return float(weighted_mean(_stakes())[0, issue])


def _to(actor: str) -> float:
    deal, number = _deal(), list(_ACTORS).index(actor)
    places = {deal.first: deal.first_to, deal.second: deal.second_to}
    return places[number]


RESULT = PublishedResult(
    id="N5",
    title="The first exchange of the Paris talks",
    source="Stakeholder table of COP21 (expert power, October 2015) and list of exchanges, "
    "equal-gain implementation of Stokman and Van Oosten 1994",
    checks="equal-gain exchange between issues; means printed to four decimals",
    inputs={"actors": 15, "issues": 2},
    expectations=(
        Expectation("weighted mean, ex-ante assessment", 57.1005, lambda: _mean(0), within=5e-5),
        Expectation("weighted mean, volume of finance", 47.6441, lambda: _mean(1), within=5e-5),
        Expectation("the USA moves on ex-ante assessment to", 0, lambda: _to("USA")),
        Expectation("China moves on the volume to", 10.7860824742268, lambda: _to("China")),
        Expectation("gain of each", 2.19072164948454, lambda: _deal().gain),
    ),
)  # fmt: skip
