"""N6: weighted means of the climate talks of Copenhagen, from the stakeholder table itself."""

from __future__ import annotations

from pathlib import Path

from ceasefire.politics.baselines import weighted_mean
from ceasefire.politics.formats.read import read_stakes
from ceasefire.validation.harness import Expectation, PublishedResult

_MEANS = {
    "Newtreaty": 61.5763, "DevlopC2020": 58.1447, "Domestred": 30.7074, "MRVdecrease": 52.2359,
    "Commitments": 51.9499, "Control": 57.6214, "Extra": 64.6207,
}  # fmt: skip


def _mean(file: Path, issue: str) -> float:
    stakes = read_stakes(file)
    return float(weighted_mean(stakes)[0, stakes.issues.index(issue)])


RESULT = PublishedResult(
    id="N6",
    title="Weighted means of the Copenhagen talks",
    source="Stakeholder table of Copenhagen 2009, with the Decide exchange model (Draaijer); the "
    "table is not ours to ship",
    checks="reading of #A/#P/#M/#D files and the weighted mean; printed to four decimals",
    inputs={"actors": 11, "issues": 7, "rows": 75},
    expectations=tuple(
        Expectation(issue, mean, lambda file, k=issue: _mean(file, k), within=5e-5)
        for issue, mean in _MEANS.items()
    ),
    data_file="negotiation/copenhagen.csv",
)  # fmt: skip
