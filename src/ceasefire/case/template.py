"""The case that newcomers copy."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

from ceasefire.case.load import CASE_FILE
from ceasefire.core.errors import CeasefireError
from ceasefire.core.files import staged_folder


def write_template(folder: Path) -> None:
    """Write a small complete case into a new or empty folder.

    Raises:
        CeasefireError: the folder holds something, or cannot be written.
    """
    if folder.is_dir() and any(folder.iterdir()):
        msg = f"{folder} is not empty"
        raise CeasefireError(msg, "name a new folder")
    source = Path(str(files("ceasefire.case") / "template_files"))
    with staged_folder(folder, replaces=CASE_FILE) as staging:
        for path in sorted(source.glob("*.*")):
            shutil.copyfile(path, staging / path.name)
