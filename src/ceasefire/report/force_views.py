"""What the section on the plan shows beside the charts."""

from __future__ import annotations

from typing import Any

from ceasefire.answer import plan_contents
from ceasefire.answer.answer import Answer
from ceasefire.case.rows import Row
from ceasefire.report.words import band_words


def lapses(answer: Answer) -> list[dict[str, Any]]:
    """By condition, what is missing if it is not met, and which options miss it."""
    found: dict[str, dict[str, list[str]]] = {}
    for condition, option, missing in plan_contents.lapses(answer):
        for one in missing:
            parts = found.setdefault(condition.text("text"), {})
            parts.setdefault(lapsed_words(one), []).append(option.text("name"))
    people = [one.posed.option.text("name") for one in plan_contents.with_people(answer)]
    return [
        {"condition": text, "words": "; ".join(parts),
         "parts": [(words, _options(names, people)) for words, names in parts.items()]}
        for text, parts in found.items()
    ]  # fmt: skip


def _options(names: list[str], people: list[str]) -> str:
    """Name options; those with people in two words where all of them are among them."""
    if len(people) > 1 and set(people) <= set(names):
        names = ["every option with people", *(name for name in names if name not in people)]
    return ", ".join(names)


def lapsed_words(one: plan_contents.Lapsed) -> str:
    """Say what is missing, how far others could bring it, and in how many years."""
    said = []
    if not one.dependence.blank:
        low, high = (round(100 * end) for end in one.dependence.stated())
        said.append(f"{low} to {high}\u00a0% of it others cannot bring")
    if not one.years.blank:
        said.append(f"{band_words(one.years, 'years')} to replace")
    if one.unnumbered:
        said.append(f"offered without a number: {', '.join(one.unnumbered)}")
    return f"{one.name} ({'; '.join(said)})" if said else one.name


def supplied(answer: Answer) -> list[Row]:
    """Options drawn whose supplies have a figure."""
    rows = [one.posed.option for one in plan_contents.drawn(answer)]
    return [row for row in rows if answer.figure(row.id, "supply_tonnes")]


VIEWS: dict[str, Any] = {
    "planned": plan_contents.with_people, "plan_levels": plan_contents.levels_in_use,
    "shortages": plan_contents.shortages, "supplied": supplied,
    "kept": plan_contents.frontier_counts, "lapses": lapses,
}  # fmt: skip
