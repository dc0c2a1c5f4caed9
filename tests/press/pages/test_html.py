"""Pages of HTML: the article without its furniture, and pages that mean ill."""

# ruff: noqa: RUF001 - words in Cyrillic are words
from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.press.pages.made import (
    ENGLISH,
    FRENCH,
    FURNITURE,
    GERMAN,
    POLISH,
    RUSSIAN,
    UKRAINIAN,
    page,
)

from ceasefire.core.errors import CeasefireError
from ceasefire.press.article import Article, Language
from ceasefire.press.pages.html import read_html
from ceasefire.press.pages.worker import Limits, StoppedError, Worker


def offsets_hold(article: Article) -> bool:
    spans = [(one.start, one.end) for one in article.spans]
    assert spans == sorted(spans)
    assert "\n\n".join(article.text[start:end] for start, end in spans) == article.text
    return all(article.text[p.start : p.end] == p.text for p in article.paragraphs)


def structured(**facts: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(facts)}</script>'


@pytest.mark.parametrize("paragraphs", [ENGLISH, RUSSIAN, UKRAINIAN, GERMAN, FRENCH, POLISH])
def test_the_article_is_kept_and_the_furniture_dropped(
    paragraphs: tuple[str, ...], worker: Worker
) -> None:
    article = read_html(page(paragraphs).encode(), worker=worker)
    assert article.body == paragraphs
    assert article.title == "Talks on a line of contact"
    assert not [words for words in FURNITURE if words in article.text]
    assert offsets_hold(article)
    assert article.warnings == ()
    assert (article.language, article.origin.published) == ("", None)


@pytest.mark.parametrize("charset", ["cp1251", "koi8-r"])
def test_old_charsets_without_a_declaration(charset: str, worker: Worker) -> None:
    paragraphs = tuple(words.replace("—", "-").replace("«", '"').replace("»", '"')
                       for words in RUSSIAN)  # fmt: skip
    raw = page(paragraphs, title="Переговоры о линии").encode(charset)
    article = read_html(gzip.compress(raw), worker=worker)
    assert article.body == paragraphs
    assert article.title == "Переговоры о линии"
    assert article.warnings == (f"the page does not say its charset; it reads as {charset}",)


def test_a_charset_that_the_page_still_names_does_not_spoil_its_text(worker: Worker) -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    raw = '<?xml version="1.0" encoding="windows-1251"?>' + page(RUSSIAN, head=head)
    article = read_html(raw.encode("cp1251"), worker=worker)
    assert article.body == RUSSIAN
    assert article.warnings == ()


def test_languages_and_headings_are_marked(worker: Worker) -> None:
    def language_of(words: str) -> Language:
        return "ru" if "и" in words else "en"

    body = page(ENGLISH).replace("</p>\n<p>“We", "</p><h2>What the observers ask</h2><p>“We")
    article = read_html(body.encode(), worker=worker, language_of=language_of)
    assert article.headings[-1] == "What the observers ask"
    assert {part.language for part in article.paragraphs} == {"en"}
    zones = {article.text[one.start : one.end]: one.zone for one in article.spans}
    assert zones["What the observers ask"] == "heading"
    assert zones[ENGLISH[0]] == "body"
    assert zones.get(article.title, "title") == "title"


NEWS = {"@type": "NewsArticle", "headline": "Talks on a line of contact"}


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2026-03-04T23:10:00+03:00">',
         "2026-03-04"),
        ('<meta itemprop="datePublished" content="2026-03-04">', "2026-03-04"),
        (structured(**NEWS, datePublished="2026-03-04T08:00:00Z"), "2026-03-04"),
        (structured(**{"@graph": [{**NEWS, "datePublished": "20260304"}]}), "2026-03-04"),
        # Dates of something else: of the site, of a list beside the article, of a change.
        (structured(**{"@type": "WebSite", "datePublished": "2019-01-01"}), None),
        (structured(**{"@type": "ItemList", "itemListElement": [
            {"@type": "NewsArticle", "datePublished": "2019-01-01"}]}), None),
        ('<meta itemprop="datePublished" content="2019-01-01">'
         '<meta itemprop="datePublished" content="2019-01-02">', None),
        ('<meta property="article:modified_time" content="2026-03-04">', None),
        (structured(**{"@graph": [
            {"@type": "Article", "headline": "Another", "datePublished": "2019-01-01"},
            {**NEWS, "datePublished": "2026-03-04"}]}), "2026-03-04"),
    ],
)  # fmt: skip
def test_only_the_pages_own_date_of_the_article_counts(
    head: str, published: str | None, worker: Worker
) -> None:
    article = read_html(page(ENGLISH, head=head).encode(), worker=worker)
    assert article.origin.published == published
    assert article.warnings == ()


