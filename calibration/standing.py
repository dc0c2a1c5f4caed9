"""How long peace stood: writes the tables of ``src/ceasefire/truce/calibrated`` about standing.

Run: ``python calibration/standing.py [DATA]``; DATA holds ``fortna``, ``ucdp-terminations`` and
``doyle-sambanis`` and is ``../shared/data`` beside the repository if not given. Needs the extra
``survival``. What was done and what came out is in ``docs/calibration-standing.md``.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # as a script only its own folder is on the path
    sys.path.insert(0, str(ROOT))

from calibration import standing_data as source  # noqa: E402 - the path comes first
from calibration import standing_hull as hull  # noqa: E402
from calibration import standing_judged as judged  # noqa: E402
from calibration import standing_survival as survival  # noqa: E402
from calibration.standing_data import Records  # noqa: E402

from ceasefire import __version__  # noqa: E402
from ceasefire.core.bands import Floats  # noqa: E402
from ceasefire.truce.calibration import Coefficient  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
TABLES = ROOT / "src" / "ceasefire" / "truce" / "calibrated"

FORTNA = "Fortna 2008, ceasefires 1989-1999"
FORTNA_ALL = "Fortna 2008, ceasefires 1947-1999"
UCDP = "UCDP Conflict Termination (dyad) 3-2021"
CIVIL_WARS = "Doyle and Sambanis 2000 as in WhatIf"

YEARS = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0)
RECURRED = (1.0, 2.0, 5.0, 10.0)
HERE = "pk_dum"  # peacekeepers are there during the record
COVARIATES = (
    "victory",
    "treaty",
    "wartype",
    "faction",
    "contraband",
    "logdead",
    "wardur",
    "past_ag",
    "infst",
    "garm",
)
# As monitoring reports quote them; the interval of the first is our reading of log-sd 0.5.
PUBLISHED_RATIO = (0.32, 0.12, 0.85)
PUBLISHED_UN = (0.64, 0.26, 1.56)
INTERVALS = ((0.0, 2.0), (2.0, 5.0), (5.0, 10.0))
PUBLISHED_HAZARDS = {"without_un": (0.112, 0.017, 0.010), "with_un": (0.080, 0.027, 0.019)}
RIDGE = 0.1  # set beforehand, not tuned

Rows = list[Coefficient]


def groups_of(records: Records) -> dict[str, Records]:
    """Post-Cold-War ceasefires by peacekeeping; the first is what truces without a force match."""
    here, ever = records.columns[HERE] == 1, records.columns["pk_ever"] == 1
    truce, war_won = records.columns["truce"] == 1, records.columns["victory"] == 1
    return {
        "without": records.take(~here),
        "with": records.take(here),
        "regardless": records.whole(),
        "never": records.take(~ever),
        "without_not_victory": records.take(~here & ~war_won),
        "without_truce": records.take(~here & truce),
    }


def standing_rows(records: Records) -> Rows:
    rows = []
    for name, group in groups_of(records).items():
        curve = survival.kaplan_meier(group)
        bands = (curve.band(YEARS), survival.resampled_band(group, YEARS))
        shares, left = curve.at(YEARS), curve.at_risk_at(YEARS, group)
        spells, failures = np.unique(group.spell).size, int(group.failed.sum())
        for i, years in enumerate(YEARS):
            low, high = bands[0][i]
            drawn = f"{bands[1][i][0]:.3f} to {bands[1][i][1]:.3f}"
            note = (
                f"{spells} ceasefires, {failures} wars, {left[i]:.0f} records watched then; "
                f"with conflicts drawn anew {drawn}"
            )
            rows.append(
                Coefficient(f"{name}.{years:g}y", shares[i], low, high, "share", FORTNA, note)
            )
        rows.append(_shape(name, group))
    return rows


def _shape(name: str, group: Records) -> Coefficient:
    value, low, high = survival.weibull(group, ()).ratio("log_shape")
    note = "Weibull without covariates; below 1 the hazard falls with time"
    return Coefficient(f"{name}.weibull_shape", value, low, high, "shape", FORTNA, note)


def ratio_rows(recent: Records, every: Records) -> Rows:
    """Hazard ratios of peacekeeping, alone and with covariates, beside the published one."""
    rows = [
        Coefficient(
            "published", *PUBLISHED_RATIO, "ratio", "Fortna 2004, as quoted",
            "no interval was read; the one here is a log-sd of 0.5, an assumption",
        )
    ]  # fmt: skip
    sets: dict[str, tuple[str, ...]] = {"alone": (HERE,), "covariates": (HERE, *COVARIATES)}
    for sample, records, data in (("recent", recent, FORTNA), ("all", every, FORTNA_ALL)):
        for label, names in sets.items():
            for law, fit in (
                ("cox", survival.cox(records, names)),
                ("weibull", survival.weibull(records, names)),
            ):
                prefix = f"{law}.{sample}.{label}"
                rows += _ratios(prefix, fit, data)
    for pair in (("consent", "enforce"), ("UNpk_dum", "noUNpk_d")):
        fit = survival.cox(recent, (*pair, *COVARIATES))
        split = _ratios("cox.recent.split", fit, FORTNA)
        rows += [row for row in split if row.name.rsplit(".", 1)[1] in pair]
    return rows


def _ratios(prefix: str, fit: survival.Fit, data: str) -> Rows:
    note = (
        f"{fit.spells} ceasefires, {fit.failures} wars; errors by cluster ({fit.clusters} clusters)"
    )
    rows = []
    for name in fit.names:
        unit = "shape" if name == "log_shape" else "ratio"
        shown = {"log_shape": "shape", HERE: "peacekeeping"}.get(name, name)
        rows.append(Coefficient(f"{prefix}.{shown}", *fit.ratio(name), unit, data, note))
    return rows


def recurrence_rows(by_level: Mapping[str, Records]) -> Rows:
    """Share of endings after which fighting came back, by kind of conflict and of ending."""
    kinds = {"interstate": source.INTERSTATE, "intrastate": source.INTRASTATE}
    endings = {
        "ceasefire": (source.CEASEFIRE,),
        "agreement": (source.PEACE_AGREEMENT,),
        "both": (source.CEASEFIRE, source.PEACE_AGREEMENT),
    }
    rows = []
    for level, records in by_level.items():
        for kind, number in kinds.items():
            for ending, outcomes in endings.items():
                chosen = (records.columns["kind"] == number) & np.isin(
                    records.columns["outcome"], outcomes
                )
                rows += _recurrence(f"{kind}.{ending}.same_{level}", records.take(chosen))
    return rows


def _recurrence(prefix: str, records: Records) -> Rows:
    curve = survival.kaplan_meier(records)
    band = curve.band(RECURRED)
    drawn = survival.resampled_band(records, RECURRED)
    note = f"{len(records)} endings, {int(records.failed.sum())} came back by the end of 2020"
    return [
        Coefficient(
            f"{prefix}.{years:g}y", 1 - share, 1 - high, 1 - low, "share", UCDP,
            f"{note}; with conflicts drawn anew {1 - top:.3f} to {1 - bottom:.3f}",
        )
        for years, share, (low, high), (bottom, top) in zip(
            RECURRED, curve.at(RECURRED), band, drawn, strict=True
        )
    ]  # fmt: skip


def intervals_of(records: Records, column: str) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Spell-intervals: interval, treated at its beginning, failed, years watched, cluster."""
    whole = records.whole()
    found: list[tuple[int, float, float, float, float]] = []
    for number, (begin, end) in enumerate(INTERVALS):
        for i in np.flatnonzero(whole.stop > begin):
            mine = (records.spell == whole.spell[i]) & (records.start <= begin)
            treated = float(records.columns[column][mine & (records.stop > begin)].max())
            failed = bool(whole.failed[i]) and float(whole.stop[i]) <= end
            watched = end - begin if failed else min(float(whole.stop[i]), end) - begin
            found.append((number, treated, failed, watched, float(whole.cluster[i])))
    number_, treated_, failed_, watched_, cluster_ = np.array(found, dtype=float).T
    return number_, treated_, failed_, watched_, cluster_


