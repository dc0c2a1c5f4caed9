"""Which rule a page falls under, and what becomes of a page that its rule no longer fits."""

# ruff: noqa: RUF001 - words in Cyrillic are words
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.press.pages.made import RUSSIAN, page

from ceasefire.press.article import Counter, Item
from ceasefire.press.languages import language_of
from ceasefire.press.pages.html import read_html
from ceasefire.press.pages.worker import Worker
from ceasefire.press.sites.rule import Rules, SiteRule, canonical, host_of

POST = SiteRule("post.toml", "Post", ("post.example",), "//article//p")
RULES = Rules((POST,))
LINK = '<link rel="canonical" href="https://post.example/1">'


@pytest.mark.parametrize(
    ("address", "is_ours"),
    [
        ("https://post.example/a", True), ("http://www.POST.example:8080/a", True),
        ("https://post.example./a", True), ("https://thepost.example/a", False),
        ("https://post.example.org/a", False), ("https://other.org/post.example", False),
        ("file:///post.example/a", False), ("post.example", False), ("https://[oops", False),
        ("", False),
    ],
)  # fmt: skip
def test_the_host_decides(address: str, is_ours: bool) -> None:  # noqa: FBT001
    assert (RULES.of_address(address) == POST) is is_ours


def test_a_saved_page_is_believed_its_canonical_link() -> None:
    assert RULES.of_page("", f"<html><head>{LINK}") == POST
    assert RULES.of_page("saved/page.html", f"<html><head>{LINK}") == POST
    other = '<meta property="og:url" content="https://post.example/1">'
    assert RULES.of_page("", other) == POST
    assert canonical(other.replace("post", "b") + LINK) == "https://post.example/1"
    assert RULES.of_page("", "<a href='https://post.example/1'>") is None


def test_a_page_of_another_host_does_not_get_to_say_whose_it_is() -> None:
    assert RULES.of_page("https://elsewhere.example/1", LINK) is None


@given(st.text(max_size=60))
def test_any_address_has_a_host_or_none(address: str) -> None:
    assert host_of(address) == host_of(address).lower()
    assert isinstance(canonical(address), str)


def test_a_rule_that_no_longer_fits_gives_way_with_a_warning(worker: Worker) -> None:
    rotten = SiteRule("post.toml", "Post", ("post.example",), "//div[@id='gone']")
    article = read_html(
        page(RUSSIAN).encode(), url="https://post.example/1", language_of=language_of,
        worker=worker, rules=Rules((rotten,)),
    )  # fmt: skip
    assert article.body == RUSSIAN
    assert article.warnings == (
        "the rule for Post no longer fits: its body is not found (post.toml); "
        "the page was read the generic way",
    )


def test_a_way_that_fails_on_a_page_stops_nothing(worker: Worker) -> None:
    broken = SiteRule("post.toml", "Post", ("post.example",), "nothing:there(//p)")
    article = read_html(
        page(RUSSIAN).encode(), url="https://post.example/1", worker=worker, rules=Rules((broken,))
    )
    assert article.body == RUSSIAN
    assert "the rule for Post was stopped" in article.warnings[0]


def test_parts_that_are_gone_are_told(worker: Worker) -> None:
    rule = SiteRule(
        "post.toml", "Post", ("post.example",), "//article//p", title="//h6", date="//u"
    )
    article = read_html(
        page(RUSSIAN).encode(), url="https://post.example/1", worker=worker, rules=Rules((rule,))
    )
    assert (article.body, article.title) == (RUSSIAN, "Talks on a line of contact")
    assert article.warnings == (
        "the rule for Post finds no title and no date here: it may be out of date",
    )


def test_counters_items_and_a_date_in_words(worker: Worker) -> None:
    rule = SiteRule(
        "post.toml", "Post", ("post.example",), "//div[@id='t']", date="//i", drop=("//b",),
        outlet="Пост", portal="Портал", counters={"views": "//s"},
        items={"row": "//li", "title": "./a", "time": "./em", "count": "./u"},
    )  # fmt: skip
    html = f"""<html><body><h1>Склады</h1><i>3 февраля 2026, 10:00</i><s>1 204</s><div id=t>
    <p>{RUSSIAN[0]}</p><b>Лишнее</b><div><p>{RUSSIAN[2]}</p></div></div><ul><li><em>14.06 18:50</em>
    <u>1 746 мнений</u> <a>Мост закрыт на неделю</a></li><li><u>3</u></li></ul></body></html>"""
    article = read_html(
        html.encode(), url="https://post.example/1", language_of=language_of, worker=worker,
        rules=Rules((rule,)),
    )  # fmt: skip
    assert article.body == (RUSSIAN[0], RUSSIAN[2])
    assert article.counters == (Counter("1 204", "views"),)
    assert article.items == (Item("14.06 18:50", 1746, "Мост закрыт на неделю", "ru"),)
    assert (article.origin.published, article.origin.outlet) == ("2026-02-03", "Пост")
    assert (article.origin.portal, article.origin.verbatim) == ("Портал", True)


def test_the_charset_of_a_rule_goes_before_the_page_s_own(worker: Worker) -> None:
    rule = SiteRule("p.toml", "Post", ("post.example",), "//article//p", charset="koi8-u")
    raw = page(("Мій дім і мій сад біля річки.",), head='<meta charset="koi8-r">').encode("koi8-u")
    article = read_html(
        raw, url="https://post.example/1", charset="koi8-r", worker=worker, rules=Rules((rule,))
    )
    assert article.body == ("Мій дім і мій сад біля річки.",)
