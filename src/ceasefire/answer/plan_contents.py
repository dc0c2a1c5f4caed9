"""What the page shows of plans: who stands where, who bears it, what can be kept, what lapses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ceasefire.answer.answer import Answer
from ceasefire.answer.plans import asks_people
from ceasefire.case.rows import Row
from ceasefire.core.bands import Band
from ceasefire.force.enablers import Failure, enabler_conditions, fails_without
from ceasefire.force.generation.generated import Generated
from ceasefire.force.generation.summary import Burden, Stay, burdens, stays
from ceasefire.force.offers import LEVELS
from ceasefire.force.sustain import AMONG_MEANS, ENDS

_DRAWN = 3
_NAMED = 3  # shortages of an option that are named before the others are folded away


@dataclass(frozen=True)
class Kept:
    """Largest force for so many months: low, middle and high of the pools, and with a surge."""

    months: int
    low: float
    middle: float
    high: float
    surged: float


@dataclass(frozen=True)
class Lapsed:
    """An enabler that is missing: what others cannot bring of it, and who offered some unnumbered.

    ``dependence`` and ``years`` may be blank bands.
    """

    name: str
    dependence: Band
    years: Band
    unnumbered: tuple[str, ...]


def with_people(answer: Answer) -> list[Generated]:
    """Plans of the options that ask for people."""
    return [one for one in answer.plans if asks_people(one)]


def drawn(answer: Answer) -> list[Generated]:
    """Plans that the page draws: the first few that ask for people."""
    return with_people(answer)[:_DRAWN]


def levels_in_use(answer: Answer) -> list[str]:
    """Levels of the offer that put somebody in place in some plan."""
    return [
        level for level in LEVELS
        if any(
            (figure := answer.figure(one.posed.option.id, "plan_in_place", level)) and figure.high
            for one in with_people(answer)
        )
    ]  # fmt: skip


@dataclass(frozen=True)
class Short:
    """What is short of an option, in sentences: ``first`` are named, ``more`` folded away.

    ``drawn`` says that the page draws its plan. ``unnumbered`` are names of those who would count
    and gave no number.
    """

    option: Row
    drawn: bool
    first: tuple[str, ...]
    more: tuple[str, ...]
    unnumbered: tuple[str, ...]


def shortages(answer: Answer) -> list[Short]:
    """What is short of every option with a plan; that of the options drawn is named first.

    Of the others, those without people among them, all sentences are folded away.
    """
    first = drawn(answer)
    others = [one for one in answer.plans if one not in first]
    return [_short(one, drawn=True) for one in first] + [_short(one, drawn=False) for one in others]


def _short(one: Generated, *, drawn: bool) -> Short:
    words = tuple(dict.fromkeys(one.shortage_words))
    named = _NAMED if drawn else 0
    unnumbered = one.unnumbered if asks_people(one) else ()
    return Short(one.posed.option, drawn, words[:named], words[named:], unnumbered)


def stays_of(one: Generated) -> tuple[Stay, ...]:
    """Who stands there when."""
    return stays(one.plan)


def burdens_of(one: Generated) -> tuple[Burden, ...]:
    """Who bears it."""
    return burdens(one.plan)


def size_asked(one: Generated) -> float:
    """People asked for in full strength."""
    return one.numbers.asked


def frontier(answer: Answer) -> Iterator[Kept]:
    """Yield the largest force by months; nothing if no forces are known."""
    found = answer.frontier
    if found is None:
        return
    for i, months in enumerate(found.steady["central"].months):
        low, middle, high = (float(found.steady[end].total[i]) for end in ENDS)
        yield Kept(months, low, middle, high, float(found.surged["central"].total[i]))


def kept_by_share(answer: Answer) -> tuple[float, float] | None:
    """People kept out for good by the share of land forces, low to high; ``None`` if not known."""
    return answer.frontier.by_share if answer.frontier else None


def frontier_counts(answer: Answer) -> str:
    """Whose forces the frontier counts; blank without a frontier."""
    return AMONG_MEANS[answer.frontier.among] if answer.frontier else ""


def lapses(answer: Answer) -> Iterator[tuple[Row, Row, list[Lapsed]]]:
    """Yield condition, option and the enablers that are missing if the condition is not met."""
    for condition in enabler_conditions(answer.case):
        for option in answer.settings.options:
            row = answer.case.row("options", option)
            failing = fails_without(answer.case, row, condition)
            if failing:
                missing = [_lapsed(answer, one) for one in failing]
                yield answer.case.row("conditions", condition), row, missing


def _lapsed(answer: Answer, failure: Failure) -> Lapsed:
    view = failure.view
    names = tuple(answer.case.name_of("actors", actor) for actor in failure.unpublished)
    return Lapsed(view.enabler.text("name"), view.dependence, view.replace_years, names)


__all__ = [
    "LEVELS", "Kept", "Lapsed", "Short", "Stay", "burdens_of", "drawn", "frontier",
    "frontier_counts", "kept_by_share", "lapses", "levels_in_use", "shortages", "size_asked",
    "stays_of", "with_people",
]  # fmt: skip
