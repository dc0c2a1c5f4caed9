"""Every shipped rule has a sample page in the manner of its site, and is needed to read it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ceasefire.press.article import Article
from ceasefire.press.languages import language_of
from ceasefire.press.pages.html import read_html
from ceasefire.press.pages.worker import Worker
from ceasefire.press.sites.load import SHIPPED, shipped_rules
from ceasefire.press.sites.rule import Rules, SiteRule

SAMPLES = Path(__file__).parent / "samples"
RULES = shipped_rules().rules


def sample(rule: SiteRule) -> tuple[bytes, dict[str, Any]]:
    page = SAMPLES / f"{Path(rule.file).stem}.html"
    expected = tomllib.loads(page.with_suffix(".toml").read_text(encoding="utf-8"))
    return page.read_bytes(), expected


def score(article: Article, expected: dict[str, Any]) -> float:
    """F1 of the paragraphs: 1 if they are those of the sample and no others."""
    found = [part.text for part in article.paragraphs]
    right = len(set(found) & set(expected["paragraphs"]))
    return 2 * right / (len(found) + len(expected["paragraphs"]))


def test_every_rule_has_a_sample_and_every_sample_a_rule() -> None:
    rules = {path.stem for path in SHIPPED.glob("*.toml")}
    assert rules == {path.stem for path in SAMPLES.glob("*.html")}
    assert rules == {path.stem for path in SAMPLES.glob("*.toml")}
    assert rules == {Path(rule.file).stem for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.site)
@pytest.mark.parametrize("by_address", [True, False])
def test_the_rule_reads_its_sample(rule: SiteRule, by_address: bool, worker: Worker) -> None:  # noqa: FBT001
    raw, expected = sample(rule)
    url = expected["address"] if by_address else ""  # else the page's canonical link decides
    article = read_html(raw, url=url, language_of=language_of, worker=worker)
    origin = article.origin
    assert score(article, expected) == 1
    assert [part.text for part in article.paragraphs] == expected["paragraphs"]
    assert (article.title, article.lead) == (expected["title"], expected["lead"])
    assert [origin.outlet, origin.outlet_country, origin.carrier, origin.portal] == [
        expected[key] for key in ("outlet", "country", "carrier", "portal")
    ]
    assert (list(origin.chain), origin.verbatim) == (expected["chain"], expected["verbatim"])
    assert (origin.published or "") == expected["published"]
    spans = [(one.start, one.end) for one in article.spans]
    assert "\n\n".join(article.text[start:end] for start, end in spans) == article.text
    assert all(article.text[p.start : p.end] == p.text for p in article.paragraphs)
    assert not any("rule" in warning for warning in article.warnings)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.site)
def test_the_generic_way_reads_it_worse(rule: SiteRule, worker: Worker) -> None:
    raw, expected = sample(rule)
    generic = read_html(raw, language_of=language_of, worker=worker, rules=Rules())
    assert score(generic, expected) < 1, f"{rule.file} is not needed: take it out"
