"""A statement on one screen: who, in which words, in which page, and who set each field."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

import click

from ceasefire.press.article import Origin
from ceasefire.press.passages import Passage, context, shown
from ceasefire.press.statement import Figure
from ceasefire.press.store.edits import SET_BY
from ceasefire.press.store.review import Event, Review
from ceasefire.press.store.store import Capture, StoredArticle
from ceasefire.report.words import band_words

_LABEL = 11  # characters of the longest label and a space
_WIDTH = 96
SUGGESTION = "a suggestion only"


def figure_words(figure: Figure | None) -> str:
    """Print a figure about forces; blank if there is none."""
    return band_words(figure.band, figure.unit) if figure else ""


def review_json(review: Review) -> dict[str, object]:
    """A statement with its state, for ``--json``."""
    said, quote, figure = review.statement, review.statement.quote, review.statement.figure
    return {
        "number": review.number, "status": review.status, "current": review.current,
        "speaker": quote.speaker, "speaker_surface": quote.surface, "anonymous": quote.anonymous,
        "mode": quote.mode, "text": quote.text, "start": quote.start, "end": quote.end,
        "role": said.role, "modality": said.modality, "negated": said.negated,
        "condition": said.condition, "issue": said.issue, "stance": said.stance,
        "figure": None if figure is None else {
            "words": figure.words, "unit": figure.unit, "low": figure.band.low,
            "mode": figure.band.mode, "high": figure.band.high,
        },
        "said_on": review.said_on[0], "rules": {**quote.rules, **said.rules},
        "events": [{"action": e.action, "by": e.by, "at": e.at, "note": e.note,
                    "said_on": e.said_on} for e in review.events],
    }  # fmt: skip


def print_statement(review: Review, stored: StoredArticle, captures: Sequence[Capture]) -> None:
    """Print a statement with its page and what was decided on it."""
    click.echo(f"statement {review.number}: {review.status}")
    if not review.current:
        click.echo("  the newest reading of its page does not find it any more")
    quote = review.statement.quote
    print_line("sentence", context(stored.article, quote.start, quote.end).marked())
    for label, text in (*_said(review), *page_lines(stored, captures), *_dates(review, stored)):
        print_line(label, text)
    place = Passage(stored.sha256, quote.start, quote.end)
    print_line("passage", str(place))
    for event in review.events:
        print_line("decided", _event(event))


def page_lines(stored: StoredArticle, captures: Sequence[Capture]) -> Iterator[tuple[str, str]]:
    """Yield what is known of a page as labels and texts: title, whose it is, where it was had."""
    article = stored.article
    yield "page", shown(article.title) or "no title"
    yield "from", origin_words(article.origin)
    yield "quotes", _quotes_are(article.origin)
    for capture in captures[-1:]:
        yield "address", shown(capture.address)
        yield "taken", capture.taken_at


def origin_words(origin: Origin) -> str:
    """Print whose article it is, and through whose hands it came."""
    outlet = shown(origin.outlet) or "outlet not known"
    country = f" ({shown(origin.outlet_country)})" if origin.outlet_country else ""
    hands = dict.fromkeys(name for name in (origin.carrier, origin.portal) if name)
    carried = f", carried by {' and '.join(shown(one) for one in hands)}" if hands else ""
    return outlet + country + carried


def print_line(label: str, text: str, *, indent: int = _LABEL) -> None:
    """Print a label with its text, longer ones on several lines."""
    lines = textwrap.wrap(text, _WIDTH - indent, break_on_hyphens=False) or [""]
    for number, line in enumerate(lines):
        click.echo(f"  {label if number == 0 else '':<{indent}}{line}".rstrip())


def _said(review: Review) -> Iterator[tuple[str, str]]:
    said, quote = review.statement, review.statement.quote
    rules = {**quote.rules, **said.rules}
    who = shown(quote.speaker) or ("a nameless source" if quote.anonymous else "nobody named")
    surface = f", in the page '{shown(quote.surface)}'" if quote.surface else ""
    yield "speaker", f"{who}{surface}{_rule(rules, 'speaker')}"
    yield "role", f"{shown(said.role) or 'not said'}{_rule(rules, 'role')}"
    verb = f", {shown(quote.verb)}" if quote.verb else ""
    yield "how", f"{quote.mode}{verb}{_rule(rules, 'text')}"
    yield "confidence", f"{quote.confidence:.2f} that these words are the speaker's"
    yield "modality", f"{said.modality or 'none'}{_rule(rules, 'modality')}"
    yield "negated", f"{'yes' if said.negated else 'no'}{_rule(rules, 'negated')}"
    yield "condition", f"{shown(said.condition) or 'none'}{_rule(rules, 'condition')}"
    yield "issue", f"{said.issue or 'none found'}{_rule(rules, 'issue', suggested=True)}"
    yield "stance", f"{said.stance}{_rule(rules, 'stance', suggested=True)}"
    if said.figure:
        words = f"{figure_words(said.figure)}, from “{shown(said.figure.words)}”"
        yield "figure", f"{words}{_rule(rules, 'figure')}"


def _rule(rules: dict[str, str], field: str, *, suggested: bool = False) -> str:
    """Print which rule set a field; what no analyst set is only suggested, if it is a judgement."""
    rule = shown(rules.get(field, ""))
    if suggested and not rule.startswith((SET_BY, "suggestion")):
        rule = f"{SUGGESTION}{f': {rule}' if rule else ''}"
    return f"  [{rule}]" if rule else ""


def _quotes_are(origin: Origin) -> str:
    chain = " > ".join(origin.chain)
    if origin.verbatim:
        return "as spoken, as far as the page tells" + (f" ({chain})" if chain else "")
    back = len(origin.chain) > 1 and origin.chain[0] == origin.chain[-1]
    words = "back-translated" if back else "translated"
    return f"{words}{f' ({chain})' if chain else ''}: not the words as spoken"


def _dates(review: Review, stored: StoredArticle) -> Iterator[tuple[str, str]]:
    published = stored.article.origin.published
    yield "published", published or "the page gives no date for the article"
    said_on, why = review.said_on
    if said_on:
        yield "said on", f"{said_on}: {shown(why)}"


def _event(event: Event) -> str:
    note = f": {shown(event.note)}" if event.note else ""
    date = f", said on {event.said_on}" if event.said_on else ""
    return f"{event.action} by {shown(event.by)} at {event.at}{date}{note}"
