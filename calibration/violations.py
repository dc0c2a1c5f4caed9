"""How violations come and go: ``src/ceasefire/truce/calibrated/violations*.csv``.

Run: ``python calibration/violations.py [DATA]``; DATA holds ``osce-smm`` and ``ukraine-ged`` and is
``../shared/data`` beside the repository if not given. Needs scipy. What was done and what came out
is in ``docs/calibration-violations.md``.
"""

from __future__ import annotations

import csv
import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # as a script only its own folder is on the path
    sys.path.insert(0, str(ROOT))

from calibration.standing import Rows, table_text  # noqa: E402 - the path comes first
from calibration.violations_fit import (  # noqa: E402
    DAYS,
    LINE,
    NAMES,
    PERIODS,
    REGIONS,
    SIZES,
    Fit,
    Series,
    as_one_period,
    fitted,
    interval,
    level,
    levels_of,
    process_of,
    read_days,
    weeks_of,
)

from ceasefire import __version__  # noqa: E402
from ceasefire.core.bands import Floats  # noqa: E402
from ceasefire.truce import arrays as a  # noqa: E402
from ceasefire.truce.calibration import Coefficient  # noqa: E402
from ceasefire.truce.chance import week_keys  # noqa: E402
from ceasefire.truce.parameters import PARAMETERS  # noqa: E402
from ceasefire.truce.plain import Event, plain_history  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
OSCE = Path("osce-smm", "osce_smm_region_days.csv")
GED = Path("ukraine-ged", "ged_ukraine_2014_2018.csv")
TABLES = ROOT / "src" / "ceasefire" / "truce" / "calibrated"
OSCE_NAME = "OSCE SMM region-days 2020-2021"
GED_NAME = "UCDP GED Ukraine 2014-2018"

REPLICATES = 300


@dataclass(frozen=True)
class Summary:
    """What is compared: mean, variance over mean, share of zeros, largest."""

    mean: float
    dispersion: float
    zeros: float
    largest: float


def summary(counts: Floats) -> Summary:
    """Summary of counts; of several replicates, shape (replicates, counts), their average."""
    mean = float(counts.mean())
    return Summary(
        mean,
        float(counts.var(axis=-1, ddof=1).mean()) / mean,
        float((counts == 0).mean()),
        float(counts.max(axis=-1).mean()),
    )


def _given(fit: Mapping[str, float], region: int, size: float) -> dict[str, float]:
    return {
        "violations": fit[NAMES[region]], "dispersion": size, "excitation": fit["excitation"],
        "quiet": fit["quiet"], "rise": fit["rise"], "rise_shape": fit["rise_shape"],
    }  # fmt: skip


def told(given: Mapping[str, float], steps: int, replicates: int, seed: int) -> Floats:
    """Violations of a segment of 100 km, step by step, as the truce's plain twin tells them.

    Shape (replicates, steps). Nothing else happens: no force, no clash.
    """
    streams = tuple(f"truce.{name}" for name in (*a.STREAMS, *a.SEGMENT_STREAMS))
    numbers = [given.get(one.name, one.neutral) for one in PARAMETERS]
    shared = a.Shared(
        week_keys(seed, streams, steps), np.arange(replicates, dtype=np.uint64),
        np.ones((2, 1, 1)), np.ones((2, 1), np.int64), np.zeros((2, replicates, 1)),
        np.zeros(replicates, np.int64), np.ones((replicates, 1)),
        np.tile(numbers, (replicates, 1)),
        np.zeros((replicates, len(a.ACTS), 2, len(a.ACTED_ON))), np.zeros(replicates),
    )  # fmt: skip
    ladders = a.Ladders(
        np.zeros((0, len(a.BREACHES)), np.int64), np.zeros((0, 3), np.int64),
        np.zeros((replicates, 0)),
    )  # fmt: skip
    runs = a.Runs(
        np.zeros((1, replicates, len(a.ACTED_ON))), np.zeros((1, replicates)),
        np.zeros(1, np.int64), np.ones((1, replicates, 1)), np.full(1, -1),
        np.zeros((1, replicates), np.int64),
    )  # fmt: skip
    counts = np.zeros((replicates, steps))
    for i in range(replicates):
        log: list[Event] = []
        plain_history(shared, ladders, runs, steps, i, 0, log)
        for event in log:
            counts[i, event.week] = event.details["count"]
    return counts


