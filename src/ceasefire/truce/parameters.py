"""Numbers of the truce's process by their place in an array.

They are declared in :mod:`ceasefire.case.tables.process`, where a case reads them too.
"""

from __future__ import annotations

from ceasefire.case.tables.process import PARAMETERS, RESPONSE_WEEKS, Parameter

__all__ = ["NAMES", "PARAMETERS", "RESPONSE_WEEKS", "Parameter"]

NAMES = tuple(parameter.name for parameter in PARAMETERS)
(
    RATE, DISPERSION, EXCITATION, QUIET, RISE, RECOMMITMENTS, FALSE_RATE, HEAT, SURGE_RATIO,
    CLASH_DEATHS, GROWTH, GAIN, CROSSFIRE_RATE, DELIBERATE_RATE, FATAL, DEATHS_EACH, LEAVES,
    ATTRIBUTED, MISATTRIBUTED, DAYS, HEEDED, RISE_SHAPE,
) = range(len(PARAMETERS))  # fmt: skip
