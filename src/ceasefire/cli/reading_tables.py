"""How a reading is printed: where the page comes from, who says what, what it may change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import click

from ceasefire.case.rows import Case, Row
from ceasefire.press.article import Article
from ceasefire.press.keeping import Kept
from ceasefire.press.pages.feeds import Feed, FeedEntry
from ceasefire.press.reading import Reading
from ceasefire.press.statement import STANCES, Quote, Statement
from ceasefire.report.terminal import print_table
from ceasefire.report.words import band_words, counted

_SHOWN = 150  # characters of a quote in the table
_SHOWN_MENTIONS = 12
_MARKED = ("direct", "partial")  # modes in which words stand between marks
# A speaker that the text calls so is known by name only from the sentences before.
_BARE = frozenset((
    "he", "she", "they", "who", "он", "она", "они", "він", "вона", "вони", "er", "sie", "il",
    "elle", "ils", "on", "ona", "oni",
))  # fmt: skip

Numbered = list[tuple[int, Statement]]


def print_kept(kept: Kept, case: Case | None) -> None:
    """Print a page or a feed as it was read."""
    if isinstance(kept.found, Feed):
        _print_feed(kept, kept.found)
        return
    article = kept.found.article
    click.echo(f"\n{article.title or kept.place}")
    for line in (*_origin(article), *_reading(kept, kept.found)):
        click.echo(line)
    click.echo()
    numbers = kept.numbers or range(1, len(kept.found.statements) + 1)
    said = list(zip(numbers, kept.found.statements, strict=True))
    _print_said(said, article, case)
    if case is not None:
        _print_changes(said, case)
    _print_figures(said, case)
    _print_mentions(kept.found, case)
    if said and not kept.numbers:
        click.echo("numbers are of this reading; --store FILE keeps it and numbers for a review")
    for warning in article.warnings:
        click.echo(f"note: {warning}")


def whose(article: Article) -> str:
    """Return outlet, country, carrier, portal and chain of languages in a few words."""
    origin = article.origin
    outlet = origin.outlet or "outlet not known"
    country = f" ({origin.outlet_country})" if origin.outlet_country else ""
    carried = f", carried by {origin.carrier}" if origin.carrier else ""
    chain = f"; {' > '.join(origin.chain)}" if len(origin.chain) > 1 else ""
    portal = f", shown on {origin.portal}" if origin.portal else ""
    return f"{outlet}{country}{carried}{portal}{chain}"


def _origin(article: Article) -> Iterator[str]:
    origin = article.origin
    yield f"from: {whose(article)}"
    if not origin.verbatim:
        yield f"words: {_translated(article)}: quotes are not the words as spoken"
    yield f"published: {origin.published or 'no date on the page'}"


def _translated(article: Article) -> str:
    chain = article.origin.chain
    back = len(chain) > 1 and chain[0] == chain[-1]
    return "translated and back" if back else "translated"


def _reading(kept: Kept, found: Reading) -> Iterator[str]:
    article = found.article
    if kept.day is not None:
        yield f"offices: as held on {kept.day.on}, {kept.day.why}"
    beside = counted(len(article.items), "other item") if article.items else ""
    counters = ", ".join(f"{c.raw} ({c.label})" for c in article.counters)
    language = f" in {article.language}" if article.language else " in no language known here"
    body = counted(len(article.body), "paragraph") + (language if article.body else "")
    parts = (body, counted(len(found.statements), "statement"), beside)
    yield f"read: {', '.join(filter(None, parts))}" + (f"; counters {counters}" if counters else "")
    if kept.article:
        yield f"stored: article {kept.article}" + (f"; {kept.note}" if kept.note else "")
    elif kept.note:
        yield f"stored: {kept.note}"


def _print_said(said: Numbered, article: Article, case: Case | None) -> None:
    rows = [
        (str(number), _who(one.quote, case), _words(one.quote), one.quote.mode, _suggested(one))
        for number, one in said
    ]
    if not rows:
        click.echo("nobody is found to say anything")
        return
    title = "Who says what"
    if not article.origin.verbatim:
        title += f" (words {_translated(article)})"
    headers = ("no.", "who", "words", "how", "suggested")
    print_table(title, headers, rows, right=("no.",))


def _who(quote: Quote, case: Case | None) -> str:
    """Return a speaker by the case's name, and how the text calls it where that says more."""
    name = quote.speaker or quote.surface or "nobody named"
    if case is None or quote.speaker not in case.tables["actors"]:
        return name
    name = case.name_of("actors", quote.speaker)
    surface = quote.surface
    plain = not surface or surface.lower() in _BARE or surface.lower() == name.lower()
    return name if plain else f"{name} ({surface})"


