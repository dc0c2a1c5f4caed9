"""The case that newcomers copy."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

from ceasefire.core.files import staged_folder


def write_template(folder: Path) -> None:
    """Write a small complete case into a new or empty folder.

    Raises:
        CeasefireError: the folder holds something, or cannot be written.
    """
    source = Path(str(files("ceasefire.case") / "template_files"))
    with staged_folder(folder) as staging:
        for path in sorted(source.glob("*.*")):
            shutil.copyfile(path, staging / path.name)
