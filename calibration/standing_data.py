"""What ``standing.py`` reads: spells of peace of Fortna and UCDP, and covariates of civil wars."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

FORTNA = Path("fortna", "pk_and_pkept.dta")
UCDP = Path("ucdp-terminations", "ucdp-term-dyad-3-2021.xlsx")
CIVIL_WARS = Path("doyle-sambanis", "peacef.csv")
FILES = (FORTNA, UCDP, CIVIL_WARS)

DAYS = 365.25
PEACE_AGREEMENT, CEASEFIRE = 1, 2
INTERSTATE, INTRASTATE = 2, 3
LAST_DAY = np.datetime64("2020-12-31")


@dataclass(frozen=True)
class Records:
    """Records of spells of peace, several of a spell where its covariates change on the way.

    ``start`` and ``stop`` are years since the peace began, ``failed`` says that war came back at
    ``stop``; records of one ``spell`` follow each other, and spells of one ``cluster`` belong to
    one conflict. All arrays have one value a record.
    """

    spell: Ints
    cluster: Ints
    start: Floats
    stop: Floats
    failed: Bools
    columns: Mapping[str, Floats]

    def __len__(self) -> int:
        return len(self.stop)

    def take(self, which: NDArray[Any]) -> Records:
        """Records chosen by a mask or by their places, in that order."""
        return Records(
            self.spell[which],
            self.cluster[which],
            self.start[which],
            self.stop[which],
            self.failed[which],
            {name: values[which] for name, values in self.columns.items()},
        )

    def matrix(self, names: tuple[str, ...]) -> Floats:
        """Covariates, shape ``(records, names)``."""
        values = np.array([self.columns[name] for name in names], dtype=float)
        return values.reshape(len(names), len(self)).T

    def complete(self, names: tuple[str, ...]) -> Records:
        """Spells for which no record lacks any of the covariates."""
        lacking = np.isnan(self.matrix(names)).any(axis=1)
        return self.take(~np.isin(self.spell, self.spell[lacking]))

    def whole(self) -> Records:
        """One record a spell, from its beginning to its end, with the covariates of its first."""
        order = np.lexsort((self.start, self.spell))
        first = order[np.flatnonzero(np.diff(self.spell[order], prepend=-1))]
        last = order[np.flatnonzero(np.diff(self.spell[order], append=-1))]
        firsts = self.take(first)
        return Records(
            firsts.spell,
            firsts.cluster,
            firsts.start,
            self.stop[last],
            self.failed[last],
            firsts.columns,
        )


def codes(values: Any) -> Ints:  # noqa: ANN401 - a column of pandas
    """A number from 0 for each different value."""
    return np.unique(np.asarray(values, dtype=str), return_inverse=True)[1].astype(np.int64)


def fortna_records(frame: Any, *, post_cold_war: bool = True) -> Records:  # noqa: ANN401 - pandas
    """Ceasefires in civil wars; those that the author marks as questionable are left out.

    A record begins a day after the one before it ends; that day is given to the later record.
    """
    chosen = frame["drop"] == 0
    if post_cold_war:
        chosen &= frame["pcw"] == 1
    rows = frame[chosen].sort_values(["id", "_t0"])
    spell = codes(rows["id"].astype(int).map("{:05d}".format))
    start, stop = (rows[c].to_numpy(dtype=float) / DAYS for c in ("_t0", "_t"))
    follows = np.flatnonzero(spell[1:] == spell[:-1]) + 1
    start[follows] = stop[follows - 1]
    numbers = rows.select_dtypes("number")
    columns = {name: numbers[name].to_numpy(dtype=float) for name in numbers.columns}
    ever = np.zeros(spell.max() + 1)
    np.maximum.at(ever, spell, columns["pk_dum"])
    columns["pk_ever"] = ever[spell]
    return Records(spell, codes(rows["cluster"]), start, stop, columns["failed"] == 1, columns)


def _dates(column: Any) -> NDArray[np.datetime64]:  # noqa: ANN401 - pandas
    import pandas as pd  # noqa: PLC0415 - only the calibration needs it

    return np.asarray(pd.to_datetime(column, errors="coerce").to_numpy("datetime64[D]"))


def ucdp_records(frame: Any, *, level: str = "dyad") -> Records:  # noqa: ANN401 - pandas
    """Ends of episodes of fighting, followed to the next episode or to the end of 2020.

    ``level`` is ``dyad`` (the same two fight again) or ``conflict`` (anyone over the same thing).
    An episode ends with the last year of 25 deaths or more, so the next cannot begin within the
    calendar year after it. An end without a date lies on the last day of its year.
    """
    key = f"{level}_id"
    starts = frame[["dyad_id", "conflict_id", "dyadepisode", "start_date2"]].copy()
    starts["begin"] = _dates(starts.pop("start_date2"))
    starts = starts.drop_duplicates(["dyad_id", "dyadepisode"])
    ends = frame[frame["dyadterm"] == 1].copy()
    ended = _dates(ends["ependdate"])
    last_of_year = np.array([f"{year}-12-31" for year in ends["year"]], dtype="datetime64[D]")
    ended = np.where(np.isnat(ended), last_of_year, ended)
    until, back = [], []
    for unit, end in zip(ends[key], ended, strict=True):
        begins = starts.loc[starts[key] == unit, "begin"].to_numpy("datetime64[D]")
        later = begins[begins > end]
        back.append(later.size > 0)
        until.append(later.min() if later.size else LAST_DAY)
    years = (np.array(until) - ended).astype(float) / DAYS
    columns = {
        "outcome": ends["outcome"].to_numpy(dtype=float),
        "kind": ends["type_of_conflict2"].to_numpy(dtype=float),
    }
    spells = np.arange(len(ends), dtype=np.int64)
    cluster = codes(ends["conflict_id"])
    records = Records(spells, cluster, np.zeros(len(ends)), years, np.array(back), columns)
    return records.take(years > 0)


def read_fortna(data: Path) -> Any:  # noqa: ANN401 - pandas
    import pandas as pd  # noqa: PLC0415 - only the calibration needs it

    return pd.read_stata(data / FORTNA, convert_categoricals=False)


def read_ucdp(data: Path) -> Any:  # noqa: ANN401 - pandas
    import pandas as pd  # noqa: PLC0415 - only the calibration needs it

    return pd.read_excel(data / UCDP)


def read_civil_wars(data: Path) -> dict[str, Floats]:
    """Covariates of Doyle and Sambanis as King and Zeng use them; NaN where one is missing."""
    with (data / CIVIL_WARS).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        name: np.array([np.nan if row[name] in {"", "NA"} else float(row[name]) for row in rows])
        for name in rows[0]
        if name
    }


def digests(data: Path) -> dict[str, str]:
    """SHA-256 of each file, by its name."""
    return {f.name: hashlib.sha256((data / f).read_bytes()).hexdigest() for f in FILES}
