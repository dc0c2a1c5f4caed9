"""A store with a page made up for tests: what was said, by whom, without a reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ceasefire.case.load import load_case
from ceasefire.core.bands import Band
from ceasefire.press.article import Article, Origin, Paragraph
from ceasefire.press.pages.feeds import Feed
from ceasefire.press.read import reader
from ceasefire.press.statement import Figure, Quote, Statement
from ceasefire.press.store.review import accept
from ceasefire.press.store.store import Capture, open_store

WORDS = "We will send up to 2,500 soldiers once the guns are silent"
TEXT = f"The council met.\n“{WORDS},” said the minister of Corland.\nDovia wants none of it.\n"
START = TEXT.index(WORDS)
ADDRESS = "https://ledger.example/a-force"
NOW = "2026-03-02T09:00:00+00:00"
ORIGIN = Origin("The Ledger", "Corland", published="2026-01-12")
SAID = Statement(
    Quote(START, START + len(WORDS), WORDS, "direct", "cor", "the minister of Corland",
          verb="said", language="en", confidence=0.95, rules={"speaker": "mention of an actor"}),
    role="minister", modality="intended", condition="once the guns are silent", issue="force",
    stance="for", figure=Figure(START + 13, START + 34, "up to 2,500 soldiers", Band(high=2500.0),
                                "people"),
    rules={"issue": "suggestion: soldier", "stance": "suggestion: will send"},
)  # fmt: skip
DENIED = Statement(
    Quote(TEXT.index("wants"), TEXT.index(" it.") + 3, "wants none of it", "indirect", "dov",
          "Dovia", verb="wants", language="en", confidence=0.6),
    issue="force", stance="against",
)  # fmt: skip
PAGE = f"""A force for the border (The Daily Ledger, Ireland)

412
3
1
Image source: © Ledger / A. Photographer

Three governments spoke of a force for the border if the truce holds, the newspaper writes.

The three governments are weighing a force for the border, two officials said after the talks.

“{WORDS},” said the government of Corland, which spoke after the meeting.

Dovia said it would not send any soldiers.
"""


def article(origin: Origin = ORIGIN, title: str = "A force for the border") -> Article:
    """The page as a reader would give it."""
    ends = [i for i, c in enumerate(TEXT) if c == "\n"]
    starts = [0, *(end + 1 for end in ends[:-1])]
    parts = [Paragraph(a, b, TEXT[a:b], "en") for a, b in zip(starts, ends, strict=True)]
    return Article(text=TEXT, title=title, origin=origin, paragraphs=tuple(parts), language="en")


def fill(
    path: Path,
    *,
    origin: Origin = ORIGIN,
    said: Sequence[Statement] = (SAID, DENIED),
    accepted: Sequence[int] = (1,),
    address: str = ADDRESS,
    title: str = "A force for the border",
) -> str:
    """Write a store with one page, its statements and what was accepted; return its path."""
    with open_store(path, now=lambda: NOW) as store:
        sha256 = store.save_page(TEXT.encode(), Capture(address, NOW))
        store.save_reading(sha256, article(origin, title), said)
        for number in accepted:
            store.decide(number, lambda one, at: accept(one, by="AB", at=at))
    return str(path)


def fill_by_reading(path: Path, case: Path) -> str:
    """Write a store with a page that our own reader reads; return its path."""
    raw = PAGE.encode()
    with reader(load_case(str(case))) as pages, open_store(path, now=lambda: NOW) as store:
        reading = pages.read(raw)
        assert not isinstance(reading, Feed)
        store.save_reading(
            store.save_page(raw, Capture("pages/force.txt", NOW)),
            reading.article,
            reading.statements,
        )
    return str(path)


def spoken(**changes: object) -> Statement:
    """The statement with fields of its quote or its own changed."""
    own = {k: v for k, v in changes.items() if k in Statement.__dataclass_fields__}
    quote = {k: v for k, v in changes.items() if k not in own}
    said = replace(SAID, **own)  # type: ignore[arg-type]
    return replace(said, quote=replace(said.quote, **quote))  # type: ignore[arg-type]
