"""The sample page, where it is to be had; nothing of it is kept here."""

from __future__ import annotations

from pathlib import Path

import pytest

from ceasefire.press.captures.read import read_capture

PAGE = Path(__file__).parents[4] / "shared/data/press/vpk_european_troops.txt"


@pytest.mark.realdata
@pytest.mark.skipif(not PAGE.is_file(), reason="../shared/data/press is not there")
def test_the_sample_page_is_read_whole() -> None:
    text = PAGE.read_text(encoding="utf-8")
    article = read_capture(text)
    assert article.title.startswith("European allies are considering")
    origin = article.origin
    assert (origin.outlet, origin.outlet_country) == ("The Washington Post", "USA")
    assert (origin.carrier, origin.chain, origin.verbatim) == ("InoSMI", ("en", "ru", "en"), False)
    assert origin.portal == "ВПК.name"
    assert origin.published is None
    assert [counter.raw for counter in article.counters] == ["869", "0", "0"]
    assert article.dateline == "Brussels"
    assert (len(article.body), len(article.headings)) == (27, 2)
    languages = [item.language for item in article.items]
    assert (len(languages), languages.count("ru"), languages.count("en")) == (15, 6, 9)
    assert all(item.time and item.count is not None for item in article.items)
    zones = {span.zone for span in article.spans}
    assert zones >= {"lead", "subtitle", "credit", "rights", "mentions", "comments", "subscription"}
