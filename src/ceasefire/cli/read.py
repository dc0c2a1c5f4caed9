"""``ceasefire read``: what a page says, in whose words, and where it really comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from ceasefire.case.load import load_case
from ceasefire.cli import beside
from ceasefire.cli.options import json_option, print_json
from ceasefire.cli.reading_tables import print_kept
from ceasefire.core.errors import CeasefireError
from ceasefire.core.files import write_whole
from ceasefire.press.article import LANGUAGES, Language
from ceasefire.press.keeping import Desk, Fetches, Kept, Page
from ceasefire.press.pages.decode import known_charset
from ceasefire.press.pages.feeds import Feed, FeedEntry
from ceasefire.press.proposals.backends import Backend
from ceasefire.press.proposals.propose import Proposal
from ceasefire.press.read import reader
from ceasefire.press.reading import Reading
from ceasefire.press.store.store import open_store
from ceasefire.press.translation.translate import Translated
from ceasefire.report.words import counted

EXIT_FAULT = 2


@dataclass(frozen=True)
class Settings:
    """What the user asked for, by the names of the options."""

    places: tuple[str, ...]
    case: str | None
    on: datetime | None
    charset: str
    store: Path | None
    follow: int
    folder: Path | None
    language: Language | None
    translator: str | None
    names: bool
    rules: Path | None
    service: str
    model: str
    key_from: str
    replay: Path | None
    allow_remote: bool
    as_json: bool

    @property
    def day(self) -> date | None:
        """The day whose offices count, if one was given."""
        return None if self.on is None else self.on.date()


@dataclass
class _Session:
    """A desk with the settings, what was read by its place, and how much failed."""

    desk: Desk
    settings: Settings
    translate: beside.Translate | None = None
    found: dict[str, Kept] = field(default_factory=dict)
    translated: dict[str, Translated] = field(default_factory=dict)
    names: dict[str, tuple[Proposal, ...]] = field(default_factory=dict)
    backends: dict[str, Backend] = field(default_factory=dict)
    failed: int = 0


@click.command("read")
@click.argument("places", nargs=-1, required=True, metavar="PATH_OR_URL...")
@click.option("--case", "case", metavar="CASE",
              help="The case whose actors are looked for; none are without it.")  # fmt: skip
@click.option("--on", "on", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]),
              help="Day whose offices count, not that of the article or the case.")  # fmt: skip
@click.option("--charset", default="", metavar="NAME", help="Charset, if you know better.")
@click.option("--store", "store", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
              help="Keep bytes, articles and statements in this file.")  # fmt: skip
@click.option("--follow", default=0, metavar="N", type=click.IntRange(0, 100),
              help="Of a feed, fetch the N newest items that the store lacks.")  # fmt: skip
@click.option("--save", "folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
              help="Write one JSON file for each into this folder.")  # fmt: skip
@click.option("--translate-to", "language", metavar="LANG", type=click.Choice(LANGUAGES),
              help=f"Put a translation beside each article: {', '.join(LANGUAGES)}.")  # fmt: skip
@click.option("--translator", metavar="URL_OR_FOLDER",
              help="LibreTranslate service or folder of models; without it all stays.")  # fmt: skip
@click.option("--new-names", "names", is_flag=True,
              help="Propose names the case does not know (extras nlp, nlp-ru).")  # fmt: skip
@click.option("--rules", "rules", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
              help="Your own rules of sites, one TOML file each.")  # fmt: skip
@click.option("--model-service", "service", default="", metavar="URL",
              help="Ask a model too, as http://localhost:8080; off without it.")  # fmt: skip
@click.option("--model", "model", default="", metavar="NAME",
              help="The model, as the service knows it.")  # fmt: skip
@click.option("--model-key", "key_from", default="", metavar="VARIABLE",
              help="Environment variable that holds the service's key.")  # fmt: skip
@click.option("--replay", "replay", metavar="DIR",
              type=click.Path(path_type=Path, file_okay=False),
              help="Recorded answers of a model; those it lacks are asked for.")  # fmt: skip
@click.option("--allow-remote", is_flag=True,
              help="Services may be on another machine; texts are sent there.")  # fmt: skip
@json_option
def command(**given: Any) -> int:  # noqa: ANN401 - the options, by name
    """Read pages (HTML, stored text, feeds): who says what, and where it comes from."""
    settings = Settings(**given)
    if settings.follow and settings.store is None:
        msg = "--follow needs --store, to know which items are new"
        raise click.UsageError(msg)
    if settings.charset and not known_charset(settings.charset):
        msg = f"no charset '{settings.charset}' is known; try utf-8, windows-1251 or koi8-u"
        raise click.UsageError(msg)
    translate = beside.translation(settings)
    case = load_case(settings.case) if settings.case else None
    proposes = beside.model(settings, case)
    with ExitStack() as opened:
        store = opened.enter_context(open_store(settings.store)) if settings.store else None
        pages = opened.enter_context(reader(case, settings.day, settings.rules))
        desk = Desk(pages, _network, case=case, store=store, on=settings.day, proposes=proposes)
        session = _Session(desk, settings, translate)
        for place in settings.places:
            _read(session, place)
    if settings.folder is not None:
        _save(settings.folder, session)
    if settings.as_json:
        _print_json(session)
    return EXIT_FAULT if session.failed else 0


def _read(session: _Session, place: str) -> None:
    """Read a place, and of a feed what is to be followed."""
    kept = _keep(session, place, web_only=False)
    if kept is None or not isinstance(kept.found, Feed) or not session.settings.follow:
        return
    if kept.found.kind == "opml":
        _note(place, "the feeds of a list are not followed; give their addresses")
        return
    fresh = session.desk.unread(kept.found)
    if not fresh:
        _note(place, "the store has all of its items that have an address")
    for entry in fresh[: session.settings.follow]:
        _keep(session, entry.url, web_only=True)


def _keep(session: _Session, place: str, *, web_only: bool) -> Kept | None:
    """Read one page; what a feed names is fetched and never looked for among the files."""
    desk, settings = session.desk, session.settings
    try:
        page: Page = desk.fetched(place) if web_only else desk.page(place)
        kept = desk.keep(page, charset=settings.charset)
    except CeasefireError as error:
        session.failed += 1
        _note(place, str(error).removeprefix(f"{place}: "))
        return None
    session.found[place] = kept
    if not settings.as_json:
        print_kept(kept, desk.case)
    if not isinstance(kept.found, Feed):
        _put_beside(session, place, kept.found)
    return kept


def _put_beside(session: _Session, place: str, found: Reading) -> None:
    """Translate a reading and look for new names, as far as was asked."""
    settings = session.settings
    if session.translate is not None:
        session.translated[place] = session.translate(found.article)
        if not settings.as_json:
            beside.print_translation(session.translated[place])
    if settings.names:
        session.names[place] = beside.new_names(found, session.backends)
        if not settings.as_json:
            beside.print_names(session.names[place])


def _network() -> Fetches:
    from ceasefire.press.fetch import network  # noqa: PLC0415 - web pages only

    return network.network_fetcher()


def _note(place: str, text: str) -> None:
    click.echo(f"ceasefire: {place}: {text}", err=True)


def _print_json(session: _Session) -> None:
    found = {place: _as_json(session, place) for place in session.found}
    places = session.settings.places
    print_json(found[places[0]] if list(found) == [places[0]] == list(places) else found)


def _as_json(session: _Session, place: str) -> dict[str, Any]:
    kept = session.found[place]
    found = kept.found
    made = _feed(found) if isinstance(found, Feed) else found.as_json()
    more: dict[str, Any] = {}
    if place in session.translated:
        more["translation"] = session.translated[place].as_json()
    if place in session.names:
        more["new_names"] = beside.names_json(session.names[place])
    return {**made, **dict(_where(kept)), **more}


def _where(kept: Kept) -> Iterator[tuple[str, Any]]:
    """Give what is known of a reading beyond the reading: its day, and its place in the store."""
    if kept.day is not None:
        yield "offices", {"on": kept.day.on.isoformat(), "why": kept.day.why}
    if kept.sha256:
        numbers = {"article": kept.article or None, "statements": list(kept.numbers)}
        yield "stored", {"sha256": kept.sha256, **numbers, "note": kept.note}


def _feed(feed: Feed) -> dict[str, Any]:
    return {
        "feed": {"kind": feed.kind, "title": feed.title, "language": feed.language,
                 "warnings": list(feed.warnings)},
        "items": [_entry(entry) for entry in feed.entries],
    }  # fmt: skip


def _entry(entry: FeedEntry) -> dict[str, Any]:
    return {"title": entry.title, "url": entry.url, "time": entry.published,
            "time_as_given": entry.published_as_given, "summary": entry.summary,
            "outlet": entry.outlet, "warnings": list(entry.warnings)}  # fmt: skip


def _save(folder: Path, session: _Session) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, place in enumerate(session.found, 1):
        name = f"{number:03d}-{Path(place).stem[:60] or 'page'}.json"
        made = {"from": place, **_as_json(session, place)}
        content = json.dumps(made, ensure_ascii=False, indent=1)
        write_whole(folder / name, content + "\n")
    click.echo(f"{counted(len(session.found), 'file')} in {folder}", err=True)
