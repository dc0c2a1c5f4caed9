"""The documented JSON form of a reading."""

from __future__ import annotations

import json

from ceasefire.core.bands import Band
from ceasefire.press.article import Article, Counter, Item, Origin, Paragraph
from ceasefire.press.reading import Reading
from ceasefire.press.statement import Figure, Mention, Quote, Statement

TEXT = "Title\n\nMinister Roe said: “Tens of thousands may go.”"


def reading() -> Reading:
    article = Article(
        TEXT, "Title",
        Origin("Daily", "Arrel", "Agency", ("en", "ru"), verbatim=False, portal="Site.info"),
        (Paragraph(7, len(TEXT), TEXT[7:], "en"),), counters=(Counter("12", "probably views"),),
        items=(Item("10:15", 3, "Another item", "ru"),), language="en", warnings=("no date",),
    )  # fmt: skip
    start = TEXT.index("Tens")
    quote = Quote(start, start + 25, TEXT[start : start + 25], "direct", "roe", "Minister Roe")
    figure = Figure(start, start + 17, "Tens of thousands", Band(20_000, None, 90_000), "people")
    mentions = (
        Mention(16, 19, "Roe", "Jane Roe", "person", "roe"),
        Mention(16, 19, "Roe", "Jane Roe", "person", "roe"),
        Mention(0, 5, "Title", "Title Bank", "organisation"),
    )
    said = Statement(quote, issue="force", stance="for", figure=figure)
    return Reading(article, mentions, (quote,), (said,))


def test_form_has_the_documented_fields() -> None:
    found = json.loads(json.dumps(reading().as_json()))
    assert set(found) == {"article", "items", "quotes", "mentions", "statements"}
    assert {
        "title", "outlet", "outlet_country", "carrier", "portal", "chain", "verbatim", "published",
        "image_credit", "counters", "lead", "body", "headings", "language", "warnings",
    } <= set(found["article"])  # fmt: skip
    assert found["article"]["chain"] == ["en", "ru"]
    assert (found["article"]["carrier"], found["article"]["portal"]) == ("Agency", "Site.info")
    assert found["article"]["published"] is None
    assert found["items"] == [
        {"time": "10:15", "count": 3, "title": "Another item", "language": "ru"}
    ]
    assert {"text", "speaker", "speaker_surface", "anonymous", "mode", "start", "end"} <= set(
        found["quotes"][0]
    )


def test_mentions_are_counted_by_actor_and_people_by_name() -> None:
    assert reading().as_json()["mentions"] == [
        {"actor": "Jane Roe", "kind": "person", "count": 2},
        {"actor": "Title Bank", "kind": "organisation", "count": 1},
    ]


def test_offsets_lead_back_to_the_stored_text() -> None:
    quote = reading().as_json()["quotes"][0]
    assert TEXT[quote["start"] : quote["end"]] == quote["text"]


def test_statement_names_its_quote_and_keeps_the_words_of_its_figure() -> None:
    (said,) = reading().as_json()["statements"]
    assert (said["speaker"], said["quote"], said["stance"]) == ("roe", 0, "for")
    assert said["figure"]["words"] == "Tens of thousands"
    assert (said["figure"]["low"], said["figure"]["high"]) == (20_000, 90_000)