def hazard_rows(recent: Records, every: Records) -> Rows:
    """Yearly hazards by interval with and without the UN, and the ratio of a common effect."""
    rows = [
        Coefficient(
            f"published.{group}.{_span(k)}", value, None, None, "per year",
            "Doyle and Sambanis 2000, as in an earlier refit",
            "the outcome of these wars is not in the file that is at hand: not reproduced",
        )
        for group, values in PUBLISHED_HAZARDS.items()
        for k, value in enumerate(values)
    ]  # fmt: skip
    rows.append(
        Coefficient(
            "published.un_ratio", *PUBLISHED_UN, "ratio",
            "Doyle and Sambanis 2000, as in an earlier refit", "not reproduced, see above",
        )
    )  # fmt: skip
    for sample, records, data in (("recent", recent, FORTNA), ("all", every, FORTNA_ALL)):
        rows += _hazards(sample, records, data)
    return rows


def _hazards(sample: str, records: Records, data: str) -> Rows:
    number, treated, failed, watched, cluster = intervals_of(records, "UNpk_dum")
    rows = []
    for label, which in (("without_un", 0.0), ("with_un", 1.0)):
        for k in range(len(INTERVALS)):
            mine = (number == k) & (treated == which)
            count, events = int(mine.sum()), int(failed[mine].sum())
            note = f"{events} wars in {count} ceasefires that stood at the beginning"
            name = f"{sample}.{label}.{_span(k)}"
            if not events:
                high = -np.log(0.025) / float(watched[mine].sum()) if count else None
                rows.append(Coefficient(name, 0.0, 0.0, high, "per year", data, note))
                continue
            ones = np.ones((count, 1))
            beta, spread = survival.yearly_hazards(ones, failed[mine], watched[mine], cluster[mine])
            ends = _interval(float(beta[0]), float(spread[0, 0]))
            rows.append(Coefficient(name, *ends, "per year", data, note))
    x = np.column_stack([number == k for k in range(len(INTERVALS))] + [treated]).astype(float)
    beta, spread = survival.yearly_hazards(x, failed, watched, cluster)
    note = "complementary log-log with an effect of the UN common to the intervals"
    ends = _interval(float(beta[-1]), float(spread[-1, -1]))
    return [*rows, Coefficient(f"{sample}.un_ratio", *ends, "ratio", data, note)]


