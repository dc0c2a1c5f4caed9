"""How well models of standing foresee spells that they were not fitted to.

Whole clusters are left out in turn. A spell is foreseen from what is known on its first day, so
peacekeepers who come later do not help the forecast; the models are fitted to all records of the
others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from calibration.standing_data import Ints, Records
from calibration.standing_survival import SEED, Z95, cox, kaplan_meier, weibull

from ceasefire.core.bands import Floats

JUDGED = (1.0, 2.0, 5.0)
RANKED_BY = 1  # the place in JUDGED by which spells are ranked
FOLDS = 10
REPEATS = 10
GROUPS = 3
PEER = "kaplan_meier"

# From spells to fit and spells to foresee (one record each) to standing at JUDGED, (spells, years).
Foresees = Callable[[Records, Records], Floats]


def by_kaplan_meier(fitted: Records, unseen: Records) -> Floats:
    """One curve for all: the peer that a model has to beat."""
    curve = kaplan_meier(fitted.whole()).at(JUDGED)
    return np.tile(curve, (len(unseen), 1))


def by_cox(names: tuple[str, ...], penalizer: float = 0.0) -> Foresees:
    """Cox with covariates; a penalizer above 0 draws their coefficients to 0 (ridge)."""

    def foresee(fitted: Records, unseen: Records) -> Floats:
        fit = cox(fitted, names, penalizer)
        base = fit.model.baseline_cumulative_hazard_
        hazards = np.concatenate([[0.0], base.to_numpy(dtype=float)[:, 0]])
        places = np.searchsorted(base.index.to_numpy(dtype=float), JUDGED, side="right")
        centred = unseen.matrix(names) - fitted.matrix(names).mean(axis=0)
        return np.asarray(np.exp(-np.exp(centred @ fit.values)[:, None] * hazards[places]))

    return foresee


def by_weibull(names: tuple[str, ...]) -> Foresees:
    """Weibull with covariates."""

    def foresee(fitted: Records, unseen: Records) -> Floats:
        fit = weibull(fitted, names)
        shape = float(np.exp(fit.values[-1]))
        intercept = float(fit.model.params_[("lambda_", "Intercept")])
        log_hazard = unseen.matrix(names) @ fit.values[:-1] - shape * intercept
        hazards = np.exp(log_hazard)[:, None] * np.asarray(JUDGED) ** shape
        return np.asarray(np.exp(-hazards))

    return foresee


def folds(clusters: Ints, repeat: int, count: int = FOLDS) -> Ints:
    """Number of the fold of each record; all of one cluster stand in one fold."""
    labels, place = np.unique(clusters, return_inverse=True)
    generator = np.random.Generator(np.random.Philox(SEED + repeat))
    return np.asarray(generator.permutation(len(labels))[place] % count)


def foreseen(records: Records, model: Foresees, repeat: int) -> Floats:
    """Standing of each spell by a model fitted without its cluster, shape ``(spells, years)``."""
    whole = records.whole()
    fold = folds(records.cluster, repeat)
    fold_of_whole = folds(whole.cluster, repeat)
    result = np.empty((len(whole), len(JUDGED)))
    for number in range(FOLDS):
        unseen = fold_of_whole == number
        if unseen.any():
            result[unseen] = model(records.take(fold != number), whole.take(unseen))
    return result


def stood(whole: Records) -> Floats:
    """1 where a spell stood at the judged years, shape ``(spells, years)``.

    Raises:
        ValueError: a spell was lost from sight before the last of them without war.
    """
    if (whole.stop[~whole.failed] < max(JUDGED)).any():
        msg = f"a spell without war was followed for less than {max(JUDGED):g} years"
        raise ValueError(msg)
    failed_by = whole.failed[:, None] & (whole.stop[:, None] <= np.asarray(JUDGED))
    return np.asarray(~failed_by, dtype=float)


def concordance(whole: Records, shares: Floats) -> float:
    """Harrell's share of pairs that are ranked rightly, ties as half."""
    right = pairs = 0.0
    for i in np.flatnonzero(whole.failed):
        later = (whole.stop > whole.stop[i]) | ((whole.stop == whole.stop[i]) & ~whole.failed)
        pairs += later.sum()
        right += (shares[later] > shares[i]).sum() + 0.5 * (shares[later] == shares[i]).sum()
    return float(right / pairs)


@dataclass(frozen=True)
class Group:
    """A third of the spells by what was foreseen: foreseen and seen share, and its interval."""

    spells: int
    foreseen: float
    seen: float
    low: float
    high: float


@dataclass(frozen=True)
class Judgement:
    """How a model did: Brier scores by year, their gain on Kaplan-Meier, ranks and calibration.

    ``gain`` is shaped ``(years, 3)``: Kaplan-Meier's score minus the model's, with the 95 %
    interval over clusters drawn anew; above 0 the model is better.
    """

    brier: Floats
    gain: Floats
    concordance: float
    groups: tuple[tuple[Group, ...], ...]


def wilson(successes: float, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval for a share."""
    share, z2 = successes / count, Z95**2
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    spread = Z95 / (1 + z2 / count) * np.sqrt(share * (1 - share) / count + z2 / (4 * count**2))
    return float(max(0.0, middle - spread)), float(min(1.0, middle + spread))


def calibration(shares: Floats, standing: Floats, count: int = GROUPS) -> tuple[Group, ...]:
    """Foreseen beside seen in groups of about equal size, lowest first."""
    order = np.argsort(shares, kind="stable")
    groups = []
    for part in np.array_split(order, count):
        seen = standing[part]
        low, high = wilson(float(seen.sum()), len(part))
        mean = float(shares[part].mean())
        groups.append(Group(len(part), mean, float(seen.mean()), low, high))
    return tuple(groups)


def _gain(losses: Floats, peer: Floats, clusters: Ints, resamples: int = 2_000) -> Floats:
    better = peer - losses
    labels, place = np.unique(clusters, return_inverse=True)
    summed = np.zeros((len(labels), better.shape[1]))
    np.add.at(summed, place, better)
    sizes = np.bincount(place)
    generator = np.random.Generator(np.random.Philox(SEED))
    drawn = generator.integers(len(labels), size=(resamples, len(labels)))
    means = summed[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)[:, None]
    low, high = np.quantile(means, (0.025, 0.975), axis=0)
    return np.column_stack([better.mean(axis=0), low, high])


def judge(
    records: Records, models: Mapping[str, Foresees], repeats: int = REPEATS
) -> dict[str, Judgement]:
    """Judge models beside ``by_kaplan_meier``; scores are means over divisions into folds."""
    whole = records.whole()
    standing = stood(whole)
    everything = {PEER: by_kaplan_meier, **models}
    shares = {
        name: np.array([foreseen(records, model, r) for r in range(repeats)])
        for name, model in everything.items()
    }
    losses = {name: ((each - standing) ** 2).mean(axis=0) for name, each in shares.items()}
    judged = {}
    for name, each in shares.items():
        ranks = [concordance(whole, one[:, RANKED_BY]) for one in each]
        mean = each.mean(axis=0)
        # One curve for all ranks nobody; what folds make of it is an artefact of leaving out.
        one_for_all = name == PEER
        count = 1 if one_for_all else GROUPS
        judged[name] = Judgement(
            losses[name].mean(axis=0),
            _gain(losses[name], losses[PEER], whole.cluster),
            0.5 if one_for_all else float(np.mean(ranks)),
            tuple(calibration(mean[:, i], standing[:, i], count) for i in range(len(JUDGED))),
        )
    return judged
