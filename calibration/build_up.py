"""How fast UN forces reached their ceilings: writes ``src/ceasefire/force/build_up.csv``.

Run: ``python calibration/build_up.py [DATA]``; DATA holds ``ipi-peacekeeping/data_mission.csv`` and
is ``../shared/data`` beside the repository if not given. What was done and what came out is in
``docs/calibration-build-up.md``.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ceasefire import __version__
from ceasefire.core.bands import Floats

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
SERIES = Path("ipi-peacekeeping", "data_mission.csv")
TABLE = ROOT / "src" / "ceasefire" / "force" / "build_up.csv"

MONTHS = (1, 2, 3, 6, 9, 12, 18, 24, 36)
JUDGED = (3, 6, 12)
QUANTILES = (0.1, 0.5, 0.9)
FEWEST_PEOPLE = 1_000
SHORTEST = 24
ALREADY_THERE = 0.5

# Slips of the series: a mission under its French name, and a row nine months before its mission.
SAME_MISSION = {"ONUCI": "UNOCI"}
WRONG_ROWS = {("UNAMSIL", "1999-01")}
# Forces that went before in the same country and handed over people or posts.
TOOK_OVER_FROM = {
    "UNOSOM": "UNITAF (US-led), May 1993",
    "UNMIH": "Multinational Force (US-led), March 1995",
    "UNAMSIL": "ECOMOG, 1999-2000",
    "UNTAET": "INTERFET (Australian-led), February 2000",
    "UNMIL": "ECOMIL, October 2003",
    "UNOCI": "ECOWAS force, April 2004",
    "MINUSTAH": "Multinational Interim Force (US-led), June 2004",
    "ONUB": "African Union's AMIB, June 2004",
    "UNAMID": "African Union's AMIS, December 2007",
    "MINURCAT": "European Union's EUFOR Tchad/RCA, March 2009",
    "MINUSCA": "African Union's MISCA, September 2014",
}


class Report(NamedTuple):
    """A mission's row at the end of a month."""

    contributors: int
    troops: int
    police: int
    observers: int

    @property
    def people(self) -> int:
        """All in uniform."""
        return self.troops + self.police + self.observers


Reports = Mapping[int, Report]


@dataclass(frozen=True)
class Rules:
    """Choices that can be varied.

    The ceiling is the largest strength of the first ``window`` months; time counts from the month
    in which ``counted_from`` of it is reached; ``fills`` draws a line through carried months.
    """

    window: int = 36
    counted_from: float = 0.0
    fills: bool = True


DEFAULT = Rules()


def month_number(date: str) -> int:
    """Months since the year 0, from a date that begins with year and month."""
    return int(date[:4]) * 12 + int(date[5:7]) - 1


def read_series(lines: Iterable[str]) -> dict[str, dict[int, Report]]:
    """Reports by mission and month."""
    series: dict[str, dict[int, Report]] = {}
    for row in csv.DictReader(lines):
        if (row["Mission"], row["Date"][:7]) in WRONG_ROWS:
            continue
        cells = (row[c] for c in ("Number of Contributors", "Troops", "Police", "Observers"))
        report = Report(*(0 if cell in {"NA", ""} else int(cell) for cell in cells))
        mission = SAME_MISSION.get(row["Mission"], row["Mission"])
        series.setdefault(mission, {})[month_number(row["Date"])] = report
    return series


def carried_months(series: Mapping[str, Reports]) -> set[int]:
    """Months in which at least half of the missions repeat the month before to the last person."""
    carried = set()
    for month in {m for reports in series.values() for m in reports}:
        both = [r for r in series.values() if month in r and month - 1 in r]
        repeats = [r[month] == r[month - 1] for r in both]
        if repeats and 2 * sum(repeats) >= len(repeats):
            carried.add(month)
    return carried


def strength(reports: Reports, carried: set[int], rules: Rules = DEFAULT) -> Floats:
    """People at the ends of the months of the window, after a 0 before the first of them.

    Between reports people change along a line; after the last one nobody is counted.
    """
    first, last = min(reports), max(reports)
    unknown = {m for m in carried if rules.fills and reports.get(m) == reports.get(m - 1)}
    known = [m for m in sorted(reports) if m not in unknown]
    months = np.arange(min(rules.window, last - first + 1) + 1)
    at = [0, *(m - first + 1 for m in known)]
    return np.interp(months, at, [0, *(reports[m].people for m in known)])


def shares(people: Floats, rules: Rules = DEFAULT) -> Floats:
    """Largest share of the ceiling reached so far, by month; 1 once the window has ended."""
    reached = np.maximum.accumulate(people) / people.max()
    skipped = int(np.argmax(reached > rules.counted_from)) - 1
    full = np.ones(max(MONTHS) + 1 + rules.window)
    full[: reached.size - skipped] = reached[skipped:]
    if skipped:
        full[0] = 0
    return full[: max(MONTHS) + 1]


def is_new_force(reports: Reports) -> bool:
    """Whether the mission is a force, large enough, and not there in strength from the first."""
    first = min(reports)
    early = [r for m, r in reports.items() if m - first < Rules.window]
    troops, everyone = sum(r.troops for r in early), sum(r.people for r in early)
    ceiling = max(r.people for r in early)
    grown = reports[first].people < ALREADY_THERE * ceiling
    return ceiling >= FEWEST_PEOPLE and 2 * troops >= everyone and grown