def test_a_bad_date_is_told(worker: Worker) -> None:
    head = '<meta property="article:published_time" content="2026-02-31">'
    article = read_html(page(ENGLISH, head=head).encode(), worker=worker)
    assert article.origin.published is None
    assert article.warnings == ("the page's own date '2026-02-31' is not read as a date",)


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ('<meta property="og:site_name" content="River Post">', "River Post"),
        (structured(**NEWS, publisher={"@type": "Organization", "name": "River Post"}),
         "River Post"),
        ("<script type='application/ld+json'>{broken</script>", ""),
        ("<script type='application/ld+json'>" + "[" * 100_000 + "</script>", ""),
    ],
)  # fmt: skip
def test_the_outlet_is_what_the_page_calls_itself(head: str, outlet: str, worker: Worker) -> None:
    article = read_html(page(ENGLISH, head=head).encode(), worker=worker)
    assert article.origin.outlet == outlet
    assert article.body == ENGLISH


def test_the_title_goes_without_the_site_and_the_search_engines_words(worker: Worker) -> None:
    head = ('<meta property="og:site_name" content="River Post">'
            '<meta property="og:title" content="Talks on a line of contact – what we know">'
            )  # fmt: skip
    assert read_html(page(ENGLISH, head=head).encode(), worker=worker).title == (
        "Talks on a line of contact"
    )
    bare = page(ENGLISH, head=head[:54]).replace("h1>", "h4>")
    assert read_html(bare.encode(), worker=worker).title == "Talks on a line of contact"


def test_controls_and_marks_of_direction_that_markup_writes_by_number(worker: Worker) -> None:
    odd = ENGLISH[0].replace("Geneva", "Ge&#8238;ne&#x200f;va&#7;&shy;")
    article = read_html(page((odd, *ENGLISH[1:])).encode(), worker=worker)
    assert article.body == ENGLISH


def test_a_page_that_is_only_furniture_says_so(worker: Worker) -> None:
    bare = page(()).replace("<h1>Talks on a line of contact</h1>", "")
    article = read_html(bare.encode(), worker=worker)
    assert (article.body, article.title) == ((), "Talks on a line of contact | River Post")
    assert article.warnings == ("no article was found: the page may hold nothing but furniture",)
    headline = read_html(page(()).encode(), worker=worker)
    assert [said for said in headline.warnings if "this may be no article" in said]


@pytest.mark.parametrize("raw", [b"<!-- nothing -->", b"<html><head></head></html>", b"<", b"&"])
def test_pages_without_anything_give_an_empty_article(raw: bytes, worker: Worker) -> None:
    article = read_html(raw, worker=worker)
    assert len(article.text) <= 1
    assert article.warnings


def test_what_is_no_page_is_refused_with_its_address(worker: Worker) -> None:
    with pytest.raises(CeasefireError, match=r"^https://a\.example/x: this is a PDF file"):
        read_html(b"%PDF-1.7", url="https://a.example/x", worker=worker)


HUGE = "9007199254740991"  # a colspan that has cost readers all memory


def test_a_table_with_a_huge_colspan_does_no_harm(worker: Worker) -> None:
    table = f"<table><tr><td colspan={HUGE}>area</td><td>town</td></tr></table>"
    raw = page(ENGLISH).replace("</article>", table + "</article>")
    article = read_html(raw.encode(), worker=worker)
    assert article.body[:3] == ENGLISH