def simulated(series: Series, fit: Fit, replicates: int = REPLICATES, seed: int = 1) -> Floats:
    """The same region-days by the process, shape (replicates, rows of the series)."""
    steps = int(series.steps.max()) + 1
    rows = np.zeros((replicates, len(series.counts)))
    for region in range(len(REGIONS)):
        for after, name in enumerate(("size", "size_after")):
            given = _given(fit.values, region, fit.values[name])
            counts = told(given, steps, replicates, seed + region)
            last = series.period == len(PERIODS) - 1
            here = (series.region == region) & (last == bool(after))
            for row in np.flatnonzero(here):
                at = int(series.steps[row])
                first = at - int(series.exposure[row]) + 1
                rows[:, row] = counts[:, first : at + 1].sum(axis=1)
    return rows


def deaths_by_month(lines: Iterable[str]) -> dict[str, dict[str, int]]:
    """Deaths by dyad and month from the first month with one to the last; fights of the state.

    The first row after the header holds tags, not an event. An event of several months counts in
    its last. Those of Maidan, and of 2014 before the war, are left out.
    """
    rows = [row for row in csv.DictReader(lines) if not row["year"].startswith("#")]
    rows = [row for row in rows if row["dyad_name"].startswith("Government of Ukraine -")]
    rows = [row for row in rows if not row["dyad_name"].endswith("Maidan")]
    ends = sorted(row["date_end"][:7] for row in rows)
    first, last = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (ends[0], ends[-1]))
    months = [f"{m // 12}-{m % 12 + 1:02}" for m in range(first, last + 1)]
    deaths = {dyad: dict.fromkeys(months, 0) for dyad in ("all", "DPR", "LPR")}
    for row in rows:
        month, dead = row["date_end"][:7], int(row["best"])
        deaths["all"][month] += dead
        dyad = row["dyad_name"].rsplit(" - ", 1)[1]
        if dyad in deaths:
            deaths[dyad][month] += dead
    return deaths


_UNITS = {
    "donetsk": "per region and {0}", "luhansk": "per region and {0}", "excitation": "share",
    "quiet": "share", "rise": "{0}s", "rise_shape": "exponent", "size": "size",
    "size_after": "size",
}  # fmt: skip
_NOTES = {
    "donetsk": "at the full level", "luhansk": "at the full level",
    "size": "of the negative binomial law, to June 2021", "size_after": "from July 2021",
}  # fmt: skip


def process_rows(days: Series) -> Rows:
    """The process by day and by week, with what speaks for the shape of the rise."""
    weeks = weeks_of(days)
    return [
        *_process("day", "day", days, scales=True),
        *_process("week", "week", weeks, scales=True),
        *_process("week.one_luck", "week", weeks, scales=False),
    ]


def _process(prefix: str, clock: str, series: Series, *, scales: bool) -> Rows:
    rows: Rows = []
    fit, whole, alone = (
        process_of(series, scales=scales),
        as_one_period(series),
        {"size_after": 1.0},
    )
    mean = fitted(whole, alone, scales=scales)
    line = fitted(whole, {**alone, "rise_shape": 1.0}, scales=scales)
    for name in NAMES:
        if name in SIZES:
            ends = interval(series, fit, name, levels_of(fit), scales=scales)
        else:
            ends = interval(whole, mean, name, alone, scales=scales)
        value, unit = fit.values[name], _UNITS[name].format(clock)
        low, high = min(ends[0], value), max(ends[1], value)
        note = _NOTES.get(name, "")
        rows.append(Coefficient(f"{prefix}.{name}", value, low, high, unit, OSCE_NAME, note))
    each = DAYS if clock == "day" else 1
    rate = (fit.values["donetsk"] + fit.values["luhansk"]) * each / LINE
    counts = len(series.counts)
    for name, value, unit, note in (
        ("violations", rate, "per 100 km and week", f"both regions over {LINE * 100:.0f} km"),
        ("loss", mean.loss, "log", f"negative log-likelihood of {counts} counts with one size"),
        ("loss_shape_1", line.loss, "log", f"rise_shape 1: rise {line.values['rise']:.0f}"),
        ("loss_two_sizes", fit.loss, "log", ""),
    ):
        rows.append(Coefficient(f"{prefix}.{name}", value, None, None, unit, OSCE_NAME, note))
    return rows