def build_ups(series: Mapping[str, Reports], rules: Rules = DEFAULT) -> dict[str, Floats]:
    """Shares by month of each new force whose first month lies inside the series."""
    begin, end = min(map(min, series.values())), max(map(max, series.values()))
    carried = carried_months(series)
    return {
        mission: shares(strength(reports, carried, rules), rules)
        for mission, reports in series.items()
        if begin < min(reports) <= end - SHORTEST + 1 and is_new_force(reports)
    }


def of_starts(curves: Mapping[str, Floats], starts: str) -> dict[str, Floats]:
    """Those that started on their own (``own``), or all (``any``)."""
    return {m: c for m, c in curves.items() if starts == "any" or m not in TOOK_OVER_FROM}


def quantiles(curves: Mapping[str, Floats], months: Sequence[int] = MONTHS) -> Floats:
    """Low, mode and high over the missions, shape ``(months, 3)``."""
    each = np.array([curve[list(months)] for curve in curves.values()])
    over_missions: Floats = np.quantile(each, QUANTILES, axis=0)
    return over_missions.T


def left_out_errors(curves: Mapping[str, Floats]) -> Floats:
    """Mean absolute difference of each mission from the median of the others, at ``JUDGED``."""
    each = np.array([curve[list(JUDGED)] for curve in curves.values()])
    others = [np.median(np.delete(each, i, axis=0), axis=0) for i in range(len(each))]
    errors: Floats = np.abs(each - np.array(others)).mean(axis=0)
    return errors


def rank_correlation(curves: Mapping[str, Floats], first: int, second: int) -> float:
    """Spearman's rank correlation of the shares at two months (ties share their mean rank)."""
    values = np.array([[curve[first], curve[second]] for curve in curves.values()])
    ranks = [[(column < x).sum() + (column == x).sum() / 2 for x in column] for column in values.T]
    return float(np.corrcoef(ranks)[0, 1])


def table_lines(curves: Mapping[str, Floats], source: Sequence[str]) -> list[str]:
    """Lines of the table of coefficients; ``source`` goes into its comments."""
    lines = [f"# {line}" for line in source] + ["starts,month,low,mode,high,missions"]
    for starts in ("own", "any"):
        group = of_starts(curves, starts)
        for month, row in zip(MONTHS, quantiles(group), strict=True):
            lines.append(f"{starts},{month},{','.join(f'{x:.3f}' for x in row)},{len(group)}")
    return lines


def source_lines(data: Path) -> list[str]:
    """Say what the table is, from which file, when and by which version it was made."""
    notes = (data / SERIES).with_name("SOURCE.txt").read_text(encoding="utf-8").splitlines()
    commit = next(line.split()[1] for line in notes if line.startswith("commit:"))
    digest = hashlib.sha256((data / SERIES).read_bytes()).hexdigest()
    return [
        "Share of the ceiling in place at the end of the 1st, 2nd, ... month with people;",
        "low, mode, high: 10th percentile, median, 90th percentile of UN forces.",
        f"Written by calibration/build_up.py of ceasefire {__version__} on "
        f"{datetime.now(UTC).date().isoformat()}; see docs/calibration-build-up.md.",
        f"Data: IPI Peacekeeping Database (Perry and Smith 2013), {SERIES.name} of",
        f"IPIDataLab/PPP_Loader at commit {commit},",
        f"sha256 {digest}.",
    ]


def show(curves: Mapping[str, Floats]) -> None:
    """Print each mission, the quantiles, and how far one lies from the median of the others."""
    for mission, curve in curves.items():
        before = TOOK_OVER_FROM.get(mission, "on its own")
        print(f"| {mission} | {' | '.join(f'{curve[m]:.2f}' for m in MONTHS[:-1])} | {before} |")
    for starts in ("own", "any"):
        group = of_starts(curves, starts)
        print(f"{starts}, {len(group)} missions; low, mode, high at month")
        for month, row in zip(MONTHS, quantiles(group), strict=True):
            print(f"  {month:2}: {' '.join(f'{x:.2f}' for x in row)}")
        errors = " ".join(f"{x:.2f}" for x in left_out_errors(group))
        print(f"  off the median of the others at months {JUDGED}: {errors}")
        print(f"  rank correlation of months 3 and 12: {rank_correlation(group, 3, 12):.2f}")


def vary(series: Mapping[str, Reports]) -> None:
    """Print low, mode and high under other rules."""
    others = {
        "ceiling of 24 months": Rules(window=24),
        "ceiling of 60 months": Rules(window=60),
        "carried months as reported": Rules(fills=False),
        "counted from 5 % of the ceiling": Rules(counted_from=0.05),
    }
    for name, rules in others.items():
        for starts in ("own", "any"):
            group = of_starts(build_ups(series, rules), starts)
            rows = "; ".join(" ".join(f"{x:.2f}" for x in row) for row in quantiles(group, JUDGED))
            print(f"{name}, {starts}, at months {JUDGED}: {rows}")


def main(data: Path) -> None:
    if not (data / SERIES).is_file():
        sys.exit(f"{data / SERIES} is not there; give the folder that holds {SERIES}")
    with (data / SERIES).open(encoding="utf-8", newline="") as file:
        series = read_series(file)
    curves = build_ups(series)
    show(curves)
    vary(series)
    TABLE.write_text("\n".join([*table_lines(curves, source_lines(data)), ""]), encoding="utf-8")
    print(f"written: {TABLE}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
