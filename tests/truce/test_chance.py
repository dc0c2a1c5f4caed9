"""Laws of chance inside the kernel, against other sums and other moments."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.truce.made import NO_LADDERS, made_runs, made_shared

from ceasefire.core.bands import Floats
from ceasefire.core.draws import Draws
from ceasefire.truce import plain_chance as plain
from ceasefire.truce.arrays import LEFT, Ladders
from ceasefire.truce.chance import (
    absorbed,
    gamma_noise,
    geometric_quantile,
    normal_quantile,
    poisson_count,
    poisson_quantile,
    unit,
    week_keys,
)
from ceasefire.truce.kernel import histories

SWITCH = 12.0
units = st.floats(1e-15, 1 - 1e-12)
means = st.one_of(st.floats(0, 30), st.floats(0, 5_000), st.floats(11.5, 16.5))


def quantile(mean: float, u: float) -> float:
    return poisson_quantile(mean, u, normal_quantile(u))


def summed(mean: float, u: float) -> int:
    """The quantile from logarithms of the probabilities, summed exactly."""
    parts: list[float] = []
    count = 0
    while True:
        parts.append(math.exp(count * math.log(mean) - mean - math.lgamma(count + 1)))
        if math.fsum(parts) >= u:
            return count
        count += 1


@given(st.floats(1e-9, SWITCH), st.floats(1e-9, 1 - 1e-9))
def test_poisson_counts_are_exact_up_to_the_switch(mean: float, u: float) -> None:
    count = quantile(mean, u)
    # At the edge between two counts the last bit of a sum may decide.
    assert count == summed(mean, u) or count in {summed(mean, u - 1e-12), summed(mean, u + 1e-12)}


@given(st.floats(SWITCH, 400), st.floats(1e-6, 1 - 1e-6))
def test_poisson_counts_are_off_by_one_at_most_beyond(mean: float, u: float) -> None:
    assert abs(quantile(mean, u) - summed(mean, u)) <= 1


@given(means, means, units, units)
def test_poisson_counts_never_fall_when_mean_or_luck_rises(
    mean: float, other: float, u: float, v: float
) -> None:
    less, more = sorted((mean, other))
    assert quantile(less, u) <= quantile(more, u)
    low, high = sorted((u, v))
    assert quantile(mean, low) <= quantile(mean, high)


def test_poisson_counts_never_fall_across_the_switch() -> None:
    luck = np.concatenate([np.logspace(-16, -2, 60), np.linspace(0.01, 0.99, 197)])
    luck = np.concatenate([luck, 1 - np.logspace(-2, -11.5, 60)])
    steps = np.concatenate([np.linspace(11.9, 12.1, 41), np.linspace(12.2, 18, 59)])
    counts = np.array([[quantile(m, u) for m in steps] for u in luck])
    assert (np.diff(counts, axis=0) >= 0).all()
    assert (np.diff(counts, axis=1) >= 0).all()
    assert (counts[:, -1] > counts[:, 0]).any()


@given(means, units)
def test_a_count_without_a_normal_quantile_at_hand_is_the_same(mean: float, u: float) -> None:
    assert poisson_count(mean, u) == quantile(mean, u)


@given(units)
def test_normal_quantiles_are_accurate(u: float) -> None:
    exact = NormalDist().inv_cdf(u)
    assert normal_quantile(u) == pytest.approx(exact, rel=2e-9, abs=1e-12)


@given(st.floats(0, 100), units, st.floats(0.05, 50), st.integers(0, 2**64 - 1))
def test_the_plain_laws_are_the_same(mean: float, u: float, size: float, state: int) -> None:
    word = np.uint64(state)
    assert plain.uniform(state) == unit(word)
    assert plain.gamma(size, state) == pytest.approx(gamma_noise(size, word), rel=1e-12)
    assert plain.geometric(1 + mean, u) == geometric_quantile(1 + mean, u)
    # Their normal quantiles differ in the tenth digit, so at the edge of a count they may differ.
    near = {quantile(mean, x) for x in (u * (1 - 1e-6), u, min(u * (1 + 1e-6), 1 - 1e-16))}
    assert plain.poisson(mean, u) in near


def test_draws_are_those_of_the_core() -> None:
    futures = np.arange(7, 12, dtype=np.uint64)
    key = week_keys(5, ("truce.clash", "truce.war"), 4)[1, 3]
    drawn = [unit(np.uint64(absorbed(key, future))) for future in futures]
    assert drawn == Draws(5, 7, 5).uniform("truce.war", week=3).tolist()


def noises(size: float, count: int = 40_000) -> Floats:
    return np.array([gamma_noise(size, np.uint64(k)) for k in range(count)])


@pytest.mark.parametrize("size", [0.3, 0.9, 1.0, 4.0, 1e6])
def test_gamma_noise_has_its_moments(size: float) -> None:
    noise = noises(size)
    # Fourth central moment of the law: 3 / size^2 + 6 / size^3; five standard errors.
    error = math.sqrt((2 / size**2 + 6 / size**3) / noise.size)
    assert noise.mean() == pytest.approx(1, abs=5 * math.sqrt(1 / size / noise.size))
    assert noise.var() == pytest.approx(1 / size, abs=5 * error)
    assert (noise > 0).all()


@pytest.mark.parametrize("mean", [1.0, 1.5, 6.0])
def test_geometric_counts_have_their_mean(mean: float) -> None:
    luck = (np.arange(100_000) + 0.5) / 100_000
    counts = np.array([geometric_quantile(mean, u) for u in luck])
    assert counts.min() == 1
    assert counts.mean() == pytest.approx(mean, rel=1e-3)


@pytest.mark.parametrize(("rate", "size"), [(2.0, 0.4), (30.0, 1.5)])
def test_violations_without_excitation_are_negative_binomial(rate: float, size: float) -> None:
    count = 40_000
    shared = made_shared(count, {"violations": rate, "dispersion": size}, weeks=1, segments=1)
    left = histories(shared, _ladders(count), made_runs(count, (0.0,)), 1)
    counts = left[0, :, LEFT.index("violations")].astype(float)
    mean = rate * float(shared.lengths[0, 0])
    variance = mean + mean**2 / size
    assert counts.mean() == pytest.approx(mean, abs=5 * math.sqrt(variance / count))
    assert counts.var() == pytest.approx(variance, rel=0.1)
    # No violation at all: (size / (size + mean))^size, which a Poisson law would miss by far.
    assert (counts == 0).mean() == pytest.approx((size / (size + mean)) ** size, abs=0.012)


def _ladders(count: int) -> Ladders:
    return NO_LADDERS._replace(hours=np.zeros((count, 0)))
