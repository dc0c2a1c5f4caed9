"""The same blocks on a Dask cluster: hashes and ranges travel there, whole parts come back."""

from __future__ import annotations

import hashlib
import json
import logging
import sys
import tempfile
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from queue import Empty, SimpleQueue
from socket import gethostname
from typing import Any

import ceasefire
from ceasefire.case.edits import what_if
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.core.errors import CeasefireError
from ceasefire.core.files import write_whole
from ceasefire.futures.design import Design
from ceasefire.futures.manifest import Asked, Manifest, case_hash
from ceasefire.futures.work import Computed, Progress, computed_part, told

Client = Any  # of distributed, an optional extra
Future = Any

_ANSWERS = 5  # seconds in which a scheduler answers
_WORKERS = 10  # seconds in which a cluster has a worker
_BACK = 120  # seconds in which it has one again, if all were lost
_LOOK = 5  # seconds between two looks at whether the cluster is still there
_AHEAD = 2  # blocks under way for each worker: one that it computes, one that waits
_SHAPE_BYTES = ("llvmlite", "numba", "numpy", "pyarrow", "scipy")

# Compiled loops of two threads at once can end a worker, and two blocks need twice the memory.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Job:
    """What travels to a worker: where the case stands and what it must hash to, but no data.

    ``asked`` is what the run was asked for, the design as JSON; ``program`` are the versions of
    what gives a part its bytes.
    """

    source: str
    rows: str
    sets: tuple[str, ...]
    off: tuple[str, ...]
    options: tuple[str, ...]
    design: str
    block: int
    program: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, manifest: Manifest) -> Job:
        """The job of a run.

        Raises:
            CeasefireError: its folder does not say where the case stands.
        """
        asked = manifest.asked
        if not manifest.source:
            msg = f"{manifest.folder} does not say where its case stands"
            raise CeasefireError(msg, "give it with --case, at a place that workers see too")
        return cls(
            manifest.source, asked.rows, asked.sets, asked.off, asked.options,
            json.dumps(asked.design.as_json()), asked.block, program(),
        )  # fmt: skip


@dataclass(frozen=True)
class Returned:
    """What a worker sends back: a part with its SHA-256, an error, or why it refused."""

    part: bytes = b""
    sha256: str = ""
    seconds: float = 0.0
    error: str = ""
    refusal: str = ""  # with the name of its machine
    hint: str = ""


@lru_cache(maxsize=1)
def program() -> tuple[tuple[str, str], ...]:
    """Names and versions of all that gives a part its bytes, this program's own source too."""
    root = Path(ceasefire.__file__).parent
    source = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        within = path.relative_to(root)
        if path.suffix in (".py", ".csv") and within.parts[0] != "cases":
            source.update(f"{within.as_posix()}\0".encode() + path.read_bytes())
    return (
        ("ceasefire", ceasefire.__version__),
        ("the source of ceasefire", source.hexdigest()[:12]),
        ("Python", "{}.{}".format(*sys.version_info)),
        *((name, version(name)) for name in _SHAPE_BYTES),
    )


def computed(job: Job, number: int) -> Returned:
    """Compute a block; this runs on a worker, with the threads that it has.

    Args:
        job: of the run.
        number: of the block.
    """
    with _one_at_a_time:
        start = time.perf_counter()
        try:
            case, asked = _loaded(job)
        except CeasefireError as error:
            return Returned(refusal=f"{gethostname()}: {error.message}", hint=error.hint)
        except OSError as error:
            return Returned(refusal=f"{gethostname()}: {error}", hint="let it read the case")
        try:
            _take_threads()
            part = _part(case, asked, number)
        except Exception as error:  # noqa: BLE001 - one bad block must not cost all the others
            return Returned(seconds=time.perf_counter() - start, error=told(error))
    return Returned(part, hashlib.sha256(part).hexdigest(), time.perf_counter() - start)


def _part(case: Case, asked: Asked, number: int) -> bytes:
    write = computed_part(case, asked, number)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "part"
        write(path)
        return path.read_bytes()


@lru_cache(maxsize=1)  # the case of one run at a time; a refusal is not kept
def _loaded(job: Job) -> tuple[Case, Asked]:
    """Load the case of a job, and hold it against the hash."""
    for (name, there), (_, asked) in zip(program(), job.program, strict=True):
        if there != asked:
            msg = f"{name} is {there}, the run has {asked}"
            raise CeasefireError(msg, "install the same versions on all machines")
    case, _ = what_if(load_case(job.source), job.sets, job.off)
    if case_hash(case) != job.rows:
        msg = f"case {job.source}: its rows are not those of the run"
        raise CeasefireError(msg, "name a folder that all machines share, or bring the same tables")
    design = Design.of_json(json.loads(job.design))
    asked_for = Asked(
        case.name, job.rows, job.sets, job.off, job.options, (), design, job.block
    )  # fmt: skip
    return case, asked_for


