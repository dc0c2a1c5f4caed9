"""Writes that are whole or not there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ceasefire.core.errors import CeasefireError

STAGING_MARK = ".partial-"


@contextmanager
def staged_folder(
    target: Path, *, replaceable: Callable[[Path], bool] = lambda _: False
) -> Iterator[Path]:
    """Give a staging folder whose content takes the place of ``target`` when the block ends well.

    An existing folder is replaced only if it is empty or ``replaceable`` says so, as of an earlier
    result. After an error or an interrupt nothing is left and the earlier result stands.

    Raises:
        CeasefireError: the place cannot be written, or holds something else.
    """
    target = target.resolve()
    try:
        _refuse(target, replaceable)
        made = [parent for parent in target.parents if not parent.exists()]
        target.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{target.name}{STAGING_MARK}", dir=target.parent))
    except OSError as error:
        msg = f"cannot write to {target}: {error.strerror or error}"
        raise CeasefireError(msg, "name another folder") from error
    try:
        yield staging
        _take_place(staging, target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        for parent in made:
            if parent.is_dir() and not any(parent.iterdir()):
                parent.rmdir()


def _refuse(target: Path, replaceable: Callable[[Path], bool]) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        msg = f"{target} is a file"
        raise CeasefireError(msg, "name a folder")
    if not any(target.iterdir()):
        return
    if target == Path.cwd():
        msg = f"{target} is the folder you are in"
        raise CeasefireError(msg, "name another folder")
    if not replaceable(target):
        msg = f"{target} is not empty and would be lost"
        raise CeasefireError(msg, "name an empty or a new folder")


def _take_place(staging: Path, target: Path) -> None:
    """Put the staged content in place; an empty folder is filled, as somebody may stand in it."""
    staging.chmod(0o755)
    if target.exists() and not any(target.iterdir()):
        for path in sorted(staging.iterdir()):
            path.replace(target / path.name)
        return
    if not target.exists():
        staging.replace(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}{STAGING_MARK}", dir=target.parent))
    target.replace(old)
    try:
        staging.replace(target)
    except BaseException:
        old.replace(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


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
