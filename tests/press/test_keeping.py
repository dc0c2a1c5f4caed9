"""Pages into a store and out of it: what is kept, what is asked for again, what a feed has new."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest
from tests.press.fetch.test_fetcher import Web, page

from ceasefire.case.rows import Case
from ceasefire.core.errors import CeasefireError
from ceasefire.press.actors.gazetteer import Gazetteer
from ceasefire.press.fetch.addresses import FetchError
from ceasefire.press.keeping import Desk, Kept, members
from ceasefire.press.pages.feeds import Feed, FeedEntry
from ceasefire.press.read import Reader, reader
from ceasefire.press.reading import Reading
from ceasefire.press.store.review import accept
from ceasefire.press.store.store import Capture, Store, open_store
from ceasefire.press.stories import stories

URL = "https://paper.example/news/1"
NOON = "2026-03-01T12:00:00+00:00"
TEXT = """Ministers weigh a small force for the border (The Daily Ledger, Ireland)

The three governments are weighing a force for the border, two officials said on Thursday.

“We will not leave them alone once the guns are silent,” said Emmanuel Macron after the meeting.

“It must be agreed,” Macron said. “It must be agreed,” he repeated to the reporters outside.

The ministers will meet again in two weeks to look at the numbers, which nobody has published yet.
"""
DATED = """<!doctype html><html lang="en"><head><title>A force for the border</title>
<meta property="article:published_time" content="2018-05-02T10:00:00Z"></head><body><article>
<h1>A force for the border</h1>
<p>The governments are weighing a force for the border, officials said after a meeting that lasted
for most of the night and ended without a decision on who would lead it.</p>
<p>“We will not leave them alone once the guns are silent,” said Petro Poroshenko, who spoke to
reporters after the meeting and repeated that a force would need a mandate and a host.</p>
<p>The ministers will meet again in two weeks to look at the numbers, which nobody has published,
and at the question of who would pay for the force in its first year on the border.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def plain() -> Iterator[Reader]:
    with reader() as made:
        yield made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "press.db", now=lambda: NOON) as opened:
        yield opened


def desk(plain: Reader, store: Store | None, web: Web | None = None) -> Desk:
    return Desk(plain, (web or Web()).fetcher, store=store, now=lambda: NOON)


def read_text(plain: Reader, store: Store | None, path: Path, text: str = TEXT) -> Kept:
    path.write_text(text, encoding="utf-8")
    at = desk(plain, store)
    return at.keep(at.page(str(path)))


def test_bytes_article_and_statements_are_kept(plain: Reader, store: Store, tmp_path: Path) -> None:
    kept = read_text(plain, store, tmp_path / "a.txt")
    assert isinstance(kept.found, Reading)
    assert store.page(kept.sha256) == TEXT.encode()
    assert store.captures(kept.sha256) == [Capture(str(tmp_path / "a.txt"), NOON)]
    assert store.article(kept.article).article == kept.found.article
    assert len(kept.numbers) == len(kept.found.statements) > 2
    for number, one in zip(kept.numbers, kept.found.statements, strict=True):
        assert store.review(number).statement == one


def test_numbers_and_decisions_stay_when_a_page_is_read_again(
    plain: Reader, store: Store, tmp_path: Path
) -> None:
    first = read_text(plain, store, tmp_path / "a.txt")
    number = first.numbers[1]
    store.decide(number, lambda review, at: accept(review, by="AB", at=at))
    again = read_text(plain, store, tmp_path / "a.txt")
    assert (again.article, again.numbers) == (first.article, first.numbers)
    assert store.review(number).status == "accepted"


def test_without_a_store_nothing_is_kept_or_numbered(plain: Reader, tmp_path: Path) -> None:
    kept = read_text(plain, None, tmp_path / "a.txt")
    assert (kept.sha256, kept.article, kept.numbers, kept.day) == ("", 0, (), None)


