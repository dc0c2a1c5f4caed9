"""Quotes and reported speech against people's annotation of 84 articles (PolNeAR, dev split).

Run: ``python -m benchmarks.polnear [--spacy]`` beside ``../shared/data``; the texts are not part of
the project. A gold content counts as found if one prediction shares at least half of the shorter
span with it; its speaker is right if the words that name the source share a word with ours
(surface forms, small words left out). Direct gold: contents with quotation marks and a source.
Precision: predictions between marks with half of the shorter span inside any gold content.
"""

from __future__ import annotations

import re
import sys
import time
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ceasefire.press.article import Paragraph
from ceasefire.press.quotes import Parser, quotes
from ceasefire.press.statement import Quote

DATA = Path(__file__).parents[2] / "shared" / "data" / "polnear-dev"
MARKS = frozenset('“”"„«»')
HALF = 0.5
SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "in",
        "for",
        "to",
        "at",
        "on",
        "his",
        "her",
        "their",
        "its",
        "who",
        "that",
    ]
)
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Gold:
    """One attribution: places of its content, the words of its source, marks or not."""

    content: Spans
    source: str
    direct: bool


@dataclass(frozen=True)
class Score:
    """Shares from 0 to 1, how many golds and predictions they are of, and articles a second."""

    recall: float
    speaker: float
    precision: float
    unmarked_recall: float
    unmarked_speaker: float
    golds: int
    unmarked_golds: int
    predictions: int
    speed: float


def attributions(path: Path) -> tuple[Gold, ...]:
    """Attributions of one annotation file (brat stand-off)."""
    parts: dict[str, tuple[Spans, str]] = {}
    golds: list[Gold] = []
    with path.open(encoding="utf-8", newline="") as file:
        lines = [line.rstrip("\r\n").split("\t") for line in file]
    for line in lines:
        if line[0].startswith("T"):
            places = line[1].split(" ", 1)[1].split(";")
            spans = tuple((int(a), int(b)) for a, b in (place.split() for place in places))
            parts[line[0]] = (spans, line[2])
    for line in lines:
        if line[0].startswith("E"):
            roles = [role.split(":") for role in line[1].split()]
            content = [parts[key] for name, key in roles if name.startswith("Content")]
            source = " ".join(parts[key][1] for name, key in roles if name.startswith("Source"))
            if content:
                direct = any(MARKS & set(text) for _, text in content)
                golds.append(Gold(tuple(s for one in content for s in one[0]), source, direct))
    return tuple(golds)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Lines of a text as paragraphs with their places."""
    return tuple(
        Paragraph(one.start(), one.end(), one.group(), "en")
        for one in re.finditer(r"[^\n]*\S[^\n]*", text)
    )


def articles() -> Iterator[tuple[str, tuple[Gold, ...]]]:
    """Each text with its attributions; the first annotation where there are several."""
    notes = sorted((DATA / "attributions").glob("*.ann"))
    stems = [note.name for note in notes]
    for path in sorted((DATA / "text").glob("*.txt")):
        i = bisect_left(stems, path.stem)
        if i < len(stems) and stems[i].startswith(path.stem):
            with path.open(encoding="utf-8", newline="") as file:
                yield file.read(), attributions(notes[i])


def shared(quote: Quote, gold: Gold) -> bool:
    """Whether a prediction and a gold content share half of the shorter one."""
    common = sum(max(0, min(quote.end, b) - max(quote.start, a)) for a, b in gold.content)
    length = sum(b - a for a, b in gold.content)
    return common >= HALF * min(quote.end - quote.start, length)


def same_speaker(quote: Quote, gold: Gold) -> bool:
    """Whether the words that name the speaker share a word that says something."""
    return bool(_words(quote.surface) & _words(gold.source))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - SMALL


def score(parser: Parser | None = None) -> Score:
    """The benchmark over all articles."""
    begun = time.perf_counter()
    count = dict.fromkeys(
        ("golds", "found", "right", "other", "other found", "other right", "said", "sound"), 0
    )
    texts = 0
    for text, golds in articles():
        texts += 1
        found = quotes(paragraphs(text), parser=parser)
        _count(count, golds, found)
    return Score(
        count["found"] / count["golds"],
        count["right"] / count["golds"],
        count["sound"] / count["said"],
        count["other found"] / count["other"],
        count["other right"] / count["other"],
        count["golds"],
        count["other"],
        count["said"],
        texts / (time.perf_counter() - begun),
    )


def _count(count: dict[str, int], golds: Sequence[Gold], found: Sequence[Quote]) -> None:
    direct = [q for q in found if q.mode in ("direct", "partial")]
    count["said"] += len(direct)
    count["sound"] += sum(any(shared(q, gold) for gold in golds) for q in direct)
    for gold in golds:
        if not gold.source:
            continue
        prefix = "" if gold.direct else "other "
        pool = direct if gold.direct else [q for q in found if q.mode == "indirect"]
        hits = [q for q in pool if shared(q, gold)]
        count["golds" if gold.direct else "other"] += 1
        count[prefix + "found"] += bool(hits)
        count[prefix + "right"] += any(same_speaker(q, gold) for q in hits)


def main() -> None:
    """Print the shares, with the patterns alone or with the grammar of spaCy."""
    parser: Parser | None = None
    if "--spacy" in sys.argv[1:]:
        from ceasefire.press.quotes.grammar import english  # noqa: PLC0415 - an extra

        parser = english()
    got = score(parser)
    print(f"quotes between marks, {got.golds} with a source: recall {got.recall:.3f}, right")
    print(f"  speaker {got.speaker:.3f}, precision {got.precision:.3f} of {got.predictions}")
    print(f"without marks, {got.unmarked_golds}: recall {got.unmarked_recall:.3f}, right speaker")
    print(f"  {got.unmarked_speaker:.3f}; {got.speed:.1f} articles a second")


if __name__ == "__main__":
    main()
