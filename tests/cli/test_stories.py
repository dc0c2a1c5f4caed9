"""``ceasefire stories`` on pages written for the test."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.press.own_texts import TEXTS
from tests.support import Run

PORTAL = """Log in

Talks on ship searches in the strait end without a paper (The Northern Ledger, Ireland)

{views}
0
1
Image source: © Ledger / A. Photographer

{body}

InoSMI materials contain ratings exclusively from foreign media and do not reflect the editorial \
board's position
"""
OUTLET = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="og:site_name" content="{outlet}"></head><body><article><h1>{title}</h1>{body}
</article></body></html>"""


def html(name: str, outlet: str, title: str, share: float = 1.0) -> str:
    sentences = TEXTS[name][: round(len(TEXTS[name]) * share)]
    body = "".join(f"<p>{one}</p>" for one in sentences)
    return OUTLET.format(title=title, outlet=outlet, body=body)


@pytest.fixture
def store(run: Run, tmp_path: Path) -> str:
    """A store of five pages: an article, its copy on a portal, a part of it, and two others."""
    title = "Talks on ship searches in the strait end without a paper"
    body = "\n\n".join(TEXTS["port"])
    pages = {
        "1.html": html("port", "The Northern Ledger", title),
        "2.txt": PORTAL.format(views=412, body=body),
        "3.html": html("port", "Harbour News", "Ministers leave without a paper", 0.5),
        "4.html": html("port too", "The Evening Mail", "Strait talks fail"),
        "5.html": html("winter", "The Northern Ledger", "Power before the frost"),
    }
    path = tmp_path / "press.db"
    for name, text in pages.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = run("read", str(tmp_path / name), "--store", str(path))
        assert done.status == 0, done.err
    return str(path)


def test_copies_are_one_origin_however_many_pages_carry_them(run: Run, store: str) -> None:
    done = run("stories", "--store", store, "--json")
    assert done.status == 0, done.err
    found = json.loads(done.out)
    first = found[0]
    assert [one["article"] for one in first["articles"]] == [1, 2, 3]
    assert first["independent"] == 1
    assert first["origins"][0]["articles"] == [1, 2, 3]
    assert [one["independent"] for one in found] == [1, 1, 1]
    kinds = {(one["newer"], one["older"]): one["kind"] for one in first["shared"]}
    assert kinds == {(2, 1): "copy", (3, 1): "excerpt", (3, 2): "excerpt"}
    for one in first["shared"]:
        assert one["of_newer"] >= 0.6


def test_the_table_says_what_is_copied_and_that_it_is_one_origin(run: Run, store: str) -> None:
    done = run("stories", "--store", store)
    assert "1 origin, however many pages carry it (here 3 pages)" in done.out
    assert "copy of 1 (" in done.out
    assert "excerpt of " in done.out
    assert "Articles alone with their story" in done.out
    assert done.out.rstrip().endswith("5 articles, 3 stories")


def test_articles_that_share_the_text_of_one(run: Run, store: str) -> None:
    found = json.loads(run("stories", "--store", store, "--with", "3", "--json").out)
    assert [(one["newer"], one["older"]) for one in found] == [(3, 1), (3, 2)]
    done = run("stories", "--store", store, "--with", "1")
    assert "an excerpt (100 % of it stands in 1)" in done.out
    assert "a copy (" in done.out
    longer = run("stories", "--store", store, "--with", "3")
    assert "a longer text that holds 100 % of 3" in longer.out
    alone = run("stories", "--store", store, "--with", "5")
    assert "no stored article shares the text of 5" in alone.out


def test_an_article_that_is_not_there_is_told(run: Run, store: str) -> None:
    done = run("stories", "--store", store, "--with", "77")
    assert done.status == 2
    assert "no article 77" in done.err
    assert "1, 2, 3, 4, 5" in done.err


def test_a_store_that_is_not_there_is_told_and_not_made(run: Run, tmp_path: Path) -> None:
    done = run("stories", "--store", str(tmp_path / "none.db"))
    assert done.status == 2
    assert "none.db" in done.err
    assert not (tmp_path / "none.db").exists()


def test_with_a_case_articles_are_compared_by_its_actors(
    run: Run, store: str, tmp_path: Path
) -> None:
    reports = {
        "a.html": ("Paper A", "France and Ukraine sign a pact on a border force"),
        "b.html": ("Paper B", "Border force: France and Ukraine sign the pact"),
    }
    lead = "<p>France and Ukraine signed a pact on a border force on Monday {end}</p>"
    ends = (
        "in a hall by the river while it rained without a pause all day long.",
        "and their ministers posed for pictures before dinner was served to the guests.",
    )
    for (name, (outlet, title)), end in zip(reports.items(), ends, strict=True):
        text = OUTLET.format(title=title, outlet=outlet, body=lead.format(end=end))
        (tmp_path / name).write_text(text, encoding="utf-8")
        run("read", str(tmp_path / name), "--store", store)
    apart = json.loads(run("stories", "--store", store, "--json").out)
    joined = json.loads(run("stories", "--store", store, "--case", "ukraine", "--json").out)
    assert (len(apart), len(joined)) == (5, 4)
    both = next(one for one in joined if one["articles"][0]["article"] == 6)
    assert both["independent"] == 2
    assert [one["outlet"] for one in both["origins"]] == ["Paper A", "Paper B"]
    done = run("stories", "--store", store, "--case", "ukraine")
    assert "2 independent origins on 2 pages" in done.out
