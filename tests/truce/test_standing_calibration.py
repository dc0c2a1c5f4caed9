"""The script that calibrates standing: its mathematics on made-up data, and what it ships."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec

import numpy as np
import pytest
from calibration import standing as script
from calibration import standing_data as source
from calibration import standing_hull as hull
from calibration import standing_judged as judged
from calibration import standing_survival as survival
from calibration.standing_data import Records
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire.core.bands import Floats
from ceasefire.truce.calibration import Coefficient, coefficients

needs_lifelines = pytest.mark.skipif(
    find_spec("lifelines") is None, reason="lifelines, of the extra 'survival', is not there"
)


def records(
    stop: Sequence[float] | Floats,
    failed: Sequence[int] | Floats,
    start: Sequence[float] | Floats | None = None,
    cluster: Sequence[int] | None = None,
    **columns: Floats,
) -> Records:
    """Records of one spell each unless their cluster says otherwise."""
    count = len(stop)
    return Records(
        np.arange(count),
        np.arange(count) if cluster is None else np.array(cluster),
        np.zeros(count) if start is None else np.array(start, float),
        np.array(stop, float),
        np.array(failed) == 1,
        columns,
    )


def drawn(count: int, seed: int = 1, shape: float = 1.0) -> Records:
    """Weibull spells, scale 3 years, hazard ratio 0.4 of ``force``, watched for 8 years."""
    generator = np.random.Generator(np.random.Philox(seed))
    force = generator.integers(2, size=count).astype(float)
    other = generator.normal(size=count)
    hazard = -np.log(generator.random(count)) / np.exp(np.log(0.4) * force + 0.3 * other)
    times = 3.0 * hazard ** (1 / shape)
    stop = np.minimum(times, 8.0)
    return records(stop, (times <= 8.0).astype(int), force=force, other=other)


def test_kaplan_meier_by_hand() -> None:
    # Deaths at 1 and 3 of five, one lost at 2: 4/5, then 4/5 x 2/3.
    curve = survival.kaplan_meier(records([1, 2, 3, 4, 5], [1, 0, 1, 0, 0]))
    assert curve.at((0.5, 1, 2.9, 3, 9)) == pytest.approx([1, 0.8, 0.8, 0.8 * 2 / 3, 0.8 * 2 / 3])
    # Greenwood: 1/(5 x 4) + 1/(3 x 2); log-log interval of the last.
    spread = 1.959964 * np.sqrt(1 / 20 + 1 / 6) / abs(np.log(0.8 * 2 / 3))
    ends = (0.8 * 2 / 3) ** np.exp([spread, -spread])
    assert curve.band((3,))[0] == pytest.approx(ends, abs=1e-6)


def test_who_enters_late_is_at_risk_only_then() -> None:
    late = survival.kaplan_meier(records([1, 2, 3], [1, 1, 0], start=[0, 0, 1.5]))
    assert late.at_risk.tolist() == [2, 2]
    assert late.at((1, 2)).tolist() == [0.5, 0.25]


def test_no_failure_yet_leaves_a_band_of_the_rule_of_three() -> None:
    curve = survival.kaplan_meier(records(np.full(30, 2.0), [1] + [0] * 29))
    assert curve.band((1,))[0] == pytest.approx([0.025 ** (1 / 30), 1])


def test_an_exponential_curve_is_recovered() -> None:
    spells = drawn(4_000)
    without = spells.take(spells.columns["force"] == 0)
    years = (0.5, 1, 2, 5)
    curve = survival.kaplan_meier(without)
    # E exp(-t/3 exp(0.3 z)) over a standard normal z, by quadrature.
    nodes, weights = np.polynomial.hermite_e.hermegauss(40)
    truth = [float(weights @ np.exp(-t / 3 * np.exp(0.3 * nodes)) / weights.sum()) for t in years]
    assert curve.at(years) == pytest.approx(truth, abs=0.03)
    resampled = survival.resampled_band(without, years, 200)
    assert resampled == pytest.approx(curve.band(years), abs=0.01)


@needs_lifelines
@pytest.mark.parametrize("shape", [1.0, 0.55])
def test_cox_and_weibull_recover_what_was_put_in(shape: float) -> None:
    spells = drawn(3_000, shape=shape)
    names = ("force", "other")
    proportional, law = survival.cox(spells, names), survival.weibull(spells, names)
    for fit in (proportional, law):
        assert fit.ratio("force")[0] == pytest.approx(0.4, rel=0.08)
        assert fit.ratio("other")[0] == pytest.approx(np.exp(0.3), rel=0.08)
    assert law.ratio("log_shape")[0] == pytest.approx(shape, rel=0.05)
    assert proportional.ratio("force")[1] < 0.4 < proportional.ratio("force")[2]


@needs_lifelines
def test_robust_errors_are_those_of_lifelines_where_it_has_them() -> None:
    from lifelines import CoxPHFitter

    spells = drawn(300)
    clusters = np.arange(300) // 3
    grouped = Records(
        spells.spell, clusters, spells.start, spells.stop, spells.failed, spells.columns
    )
    mine = survival.cox(grouped, ("force", "other"))
    frame = survival._frame(spells, ("force", "other"))
    frame["cluster"] = clusters
    theirs = CoxPHFitter().fit(frame.drop(columns="start"), "stop", "failed", cluster_col="cluster")
    ours = np.sqrt(np.diag(mine.covariance) * 99 / 100)  # theirs is not scaled by n / (n - 1)
    assert ours == pytest.approx(theirs.standard_errors_.to_numpy(), rel=1e-3)


@needs_lifelines
def test_a_spell_cut_in_two_is_the_same_spell() -> None:
    spells = drawn(200)
    half = spells.stop / 2
    both = Records(
        np.tile(spells.spell, 2),
        np.tile(spells.cluster, 2),
        np.concatenate([spells.start, half]),
        np.concatenate([half, spells.stop]),
        np.concatenate([np.zeros(200, dtype=bool), spells.failed]),
        {name: np.tile(values, 2) for name, values in spells.columns.items()},
    )
    for fit in (survival.cox, survival.weibull):
        one, two = fit(spells, ("force", "other")), fit(both, ("force", "other"))
        assert two.values == pytest.approx(one.values, abs=2e-4)
        assert two.covariance == pytest.approx(one.covariance, rel=2e-3, abs=1e-6)
        assert two.spells == one.spells
    whole = both.whole()
    assert whole.stop == pytest.approx(spells.stop)
    assert whole.failed.tolist() == spells.failed.tolist()


def test_score_residuals_add_up_to_nothing_at_the_estimate() -> None:
    # One covariate, failures in the order 1, 0, 1: the score is zero where exp(b) solves
    # (1 - 2r/(2r+1)) - r/(r+1) + (1 - 1) = 0, that is 1/(2r+1) = r/(r+1), r = 1/sqrt(2).
    three = records([1, 2, 3], [1, 1, 1], x=np.array([1.0, 0.0, 1.0]))
    residuals = survival.cox_residuals(three, ("x",), np.array([np.log(1 / np.sqrt(2))]))
    assert residuals.sum() == pytest.approx(0, abs=1e-12)
    assert np.abs(residuals).max() > 0.1


def test_yearly_hazards_of_one_group_are_known() -> None:
    # 30 of 100 failed within 2 years: exp(b) = -log(0.7) / 2; the variance of the log of it is
    # that of the share by the delta method.
    failed = np.repeat([1.0, 0.0], [30, 70])
    ones, years = np.ones((100, 1)), np.full(100, 2.0)
    beta, covariance = survival.yearly_hazards(ones, failed, years, np.arange(100.0))
    assert np.exp(beta[0]) == pytest.approx(-np.log(0.7) / 2)
    by_delta = 0.3 * 0.7 / 100 / (0.7 * np.log(0.7)) ** 2 * 100 / 99
    assert covariance[0, 0] == pytest.approx(by_delta)


SHARES = st.lists(st.floats(0.01, 0.99), min_size=6, max_size=30)


@given(SHARES)
def test_concordance_of_a_mirror_is_the_mirror(shares: list[float]) -> None:
    count = len(shares)
    spells = records(np.arange(1.0, count + 1), [1, 0] * (count // 2) + [1] * (count % 2))
    forward = judged.concordance(spells, np.array(shares))
    assert forward + judged.concordance(spells, -np.array(shares)) == pytest.approx(1)
    assert judged.concordance(spells, spells.stop) == 1
    assert judged.concordance(spells, np.ones(count)) == 0.5


@given(st.lists(st.integers(0, 15), min_size=1, max_size=60), st.integers(0, 5))
def test_a_cluster_is_in_one_fold(clusters: list[int], repeat: int) -> None:
    array = np.array(clusters)
    fold = judged.folds(array, repeat)
    assert all(np.unique(fold[array == c]).size == 1 for c in array)
    labels = np.unique(array, return_index=True)[1]
    sizes = np.bincount(fold[labels], minlength=judged.FOLDS)
    assert sizes.max() - sizes.min() <= 1


def test_whole_clusters_are_unseen() -> None:
    spells = drawn(60)
    clusters = np.arange(60) // 4
    grouped = Records(
        spells.spell, clusters, spells.start, spells.stop, spells.failed, spells.columns
    )

    def remembers(fitted: Records, unseen: Records) -> Floats:
        assert not set(fitted.cluster.tolist()) & set(unseen.cluster.tolist())
        assert len(fitted) + len(unseen) == 60
        return np.full((len(unseen), 3), 0.5)

    assert (judged.foreseen(grouped, remembers, 0) == 0.5).all()


@needs_lifelines
def test_a_true_covariate_beats_the_curve_and_noise_does_not() -> None:
    spells = drawn(400, seed=3)
    noise = np.random.Generator(np.random.Philox(9)).normal(size=400)
    columns = {**spells.columns, "strong": 3 * spells.columns["force"], "noise": noise}
    stop = np.where(spells.failed, spells.stop, 8.0)
    known = Records(spells.spell, spells.cluster, spells.start, stop, spells.failed, columns)
    models = {
        "true": judged.by_cox(("strong", "other")),
        "law": judged.by_weibull(("strong", "other")),
        "noise": judged.by_cox(("noise",)),
    }
    found = judged.judge(known, models, repeats=1)
    for name in ("true", "law"):
        assert (found[name].gain[:, 1] > 0).all()
        assert found[name].concordance > 0.6
        for group in (g for year in found[name].groups for g in year):
            assert abs(group.foreseen - group.seen) < 0.12
    assert found["noise"].gain[:, 0].max() < 0.002
    assert found["kaplan_meier"].concordance == 0.5
    assert found["kaplan_meier"].gain == pytest.approx(np.zeros((3, 3)))


def test_spells_lost_early_cannot_be_judged() -> None:
    with pytest.raises(ValueError, match="followed for less than 5 years"):
        judged.stood(records([1, 3], [1, 0]))
    assert judged.stood(records([1.5, 6], [1, 0])).tolist() == [[1, 0, 0], [1, 1, 1]]


def test_wilson_agrees_with_the_published_example() -> None:
    # Newcombe 1998, Statistics in Medicine 17: 81 of 263, score method: 0.2553 to 0.3662.
    assert judged.wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


SQUARE = np.array([[0.0, 0], [1, 0], [0, 1], [1, 1]])


@pytest.mark.parametrize(
    ("point", "inside"),
    [((0.5, 0.5), True), ((1, 1), True), ((1, 0.3), True), ((1.01, 0.5), False), ((-1, 2), False)],
)
def test_the_hull_of_a_square(point: tuple[float, float], *, inside: bool) -> None:
    at = np.array(point, float)
    assert hull.in_hull(SQUARE, at, at) is inside
    assert hull.in_hull(SQUARE[:3], np.array([0.6, 0.6]), np.array([0.6, 0.6])) is False


def test_a_box_is_in_the_hull_where_any_of_it_is() -> None:
    low, high = np.array([0.9, 0.5]), np.array([3.0, 0.5])
    assert hull.in_hull(SQUARE, low, high)
    assert not hull.in_hull(SQUARE, np.array([1.1, 0.5]), high)
    assert not hull.in_hull(SQUARE[:3], low, high)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=12, max_size=12), st.floats(1.05, 5))
def test_mixtures_are_inside_and_what_lies_beyond_is_not(w: list[float], far: float) -> None:
    data = np.random.Generator(np.random.Philox(4)).normal(size=(12, 3)) * [1, 100, 0.01]
    weights = np.array(w) + 0.01
    mixture = weights @ data / weights.sum()
    assert hull.in_hull(data, mixture, mixture)
    corner = data[data[:, 0].argmax()].copy()
    corner[0] *= far
    assert not hull.in_hull(data, corner, corner)


def test_gower_by_hand() -> None:
    data = np.array([[0.0, 10, 7], [2, 30, 7]])
    assert hull.gower(data, np.array([1.0, 10, 7])).tolist() == [0.5 / 3, (0.5 + 1) / 3]
    assert hull.gower(data, np.array([0.0, 10, 8]))[0] == pytest.approx(1 / 3)


def test_how_far_a_case_lies() -> None:
    data = {"a": np.array([0, 1, 0, 1, np.nan]), "b": np.array([0, 0, 1, 1, 5.0])}
    inside = hull.distance(data, (hull.Assumed("a", 0, 0.5, 1, ""), hull.Assumed("b", 1, 1, 1, "")))
    assert (inside.rows, inside.columns) == (4, 2)
    assert (inside.mode_in_hull, inside.box_in_hull, inside.outside) == (True, True, ())
    assert inside.nearest == 0.25
    assert inside.typical == pytest.approx((4 * 0.5 + 2 * 1) / 6)
    beyond = hull.distance(data, (hull.Assumed("a", 2, 3, 4, ""), hull.Assumed("b", 0, 0.1, 1, "")))
    assert (beyond.mode_in_hull, beyond.outside, beyond.held_by) == (False, ("a",), (("a",),))
    assert beyond.nearest_row == 1


def test_a_table_is_written_as_it_is_read() -> None:
    rows = [Coefficient("a", 0.25, None, None, "share", "made up", "one, two")]
    lines = script.table_text(rows, ["from nothing"]).splitlines()
    assert lines == [
        "# from nothing",
        "name,value,low,high,unit,data,note",
        'a,0.2500,,,share,made up,"one, two"',
    ]


@cache
def real() -> tuple[Records, Records]:
    frame = source.read_fortna(script.DATA)
    return source.fortna_records(frame), source.fortna_records(frame, post_cold_war=False)


@pytest.fixture(name="data")
def _data() -> None:
    pytest.importorskip("pandas", reason="pandas, of the extra 'survival', is not there")
    if not all((script.DATA / file).is_file() for file in source.FILES):
        pytest.skip("../shared/data is not there")


@pytest.mark.realdata
@pytest.mark.usefixtures("data")
def test_the_ceasefires_are_those_of_the_book() -> None:
    # Fortna 2008: 94 ceasefires of 1989 to 1999; peace failed in 54 of them in this file.
    recent, every = real()
    assert np.unique(recent.spell).size == 94
    assert recent.failed.sum() == recent.whole().failed.sum() == 54
    assert np.unique(every.spell).size == 153
    follows = recent.spell[1:] == recent.spell[:-1]
    assert (recent.start[1:][follows] == recent.stop[:-1][follows]).all()
    assert (recent.stop > recent.start).all()
    assert judged.stood(recent.whole()).shape == (94, 3)


@pytest.mark.realdata
@pytest.mark.usefixtures("data")
def test_peacekeeping_with_covariates_agrees_with_the_published_ratio() -> None:
    pytest.importorskip("lifelines")
    fit = survival.cox(real()[0], (script.HERE, *script.COVARIATES))
    value, low, high = fit.ratio(script.HERE)
    assert low < 0.32 < value < high < 1


@pytest.mark.realdata
@pytest.mark.usefixtures("data")
def test_standing_ships_as_the_script_gives_it() -> None:
    pytest.importorskip("lifelines")
    shipped = coefficients("standing_fortna")
    for name, group in script.groups_of(real()[0]).items():
        curve = survival.kaplan_meier(group)
        for years, share, ends in zip(
            script.YEARS, curve.at(script.YEARS), curve.band(script.YEARS), strict=True
        ):
            one = shipped[f"{name}.{years:g}y"]
            assert (one.value, one.low, one.high) == pytest.approx((share, *ends), abs=6e-5)
    folder = script.TABLES
    digests = [hashlib.sha256((script.DATA / f).read_bytes()).hexdigest() for f in source.FILES]
    for path in folder.glob("standing_*.csv"):
        text = path.read_text(encoding="utf-8")
        assert all(digest in text for digest in digests)


@pytest.mark.realdata
@pytest.mark.usefixtures("data")
def test_episodes_that_came_back_are_those_the_data_number() -> None:
    pytest.importorskip("openpyxl")
    frame = source.read_ucdp(script.DATA)
    dyads = source.ucdp_records(frame)
    numbered = frame.drop_duplicates(["dyad_id", "dyadepisode"])["dyadepisode"]
    # Each episode after the first of two parties is a return of the one before it.
    assert abs(int(dyads.failed.sum()) - int((numbered > 1).sum())) <= 3
    conflicts = source.ucdp_records(frame, level="conflict")
    assert (conflicts.stop <= dyads.stop).all()


@pytest.mark.realdata
@pytest.mark.usefixtures("data")
def test_no_war_lies_inside_once_enforcement_is_turned_round() -> None:
    wars = source.read_civil_wars(script.DATA)
    assert hull.turned_round_inside(wars) == (0, 122)


def test_what_ships_says_where_it_is_from() -> None:
    standing = coefficients("standing_fortna")
    without = [standing[f"without.{years:g}y"].value for years in script.YEARS]
    assert without == sorted(without, reverse=True)
    force = [standing[f"with.{years:g}y"].value for years in script.YEARS]
    assert all(a > b for a, b in zip(force, without, strict=True))
    assert coefficients("standing_hazard_ratios")["published"].value == 0.32
    assert coefficients("standing_judged")["kaplan_meier.concordance"].value == 0.5
    for table in ("recurrence", "yearly_hazards", "distance"):
        assert all(one.data for one in coefficients(f"standing_{table}").values())
