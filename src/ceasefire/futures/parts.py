"""Parts: the keys and outcomes of a block as one Parquet file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ceasefire.futures.chain import Outcomes
from ceasefire.futures.outcomes import STORED


def part_name(number: int) -> str:
    """Name of the file of a block."""
    return f"part-{number:04d}.parquet"


def write_part(path: Path, first: int, count: int, found: Mapping[str, Outcomes]) -> None:
    """Write the keys and outcomes of a block as Parquet: whole under its name, or not there.

    Args:
        path: the file.
        first: number of the block's first future.
        count: how many futures.
        found: outcomes by option, each of shape ``(count,)``.

    Raises:
        OSError: the place cannot be written, or the disk is full.
    """
    import pyarrow as pa  # noqa: PLC0415 - heavy; only runs that keep their futures need it
    import pyarrow.parquet as pq  # noqa: PLC0415

    options = list(found)
    columns = {
        "future": np.tile(np.arange(first, first + count, dtype=np.int64), len(options)),
        "option": pa.DictionaryArray.from_arrays(
            np.repeat(np.arange(len(options), dtype=np.int32), count), options
        ),
    }
    for name in STORED:
        columns[name] = np.concatenate([_stored(found[option], name, count) for option in options])
    part = path.with_name(f".{path.name}.tmp")
    try:
        pq.write_table(pa.table(columns), part, compression="zstd")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _stored(outcomes: Outcomes, name: str, count: int) -> NDArray[np.float32]:
    """Values of an outcome as they are stored; NaN if the option does not have it."""
    if name not in outcomes:
        return np.full(count, np.nan, dtype=np.float32)
    return outcomes[name].values.astype(np.float32)
