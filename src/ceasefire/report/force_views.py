"""What the section on the plan shows beside the charts."""

from __future__ import annotations

from typing import Any

from ceasefire.answer import plan_contents
from ceasefire.answer.answer import Answer
from ceasefire.report.words import band_words


def lapses(answer: Answer) -> list[dict[str, str]]:
    """What is missing of each option without a condition; options with the same are one line."""
    found: dict[tuple[str, str], list[str]] = {}
    for condition, option, missing in plan_contents.lapses(answer):
        words = "; ".join(lapsed_words(one) for one in missing)
        found.setdefault((condition.text("text"), words), []).append(option.text("name"))
    return [
        {"condition": text, "option": ", ".join(names), "words": words}
        for (text, words), names in found.items()
    ]


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


VIEWS: dict[str, Any] = {
    "planned": plan_contents.with_people, "drawn_plans": plan_contents.drawn,
    "kept": plan_contents.frontier_counts, "lapses": lapses,
}  # fmt: skip
