"""Writes that are whole or not there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ceasefire.core.errors import CeasefireError

STAGING_MARK = ".partial-"


@contextmanager
def staged_folder(target: Path, *, replaces: str) -> Iterator[Path]:
    """Give a staging folder that takes the place of ``target`` when the block ends well.

    An existing ``target`` is replaced only if it is empty or holds a file named ``replaces``, the
    mark of an earlier result. After an error or an interrupt nothing is left.

    Raises:
        CeasefireError: the place cannot be written, or holds something else.
    """
    target = target.absolute()
    _refuse_foreign(target, replaces)
    made = [parent for parent in target.parents if not parent.exists()]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{target.name}{STAGING_MARK}", dir=target.parent))
    except OSError as error:
        msg = f"cannot write to {target}: {error.strerror or error}"
        raise CeasefireError(msg, "choose another folder with --out") from error
    try:
        yield staging
        _take_place(staging, target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        for parent in made:
            if parent.is_dir() and not any(parent.iterdir()):
                parent.rmdir()


def _refuse_foreign(target: Path, replaces: str) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        msg = f"{target} is a file"
        raise CeasefireError(msg, "choose another folder with --out")
    if any(target.iterdir()) and not (target / replaces).is_file():
        msg = f"{target} holds other files and no {replaces}"
        raise CeasefireError(msg, "choose an empty or a new folder with --out")


def _take_place(staging: Path, target: Path) -> None:
    staging.chmod(0o755)
    if target.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{target.name}{STAGING_MARK}", dir=target.parent))
        target.replace(old)
        staging.replace(target)
        shutil.rmtree(old, ignore_errors=True)
    else:
        staging.replace(target)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that under its name stands all of it or what stood there before.

    Raises:
        CeasefireError: the place cannot be written.
    """
    data = content.encode() if isinstance(content, str) else content
    part = path.with_name(f".{path.name}{STAGING_MARK}{os.getpid()}")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        msg = f"cannot write {path}: {error.strerror or error}"
        raise CeasefireError(msg, "check the folder and its permissions") from error
    finally:
        part.unlink(missing_ok=True)