def _words(quote: Quote) -> str:
    text = " ".join(quote.text.split())
    text = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return f"“{text}”" if quote.mode in _MARKED else text


def _suggested(one: Statement) -> str:
    return f"{one.issue}: {one.stance}?" if one.issue else ""


def _print_changes(said: Numbered, case: Case) -> None:
    """Print which questions of the case are spoken to, beside what the case holds on each now.

    Actors of the case come first, each in a row; who is none shares a row with those who seem to
    say the same.
    """
    questions, actors = list(case.tables.get("issues", {})), list(case.tables["actors"])
    found: defaultdict[tuple[int, int, int], Numbered] = defaultdict(list)
    for number, one in said:
        if one.issue in questions:
            speaker = one.quote.speaker
            place = actors.index(speaker) if speaker in actors else len(actors)
            key = (questions.index(one.issue), place, STANCES.index(one.stance))
            found[key].append((number, one))
    rows, before = [], -1
    for key in sorted(found):
        issue = case.row("issues", questions[key[0]])
        rows.append(("" if key[0] == before else _question(issue), *_change(found[key], case)))
        before = key[0]
    if rows:
        title = "What it may change in the case (suggested by cues in the words, for you to judge)"
        headers = ("question", "who", "seems", "in the case now", "no.")
        print_table(title, headers, rows)


def _change(ones: Numbered, case: Case) -> tuple[str, str, str, str]:
    """Return who, the suggested stance, what the case holds and the numbers of the statements."""
    first = ones[0][1]
    known = first.quote.speaker in case.tables["actors"]
    if known:
        who = case.name_of("actors", first.quote.speaker)
    else:
        names = (one.quote.speaker or one.quote.surface or "nobody named" for _, one in ones)
        who = "; ".join(dict.fromkeys(names))
    now = _now(case, first.quote.speaker, first.issue) if known else "no actor of the case"
    return who, f"{first.stance}?", now, ", ".join(str(number) for number, _ in ones)


def _question(issue: Row) -> str:
    ends = f"0 {issue.text('end_0')}, 100 {issue.text('end_100')}"
    return f"{issue.id}: {issue.text('question')} ({ends})"


def _now(case: Case, actor: str, issue: str) -> str:
    rows = [
        row for row in case.tables.get("positions", {}).values()
        if row.text("actor_id") == actor and row.text("issue_id") == issue
    ]  # fmt: skip
    if not rows:
        return "no position"
    newest = max(rows, key=lambda row: str(row.date() or ""))
    return f"{band_words(newest.band('position'), '')} ({newest.date()})"


def _print_figures(said: Numbered, case: Case | None) -> None:
    rows = [
        (str(number), _who(one.quote, case), one.figure.words,
         band_words(one.figure.band, one.figure.unit))
        for number, one in said if one.figure is not None
    ]  # fmt: skip
    if rows:
        headers = ("no.", "who", "words", "read as")
        print_table("Figures about forces", headers, rows, right=("no.",))


def _print_mentions(one: Reading, case: Case | None) -> None:
    found = one.as_json()["mentions"][:_SHOWN_MENTIONS]
    actors = {} if case is None else case.tables["actors"]
    names = (
        f"{case.name_of('actors', m['actor']) if case and m['actor'] in actors else m['actor']}"
        f" {m['count']}"
        for m in found
    )
    if found:
        click.echo("named: " + ", ".join(names))


def _print_feed(kept: Kept, feed: Feed) -> None:
    """Print the entries of a feed, or the feeds of a list."""
    title = f"{feed.title or kept.place} ({feed.kind})"
    if feed.kind == "opml":
        rows = [(entry.title, entry.url) for entry in feed.entries]
        print_table(title, ("feed", "address"), rows)
    else:
        print_table(title, ("time", "title", "address"), [_item(one) for one in feed.entries])
    if kept.note:
        click.echo(f"stored: {kept.note}")
    for warning in feed.warnings:
        click.echo(f"note: {warning}")
    for entry in feed.entries:
        for warning in entry.warnings:
            click.echo(f"note: {entry.title or entry.url}: {warning}")


def _item(entry: FeedEntry) -> tuple[str, str, str]:
    given = entry.published_as_given
    time = entry.published or (f"{given} (not read as a date)" if given else "no date")
    return time, entry.title, entry.url
