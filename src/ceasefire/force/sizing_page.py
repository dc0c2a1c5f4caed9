"""The reference page on sizing, written from a case so that its figures cannot go stale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ceasefire.case.rows import Case, Row
from ceasefire.force.benchmarks import (
    BASIS_WORDS,
    UP_TO,
    Density,
    by_type,
    densities,
    leave_one_out,
    unused,
)
from ceasefire.force.requirement import (
    End,
    Requirement,
    by_mission_type,
    parts,
    requirement,
)


def markdown(case: Case) -> str:
    """Write the page on sizing: needs, past missions, how well they foretell one another."""
    return "\n".join([
        "# How many people a mission needs\n",
        f"Written by `make docs` from the case `{case.name}` as of {case.as_of}; do not edit.\n",
        *_needs_page(case), *_options_page(case), *_missions_page(case), *_errors_page(case),
        *_weak_page(case),
    ])  # fmt: skip


def _needs_page(case: Case) -> Iterator[str]:
    yield (
        "## What the rules ask for\n\nRules that hold for a mission type are rivals: these are the "
        "least and the most that one of them asks for. The density is that of the rule (of a fixed "
        "number: on the middle of the line). Beside it stands the past mission that comes nearest, "
        "and how many times its density that is.\n"
    )
    needs = by_mission_type(case).values()
    ends = [(n, end) for n in needs for end in (n.low, n.high) if end is not None]
    yield _table(
        "mission type | consent | people | rule | density | nearest mission | times",
        [(n.mission_type, n.consent, f"{end.bound} {_number(end.people)}".strip(),
          end.result.rule.text("name"), *_beside(end)) for n, end in ends],
    )  # fmt: skip
    yield "No rule tells the kinds of ground apart. So many of its people lie on each:\n"
    rules = {end.result.rule.id: end.result for _, end in ends}
    yield _table(
        "rule | ground | km | yardstick, km | people",
        [(result.rule.text("name"), part.kind, _span(part.size.low, part.size.high),
          ", ".join(map(_number, part.yardsticks)), _span(part.people.low, part.people.high))
         for result in rules.values() for part in parts(case, result)],
    )  # fmt: skip
    yield "Rules of a mission type that are refused all the same:\n"
    yield _table("mission type | rule | reason", [
        (n.mission_type, result.rule.text("name"), result.refused) for n in needs
        for result in n.refused if n.mission_type in result.rule.words("mission_types")
    ])  # fmt: skip


def _beside(end: End) -> tuple[str, str, str]:
    if end.density is None or end.nearest is None or end.times is None:
        return "", "", ""
    density = f"{_number(end.density)} {BASIS_WORDS[end.basis]}"
    return density, f"{end.nearest.name}, {end.nearest.mission_type}", f"{end.times:.2g}"


def _options_page(case: Case) -> Iterator[str]:
    yield (
        "## Options held against the rules of others\n\nA rule that was taken from the option's "
        "own source holds the option against itself; the last column leaves such rules out.\n"
    )
    yield _table("option | mission type | size | all rules | rules of others", [
        (option.text("name"), option.text("mission_type"),
         f"{option.band('troops').bound} {_span(*option.band('troops').stated())}".strip(),
         *(_ends(requirement(case, option, own_sources=own)) for own in (True, False)))
        for option in case.rows("options") if not option.band("troops").blank
    ])  # fmt: skip


def _ends(need: Requirement) -> str:
    if need.low is None or need.high is None:
        return "no rule holds"
    return _span(need.low.people, need.high.people)


def _missions_page(case: Case) -> Iterator[str]:
    yield (
        "## Past missions\n\nPeople per km of line, per 1,000 inhabitants and per km2. They are "
        "held against a requirement and set none.\n"
    )
    found = densities(case)
    lines = []
    for mission in dict.fromkeys(d.mission.id for d in found):
        own = {d.basis: d for d in found if d.mission.id == mission}
        first = next(iter(own.values()))
        cells = (_density(own.get(basis)) for basis in BASIS_WORDS)
        row = first.mission
        lines.append((f"`{row.id}`", first.name, first.mission_type, row.text("consent"), *cells))
    yield _table(f"row | mission | type | consent | {' | '.join(BASIS_WORDS.values())}", lines)
    yield "What they give on the line and areas of the case, by type and consent of the host:\n"
    kinds = dict.fromkeys((d.mission_type, d.mission.text("consent")) for d in found)
    bands = [(consent, band) for kind, consent in kinds
             for band in by_type(case, kind, consent=consent).bands]  # fmt: skip
    yield _table("type | consent | density | missions | least dense | densest | people | middle", [
        (band.mission_type, consent,
         f"{_span(band.low.low, band.high.high)} {BASIS_WORDS[band.basis]}", len(band.missions),
         band.low.name, band.high.name,
         _span(band.people.low, band.people.high) if band.people else "the case has no measure",
         _number(band.people.central) if band.people else "") for consent, band in bands
    ])  # fmt: skip


def _density(density: Density | None) -> str:
    if density is None:
        return ""
    if density.bound:
        end = density.high if density.bound == UP_TO else density.low
        return f"{density.bound} {_number(end)}"
    return _span(density.low, density.high)


def _errors_page(case: Case) -> Iterator[str]:
    yield (
        "## One mission from the others\n\nEach mission is left out with all its years, and its "
        "strength foretold by the geometric mean density of the other missions of its type, on the "
        "same basis. A factor is how many times too many or too few that is; the typical one is a "
        "geometric mean in which a mission counts once. Beside it stands the same from missions of "
        "any type: where that is no larger, the type has said nothing. A mission that has a line "
        "and an area is foretold from both, and counts in the last row once for each.\n"
    )
    for at_largest, years in ((False, "every year"), (True, "strongest year alone")):
        tried = leave_one_out(case, at_largest=at_largest)
        errors = [*tried.errors, *([tried.overall] if tried.overall else [])]
        yield _table(
            f"type | basis | missions ({years}) | typical | within two | worst | from any type",
            [(e.mission_type or "all", BASIS_WORDS.get(e.basis, "all"), e.missions,
              f"{e.typical:.2g}", f"{e.within_two:.0%}",
              f"{e.worst.factor:.2g}: {e.worst.density.name}", f"{e.any_type:.2g}")
             for e in errors],
        )  # fmt: skip
    every = leave_one_out(case)
    yield _table("mission | basis | from | was | foretold | ratio", [
        (p.density.name, BASIS_WORDS[p.density.basis], ", ".join(p.others), _number(p.actual),
         _number(p.predicted), f"{p.ratio:.2g}") for p in every.predictions
    ])  # fmt: skip
    yield "Not tried, or not used:\n"
    yield _table("row | basis | reason", [
        (f"`{r.mission.id}`", BASIS_WORDS.get(r.basis, "all"), r.reason)
        for r in (*every.refused, *unused(case))
    ])  # fmt: skip


def _weak_page(case: Case) -> Iterator[str]:
    yield "## What is weak\n"
    found, needs = densities(case), by_mission_type(case).values()
    overall = leave_one_out(case).overall
    if overall is not None:
        yield (
            f"- A factor of two within a type was hoped for. {overall.within_two:.0%} of the "
            f"{overall.missions} lie within it; the typical factor is {overall.typical:.2g}, and "
            f"{overall.any_type:.2g} from missions of any type. So few missions make these errors "
            "rough themselves."
        )
    for need in needs:
        if need.mission_type not in {d.mission_type for d in found}:
            yield f"- No past mission stands behind {need.mission_type}; it rests on rules alone."
        if len(need.held) == 1:
            only = need.held[0].rule.text("name")
            yield f"- One rule alone holds for {need.mission_type}: {only}."
    for basis, names in _same_ground(found):
        yield (
            f"- {' and '.join(names)} have the same number {BASIS_WORDS[basis]} to divide by. If "
            "one took over from the other, to leave out one leaves in the other."
        )
    if found:
        times, name = max(_change(found, d) for d in found)
        yield (
            f"- {name} was {times:.2g} times as dense in one year as in another. No rule says "
            "which year of a mission counts."
        )
        read = [d for d in found if _background(case, d.mission)]
        yield (
            f"- {len({d.mission.id for d in read})} of {len({d.mission.id for d in found})} rows "
            "rest in part on background knowledge, to be confirmed."
        )
    yield "- With what yardstick the lines of past missions were measured is not known.\n"


def _background(case: Case, mission: Row) -> bool:
    used = (case.row("sources", source) for source in mission.source_ids)
    return any(source.text("accessed_via") == "background" for source in used)


def _change(found: list[Density], one: Density) -> tuple[float, str]:
    name = one.mission.text("mission")
    years = [d.central for d in found if (d.mission.text("mission"), d.basis) == (name, one.basis)]
    return max(years) / min(years), name


def _same_ground(found: list[Density]) -> Iterator[tuple[str, list[str]]]:
    grounds: dict[tuple[str, float], dict[str, None]] = {}
    for d in found:
        size = d.mission.band("strength").central() / d.central
        grounds.setdefault((d.basis, round(size, 6)), {})[d.mission.text("mission")] = None
    yield from ((basis, list(names)) for (basis, _), names in grounds.items() if len(names) > 1)


def _table(header: str, lines: Iterable[Iterable[object]]) -> str:
    rows = [f"| {' | '.join(map(str, line))} |" for line in lines]
    rule = "|".join("---" for _ in header.split("|"))
    return "\n".join([f"| {header} |", f"|{rule}|", *rows, ""]) if rows else "None.\n"


def _number(value: float) -> str:
    """Three digits, with thousands; the ends of a band are no better known."""
    return f"{float(f'{value:.3g}'):,.10g}"


def _span(low: float, high: float) -> str:
    ends = dict.fromkeys((_number(low), _number(high)))
    return " to ".join(ends)
