"""Compiled kernels: plain Python functions that numba turns into machine code.

Import this module only where a kernel stands: numba takes a third of a second to load. What is
compiled is kept on disk beside the source, so that only the first run waits for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile a function of numbers and arrays; division by zero gives inf or NaN, as in numpy."""
    return cast("Function", njit(cache=True, error_model="numpy")(function))


def compiled_step(function: Function) -> Function:
    """Compile a part of a kernel that is called millions of times: it takes arrays, gives numbers.

    It becomes a part of its caller, and its arrays are not counted as references, which would take
    longer than what it does with them. So it can make no array (numba refuses that), and it must
    not return one: nobody would know when to free it.
    """
    # numba uses _nrt for parts of its own and does not declare it.
    how = njit(cache=True, error_model="numpy", forceinline=True, _nrt=False)  # type: ignore[call-overload]
    return cast("Function", how(function))


def compiled_over_draws(function: Function) -> Function:
    """Compile a loop over draws (``numba.prange``) that runs on all cores.

    Each draw writes only to its own slots, so that the number of cores changes no byte.
    """
    return cast("Function", njit(cache=True, parallel=True, error_model="numpy")(function))
