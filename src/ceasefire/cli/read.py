"""``ceasefire read``: what a page says, in whose words, and where it really comes from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from ceasefire.case.load import load_case
from ceasefire.cli.options import json_option, print_json
from ceasefire.core.errors import CeasefireError
from ceasefire.core.files import write_whole
from ceasefire.press.pages.feeds import Feed, FeedEntry
from ceasefire.press.read import Reader, reader
from ceasefire.press.reading import Reading
from ceasefire.report.terminal import print_table
from ceasefire.report.words import counted

EXIT_FAULT = 2
_SHOWN = 90  # characters of a quote in the table
_SHOWN_MENTIONS = 12


@click.command("read")
@click.argument("places", nargs=-1, required=True, metavar="PATH_OR_URL...")
@click.option("--case", "case", metavar="CASE",
              help="The case whose actors are looked for; none are without it.")  # fmt: skip
@click.option("--charset", default="", metavar="NAME", help="Charset, if you know better.")
@click.option("--save", "folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
              help="Write one JSON file for each into this folder.")  # fmt: skip
@json_option
def command(
    places: tuple[str, ...], *, case: str | None, charset: str, folder: Path | None, as_json: bool
) -> int:
    """Read pages (HTML, stored text, feeds): who says what, and where it comes from."""
    known = load_case(case) if case else None
    found: dict[str, Any] = {}
    failed = 0
    with reader(known) as pages:
        for place in places:
            try:
                one = _read(pages, place, charset)
            except CeasefireError as error:
                failed += 1
                click.echo(f"ceasefire: {place}: {error}", err=True)
                continue
            found[place] = _as_json(one)
            if not as_json:
                _print(place, one)
    if folder is not None:
        _save(folder, found)
    if as_json:
        print_json(found[places[0]] if list(found) == [places[0]] == list(places) else found)
    return EXIT_FAULT if failed else 0


def _read(pages: Reader, place: str, charset: str) -> Reading | Feed:
    if place.startswith(("http://", "https://")):
        from ceasefire.press.fetch.network import network_fetcher  # noqa: PLC0415 - web pages only

        got = network_fetcher().fetch(place)
        return pages.read(got.content, name=got.address, charset=charset)
    path = Path(place)
    if not path.is_file():
        msg = "there is no such file"
        raise CeasefireError(msg, "give a file, or an address with https://")
    return pages.read(path.read_bytes(), name=place, charset=charset)


def _as_json(one: Reading | Feed) -> dict[str, Any]:
    if isinstance(one, Reading):
        return one.as_json()
    return {
        "feed": {"kind": one.kind, "title": one.title, "language": one.language,
                 "warnings": list(one.warnings)},
        "items": [_entry(entry) for entry in one.entries],
    }  # fmt: skip


def _entry(entry: FeedEntry) -> dict[str, Any]:
    return {"title": entry.title, "url": entry.url, "time": entry.published,
            "time_as_given": entry.published_as_given, "summary": entry.summary,
            "outlet": entry.outlet, "warnings": list(entry.warnings)}  # fmt: skip


def _save(folder: Path, found: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, (place, one) in enumerate(found.items(), 1):
        name = f"{number:03d}-{Path(place).stem[:60] or 'page'}.json"
        content = json.dumps({"from": place, **one}, ensure_ascii=False, indent=1)
        write_whole(folder / name, content + "\n")
    click.echo(f"{counted(len(found), 'file')} in {folder}", err=True)


def _print(place: str, one: Reading | Feed) -> None:
    if isinstance(one, Feed):
        rows = [(entry.published or entry.published_as_given or "no date", entry.title, entry.url)
                for entry in one.entries]  # fmt: skip
        print_table(f"{one.title or place} ({one.kind})", ("time", "title", "address"), rows)
        return
    _print_article(place, one)
    _print_quotes(one)
    _print_mentions(one)


def _print_article(place: str, one: Reading) -> None:
    article, origin = one.article, one.article.origin
    click.echo(f"\n{article.title or place}")
    outlet = origin.outlet or "outlet not known"
    country = f" ({origin.outlet_country})" if origin.outlet_country else ""
    carried = f", carried by {origin.carrier}" if origin.carrier else ""
    chain = f"; {' > '.join(origin.chain)}" if origin.chain else ""
    words = "" if origin.verbatim else "; quotes are translations and not the words as spoken"
    click.echo(f"{outlet}{country}{carried}{chain}{words}")
    click.echo(f"published: {origin.published or 'no date on the page'}")
    if article.counters:
        shown = ", ".join(f"{c.raw} ({c.label})" for c in article.counters)
        click.echo(f"counters: {shown}")
    click.echo(f"{counted(len(article.body), 'paragraph')}, {counted(len(article.items), 'item')} "
               "beside it")  # fmt: skip
    for warning in article.warnings:
        click.echo(f"note: {warning}")


def _print_quotes(one: Reading) -> None:
    rows = [
        (quote.speaker or quote.surface or "nobody named", quote.mode, _cut(quote.text),
         f"{said.issue}: {said.stance}" if said.issue else "")
        for quote, said in zip(one.quotes, one.statements, strict=True)
    ]  # fmt: skip
    if rows:
        headers = ("speaker", "how", "words", "suggested")
        print_table("Who says what", headers, rows)


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _print_mentions(one: Reading) -> None:
    found = one.as_json()["mentions"][:_SHOWN_MENTIONS]
    if found:
        click.echo("named: " + ", ".join(f"{m['actor']} {m['count']}" for m in found))