def test_a_page_that_cannot_be_read_leaves_its_bytes(
    plain: Reader, store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"%PDF-1.7 and so on")
    at = desk(plain, store)
    with pytest.raises(CeasefireError, match="PDF"):
        at.keep(at.page(str(path)))
    last = store.last_capture(str(path))
    assert last is not None
    assert store.page(last[0]) == b"%PDF-1.7 and so on"
    assert list(store.articles()) == []


def test_a_file_beyond_the_limit_is_refused_before_it_is_kept(
    plain: Reader, store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"x" * 5_000_001)
    with pytest.raises(CeasefireError, match="larger than"):
        desk(plain, store).page(str(path))
    assert store.last_capture(str(path)) is None


def test_a_web_page_is_asked_for_again_only_if_it_changed(plain: Reader, store: Store) -> None:
    web = Web({URL: page(TEXT.encode(), etag='"7"', content_type="text/plain")})
    at = desk(plain, store, web)
    first = at.keep(at.page(URL))
    web.pages[URL] = page(b"", 304)
    page_again = desk(plain, store, web).page(URL)
    again = at.keep(page_again)
    assert web.requests[-1].headers["if-none-match"] == '"7"'
    assert page_again.content == TEXT.encode()
    assert "not changed since 2026-03-01T00:01:42+00:00" in again.note
    assert (again.sha256, again.article, again.numbers) == (
        first.sha256, first.article, first.numbers,
    )  # fmt: skip
    assert len(store.captures(first.sha256)) == 1  # nothing was had a second time
    web.pages[URL] = page(TEXT.replace("small", "smaller").encode())
    changed = at.keep(at.page(URL))
    assert changed.article != first.article
    assert changed.note == ""


def test_both_addresses_of_a_redirect_are_known(plain: Reader, store: Store) -> None:
    short = "https://paper.example/s"
    web = Web({short: page(b"", 302, location=URL), URL: page(TEXT.encode())})
    at = desk(plain, store, web)
    kept = at.keep(at.page(short))
    assert [one.address for one in store.captures(kept.sha256)] == [short, URL]


def test_the_charset_of_the_server_counts_and_that_of_the_user_more(
    plain: Reader, store: Store
) -> None:
    words = "Міністри обговорюють сили для кордону.\n\n" * 4
    web = Web({URL: page(words.encode("koi8-u"), content_type="text/plain; charset=koi8-u")})
    at = desk(plain, store, web)
    got = at.page(URL)
    assert got.charset == "koi8-u"
    kept = at.keep(got)
    assert isinstance(kept.found, Reading)
    assert "кордону" in kept.found.article.text


def entry(number: int, published: str | None = None, url: str = "") -> FeedEntry:
    return FeedEntry(f"Item {number}", url or f"https://paper.example/{number}", published)


def test_new_items_of_a_feed_come_newest_first_and_once(plain: Reader, store: Store) -> None:
    store.save_page(b"had", Capture("https://paper.example/3", NOON))
    kept = store.save_page(TEXT.encode(), Capture("https://www.paper.example/4?utm_source=x", NOON))
    read = plain.read(TEXT.encode())
    assert isinstance(read, Reading)
    store.save_reading(kept, read.article)
    feed = Feed("rss20", "Ledger", "en", (
        entry(1), entry(2, "2026-02-01T00:00:00Z"), entry(3), entry(4),
        entry(5, "2026-02-03T00:00:00Z"), entry(6, url="https://paper.example/5?utm_medium=rss"),
        entry(7, url="/etc/passwd"), entry(8, url="file:///etc/passwd"),
    ))  # fmt: skip
    assert [one.title for one in desk(plain, store).unread(feed)] == ["Item 5", "Item 2", "Item 1"]
    opml = Feed("opml", "Feeds", "", feed.entries)
    assert desk(plain, store).unread(opml) == []


