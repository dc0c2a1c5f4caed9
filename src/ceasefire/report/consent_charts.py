"""Rows and marks of the charts on consent and talks."""

from __future__ import annotations

from ceasefire.answer import contents
from ceasefire.answer.answer import Answer
from ceasefire.answer.courses import Course
from ceasefire.report.marks import (
    BLUE,
    GREY,
    ORANGE,
    RED,
    SHARES,
    Rows,
    Spec,
    heat_map,
    named_options,
)

_SHOWN_ACTORS = 16
_SHOWN_MEMBERS = 10
_MOVERS = 3  # actors named beside the parties
_PARTY_COLOURS = (BLUE, RED, ORANGE, "#4c8b57", "#7b5ea7")


def acceptance_rows(answer: Answer) -> Rows:
    """Probability that an actor accepts a package, by actor and package."""
    rows: Rows = []
    for actor in contents.consenting(answer)[:_SHOWN_ACTORS]:
        for package in answer.case.rows("packages"):
            figure = answer.figure("package", package.id, actor)
            if figure is not None and figure.value is not None:
                rows.append({
                    "name": answer.case.name_of("actors", actor), "package": package.text("name"),
                    "p": figure.value, "label": f"{100 * figure.value:.0f}",
                })  # fmt: skip
    return rows


def acceptance_spec(_rows: Rows, narrow: bool) -> Spec:  # noqa: FBT001 - the declared signature
    """Return a heat map of actors by packages."""
    return heat_map("package", SHARES, "datum.p > 0.7", narrow=narrow)


def win_over_rows(answer: Answer) -> Rows:
    """Points that each option lacks, by the member that has to be won over and its body."""
    found: Rows = []
    heaviest: dict[str, float] = {}
    for option, name in named_options(answer):
        for body, actor, figure in contents.to_win_over(answer, option):
            points = figure.value or 0.0
            label = answer.case.name_of("actors", actor)
            label = f"{body.id}: {label}"
            found.append({"name": name, "member": label, "p": points, "label": f"{points:.0f}"})
            heaviest[label] = heaviest.get(label, 0.0) + points
    kept = sorted(heaviest, key=lambda label: -heaviest[label])[:_SHOWN_MEMBERS]
    return [row for row in found if row["member"] in kept]


def win_over_spec(rows: Rows, narrow: bool) -> Spec:  # noqa: FBT001 - the declared signature
    """Return a heat map of options by members."""
    most = max(row["p"] for row in rows)
    scale = {"domain": [0, most], "range": ["#f7f3ea", RED]}
    return heat_map("member", scale, f"datum.p > {0.6 * most}", narrow=narrow)


def course_rows(answer: Answer) -> Rows:
    """Positions by issue, actor and turn."""
    rows: Rows = []
    named = _named(answer)
    for course in answer.courses:
        issue = answer.case.row("issues", course.issue).text("question")
        for actor, path in zip(course.actors, course.positions, strict=True):
            who = answer.case.name_of("actors", actor) if actor in named else "others"
            rows += [
                {"issue": issue, "actor": actor, "who": who, "turn": turn, "place": place}
                for turn, place in enumerate(path)
            ]
    return rows


def _named(answer: Answer) -> list[str]:
    """Parties, and the actors that move furthest over all issues."""
    parties = contents.parties(answer)
    moved: dict[str, float] = {}
    for course in answer.courses:
        for actor, way in _ways(course).items():
            moved[actor] = moved.get(actor, 0.0) + way
    rest = sorted((a for a in moved if a not in parties), key=lambda actor: -moved[actor])
    return [*(actor for actor in parties if actor in moved), *rest[:_MOVERS]]


def _ways(course: Course) -> dict[str, float]:
    return {
        actor: abs(path[-1] - path[0])
        for actor, path in zip(course.actors, course.positions, strict=True)
    }


def course_spec(rows: Rows, narrow: bool) -> Spec:  # noqa: FBT001 - the declared signature
    """Return small multiples by issue, a line an actor."""
    names = list(dict.fromkeys(row["who"] for row in rows if row["who"] != "others"))
    domain, colours = ["others", *names], [GREY, *_PARTY_COLOURS[: len(names)]]
    color = {
        "field": "who", "type": "nominal", "title": None, "scale": {"domain": domain,
        "range": colours}, "legend": {"columns": 2 if narrow else 6, "orient": "top"},
    }  # fmt: skip
    encoding = {
        "x": {"field": "turn", "type": "quantitative", "title": "turn",
              "axis": {"tickMinStep": 1, "tickCount": 5}},
        "y": {"field": "place", "type": "quantitative", "title": None,
              "scale": {"domain": [0, 100]}, "axis": {"tickCount": 3}},
        "color": color, "detail": {"field": "actor"},
        "strokeWidth": {"condition": {"test": "datum.who == 'others'", "value": 0.7}, "value": 2.2},
        "opacity": {"condition": {"test": "datum.who == 'others'", "value": 0.55}, "value": 1},
    }  # fmt: skip
    return {
        "facet": {"field": "issue", "type": "nominal", "sort": None, "title": None,
                  "header": {"labelLimit": 250 if narrow else 400, "labelAnchor": "start"}},
        "columns": 1 if narrow else 2,
        "spec": {"width": 270 if narrow else 390, "height": 110 if narrow else 130,
                 "mark": {"type": "line"}, "encoding": encoding},
    }  # fmt: skip
