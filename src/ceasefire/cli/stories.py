"""``ceasefire stories``: which stored articles tell one story, and how many origins it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from ceasefire.case.load import load_case
from ceasefire.cli.options import json_option, print_json, store_option
from ceasefire.core.errors import CeasefireError
from ceasefire.press.actors.gazetteer import Gazetteer
from ceasefire.press.keeping import members
from ceasefire.press.store.store import open_store
from ceasefire.press.stories import Member, Shared, Source, Story, shared_with, stories
from ceasefire.report.terminal import print_table
from ceasefire.report.words import counted

_NAMED = 2  # copies named in a row of the table; the JSON has all
_HEADERS = ("no.", "when", "outlet", "carrier", "language")


@click.command("stories")
@store_option
@click.option("--case", "case", metavar="CASE",
              help="Compare by the actors of this case, not only by who speaks.")  # fmt: skip
@click.option("--with", "number", metavar="N", type=int,
              help="Show only which articles share the text of article N.")  # fmt: skip
@json_option
def command(*, store: Path, case: str | None, number: int | None, as_json: bool) -> None:
    """Group stored articles to stories and count the independent origins of each."""
    gazetteer = Gazetteer.of(load_case(case)) if case else None
    with open_store(store, new=False) as opened:
        found = members(opened, gazetteer)
    if number is not None:
        _one(number, found, as_json=as_json)
        return
    told = stories(found)
    if as_json:
        print_json([_story_json(one) for one in told])
        return
    _print(told)


def _one(number: int, found: Sequence[Member], *, as_json: bool) -> None:
    """Show which articles share the text of one."""
    by_name = {one.name: one for one in found}
    name = str(number)
    if name not in by_name:
        msg = f"the store has no article {number}, or only a newer version of its page"
        raise CeasefireError(msg, f"its articles are {', '.join(by_name) or 'none yet'}")
    shared = shared_with(name, found)
    if as_json:
        print_json([_shared_json(one) for one in shared])
        return
    others = [one.older if one.newer == name else one.newer for one in shared]
    rows = [
        (*_row(by_name[other]), by_name[other].title, _with(name, one))
        for other, one in zip(others, shared, strict=True)
    ]
    title = f"Articles that share the text of {name}: {by_name[name].title}"
    if rows:
        print_table(title, (*_HEADERS, "title", "it is"), rows, right=("no.",))
    else:
        click.echo(f"no stored article shares the text of {name}: {by_name[name].title}")


def _print(told: Sequence[Story]) -> None:
    """Print stories of several articles each with its table, then the rest in one table."""
    for one in told:
        if len(one.members) > 1:
            _print_story(one)
    alone = [one.members[0] for one in told if len(one.members) == 1]
    if alone:
        rows = [(*_row(one), one.title) for one in alone]
        print_table("Articles alone with their story", (*_HEADERS, "title"), rows, right=("no.",))
    articles = sum(len(one.members) for one in told)
    plural = "stories" if len(told) != 1 else "story"
    click.echo(f"{counted(articles, 'article')}, {len(told):,} {plural}")


def _print_story(story: Story) -> None:
    shared: dict[str, list[Shared]] = {}
    for one in story.shared:
        shared.setdefault(one.newer, []).append(one)
    rows = [(*_row(one), _older(one.name, shared)) for one in story.members]
    print_table(story.members[0].title, (*_HEADERS, "text"), rows, right=("no.",))
    for line in _origins(story):
        click.echo(line)
    click.echo()


def _origins(story: Story) -> Iterator[str]:
    """Give how many independent origins a story has, in words, and which they are."""
    pages = counted(len(story.members) - len(story.unknown), "page")
    sources = "; ".join(_source(one) for one in story.sources)
    if story.independent == 1:
        yield f"1 origin, however many pages carry it (here {pages}): {sources}"
    elif story.independent:
        yield f"{story.independent} independent origins on {pages}: {sources}"
    else:
        yield "no known origin"
    if story.unknown:
        names = ", ".join(one.name for one in story.unknown)
        yield f"not said where from, so no confirmation: article {names}"


def _source(source: Source) -> str:
    carried = f", carried by {', '.join(source.carriers)}" if source.carriers else ""
    numbers = ", ".join(one.name for one in source.members)
    return f"{source.outlet}{carried} (article {numbers})"


def _row(one: Member) -> tuple[str, str, str, str, str]:
    origin = one.origin
    when = origin.published or f"had {one.seen:%Y-%m-%d %H:%M}"
    chain = " > ".join(origin.chain) if len(origin.chain) > 1 else one.language
    carriers = ", ".join(filter(None, (origin.carrier, origin.portal)))
    return one.name, when, origin.outlet or "not known", carriers, chain


def _older(name: str, shared: Mapping[str, Iterable[Shared]]) -> str:
    """Say which older articles one shares its text with, the most alike first."""
    found = sorted(
        shared.get(name, ()), key=lambda one: -max(one.relation.forward, one.relation.backward)
    )
    words = [_words(one) for one in found[:_NAMED]]
    more = [f"and {len(found) - _NAMED} more"] if len(found) > _NAMED else []
    return "; ".join((*words, *more))


def _words(one: Shared) -> str:
    relation = one.relation
    if relation.kind == "copy":
        return f"copy of {one.older} ({_per_cent(min(relation.forward, relation.backward))} shared)"
    if relation.part == 1:
        return f"excerpt of {one.older} ({_per_cent(relation.forward)} of it stands there)"
    return f"holds {_per_cent(relation.backward)} of {one.older}"


def _with(name: str, one: Shared) -> str:
    """Say what the other of two articles is to the named one."""
    relation = one.relation
    if relation.kind == "copy":
        return f"a copy ({_per_cent(min(relation.forward, relation.backward))} shared)"
    smaller = one.newer if relation.part == 1 else one.older
    share = _per_cent(max(relation.forward, relation.backward))
    if smaller == name:
        return f"a longer text that holds {share} of {name}"
    return f"an excerpt ({share} of it stands in {name})"


def _per_cent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _story_json(story: Story) -> dict[str, Any]:
    return {
        "headline": story.members[0].title,
        "independent": story.independent,
        "origins": [
            {"outlet": one.outlet, "carriers": list(one.carriers),
             "articles": [int(member.name) for member in one.members]}
            for one in story.sources
        ],
        "unknown": [int(one.name) for one in story.unknown],
        "articles": [_member_json(one) for one in story.members],
        "shared": [_shared_json(one) for one in story.shared],
    }  # fmt: skip


def _member_json(one: Member) -> dict[str, Any]:
    origin = one.origin
    return {"article": int(one.name), "title": one.title, "outlet": origin.outlet,
            "carrier": origin.carrier, "portal": origin.portal, "chain": list(origin.chain),
            "language": one.language, "published": origin.published,
            "seen": one.seen.isoformat()}  # fmt: skip


def _shared_json(one: Shared) -> dict[str, Any]:
    relation = one.relation
    return {"newer": int(one.newer), "older": int(one.older), "kind": relation.kind,
            "of_newer": round(relation.forward, 4),
            "of_older": round(relation.backward, 4)}  # fmt: skip
