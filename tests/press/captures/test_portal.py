"""The site a page stands on, told apart from the outlet and the carrier."""

from __future__ import annotations

import pytest
from tests.press.captures.pages import PORTAL

from ceasefire.press.article import Origin
from ceasefire.press.captures.portal import portal_at, portal_of
from ceasefire.press.captures.read import read_capture


def test_outlet_carrier_and_portal_are_three() -> None:
    page = PORTAL.replace("position of the editors", "position of the editors Понтон.name")
    origin = read_capture(page).origin
    assert (origin.outlet, origin.carrier) == ("The Daily Courier", "InoSMI")
    assert origin.portal == "Понтон.name"
    assert origin.chain == ("en", "ru", "en")


def test_a_page_that_does_not_name_its_site_has_no_portal() -> None:
    assert read_capture(PORTAL).origin.portal == ""


@pytest.mark.parametrize(("zone", "line", "portal"), [
    ("rights", "© 2024 Pontoon-news.com. All rights reserved.", "Pontoon-news.com"),
    ("rights", "The editors do not share these views Pontoon.info", "Pontoon.info"),
    ("furniture", "Pontoon.info", "Pontoon.info"),
    ("furniture", "Read more on Pontoon.info", ""),
    ("rights", "Original publication: Courier.com", ""),
    ("rights", "Write to desk@pontoon.info", ""),
    ("rights", "https://pontoon.info", ""),
    ("rights", "The opinions expressed are those of inosmi.ru", ""),
    ("rights", "© 2024 thedailycourier.com", ""),
    ("rights", "The editorial office does not answer. See p.m.", ""),
])  # fmt: skip
def test_a_site_is_named_by_its_own_lines_only(zone: str, line: str, portal: str) -> None:
    assert portal_of([(zone, line)], ("The Daily Courier", "InoSMI")) == portal


@pytest.mark.parametrize(("address", "portal"), [
    ("https://www.pontoon.info/a/1.html", "pontoon.info"),
    ("https://news.pontoon.info/a", "news.pontoon.info"),
    ("https://www.thedailycourier.com/a", ""),
    ("https://inosmi.ru/20240101/a.html", ""),
    ("pages/saved.html", ""),
    ("http://[", ""),
])  # fmt: skip
def test_the_address_names_the_site_where_the_page_does_not(address: str, portal: str) -> None:
    assert portal_at(address, Origin("The Daily Courier", carrier="InoSMI")) == portal


def test_what_the_page_says_goes_before_its_address() -> None:
    assert portal_at("https://other.org/a", Origin(portal="Pontoon.info")) == "Pontoon.info"
