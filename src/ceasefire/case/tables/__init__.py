"""Every table of a case, declared once.

The loader, the checks, the reference page, the JSON Schema and the help come from here.
"""

from __future__ import annotations

from ceasefire.case.tables import basis, force, generation, politics, press, truce

CASE = basis.CASE
TABLES = {
    table.name: table
    for table in (
        *basis.TABLES,
        *politics.TABLES,
        *force.TABLES,
        *generation.TABLES,
        *truce.TABLES,
        *press.TABLES,
    )
}

__all__ = ["CASE", "TABLES"]