def _take_threads() -> None:
    import numba  # noqa: PLC0415 - heavy
    from distributed import get_worker  # noqa: PLC0415 - an optional extra

    most = int(numba.config.NUMBA_NUM_THREADS)  # type: ignore[attr-defined]
    numba.set_num_threads(max(1, min(get_worker().state.nthreads, most)))


@dataclass(frozen=True)
class Cluster:
    """A cluster that is connected: its blocks are for `ceasefire.futures.work.work`."""

    client: Client
    address: str

    @property
    def threads(self) -> int:
        """Threads of all its workers together."""
        return int(sum(self.client.nthreads().values()))

    def compute(
        self, manifest: Manifest, _case: Case, numbers: list[int], _progress: Progress
    ) -> Generator[Computed, None, None]:
        """Compute blocks; they come as they are done, and only a few are under way at once.

        Args:
            manifest: of the run.
            numbers: of the blocks.

        Raises:
            CeasefireError: a worker has another case or program; the scheduler or all workers are
                lost.
        """
        from distributed import CancelledError  # noqa: PLC0415 - an optional extra

        try:
            yield from self._computed(Job.of(manifest), numbers)
        except (OSError, CancelledError) as error:  # a closed connection, or what hung on it
            msg = f"the scheduler at {self.address} is lost"
            hint = f"finished parts stand; go on with: ceasefire futures resume {manifest.folder}"
            raise CeasefireError(msg, hint) from error

    def _computed(self, job: Job, numbers: list[int]) -> Generator[Computed, None, None]:
        run = f"ceasefire-{time.time_ns()}"  # another run must not be given the results of this one
        waiting, under_way, done = iter(numbers), dict[Future, int](), SimpleQueue[Future]()
        try:
            while True:
                room = _AHEAD * max(1, len(self.client.nthreads())) - len(under_way)
                for number in islice(waiting, max(0, room)):
                    key = f"{run}-{number}"
                    future = self.client.submit(computed, job, number, key=key, pure=False)
                    under_way[future] = number
                    future.add_done_callback(done.put)
                if not under_way:
                    return
                future = self._next(done)
                yield _returned(future, under_way.pop(future), self.address)
                future.release()
        finally:
            if self.client.status == "running":
                self.client.cancel(list(under_way), force=True)

    def _next(self, done: SimpleQueue[Future]) -> Future:
        """The next block that is done, while there are workers."""
        while True:
            try:
                return done.get(timeout=_LOOK)
            except Empty:
                _wait_for_workers(self.client, self.address, _BACK)


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """Connect to a cluster.

    Args:
        address: of its scheduler, such as ``tcp://10.0.0.5:8786``.

    Raises:
        CeasefireError: the extra ``cluster`` is not installed, no scheduler answers, or it has no
            worker.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        msg = "a cluster needs the library distributed, which is not installed"
        raise CeasefireError(msg, 'install it with: pip install "ceasefire[cluster]"') from error
    with _silent():
        try:
            client = Client(address, timeout=_ANSWERS)
        except (OSError, ValueError, TypeError) as error:  # a timeout is an OSError
            msg = f"no scheduler answers at {address}"
            hint = "start one with: dask scheduler; it prints its address, as tcp://HOST:8786"
            raise CeasefireError(msg, hint) from error
        with client:
            _wait_for_workers(client, address, _WORKERS)
            yield Cluster(client, address)


@contextmanager
def _silent() -> Iterator[None]:
    """Keep the library from logging what is told here in a line of its own."""
    names = [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]
    loggers = [logging.getLogger(name) for name in (*names, "tornado.application")]
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL)
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _wait_for_workers(client: Client, address: str, seconds: float) -> None:
    try:
        client.wait_for_workers(1, timeout=seconds)
    except TimeoutError as error:
        msg = f"the cluster at {address} has no worker"
        raise CeasefireError(msg, f"start some with: dask worker {address}") from error


def _returned(future: Future, number: int, address: str) -> Computed:
    """What a block came to."""
    from distributed import CancelledError, KilledWorker  # noqa: PLC0415 - an optional extra

    try:
        found: Returned = future.result()
    except KilledWorker:
        return Computed(number, 0.0, error="KilledWorker: workers died of it, one after another")
    except (OSError, CancelledError):
        raise
    except Exception as error:
        msg = f"the cluster at {address} cannot run blocks: {told(error)}"
        hint = "install the same ceasefire where its scheduler and its workers run"
        raise CeasefireError(msg, hint) from error
    if found.refusal:
        msg = f"a worker of {address} on {found.refusal}"
        raise CeasefireError(msg, found.hint)
    if found.error:
        return Computed(number, found.seconds, error=found.error)
    if hashlib.sha256(found.part).hexdigest() != found.sha256:
        return Computed(number, found.seconds, error="its bytes changed on the way from the worker")
    return Computed(number, found.seconds, partial(write_whole, content=found.part))
