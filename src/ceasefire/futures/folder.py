"""Futures in a folder: run block by block, kept whole, and taken up again after any stop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from ceasefire import __version__
from ceasefire.case.rows import Case, Row
from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError, near
from ceasefire.futures.design import Design
from ceasefire.futures.inputs import Column, inputs_of
from ceasefire.futures.manifest import (
    MANIFEST,
    Asked,
    Manifest,
    case_hash,
    read_manifest,
)
from ceasefire.futures.outcomes import STORED


def begin(  # noqa: PLR0913 - what a run is asked for
    folder: Path, case: Case, options: Iterable[Row], design: Design, *, block: int,
    source: str = "", sets: Iterable[str] = (), off: Iterable[str] = (),
) -> Manifest:  # fmt: skip
    """Make a results folder with no block in it yet.

    Args:
        folder: a new or an empty folder.
        case: the case, edits made.
        options: rows of the options to run.
        design: of the futures.
        block: futures in a block, 1 or more.
        source: where the case was loaded from, for resuming.
        sets: what-ifs that were made, as given.
        off: conditions that were switched off.

    Raises:
        CeasefireError: the folder holds something, or cannot be written; a block of no futures.
    """
    if block < 1:
        msg = f"a block of {block:,} futures holds nothing"
        raise CeasefireError(msg, "give --block 1 or more; 10,000 is usual")
    if (folder / MANIFEST).exists():
        msg = f"{folder} holds a run already"
        hint = f"go on with: ceasefire futures resume {folder}; or name a new folder"
        raise CeasefireError(msg, hint)
    if folder.exists() and (not folder.is_dir() or any(_strangers(folder))):
        msg = f"{folder} is {'not empty' if folder.is_dir() else 'a file'}"
        raise CeasefireError(msg, "name an empty or a new folder")
    asked = Asked(
        case.name, case_hash(case), tuple(sets), tuple(off),
        tuple(option.id for option in options), tuple(STORED), design, block,
    )  # fmt: skip
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"cannot write to {folder}: {error.strerror or error}"
        raise CeasefireError(msg, "name another folder") from error
    manifest = Manifest(folder, asked, source)
    manifest.write()
    return manifest


def _strangers(folder: Path) -> Iterator[Path]:
    """What stands in a folder beside a manifest that a killed run was about to write."""
    return (path for path in folder.iterdir() if not path.name.startswith(f".{MANIFEST}."))


def opened(folder: Path, case: Case) -> Manifest:
    """Open a results folder for a case.

    Args:
        folder: of a run.
        case: the case it was made from, edits made.

    Raises:
        CeasefireError: there is no run, or it is one of another case, program or set of outcomes.
    """
    manifest = read_manifest(folder)
    asked, place = manifest.asked, folder / MANIFEST
    if asked.case != case.name:
        msg = f"{place}: case is '{asked.case}', not '{case.name}'"
        raise CeasefireError(msg, "name the case it was made from, or a new folder")
    if asked.version != __version__ or asked.outcomes != tuple(STORED):
        msg = f"{place}: ceasefire is version {asked.version}, this is {__version__}"
        if asked.version == __version__:
            msg = f"{place}: outcomes are not those that this program keeps"
        raise CeasefireError(msg, "run the futures again into a new folder")
    if asked.rows != case_hash(case):
        msg = f"{place}: case_sha256 is not that of the case: its rows have changed since the run"
        raise CeasefireError(msg, "bring the old rows back, or run again into a new folder")
    return manifest


def stored(manifest: Manifest, outcome: str, *, futures: int | None = None) -> Floats:
    """Values of one outcome in the futures that stand, read part by part.

    Args:
        manifest: of the folder.
        outcome: one that is stored.
        futures: only those whose numbers are below this; all if not given.

    Returns:
        Shape ``(options, futures)`` in the order of futures; NaN where an option does not have it.

    Raises:
        CeasefireError: the outcome is not stored, no future stands, or a part cannot be read.
    """
    if outcome not in manifest.asked.outcomes:
        known = manifest.asked.outcomes
        msg = f"outcome '{outcome}' is not stored in {manifest.folder}"
        raise CeasefireError(msg, near(outcome, known) or f"outcomes: {', '.join(known)}")
    spans = standing(manifest, futures)
    values = np.empty((len(manifest.asked.options), sum(count for _, _, count in spans)))
    at = 0
    for number, _, count in spans:
        values[:, at : at + count] = _columns(manifest, number, [outcome])[0, :, :count]
        at += count
    return values


def means(manifest: Manifest) -> dict[str, list[float | None]]:
    """Mean of every outcome over the independent futures that stand, summed part by part.

    Returns:
        By outcome, a mean for each option over the futures in which it has the outcome; ``None``
        where it has it in none.

    Raises:
        CeasefireError: no future stands, or a part cannot be read.
    """
    names = manifest.asked.outcomes
    sums = np.zeros((len(names), len(manifest.asked.options)))
    counts = np.zeros_like(sums)
    for number, _, count in standing(manifest, manifest.asked.design.independent):
        values = _columns(manifest, number, names)[..., :count]
        sums += np.nansum(values, axis=2)
        counts += np.isfinite(values).sum(axis=2)
    return {
        name: [float(total / n) if n else None for total, n in zip(*row, strict=True)]
        for name, row in zip(names, zip(sums, counts, strict=True), strict=True)
    }


def _columns(manifest: Manifest, number: int, outcomes: Iterable[str]) -> Floats:
    """Outcomes of a part, shape ``(outcomes, options, count)``."""
    import pyarrow as pa  # noqa: PLC0415 - heavy; only readers of parts need it
    import pyarrow.parquet as pq  # noqa: PLC0415

    path, names = manifest.path(number), list(outcomes)
    shape = (len(names), len(manifest.asked.options), manifest.parts[number].count)
    try:
        whole = pa.py_buffer(manifest.read_part(number))
        table = pq.read_table(pa.BufferReader(whole), columns=names, use_threads=False)
        found = np.array([table[name].to_numpy() for name in names], dtype=np.float64)
        return found.reshape(shape)
    except (OSError, ValueError, KeyError) as error:  # what Arrow raises is a ValueError
        msg = f"{path} cannot be read: {error}"
        hint = f"mend it with: ceasefire futures resume {manifest.folder}"
        raise CeasefireError(msg, hint) from error


def standing(manifest: Manifest, futures: int | None = None) -> list[tuple[int, int, int]]:
    """Number, first future and count of the blocks that stand.

    Args:
        manifest: of the folder.
        futures: only those whose numbers are below this, whatever stands after them: in some
            designs later ones repeat their rows.

    Raises:
        CeasefireError: none stands.
    """
    end = manifest.asked.design.futures if futures is None else futures
    spans = [
        (number, part.first, min(part.count, end - part.first))
        for number, part in sorted(manifest.parts.items()) if part.first < end
    ]  # fmt: skip
    if not spans:
        which = (
            f"of the first {end:,} futures none stands" if manifest.parts else "no future stands"
        )
        msg = f"{which} in {manifest.folder}"
        raise CeasefireError(msg, f"go on with: ceasefire futures resume {manifest.folder}")
    return spans


def inputs(
    manifest: Manifest, case: Case, *, kinds: Iterable[str] = (), futures: int | None = None
) -> dict[str, Column]:
    """Factors of the futures that stand, rebuilt from the design.

    Args:
        manifest: of the folder.
        case: its case, edits made.
        kinds: only factors of these kinds; all if none is given.
        futures: only those whose numbers are below this.

    Returns:
        By address, each of shape ``(futures,)`` in the order of `stored`.
    """
    asked = manifest.asked
    kinds = set(kinds)
    factors = [one for one in asked.design.factors if not kinds or one.kind in kinds]
    options = [case.row("options", option) for option in asked.options]
    parts = [
        inputs_of(case, asked.design, (first, count), options, factors)
        for _, first, count in standing(manifest, futures)
    ]
    return {one.address: np.concatenate([p[one.address] for p in parts]) for one in factors}
