"""The small model of the benchmark: the kernel and the plain loop tell the same histories."""

from __future__ import annotations

import random

import numpy as np
import pytest
from benchmarks.small_model import (
    OUTCOMES,
    block,
    design,
    differing,
    inputs_of,
    runner,
    same_means,
    told,
)

FUTURES = 20_000


def test_the_kernel_and_its_twin_agree_draw_for_draw() -> None:
    assert differing(told, 40) == 0
    assert differing(lambda row, draw: told(row, lambda: draw() * 0.9), 40) > 20


def test_blocks_and_chunks_change_no_outcome() -> None:
    made = design(1_000)
    whole = block(made, 0, 1_000)[1]
    parts = [block(made, first, count)[1] for first, count in ((0, 1), (1, 300), (301, 699))]
    assert np.array_equal(whole, np.concatenate(parts, axis=1))


def test_means_are_those_of_the_model() -> None:
    means, errors = runner(FUTURES)
    # Means of the model in five engines, as published with the yardstick: deaths to the nearest
    # one, the others to the last place given.
    published = dict(zip(OUTCOMES, (94.7, 1.07, 41.5, 156.0), strict=True))
    rounding = np.array([0.05, 0.005, 0.05, 0.5])
    assert (np.abs(means - list(published.values())) < 4 * errors + rounding).all()


def test_means_that_differ_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    rows = inputs_of(block(design(1_000), 0, 1_000)[0])
    plain = np.array([told(row, random.Random(row[0]).random) for row in rows]).T  # noqa: S311
    assert same_means("plain", runner(FUTURES), plain)
    assert "DIFFER" not in capsys.readouterr().out
    assert not same_means("plain", runner(FUTURES), plain * 1.3)
    assert "DIFFER" in capsys.readouterr().out