def test_what_is_followed_keeps_to_the_rules_and_pauses_of_its_host(
    plain: Reader, store: Store
) -> None:
    robots = page(b"User-agent: *\nDisallow: /closed\n")
    one, two = "https://paper.example/1", "https://paper.example/2"
    web = Web({"https://paper.example/robots.txt": robots, one: page(TEXT.encode()),
               two: page(TEXT.encode())})  # fmt: skip
    at = desk(plain, store, web)
    with pytest.raises(FetchError, match="robots"):
        at.fetched("https://paper.example/closed")
    for url in (one, two):
        at.keep(at.fetched(url))
    assert len(web.clock.slept) == 2
    assert min(web.clock.slept) >= 2.0
    asked = [url for _, url in web.asked]
    assert asked.count("https://paper.example/robots.txt") == 1


def test_only_web_addresses_are_fetched(plain: Reader, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT, encoding="utf-8")
    for place in (str(path), path.as_uri()):
        with pytest.raises(FetchError):
            desk(plain, store).fetched(place)


def test_damaged_bytes_are_fetched_anew(
    plain: Reader, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = Web({URL: page(TEXT.encode(), etag='"7"')})
    at = desk(plain, store, web)
    at.keep(at.page(URL))

    def damaged(_: str) -> bytes:
        msg = "damaged"
        raise CeasefireError(msg)

    monkeypatch.setattr(store, "page", damaged)
    assert at.page(URL).content == TEXT.encode()
    assert "if-none-match" not in httpx.Headers(web.requests[-1].headers)


@pytest.mark.parametrize(
    ("text", "on", "day", "why"),
    [
        (TEXT, None, None, "the date of the case"),
        (DATED, None, date(2018, 5, 2), "the date of the article"),
        (DATED, date(2020, 1, 1), date(2020, 1, 1), "as asked"),
    ],
)
def test_offices_are_of_the_day_asked_for_else_of_the_article_else_of_the_case(
    ukraine: Case, text: str, on: date | None, day: date | None, why: str
) -> None:
    with reader(ukraine, on) as pages:
        at = Desk(pages, Web().fetcher, case=ukraine, on=on)
        web = Web({URL: page(text.encode())})
        at.fetcher = web.fetcher
        kept = at.keep(at.page(URL))
    assert kept.day is not None
    assert (kept.day.on, kept.day.why) == (day or ukraine.as_of, why)
    assert isinstance(kept.found, Reading)
    gazetteer = Gazetteer.of(ukraine, kept.day.on)
    for mention in kept.found.mentions:
        if mention.kind == "person":
            assert mention.actor == gazetteer.speaks_for(mention.name)


def test_who_held_an_office_then_speaks_for_its_state_then_only(ukraine: Case) -> None:
    """Mr Macron is in office from May 2017; before that he speaks for himself."""
    speakers = {}
    for on in (date(2016, 1, 1), date(2026, 1, 1)):
        with reader(ukraine, on) as pages:
            at = Desk(pages, Web({URL: page(TEXT.encode())}).fetcher, case=ukraine, on=on)
            kept = at.keep(at.page(URL))
        assert isinstance(kept.found, Reading)
        direct = next(one for one in kept.found.quotes if one.mode == "direct")
        speakers[on.year] = direct.speaker
    assert speakers == {2016: "Emmanuel Macron", 2026: "fra"}


def test_members_are_the_newest_versions_with_who_speaks_and_when(
    plain: Reader, store: Store, tmp_path: Path
) -> None:
    read_text(plain, store, tmp_path / "a.txt")
    newer = read_text(plain, store, tmp_path / "a.txt", TEXT + "\nA correction was made later.\n")
    other = read_text(plain, store, tmp_path / "b.txt", DATED)
    found = members(store)
    assert [one.name for one in found] == [str(newer.article), str(other.article)]
    assert "Emmanuel Macron" in found[0].names
    assert found[0].seen == datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert found[1].seen.date() == date(2018, 5, 2)
    assert len(stories(found)) == 2


def test_members_of_a_case_hold_who_is_named(
    plain: Reader, store: Store, tmp_path: Path, ukraine: Case
) -> None:
    read_text(plain, store, tmp_path / "a.txt", TEXT + "\nGermany was not in the room.\n")
    (found,) = members(store, Gazetteer.of(ukraine))
    assert {"deu", "fra"} <= found.names