def test_five_megabytes_of_nested_tables_end_soon() -> None:
    cell = f"<table><tr><td colspan={HUGE}>x"
    raw = (cell * (4_990_000 // len(cell))).encode()
    with Worker(Limits(seconds=5)) as own:
        article = read_html(raw, worker=own)
        assert article.warnings
        assert read_html(page(ENGLISH).encode(), worker=own).body == ENGLISH


def test_a_page_that_takes_too_long_is_stopped_and_the_next_one_read() -> None:
    raw = b"<a href=x>word</a> " * 250_000
    with Worker(Limits(seconds=1)) as own:
        article = read_html(raw, worker=own)
        assert "trafilatura was stopped on this page: it took longer than 1 s" in article.warnings
        assert read_html(page(ENGLISH).encode(), worker=own).body == ENGLISH
        assert own.started >= 2


class Scripted(Worker):
    """Two readers whose answers are given; the first is stopped if it has none."""

    def __init__(self, first: dict[str, Any] | None, second: dict[str, Any]) -> None:
        super().__init__()
        self.answers = {"page": first, "again": second}

    def ask(self, task: str, **parts: str) -> dict[str, Any]:
        assert parts["html"]
        answer = self.answers[task]
        if answer is None:
            message = "it took too much memory"
            raise StoppedError(message)
        return answer


WHOLE = {"blocks": [[words, False] for words in ENGLISH], "linked": 0.1, "facts": {"title": "T"}}


def test_the_second_reading_is_used_where_the_first_missed_the_article() -> None:
    short = {"blocks": [[ENGLISH[0][:120], False]], "prose": 500, "facts": {"title": "Of first"}}
    article = read_html(b"<p>", worker=Scripted(short, WHOLE))
    assert (article.body, article.title) == (ENGLISH, "Of first")
    assert {span.rule for span in article.spans} == {"readability"}
    assert article.warnings == (
        "the first reader kept only 120 characters; the page has 500 of prose: "
        "readability was used instead",
    )


def test_a_second_reading_made_of_links_is_not_used() -> None:
    short = {"blocks": [[ENGLISH[0][:120], False]], "prose": 500, "facts": {}}
    article = read_html(b"<p>", worker=Scripted(short, {**WHOLE, "linked": 0.9}))
    assert article.body == (ENGLISH[0][:120],)
    assert {span.rule for span in article.spans} == {"trafilatura"}
    assert article.warnings == ("only 120 characters were found: this may be no article",)


def test_a_page_that_stops_the_first_reader_is_read_by_the_second() -> None:
    article = read_html(b"<p>", worker=Scripted(None, WHOLE))
    assert (article.body, article.title) == (ENGLISH, "T")
    assert article.warnings == (
        "trafilatura was stopped on this page: it took too much memory",
        "the first reader found no article: readability was used instead",
    )


def test_the_second_reader_itself_keeps_the_article_and_its_breaks(worker: Worker) -> None:
    raw = page(ENGLISH).replace("</p>\n<p>Tens", "<br>\nand more.<br> <br>Tens")
    answer = worker.ask("again", html=raw)
    assert [words for words, _ in answer["blocks"]][-3:] == [
        ENGLISH[0], ENGLISH[1] + " and more.", ENGLISH[2],
    ]  # fmt: skip
    assert answer["linked"] == 0
    assert answer["facts"]["title"] == "Talks on a line of contact"


def test_without_a_worker_one_is_started_for_the_page() -> None:
    assert read_html(page(ENGLISH).encode()).body == ENGLISH


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.text(alphabet="<>/pdivtable \"'&;=абв", max_size=300))
def test_any_page_is_an_article_or_a_clear_error(worker: Worker, raw: bytes | str) -> None:
    raw = raw if isinstance(raw, bytes) else raw.encode()
    try:
        article = read_html(raw, worker=worker)
    except CeasefireError as error:
        told = error.hint
        assert told
        return
    assert offsets_hold(article)
    assert article.text or article.warnings


def test_reading_does_not_depend_on_what_was_read_before(worker: Worker) -> None:
    first = read_html(page(RUSSIAN).encode(), worker=worker)
    read_html(page(RUSSIAN[::-1]).encode(), worker=worker)
    assert read_html(page(RUSSIAN).encode(), worker=worker) == first
