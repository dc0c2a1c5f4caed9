"""Feeds and lists of feeds."""

# ruff: noqa: RUF001 - words in Cyrillic are words
from __future__ import annotations

import gzip
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire.core.errors import CeasefireError
from ceasefire.press.pages.feeds import read_feed
from ceasefire.press.pages.worker import Worker

RSS = """<?xml version="1.0" encoding="{charset}"?>
<rss version="2.0"><channel><title>Річкова пошта</title><language>uk</language>
<item><title>Міністри зустрілися у Женеві</title><link>https://post.example/1</link>
<guid>post-1</guid><pubDate>Wed, 04 Mar 2026 01:30:00 +0200</pubDate>
<description>&lt;p&gt;Йшлося про &lt;b&gt;лінію&lt;/b&gt; зіткнення.&lt;/p&gt;</description></item>
<item><title>Другий день перемовин</title><link>https://post.example/2</link>
<pubDate>вчора ввечері</pubDate></item>
<item><title>Без дати й без адреси</title></item>
<item><title>Неможлива дата</title><link>https://post.example/4</link>
<pubDate>Wed, 99 Foo 2026 77:00:00 +0200</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>River Post</title>
<entry><title type="html">Talks &amp;amp; &lt;i&gt;lines&lt;/i&gt;</title>
<link href="https://post.example/a"/><id>urn:a</id><published>2026-03-04T10:00:00Z</published>
<updated>2026-03-05T10:00:00Z</updated><summary>What was said.</summary>
<source><title>Lake Courier</title></source></entry>
<entry><title>Only changed</title><link href="https://post.example/b"/>
<updated>2026-03-05T10:00:00+01:00</updated></entry></feed>"""
OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Sources</title></head><body>
<outline text="Portals"><outline text="River Post" type="rss" xmlUrl="https://post.example/rss"/>
</outline><outline title="Lake" text="x" xmlUrl="https://lake.example/feed"/>
<outline text="A note without an address"/></body></opml>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-u"])
def test_rss_in_any_charset_with_bad_dates(charset: str, worker: Worker) -> None:
    feed = read_feed(RSS.format(charset=charset).encode(charset), worker=worker)
    assert (feed.kind, feed.title, feed.language, feed.warnings) == (
        "rss20", "Річкова пошта", "uk", (),
    )  # fmt: skip
    first, second, third, fourth = feed.entries
    assert (first.title, first.url) == ("Міністри зустрілися у Женеві", "https://post.example/1")
    assert first.published == "2026-03-03T23:30:00Z"  # half past one at +2 is the day before
    assert first.published_as_given == "Wed, 04 Mar 2026 01:30:00 +0200"
    assert (first.summary, first.identity) == ("Йшлося про лінію зіткнення.", "post-1")
    assert first.warnings == ()
    assert (second.title, second.published) == ("Другий день перемовин", None)
    assert second.warnings == ("the date 'вчора ввечері' is not read as a date",)
    assert (third.published, third.warnings) == (None, ("the entry has no address",))
    assert fourth.published is None
    assert len(fourth.warnings) == 1


def test_atom_with_sources_and_its_own_dates(worker: Worker) -> None:
    feed = read_feed(gzip.compress(ATOM.encode()), worker=worker)
    first, second = feed.entries
    assert (feed.kind, feed.language) == ("atom10", "en")
    assert (first.title, first.outlet) == ("Talks & lines", "Lake Courier")
    assert (first.published, first.summary) == ("2026-03-04T10:00:00Z", "What was said.")
    assert second.published == "2026-03-05T09:00:00Z"


def test_opml_gives_the_feeds_of_all_folders(worker: Worker) -> None:
    feed = read_feed(OPML.encode(), worker=worker)
    assert (feed.kind, feed.title, feed.warnings) == ("opml", "Sources", ())
    assert [(one.title, one.url) for one in feed.entries] == [
        ("River Post", "https://post.example/rss"),
        ("Lake", "https://lake.example/feed"),
    ]


def test_a_feed_that_breaks_off_gives_what_is_there(worker: Worker) -> None:
    whole = RSS.format(charset="utf-8")
    feed = read_feed(whole[: whole.index("<item><title>Без")].encode(), worker=worker)
    assert len(feed.entries) == 2
    assert feed.warnings == ("the feed is not well-formed: what could be had of it was read",)
    broken = read_feed(OPML[:-24].replace("<opml", "<OPML", 0).encode(), worker=worker)
    assert len(broken.entries) == 2
    assert broken.warnings == ("the list is not well-formed: what could be had of it was read",)


def test_entities_that_grow_do_no_harm(worker: Worker) -> None:
    names = [f"e{number}" for number in range(12)]
    grown = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names))
    start = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{grown}]>'
    rss = f"<rss version='2.0'><channel><title>&e11;</title><item><title>a</title></item></channel></rss>"  # noqa: E501, F541
    assert len(read_feed((start + rss).encode(), worker=worker).title) < 1000
    opml = OPML[OPML.index("<opml") :].replace("Sources", "&e11;")
    assert len(read_feed((start + opml).encode(), worker=worker).title) < 1000


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b"%PDF-1.4", "PDF"),
        (b"<html><body><p>A page.</p></body></html>", "no feed"),
        (b"just words", "no feed"),
        (b"/etc/hosts", "no feed"),
        (b"http://127.0.0.1:9/feed", "no feed"),
    ],
)
def test_what_is_no_feed_is_refused_with_its_address(
    raw: bytes, words: str, worker: Worker
) -> None:
    with pytest.raises(CeasefireError, match=words) as told:
        read_feed(raw, url="https://a.example/rss", worker=worker)
    assert told.value.message.startswith("https://a.example/rss: ")
    assert told.value.hint


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(RSS)), st.integers(0, len(RSS)), st.binary(max_size=6))
def test_any_damage_gives_a_feed_or_a_clear_error(
    worker: Worker, start: int, end: int, put: bytes
) -> None:
    raw = RSS.format(charset="utf-8").encode()
    try:
        feed = read_feed(raw[:start] + put + raw[end:], worker=worker)
    except CeasefireError as error:
        told = error.hint
        assert told
        return
    assert all(entry.published is None or entry.published[-1] == "Z" for entry in feed.entries)


def test_without_a_worker_one_is_started_for_the_feed() -> None:
    assert len(read_feed(ATOM.encode()).entries) == 2