def _span(k: int) -> str:
    return f"{INTERVALS[k][0]:g}-{INTERVALS[k][1]:g}y"


def _interval(log: float, variance: float) -> tuple[float, float, float]:
    ends = log + survival.Z95 * np.sqrt(variance) * np.array([0.0, -1.0, 1.0])
    value, low, high = (float(x) for x in np.exp(ends))
    return value, low, high


def judged_rows(records: Records) -> Rows:
    """Brier scores, concordance and calibration of models on clusters they have not seen."""
    names = (HERE, *COVARIATES)
    models = {
        "cox_peacekeeping": judged.by_cox((HERE,)),
        "cox": judged.by_cox(names),
        "cox_ridge": judged.by_cox(names, RIDGE),
        "weibull": judged.by_weibull(names),
    }
    rows = []
    for name, one in judged.judge(records.complete(names), models).items():
        rows.append(
            Coefficient(f"{name}.concordance", one.concordance, None, None, "share", FORTNA,
                        "0.5 ranks nobody, 1 ranks all rightly")
        )  # fmt: skip
        for i, years in enumerate(judged.JUDGED):
            brier = float(one.brier[i])
            gain, low, high = (float(x) for x in one.gain[i])
            rows.append(
                Coefficient(f"{name}.brier.{years:g}y", brier, None, None, "score", FORTNA, "")
            )
            rows.append(
                Coefficient(f"{name}.gain.{years:g}y", gain, low, high, "score", FORTNA,
                            "Brier score of Kaplan-Meier less that of the model")
            )  # fmt: skip
            rows += _calibration(f"{name}.calibration.{years:g}y", one.groups[i])
    return rows


def _calibration(prefix: str, parts: Sequence[judged.Group]) -> Rows:
    return [
        Coefficient(f"{prefix}.{k}", g.seen, g.low, g.high, "share", FORTNA,
                    f"stood, of {g.spells}; foreseen {g.foreseen:.3f}")
        for k, g in enumerate(parts, start=1)
    ]  # fmt: skip


