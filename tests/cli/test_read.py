"""``ceasefire read`` as a user runs it, on pages written for the test."""

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path
from typing import Any

import pytest
from tests.press.fetch.test_fetcher import Web, page
from tests.support import Run

from ceasefire.case.rows import Case
from ceasefire.cli.reading_tables import print_kept
from ceasefire.core.bands import Band
from ceasefire.press.article import Article, Origin
from ceasefire.press.fetch import network
from ceasefire.press.keeping import Kept
from ceasefire.press.reading import Reading
from ceasefire.press.statement import Figure, Quote, Statement
from ceasefire.press.store.store import open_store

CAPTURE = """Log in

Ministers weigh a small force for the border (The Daily Ledger, Ireland)

412
3
1
Image source: © Ledger / A. Photographer

The governments of three states spoke of a force of up to 3,000 soldiers for the border if the \
truce holds, the newspaper writes.

Paris — The three governments are weighing a force for the border, two officials said on Thursday.

“We will not leave them alone once the guns are silent,” said Emmanuel Macron, who spoke after the \
meeting.

Macron added that a force would need a mandate.
"""
HTML = """<!doctype html><html lang="en"><head><title>A force for the border - Ledger</title>
<meta property="og:site_name" content="Ledger"></head><body><nav>Home Log in</nav><article>
<h1>A force for the border</h1>
<p>The three governments are weighing a force for the border, two officials said after a meeting
that lasted for most of the night and ended without a decision on who would lead it.</p>
<p>“We will not leave them alone once the guns are silent,” said Emmanuel Macron, who spoke to
reporters after the meeting and repeated that a force would need a mandate and a host.</p>
<p>The ministers will meet again in two weeks to look at the numbers, which nobody has published,
and at the question of who would pay for the force in its first year on the border.</p>
</article><footer>Subscribe to our newsletter</footer></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Ledger</title>
<item><title>A force for the border</title><link>https://example.org/1</link>
<pubDate>Mon, 02 Feb 2026 10:00:00 GMT</pubDate></item>
<item><title>No date at all</title><link>https://example.org/2</link>
<pubDate>soon</pubDate></item></channel></rss>"""


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, str]:
    found = {"capture.txt": CAPTURE, "page.html": HTML, "feed.xml": FEED}
    for name, text in found.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return {name: str(tmp_path / name) for name in found}


def read(run: Run, *arguments: str) -> dict[str, Any]:
    done = run("read", *arguments, "--json")
    assert done.status == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_stored_text_gives_zones_origin_and_speakers(run: Run, pages: dict[str, str]) -> None:
    found = read(run, pages["capture.txt"], "--case", "ukraine")
    article = found["article"]
    assert article["outlet"] == "The Daily Ledger"
    assert [counter["raw"] for counter in article["counters"]] == ["412", "3", "1"]
    assert article["published"] is None
    quote = next(q for q in found["quotes"] if q["mode"] == "direct")
    assert quote["speaker"] == "fra"  # the office of its president
    assert quote["speaker_surface"] == "Emmanuel Macron"


def test_page_of_html_loses_its_furniture(run: Run, pages: dict[str, str]) -> None:
    found = read(run, pages["page.html"])
    text = " ".join(found["article"]["body"])
    assert "We will not leave them alone" in text
    assert "newsletter" not in text
    assert any(q["mode"] == "direct" for q in found["quotes"])


def test_feed_keeps_an_entry_with_a_bad_date(run: Run, pages: dict[str, str]) -> None:
    found = read(run, pages["feed.xml"])
    assert [item["title"] for item in found["items"]] == [
        "A force for the border", "No date at all",
    ]  # fmt: skip
    assert found["items"][0]["time"] == "2026-02-02T10:00:00Z"
    assert found["items"][1]["time"] is None


