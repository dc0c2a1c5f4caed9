"""N2: the table that the paper prints for the same model, against what its code gives."""

from __future__ import annotations

from ceasefire.validation.harness import Expectation, PublishedResult
from ceasefire.validation.n01_emission_standards import mean, median

_DIGIT = 0.1  # the paper cuts some numbers and rounds others
_MEDIANS = (8.4, 9.9, 9.9, 9.9, 9.9, 7.4, 8.8, 9.6)
_MEANS = (7.4, 7.5, 7.6, 7.3, 7.3, 7.4, 7.5, 7.6)

RESULT = PublishedResult(
    id="N2",
    title="Emission standards of the EU, as printed",
    source="Scholz, Calbert and Smith 2011, ICAART, Table 2, Q = 1.0, rounds 1 to 8",
    checks="the published table against the published code",
    inputs={"as": "N1"},
    expectations=(
        *(Expectation(f"median, round {n}", printed, lambda t=n: median(t), within=_DIGIT)
          for n, printed in enumerate(_MEDIANS, 1)),
        *(Expectation(f"mean, round {n}", printed, lambda t=n: mean(t), within=_DIGIT)
          for n, printed in enumerate(_MEANS, 1)),
    ),
    known_failure="the paper prints a median of 9.9 for round 2 where its code gives 9.61; every "
    "other number agrees to its digit",
)  # fmt: skip