def distance_rows(
    recent: Records, every: Records, wars: Mapping[str, Floats], names: Mapping[int, str]
) -> Rows:
    """Where the shipped case lies beside the data, with a force and without."""
    spells = {"recent": (recent.whole(), FORTNA), "all": (every.whole(), FORTNA_ALL)}
    rows = []
    for sample, (whole, data) in spells.items():
        for label, case in (
            ("model", hull.UKRAINE_FORTNA),
            ("wider", hull.UKRAINE_FORTNA + hull.UKRAINE_FORTNA_MORE),
        ):
            for force in (0, 1):
                there = hull.Assumed(HERE, force, force, force, "looked at both ways")
                found = hull.distance(whole.columns, (there, *case))
                nearest = names[int(whole.columns["id"][found.nearest_row])]
                rows += _distance(f"fortna_{sample}.{label}.force_{force}", found, data, nearest)
    without_time = tuple(c for c in hull.UKRAINE_CIVIL_WARS if c.column != "decade")
    cases = {"all_columns": hull.UKRAINE_CIVIL_WARS, "without_decade": without_time}
    for label, case in cases.items():
        found = hull.distance(wars, case)
        rows += _distance(f"civil_wars.{label}", found, CIVIL_WARS, "not named in the file")
    inside, count = hull.turned_round_inside(wars)
    note = f"of {count} wars with the UN's enforcement there or not turned round"
    return [*rows, Coefficient("civil_wars.turned_round", inside, None, None, "count",
                               CIVIL_WARS, note)]  # fmt: skip


def _distance(prefix: str, found: hull.Distance, data: str, nearest: str) -> Rows:
    note = f"{found.rows} rows, {found.columns} columns"
    missed = f"; outside the range of: {', '.join(found.outside)}" if found.outside else ""
    held = "; ".join(" + ".join(few) for few in found.held_by) or "none or two"
    values = {
        "mode_in_hull": (float(found.mode_in_hull), "count", note + missed),
        "any_in_hull": (
            float(found.box_in_hull),
            "count",
            f"any point of the declared bands; 1 if taken out: {held}",
        ),
        "nearest": (found.nearest, "Gower distance", f"to the nearest row: {nearest}"),
        "mean": (found.mean, "Gower distance", f"between two rows {found.typical:.3f}"),
        "near": (found.near, "share", f"middle of the rows {found.rows_near:.3f}"),
    }
    return [
        Coefficient(f"{prefix}.{name}", value, None, None, unit, data, text)
        for name, (value, unit, text) in values.items()
    ]


def table_text(rows: Rows, comments: Sequence[str]) -> str:
    """A table of coefficients with its comments, as it ships."""
    text = io.StringIO()
    text.writelines(f"# {line}\n" for line in comments)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("name", "value", "low", "high", "unit", "data", "note"))
    for row in rows:
        numbers = (_written(number) for number in (row.value, row.low, row.high))
        writer.writerow((row.name, *numbers, row.unit, row.data, row.note))
    return text.getvalue()


def _written(number: float | None) -> str:
    return "" if number is None else f"{round(float(number), 4) + 0.0:.4f}"


def all_tables(data: Path) -> dict[str, Rows]:
    """Every table that this script writes, by its name."""
    frame, ends = source.read_fortna(data), source.read_ucdp(data)
    recent = source.fortna_records(frame)
    every = source.fortna_records(frame, post_cold_war=False)
    levels = {level: source.ucdp_records(ends, level=level) for level in ("dyad", "conflict")}
    names = dict(zip(frame["id"].astype(int), frame["cname"], strict=True))
    return {
        "standing_fortna": standing_rows(recent),
        "standing_hazard_ratios": ratio_rows(recent, every),
        "standing_recurrence": recurrence_rows(levels),
        "standing_yearly_hazards": hazard_rows(recent, every),
        "standing_judged": judged_rows(recent),
        "standing_distance": distance_rows(recent, every, source.read_civil_wars(data), names),
    }


def comments(data: Path) -> list[str]:
    """Say by which version, when and from which files a table was made."""
    described = subprocess.run(
        ["git", "describe", "--always", "--tags", "--dirty"],  # noqa: S607 - found on the path
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return [
        f"Written by `python calibration/standing.py` of ceasefire {__version__} "
        f"({described.stdout.strip() or 'not in git'}) on {datetime.now(UTC).date().isoformat()};",
        "see docs/calibration-standing.md. low and high are ends of 95 % intervals.",
        *(f"Data: {name}, sha256 {digest}" for name, digest in source.digests(data).items()),
    ]


def main(data: Path) -> None:
    lacking = [str(file) for file in source.FILES if not (data / file).is_file()]
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
