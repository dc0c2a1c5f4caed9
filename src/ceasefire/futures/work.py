"""Work on a results folder: blocks are computed, here or elsewhere, and taken in one way."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.manifest import MANIFEST, PARTS, Asked, Manifest, Part, file_hash
from ceasefire.futures.parts import write_part
from ceasefire.futures.run import run_block

Progress = Callable[[int], None]
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True)
class Computed:
    """A block that was computed, wherever that was.

    ``write`` writes its part, whole or not at all; without one it failed, as ``error`` says.
    ``seconds`` is how long it took.
    """

    number: int
    seconds: float
    write: Callable[[Path], None] | None = None
    error: str = ""


# Computes blocks of a run, by their numbers, in any order; it is told whom to tell how many futures
# of the block under way are done.
Compute = Callable[[Manifest, Case, list[int], Progress], Generator[Computed, None, None]]


def here(
    manifest: Manifest, case: Case, numbers: list[int], progress: Progress
) -> Generator[Computed, None, None]:
    """Compute blocks in this process, one after another.

    Args:
        manifest: of the run.
        case: its case, edits made.
        numbers: of the blocks.
        progress: called with the number of futures done of the block under way.
    """
    for number in numbers:
        yield _computed_here(manifest, case, number, progress)


def _computed_here(manifest: Manifest, case: Case, number: int, progress: Progress) -> Computed:
    first, _ = manifest.asked.span(number)
    start = time.perf_counter()
    try:
        write = computed_part(case, manifest.asked, number, lambda at: progress(at - first))
    except Exception as error:  # noqa: BLE001 - one bad block must not cost all the others
        return Computed(number, time.perf_counter() - start, error=told(error))
    return Computed(number, time.perf_counter() - start, write)


def computed_part(
    case: Case, asked: Asked, number: int, progress: Progress = lambda _done: None
) -> Callable[[Path], None]:
    """Compute a block: the one way it is done, on this machine and on a cluster.

    Args:
        case: the case of the run, edits made.
        asked: what the run was asked for.
        number: of the block.
        progress: called with the number of futures done, counted from the first of the run.

    Returns:
        What writes its part at a path.
    """
    first, count = asked.span(number)
    options = [case.row("options", option) for option in asked.options]
    found = run_block(World(case, asked.design.draws(first, count)), options, progress)
    return partial(write_part, first=first, count=count, found=found)


def told(error: Exception) -> str:
    """An error of a block as the manifest keeps it."""
    return f"{type(error).__name__}: {error}"


def work(
    manifest: Manifest, case: Case, progress: Progress = lambda _done: None, compute: Compute = here
) -> None:
    """Run all blocks that are missing, failed or damaged.

    Each part is written whole and then entered into the manifest, so that after an interrupt, a
    crash or a full disk the folder goes on where it was. A block that fails is entered with its
    error, and the others go on.

    Args:
        manifest: of the folder.
        case: its case, edits made.
        progress: called with the number of futures done.
        compute: what computes the blocks.

    Raises:
        CeasefireError: the folder cannot be written, as when the disk is full, or another command
            works on it; or ``compute`` cannot go on.
    """
    with _alone(manifest.folder):
        numbers = manifest.missing()
        try:
            _tidy(manifest, numbers)
        except OSError as error:
            raise _stuck(manifest, error) from error
        done = manifest.done
        try:
            with closing(compute(manifest, case, numbers, lambda at: progress(done + at))) as found:
                for block in found:
                    done += _taken_in(manifest, block)
                    progress(done)
        finally:
            _entered(manifest, manifest.write)


def _taken_in(manifest: Manifest, block: Computed) -> int:
    """Write and enter a block; gives how many futures it adds."""
    start = time.perf_counter()
    first, count = manifest.asked.span(block.number)
    added = 0
    if block.write is None:
        manifest.failed[block.number] = block.error
    else:
        path = manifest.path(block.number)
        try:
            block.write(path)
            digest = file_hash(path)
        except (OSError, CeasefireError) as error:
            raise _stuck(manifest, error) from error
        seconds = block.seconds + time.perf_counter() - start
        manifest.parts[block.number] = Part(first, count, digest, round(seconds, 3))
        manifest.failed.pop(block.number, None)
        added = count
    manifest.seconds += block.seconds + time.perf_counter() - start
    _entered(manifest, manifest.write_if_due)
    return added


def _entered(manifest: Manifest, write: Callable[[], None]) -> None:
    try:
        write()
    except CeasefireError as error:
        raise _stuck(manifest, error) from error


def _stuck(manifest: Manifest, error: Exception) -> CeasefireError:
    cause = error if isinstance(error, OSError) else error.__cause__
    full = isinstance(cause, OSError) and cause.errno in _NO_ROOM
    why = (cause.strerror if isinstance(cause, OSError) else None) or str(error)
    msg = f"cannot go on in {manifest.folder}: {why}"
    first = "make room" if full else "see to the folder and its permissions"
    return CeasefireError(msg, f"{first}, then: ceasefire futures resume {manifest.folder}")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a folder against other commands; what dies lets go of it."""
    held = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            msg = f"another command works on {folder}"
            raise CeasefireError(msg, f"see: ceasefire futures status {folder}") from error
        except OSError:
            pass  # a disk without locks: nothing is guarded there
        yield
    finally:
        os.close(held)


def _tidy(manifest: Manifest, missing: Iterable[int]) -> None:
    """Take away what a killed run or a damaged disk left, and make the place for parts."""
    for number in missing:
        manifest.parts.pop(number, None)
    place = manifest.folder / PARTS
    place.mkdir(exist_ok=True)
    whole = {manifest.path(number).name for number in manifest.parts}
    for path in place.iterdir():
        if path.name.startswith((".part-", "part-")) and path.name not in whole:
            path.unlink()
    for path in manifest.folder.glob(f".{MANIFEST}.*"):
        path.unlink()
