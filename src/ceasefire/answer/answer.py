"""The answer to one case: its settings, its figures, and what they say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ceasefire.answer.courses import Course
from ceasefire.answer.figures import Figure
from ceasefire.case.differences import case_inputs
from ceasefire.case.rows import Case
from ceasefire.force.generation.generated import Generated
from ceasefire.force.sustain import Sustained

FORMAT = 1


@dataclass(frozen=True)
class Settings:
    """How the answer was made."""

    futures: int
    seed: int
    options: tuple[str, ...]
    edits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ranking:
    """Options from best to worst by one criterion; ``figure`` is the end of the figures' ids.

    ``level`` has the options that the futures do not tell from the first.
    """

    criterion: str
    name: str
    better: str
    figure: str
    order: tuple[str, ...]
    level: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lead:
    """The option that stands best at two years, as planned, where a rival model is true.

    ``outcome`` is ``war`` or ``clash``; ``level`` has the options that the futures do not tell from
    it.
    """

    model: str
    outcome: str
    option: str
    level: tuple[str, ...]


@dataclass(frozen=True)
class Failure:
    """Beliefs and conditions (``when``, in words) that the failures of an option have in common.

    Blank if there are none. The ids of its figures begin with ``answer.OPTION.fails``.
    """

    option: str
    when: str


@dataclass(frozen=True)
class Turn:
    """A belief or condition under which another option leads than over all futures."""

    criterion: str
    under: str
    what: str
    leader: str
    instead_of: str
    rows: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """One result of a case. ``figures`` is keyed by figure id."""

    case: Case
    settings: Settings
    figures: Mapping[str, Figure]
    rankings: tuple[Ranking, ...]
    turns: tuple[Turn, ...]
    assumptions: tuple[str, ...]
    refused: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    courses: tuple[Course, ...] = ()
    plans: tuple[Generated, ...] = ()
    frontier: Sustained | None = None
    leads: tuple[Lead, ...] = ()
    failures: tuple[Failure, ...] = ()

    def figure(self, *parts: str) -> Figure | None:
        """Return the figure whose id is made of the parts, if the answer has it."""
        return self.figures.get(figure_id(*parts))

    def as_json(self) -> dict[str, Any]:
        """Return the answer as it stands in answer.json; see docs/answer.md."""
        return {
            "format": FORMAT,
            "case": {
                "id": self.case.name,
                "title": self.case.meta.text("title"),
                "as_of": self.case.as_of.isoformat(),
            },
            "settings": {
                "futures": self.settings.futures,
                "seed": self.settings.seed,
                "options": list(self.settings.options),
                "edits": list(self.settings.edits),
            },
            "figures": {key: figure.as_json() for key, figure in self.figures.items()},
            "rankings": [
                vars(ranking) | {"order": list(ranking.order), "level": list(ranking.level)}
                for ranking in self.rankings
            ],
            "failures": [vars(failure) for failure in self.failures],
            "leads": [vars(lead) | {"level": list(lead.level)} for lead in self.leads],
            "turns": [vars(turn) | {"rows": list(turn.rows)} for turn in self.turns],
            "assumptions": list(self.assumptions),
            "refused_rules": {o: dict(rules) for o, rules in self.refused.items()},
            "courses": [course.as_json() for course in self.courses],
            "plans": [plan.as_json() for plan in self.plans],
            "inputs": case_inputs(self.case),
        }

    def to_text(self) -> str:
        """Return answer.json as text: the same bytes for the same case, settings and version."""
        return _one_line_each(self.as_json()) + "\n"


def _dumps(part: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps(part, ensure_ascii=False, allow_nan=False)


def _one_line_each(found: dict[str, Any]) -> str:
    """Write the top two levels on lines of their own: it diffs well and stays small."""
    lines = []
    for key, part in found.items():
        text = _dumps(part)
        if isinstance(part, dict) and part:
            inner = (f"  {_dumps(k)}: {_dumps(v)}" for k, v in part.items())
            text = "{\n" + ",\n".join(inner) + "\n }"
        lines.append(f" {json.dumps(key)}: {text}")
    return "{\n" + ",\n".join(lines) + "\n}"


def figure_id(*parts: str) -> str:
    """Make the id of a figure."""
    return ".".join(("answer", *parts))


# Begin of the ids of figures that say how far a factor moves an outcome; not themselves results.
WEIGHTS = figure_id("weight", "")


def weights(figures: Mapping[str, Figure]) -> list[Figure]:
    """Figures that say how far a factor moves an outcome."""
    return [figure for key, figure in figures.items() if key.startswith(WEIGHTS)]


def by_id(figures: Iterable[Figure]) -> dict[str, Figure]:
    """Key figures by their ids.

    Raises:
        ValueError: two figures have one id.
    """
    found: dict[str, Figure] = {}
    for figure in figures:
        if figure.id in found:
            msg = f"two figures have the id {figure.id}"
            raise ValueError(msg)
        found[figure.id] = figure
    return found