def test_several_pages_are_read_and_one_that_is_not_there_is_told(
    run: Run, pages: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "readings"
    done = run("read", pages["page.html"], str(tmp_path / "none.html"), pages["capture.txt"],
               "--save", str(out))  # fmt: skip
    assert done.status == 2
    assert "none.html: there is no such file" in done.err
    assert sorted(path.name for path in out.iterdir()) == ["001-page.json", "002-capture.json"]
    assert json.loads((out / "001-page.json").read_text(encoding="utf-8"))["article"]["title"]


def test_text_shows_who_says_what_and_where_it_comes_from(run: Run, pages: dict[str, str]) -> None:
    done = run("read", pages["capture.txt"], "--case", "ukraine")
    assert done.status == 0
    for said in ("The Daily Ledger", "no date on the page", "probably views", "Who says what"):
        assert said in done.out


def test_stored_text_in_another_charset_keeps_the_warning(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "capture.txt"
    path.write_bytes("Министры обсуждают небольшие силы для границы\n\n12\n".encode("cp1251"))
    found = read(run, str(path))
    assert "Министры" in found["article"]["title"]
    assert any("1251" in warning for warning in found["article"]["warnings"])


def said(
    number: int, speaker: str, surface: str, stance: str, figure: Figure | None = None
) -> Statement:
    """A statement on the kind of force; each has words of its own."""
    quote = Quote(10 * number, 10 * number + 5, f"words {number}", "direct", speaker, surface)
    return Statement(quote, issue="force_kind", stance=stance, figure=figure)


def test_what_a_page_changes_in_the_case_is_marked_as_a_suggestion(
    ukraine: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    figure = Figure(0, 5, "tens of thousands of troops", Band(20_000, None, 90_000), "people")
    statements = (
        said(1, "", "an official", "for"), said(2, "fra", "he", "conditional"),
        said(3, "", "two officials", "for", figure=figure), said(4, "ukr", "Zelensky", "for"),
    )  # fmt: skip
    origin = Origin("The Paper", "", "InoSMI", ("en", "ru", "en"), verbatim=False)
    found = Reading(Article("", "A force", origin, ()), (), (), statements)
    print_kept(Kept("a.html", found, numbers=(11, 12, 13, 14)), ukraine)
    out = capsys.readouterr().out
    plain = " ".join(out.split())
    assert "words: translated and back: quotes are not the words as spoken" in out
    assert "Who says what (words translated and back)" in out
    assert "12 France “words 2” direct force_kind: conditional?" in plain
    assert "14 Ukraine (Zelensky) “words 4” direct force_kind: for?" in plain
    changes = out[out.index("What it may change in the case") :]
    assert "suggested by cues in the words, for you to judge" in changes
    assert changes.count("force_kind: ") == 1
    # Who is an actor of the case comes first, beside what the case holds; the rest share a row.
    rows = [line.split() for line in changes.splitlines() if "?  " in line]
    assert [row[-1] for row in rows] == ["14", "12", "13"]
    assert "(2026-01-06)" in " ".join(rows[0])
    assert "an official; two officials for? no actor of the case 11, 13" in " ".join(
        changes.split()
    )
    assert "two officials tens of thousands of troops 20,000 to 90,000 people" in plain


def test_offices_are_of_the_day_that_is_said(run: Run, pages: dict[str, str]) -> None:
    done = run("read", pages["capture.txt"], "--case", "ukraine", "--on", "2016-01-01")
    assert "offices: as held on 2016-01-01, as asked" in done.out
    assert "France (Emmanuel Macron)" not in done.out
    found = read(run, pages["capture.txt"], "--case", "ukraine")
    assert found["offices"]["why"] == "the date of the case"
    assert "offices" not in read(run, pages["capture.txt"])


def test_the_numbers_that_are_printed_are_those_of_the_store(
    run: Run, pages: dict[str, str], tmp_path: Path
) -> None:
    store = str(tmp_path / "press.db")
    first = read(run, pages["page.html"], "--store", store)["stored"]
    second = read(run, pages["capture.txt"], "--store", store)["stored"]
    assert min(second["statements"]) > max(first["statements"])
    done = run("read", pages["capture.txt"], "--store", store)
    assert f"stored: article {second['article']}" in done.out
    for number in second["statements"]:
        assert f"\n {number:>3}   " in done.out
    with open_store(store) as opened:
        numbers = [one.number for one in opened.reviews()]
    assert numbers == [*first["statements"], *second["statements"]]


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    """A made-up network in place of the real one."""
    made = Web({"https://paper.example/feed": page(
        FEED.replace("example.org", "paper.example").encode(), etag='"f"',
        content_type="application/rss+xml",
    )})  # fmt: skip
    monkeypatch.setattr(network, "network_fetcher", made.fetcher)
    return made


def test_new_items_of_a_feed_are_followed(run: Run, web: Web, tmp_path: Path) -> None:
    web.pages["https://paper.example/1"] = page(HTML.encode(), content_type="text/html")
    arguments = ("read", "https://paper.example/feed", "--store", str(tmp_path / "press.db"),
                 "--follow", "5")  # fmt: skip
    done = run(*arguments)
    assert done.status == 2
    assert "https://paper.example/2 answered with status 404" in done.err
    assert "Who says what" in done.out
    assert done.out.index("No date at all") < done.out.index("Who says what")
    web.pages["https://paper.example/feed"] = page(b"", 304)
    web.pages["https://paper.example/2"] = page(HTML.replace("three", "four").encode())
    again = run(*arguments)
    assert again.status == 0, again.err
    assert "not changed since" in again.out
    assert "The governments" not in again.out
    asked = [url for _, url in web.asked]
    assert asked.count("https://paper.example/1") == 1
    assert asked.count("https://paper.example/2") == 2
    assert "the store has all of its items" in run(*arguments).err


def test_following_needs_a_store(run: Run, pages: dict[str, str]) -> None:
    done = run("read", pages["feed.xml"], "--follow", "3")
    assert done.status == 2
    assert "--follow needs --store" in done.err


def test_a_list_of_feeds_is_listed_and_not_followed(run: Run, tmp_path: Path, web: Web) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text('<?xml version="1.0"?><opml version="2.0"><head><title>Feeds</title></head>'
                    '<body><outline text="Ledger" type="rss" xmlUrl="https://paper.example/feed"/>'
                    "</body></opml>", encoding="utf-8")  # fmt: skip
    done = run("read", str(path), "--store", str(tmp_path / "press.db"), "--follow", "3")
    assert done.status == 0
    assert "https://paper.example/feed" in done.out
    assert "not followed" in done.err
    assert web.asked == []


def test_a_feed_never_leads_to_a_file(
    run: Run, pages: dict[str, str], tmp_path: Path, web: Web
) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(FEED.replace("https://example.org/1", pages["capture.txt"])
                    .replace("https://example.org/2", Path(pages["page.html"]).as_uri()),
                    encoding="utf-8")  # fmt: skip
    done = run("read", str(path), "--store", str(tmp_path / "press.db"), "--follow", "3")
    assert "Who says what" not in done.out
    assert web.asked == []


def page_of(words: str, head: str = "") -> str:
    """A page of six paragraphs."""
    body = "".join(f"<p>{words} {k}.</p>" for k in range(6))
    title = f"<title>{words[:40]}</title>"
    return f"<!doctype html><html><head>{head}{title}</head><body><article><h1>{words[:40]}</h1>{body}</article></body></html>"  # noqa: E501


ENGLISH = "The ministers of the coastal states met and spoke of a force, said the host of day"
RUSSIAN = "Министры прибрежных государств встретились и обсудили силы, сообщил хозяин встречи дня"
# No i without its dot, which is too like others to be seen right.
TURKISH = "Üç ülke görüştü, öneriler söylendi, ateşkesten sonra küçük bir güç konuşuldu dedi"
BAD: dict[str, tuple[bytes, int, str]] = {
    "empty": (b"", 2, "the page is empty"),
    "blank": (b" \n\t\n", 2, "the page is empty"),
    "binary": (bytes(range(256)) * 40, 2, "not text"),
    "PDF": (b"%PDF-1.7 \x00\x01", 2, "this is a PDF file"),
    "5 MB of nested tables": ((b"<html><body>" + b"<table><tr><td>" * 333_000)[:4_999_999], 0,
                              "no article was found"),
    "more than 5 MB": (b"<p>a</p>" * 700_000, 2, "larger than 5,000,000 bytes"),
    "declares Latin 1, is UTF-8": (page_of(RUSSIAN, '<meta charset="iso-8859-1">').encode(), 0,
                                   "the page says it is in cp1252; it is in utf-8"),
    "declares UTF-8, is cp1251": (page_of(RUSSIAN, '<meta charset="utf-8">').encode("cp1251"), 0,
                                  "the page says it is in utf-8; it reads as cp1251"),
    "cp1251 undeclared": (page_of(RUSSIAN).encode("cp1251"), 0, "it reads as cp1251"),
    "koi8-r undeclared": (page_of(RUSSIAN).encode("koi8-r"), 0, "it reads as koi8-r"),
    "only furniture": (b"<html><body><nav><a href='/'>Home</a> <a href='/in'>Log in</a></nav>"
                       b"</body></html>", 0, "no article"),
    "only furniture, as text": (b"Log in\nRegister\nSubscribe\nAll rights reserved\n", 0,
                                "no text of an article was found"),
    "a feed with a bad date": (FEED.encode(), 0, "the date 'soon' is not read as a date"),
    "a zip bomb": (gzip.compress(b"<p>a</p>" * 10_000_000), 2, "when it is unpacked"),
    "broken gzip": (gzip.compress(page_of(ENGLISH).encode())[:-40], 0, "its end is missing"),
    "control characters": (page_of(ENGLISH.replace("force", "fo\x07rce")).encode(), 0,
                           "control characters were taken out"),
    "right-to-left marks": (page_of(f"\u202e{ENGLISH}\u200f").encode(), 0,
                            "marks of text direction were taken out"),
    "a seventh language": (f"{TURKISH[:45]}\n\n{TURKISH} ve sürdü.\n\n{TURKISH}.\n".encode(), 0,
                           "in none of the languages"),
    "a seventh language, as HTML": (page_of(TURKISH).encode(), 0, "in no language known here"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_read_as_far_as_it_goes_or_told(run: Run, tmp_path: Path, kind: str) -> None:
    content, status, said = BAD[kind]
    good, bad = tmp_path / "good.txt", tmp_path / "bad.html"
    good.write_text(CAPTURE, encoding="utf-8")
    bad.write_bytes(content)
    store = tmp_path / "press.db"
    before = run("read", str(good), "--store", str(store), "--json")
    start = time.monotonic()
    done = run("read", str(bad), "--store", str(store))
    assert time.monotonic() - start < 60
    assert done.status == status, done.err
    assert said in " ".join((done.out + done.err).split())
    assert "Traceback" not in done.out + done.err
    assert not set(done.out) & set("\x00\x07\x1b\u202e\u200f")
    after = run("read", str(good), "--store", str(store), "--json")
    assert json.loads(after.out) == json.loads(before.out)
    with open_store(store) as opened:
        last = opened.last_capture(str(bad))
        assert (last is not None) == (len(content) <= 5_000_000)
        assert last is None or opened.page(last[0]) == content


def test_a_charset_that_nobody_knows_is_refused(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Talks go on\n\nThe talks go on, said the minister.\n", encoding="utf-8")
    done = run("read", str(page), "--charset", "nonsense")
    assert done.status == 2
    assert "no charset 'nonsense' is known" in done.err
