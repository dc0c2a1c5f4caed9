"""``ceasefire read`` as a user runs it, on pages written for the test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support import Run

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


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "empty"), (b"%PDF-1.7 \x00\x01", "PDF"), (b"\x00" * 400, "")]
)
def test_what_is_no_page_is_told_without_a_trace(
    run: Run, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "bad.html"
    path.write_bytes(content)
    done = run("read", str(path))
    assert done.status == 2
    assert said in done.err
    assert "Traceback" not in done.err


def test_stored_text_in_another_charset_keeps_the_warning(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "capture.txt"
    path.write_bytes("Министры обсуждают небольшие силы для границы\n\n12\n".encode("cp1251"))
    found = read(run, str(path))
    assert "Министры" in found["article"]["title"]
    assert any("1251" in warning for warning in found["article"]["warnings"])
