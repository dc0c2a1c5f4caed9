"""Running summaries agree with the plain ones, whatever the blocks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from ceasefire.core.traced import Traced
from ceasefire.futures.tally import Split, Tally, is_high

SHARES = hnp.arrays(float, st.integers(1, 200), elements=st.floats(0, 1))


@given(SHARES, st.floats(0.01, 0.99))
def test_probabilities(values: np.ndarray, share: float) -> None:
    tally = Tally("probability")
    for part in np.array_split(values, 3):
        if part.size:
            tally.add(Traced(part))
    assert tally.mean == pytest.approx(values.mean())
    plain = np.quantile(values, share, method="inverted_cdf")
    assert tally.quantile(share) == pytest.approx(plain, abs=1 / 1000)


def test_other_outcomes_are_kept() -> None:
    tally = Tally("people")
    tally.add(Traced(np.array([10.0, 20.0])))
    tally.add(Traced(np.array([30.0])))
    assert tally.mean == 20
    assert tally.quantile(0.5) == 20
    assert not tally.event


def test_an_event_has_a_standard_error() -> None:
    tally = Tally("probability")
    tally.add(Traced(np.arange(400) < 100))
    assert tally.event
    low, high = tally.interval()
    # Wilson interval of 100 in 400 at 95 % (any text book).
    assert [low, high] == pytest.approx([0.2101, 0.2946], abs=1e-4)
    none = Tally("probability")
    none.add(Traced(np.zeros(300, dtype=bool)))
    assert list(none.interval()) == pytest.approx([0.0, 0.0126], abs=1e-4)


def test_a_split_finds_what_a_factor_does() -> None:
    rng = np.random.default_rng(1)
    factor = rng.random(10_000)
    targets = np.stack([[factor, 1 - factor, rng.random(10_000)]])
    split = Split.empty((1, 3))
    for part in np.array_split(np.arange(10_000), 4):
        high = is_high(factor[part], 0.5)
        assert high is not None
        split.add(high, targets[:, :, part])
    effect, error = split.effect()[0], split.error()[0]
    assert effect[0] == pytest.approx(0.5, abs=0.02)
    assert effect[1] == pytest.approx(-0.5, abs=0.02)
    assert abs(effect[2]) < 4 * error[2]


def test_what_does_not_vary_is_no_factor() -> None:
    assert is_high(np.ones(5), 1.0) is None
    assert is_high(np.ones(5, dtype=bool), 0.0) is None
    high = is_high(np.array([True, False]), 0.0)
    assert high is not None
    assert high.tolist() == [True, False]
