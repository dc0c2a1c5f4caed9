"""Assess a case: run the chain once through and put the answer together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ceasefire.answer.answer import Answer, Ranking, Settings, by_id, weights
from ceasefire.answer.attack_figures import attack_figures
from ceasefire.answer.consent_figures import consent_figures
from ceasefire.answer.costing import supply_figures
from ceasefire.answer.courses import courses
from ceasefire.answer.drawn_figures import drawn_figures
from ceasefire.answer.failures import failure
from ceasefire.answer.figures import Figure
from ceasefire.answer.offer_figures import offer_figures, option_figures
from ceasefire.answer.plans import frontier_figures, frontier_of, plan_figures, plans
from ceasefire.answer.ranking import rankings, turns
from ceasefire.answer.robust import leads, robust_figures
from ceasefire.answer.state_figures import benchmark_figures, kept_figures, state_figures
from ceasefire.case.edits import what_if
from ceasefire.case.origins import sourced_rows
from ceasefire.case.rows import Case, Row
from ceasefire.core.addresses import Address
from ceasefire.core.errors import CeasefireError, near
from ceasefire.force.sizing import refusal
from ceasefire.futures.attacked import attacked
from ceasefire.futures.run import run

DEFAULT_FUTURES = 10_000
DEFAULT_SEED = 1
MOST_FUTURES = 1_000_000
HIGHEST_SEED = 2**63 - 1


def assess(  # noqa: PLR0913 - the settings of an answer
    case: Case, *, futures: int = DEFAULT_FUTURES, seed: int = DEFAULT_SEED,
    options: Iterable[str] = (), sets: Iterable[str] = (), off: Iterable[str] = (),
    parts: Path | None = None, progress: Callable[[int], None] = lambda _done: None,
) -> Answer:  # fmt: skip
    """Answer a case.

    Args:
        case: the case.
        futures: how many futures to draw, 1 to a million.
        seed: key of all draws; 0 or more.
        options: ids of the options to assess; all of the case if none is named.
        sets: what-ifs as ``table.row.column=value``.
        off: conditions to switch off.
        parts: folder for the futures' Parquet parts; they are not kept without one.
        progress: called with the number of futures done.

    Raises:
        CeasefireError: a setting names what is not there, or is out of range.
    """
    check_settings(futures, seed)
    case, edits = what_if(case, sets, off)
    chosen = chosen_options(case, options)
    ensemble = run(case, chosen, futures=futures, seed=seed, parts=parts, progress=progress)
    made, kept = plans(case, chosen), frontier_of(case)
    figures = by_id([
        *offer_figures(case),
        *state_figures(case),
        *benchmark_figures(case),
        *(figure for option in chosen for figure in option_figures(case, option)),
        *(figure for option in chosen for figure in supply_figures(option)),
        *drawn_figures(case, ensemble),
        *robust_figures(case, ensemble),
        *attack_figures(case, attacked(case, chosen, futures=futures, seed=seed)),
        *(figure for option in chosen for figure in consent_figures(case, option)),
        *plan_figures(made),
        *frontier_figures(kept),
        *kept_figures(kept),
    ])  # fmt: skip
    ids = tuple(option.id for option in chosen)
    ranked = rankings(figures, ids, ensemble)
    failed = [failure(case, ensemble, option) for option in _told(ids, ranked)]
    figures |= by_id(figure for _, told in failed for figure in told)
    return Answer(
        case, Settings(futures, seed, ids, tuple(map(str, edits))), figures,
        ranked, turns(case, ensemble),
        assumptions_by_weight(case, figures),
        {option.id: _refused(case, option) for option in chosen}, courses(case), made, kept,
        leads(case, ensemble), tuple(one for one, _ in failed),
    )  # fmt: skip


def _told(options: tuple[str, ...], ranked: Sequence[Ranking]) -> tuple[str, ...]:
    """Options whose failures are told: the one with the least regret, and the case's first."""
    least = next(one.order for one in ranked if one.criterion == "regret_planned")
    return tuple(dict.fromkeys((*least[:1], *options[:1])))


def check_settings(futures: int, seed: int) -> None:
    """Check the settings of a run.

    Raises:
        CeasefireError: too few or too many futures, or a seed that cannot be.
    """
    if not 1 <= futures <= MOST_FUTURES:
        msg = f"{futures:,} futures are too {'few' if futures < 1 else 'many'}"
        raise CeasefireError(msg, f"give --futures 1 to {MOST_FUTURES:,}")
    if not 0 <= seed <= HIGHEST_SEED:
        msg = f"the seed {seed} is out of range"
        raise CeasefireError(msg, f"give --seed 0 to {HIGHEST_SEED}")


def chosen_options(case: Case, options: Iterable[str]) -> list[Row]:
    """Rows of the named options; all of the case if none is named.

    Raises:
        CeasefireError: the case has no such option, or none at all.
    """
    named = list(dict.fromkeys(options))
    known = case.tables["options"]
    for option in named:
        if option not in known:
            msg = f"case {case.name} has no option '{option}'"
            raise CeasefireError(msg, near(option, known) or f"options: {', '.join(known)}")
    rows = [known[option] for option in named] if named else list(known.values())
    if not rows:
        msg = f"case {case.name} has no option"
        raise CeasefireError(msg, "add one to options.csv")
    return rows


def assumptions_by_weight(case: Case, figures: dict[str, Figure]) -> tuple[str, ...]:
    """Addresses of the assumptions, those first that move an outcome most."""
    heaviest: dict[str, float] = {}
    for figure in weights(figures):
        row = str(Address.parse(figure.rows[0])).rpartition(".")[0]
        heaviest[row] = max(heaviest.get(row, 0.0), abs(figure.value or 0.0))
    assumed = [str(row.address()) for row in sourced_rows(case) if row.grade == "assumption"]
    return tuple(sorted(assumed, key=lambda row: -heaviest.get(row, 0.0)))


def _refused(case: Case, option: Row) -> dict[str, str]:
    reasons = {rule.id: refusal(case, rule, option) for rule in case.rows("sizing_rules")}
    return {rule: reason for rule, reason in reasons.items() if reason}
