"""Stakes from a negotiation file, its form found from what it holds."""

from __future__ import annotations

import re
from pathlib import Path

from ceasefire.politics.formats.decide import decide_stakes
from ceasefire.politics.formats.findings import Findings, read_text
from ceasefire.politics.formats.ktab import ktab_stakes
from ceasefire.politics.stakes import Stakes

_DECIDE_START = re.compile(r"""\s*['"]?#""")


def read_stakes(path: Path) -> Stakes:
    """Read a Decide file or a KTAB csv file to one draw; the status quo is not known from either.

    A file whose first line that is not blank begins with ``#``, quoted or not, is of Decide.

    Raises:
        CeasefireError: there is no such file, or it cannot be read.
        InputFaultsError: the file has faults; it carries all of them.
    """
    text = read_text(path)
    read = decide_stakes if _DECIDE_START.match(text) else ktab_stakes
    return read(text, Findings(str(path)))
