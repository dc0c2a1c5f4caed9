"""Compiled kernels: plain Python functions that numba turns into machine code.

Import this module only where a kernel stands: numba takes a third of a second to load. What is
compiled is kept on disk, so that only the first run waits for it. numba looks at the file of a
kernel alone to see whether it has changed; a kernel is made of steps and constants of other files,
so that what is kept stands in a folder that changes with any file it can be made of.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

import numba
from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])
_PACKAGE = Path(__file__).parents[1]
# Rooms whose functions and constants the kernels of another room are made of.
_SHARED = ("core", "case")
_ALSO = {"futures": ("truce",)}


def kernels_folder(package: Path, room: str) -> Path:
    """Where kernels of a room of a package are kept, by the sizes and dates of their files."""
    digest = hashlib.blake2b(digest_size=8)
    for name in sorted({*_SHARED, *_ALSO.get(room, ()), room}):
        for path in sorted((package / name).rglob("*.py")):
            there = path.stat()
            digest.update(
                f"{path.relative_to(package)} {there.st_mtime_ns} {there.st_size}".encode()
            )
    return package / "__pycache__" / f"kernels-{room}-{digest.hexdigest()}"


@cache
def _kept_in(room: str) -> str:
    return str(kernels_folder(_PACKAGE, room))


@contextmanager
def _keeping(function: Callable[..., object]) -> Iterator[None]:
    """Let numba keep what it compiles of a function in the folder of its room."""
    parts = function.__module__.split(".")
    before = numba.config.CACHE_DIR  # type: ignore[attr-defined]
    if parts[0] == _PACKAGE.name and len(parts) > 1 and not before:
        numba.config.CACHE_DIR = _kept_in(parts[1])  # type: ignore[attr-defined]
    try:
        yield
    finally:
        numba.config.CACHE_DIR = before  # type: ignore[attr-defined]


def compiled(function: Function) -> Function:
    """Compile a function of numbers and arrays; division by zero gives inf or NaN, as in numpy."""
    with _keeping(function):
        return cast("Function", njit(cache=True, error_model="numpy")(function))


def compiled_step(function: Function) -> Function:
    """Compile a part of a kernel that is called millions of times: it takes arrays, gives numbers.

    It becomes a part of its caller, and its arrays are not counted as references, which would take
    longer than what it does with them. So it can make no array (numba refuses that), and it must
    not return one: nobody would know when to free it.
    """
    # numba uses _nrt for parts of its own and does not declare it.
    how = njit(cache=True, error_model="numpy", forceinline=True, _nrt=False)  # type: ignore[call-overload]
    with _keeping(function):
        return cast("Function", how(function))


def compiled_over_draws(function: Function) -> Function:
    """Compile a loop over draws (``numba.prange``) that runs on all cores.

    Each draw writes only to its own slots, so that the number of cores changes no byte.
    """
    with _keeping(function):
        return cast("Function", njit(cache=True, parallel=True, error_model="numpy")(function))