def period_rows(days: Series, replicates: int = REPLICATES) -> Rows:
    """What was counted in each period, and what the process gives for the same region-days."""
    rows: Rows = []
    again = simulated(days, process_of(days), replicates)
    one = days.exposure == 1
    region_names = [(name.lower(), days.region == k) for k, name in enumerate(REGIONS)]
    for k, period in enumerate(PERIODS):
        here = days.period == k
        for name, among in (("", here), *((f".{n}", here & w) for n, w in region_names),
                            (".one_day_rows", here & one)):  # fmt: skip
            for source, found in (
                ("counted", summary(days.counts[among])),
                ("simulated", summary(again[:, among])),
            ):
                note = f"{among.sum()} region-days"
                for what, unit in (
                    ("mean", "per region-day"), ("dispersion", "variance / mean"),
                    ("zeros", "share"), ("largest", "per region-day"),
                ):  # fmt: skip
                    full = f"{period}{name}.{source}.{what}"
                    value = float(getattr(found, what))
                    rows.append(Coefficient(full, value, None, None, unit, OSCE_NAME, note))
    return rows


def sunday_rows(days: Series) -> Rows:
    """How far the fitted means lie off, however the figures of Sundays are read."""
    once = days.exposure == 1
    readings = {
        "two_days": days,
        "one_day": replace(days, exposure=np.ones_like(days.exposure)),
        "left_out": Series(*(getattr(days, one.name)[once] for one in fields(days))),
    }
    rows: Rows = []
    for reading, series in readings.items():
        fit = process_of(series).values
        rates = np.array([fit["donetsk"], fit["luhansk"]])[series.region] * series.exposure
        mean = rates * level(series.steps, fit["quiet"], fit["rise"], fit["rise_shape"])
        for k, period in enumerate(PERIODS):
            here = series.period == k
            off = float(mean[here].sum() / series.counts[here].sum()) - 1
            name, note = f"sundays.{reading}.{period}.off", "fitted over counted mean, less 1"
            rows.append(Coefficient(name, off, None, None, "share", OSCE_NAME, note))
    return rows


def death_rows(deaths: Mapping[str, Mapping[str, int]]) -> Rows:
    """Deaths a month by year, and from March 2015 on, after the second agreement of Minsk."""
    rows: Rows = []
    spans: dict[str, Callable[[str], bool]] = {
        year: (lambda month, year=year: month.startswith(year))  # type: ignore[misc]
        for year in sorted({month[:4] for month in deaths["all"]})
    }
    spans["after_minsk_2"] = lambda month: month >= "2015-03"
    for dyad, by_month in deaths.items():
        for span, within in spans.items():
            dead = np.array([n for month, n in by_month.items() if within(month)], float)
            found = summary(dead)
            note = f"{dead.size} months"
            for what, value, unit in (
                ("mean", found.mean, "deaths a month"), ("median", np.median(dead), "deaths"),
                ("dispersion", found.dispersion, "variance / mean"),
                ("without", found.zeros, "share of months"),
                ("largest", found.largest, "deaths a month"),
            ):  # fmt: skip
                full = f"{dyad.lower()}.{span}.{what}"
                rows.append(Coefficient(full, float(value), None, None, unit, GED_NAME, note))
    return rows


def comments(data: Path) -> list[str]:
    """Say by which version, when and from which files a table was made."""
    described = subprocess.run(
        ["git", "describe", "--always", "--tags", "--dirty"],  # noqa: S607 - found on the path
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    digests = {f.name: hashlib.sha256((data / f).read_bytes()).hexdigest() for f in (OSCE, GED)}
    return [
        f"Written by `python calibration/violations.py` of ceasefire {__version__} "
        f"({described.stdout.strip() or 'not in git'}) on {datetime.now(UTC).date().isoformat()};",
        "see docs/calibration-violations.md. low and high are ends of 95 % intervals.",
        *(f"Data: {name}, sha256 {digest}" for name, digest in digests.items()),
    ]


def all_tables(data: Path) -> dict[str, Rows]:
    """Every table that this script writes, by its name."""
    with (data / OSCE).open(encoding="utf-8", newline="") as file:
        days = read_days(file)
    with (data / GED).open(encoding="utf-8", newline="") as file:
        deaths = deaths_by_month(file)
    return {
        "violations_process": process_rows(days),
        "violations_periods": [*period_rows(days), *sunday_rows(days)],
        "violations_deaths": death_rows(deaths),
    }


def main(data: Path) -> None:
    lacking = [str(file) for file in (OSCE, GED) if not (data / file).is_file()]
    if lacking:
        sys.exit(f"{data} lacks {', '.join(lacking)}; give the folder that holds them")
    head = comments(data)
    for name, rows in all_tables(data).items():
        print(f"\n{name}")
        for row in rows:
            ends = "" if row.low is None else f" [{row.low:.3f}, {row.high:.3f}]"
            print(f"  {row.name}: {row.value:.3f}{ends} {row.unit}; {row.note}")
        path = TABLES / f"{name}.csv"
        path.write_text(table_text(rows, head), encoding="utf-8")
        print(f"written: {path}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
