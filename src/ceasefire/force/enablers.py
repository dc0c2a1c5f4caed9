"""What the force cannot work without, and whether it is there."""

from __future__ import annotations

from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.traced import Traced


def needed_enablers(case: Case, option: Row) -> list[Row]:
    """Enablers an option needs: those that name it, and those that name none if it has troops."""
    return [row for row in case.rows("enablers") if _needs(option, row)]


def _needs(option: Row, enabler: Row) -> bool:
    named = enabler.words("options")
    return option.id in named if named else not option.band("troops").blank


def enablers_there(world: World, option: Row) -> Traced:
    """In which futures every needed enabler is there, shape ``(count,)`` of bool."""
    enablers = needed_enablers(world.case, option)
    conditions = {c: None for row in enablers for c in row.words("conditions")}
    met = world.all_met(tuple(conditions))
    return met.resting_on(row.address("conditions") for row in enablers)
