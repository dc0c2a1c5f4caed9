"""How well and how fast pages are read, against trafilatura in precision mode in the same run.

Run: ``python benchmarks/extraction.py``. The pages and their marked articles are those of the
scrapinghub/article-extraction-benchmark in ``../shared/data/article-extraction``. Scored as that
benchmark does: 4-token shingles of the article, precision and recall of each page averaged over
the pages, F1 of the two averages. The bars stand in ``tests/press/floors.toml``.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from ceasefire.core.errors import CeasefireError
from ceasefire.press.pages.html import read_html
from ceasefire.press.pages.worker import Worker

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data" / "article-extraction"
FLOORS = ROOT / "tests" / "press" / "floors.toml"
SHINGLE = 4
TOKEN = re.compile(r"\w+")


@dataclass(frozen=True)
class Score:
    """Of one reader over all pages: shares from 0 to 1, pages that failed, pages a second."""

    precision: float
    recall: float
    f1: float
    errors: int
    speed: float


@dataclass(frozen=True)
class Page:
    """A page of the benchmark with its article as marked by people."""

    raw: bytes
    url: str
    article: str


def pages() -> list[Page]:
    """All pages of the benchmark."""
    marked = json.loads((DATA / "ground-truth.json").read_text(encoding="utf-8"))
    return [
        Page(gzip.decompress((DATA / "html" / f"{key}.html.gz").read_bytes()),
             one["url"], one["articleBody"])
        for key, one in sorted(marked.items())
    ]  # fmt: skip


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four tokens with how often they occur; a shorter text is one run."""
    tokens = TOKEN.findall(text)
    last = max(1, len(tokens) - SHINGLE + 1) if tokens else 0
    return Counter(tuple(tokens[i : i + SHINGLE]) for i in range(last))


def shares(marked: str, found: str) -> tuple[float | None, float | None]:
    """Precision and recall of one page; ``None`` where there is nothing to count against."""
    true, told = shingles(marked), shingles(found)
    hits = (true & told).total()
    precision = hits / told.total() if told else None
    recall = hits / true.total() if true else None
    return precision, recall


def score(read: Callable[[Page], str], data: list[Page]) -> Score:
    """Read all pages and score what was found."""
    found, errors = list[str](), 0
    start = time.perf_counter()
    for page in data:
        try:
            found.append(read(page))
        except CeasefireError:
            errors += 1
            found.append("")
    took = time.perf_counter() - start
    each = [shares(page.article, text) for page, text in zip(data, found, strict=True)]
    precision = fmean(one for one, _ in each if one is not None)
    recall = fmean(one for _, one in each if one is not None)
    f1 = 2 * precision * recall / (precision + recall)
    return Score(precision, recall, f1, errors, len(data) / took)


def theirs(data: list[Page]) -> Score:
    """Trafilatura alone, in this process."""
    import trafilatura  # noqa: PLC0415 - it takes half a second

    def read(page: Page) -> str:
        found = trafilatura.extract(page.raw, favor_precision=True, include_comments=False)
        return found or ""

    return score(read, data)


def ours(data: list[Page]) -> Score:
    """Our reader with one worker that has been started."""
    with Worker() as worker:
        read_html(b"<p>A page to start the worker with.</p>", worker=worker)
        return score(lambda page: read_html(page.raw, worker=worker).text, data)


def main() -> int:
    """Measure, print, and return 1 if a bar is missed."""
    if not DATA.is_dir():
        print(f"no pages to measure on: {DATA} is not there")
        return 0
    bars = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["extraction"]
    data = pages()
    both = {"trafilatura": theirs(data), "ours": ours(data)}
    for name, one in both.items():
        print(f"{name:12} F1 {one.f1:.4f}  P {one.precision:.4f}  R {one.recall:.4f}  "
              f"errors {one.errors}  {one.speed:.1f} pages/s")  # fmt: skip
    own, bar = both["ours"], both["trafilatura"].f1 - bars["f1_below_trafilatura"]
    print(f"bars: F1 {bar:.4f}, errors {bars['errors']}, {bars['pages_per_second']} pages/s")
    fast = own.speed >= bars["pages_per_second"]
    return 0 if own.f1 >= bar and own.errors <= bars["errors"] and fast else 1


if __name__ == "__main__":
    sys.exit(main())
