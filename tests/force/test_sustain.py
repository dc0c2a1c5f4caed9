"""How large a force could be kept up, by the pools and tours of a case."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import rewrite

from ceasefire.case.edits import what_if
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.force.sustain import AMONG, ENDS, aftermaths, surge_bill, sustain


def test_for_ever_is_the_pool_over_its_factor(small: Case) -> None:
    """Corland: 40,000 less 800 to 3,200 bound, over four; Dovia: 9,000 over four."""
    found = sustain(small, among="pledged")
    steady = found.steady["central"]
    assert steady.actors == ("cor", "dov")
    assert steady.for_ever.tolist() == [pytest.approx(38_000 / 4), pytest.approx(9_000 / 4)]


def test_longer_is_never_more(ukraine: Case) -> None:
    for among in AMONG:
        found = sustain(ukraine, among=among)
        for frontiers in (found.steady, found.surged):
            for one in frontiers.values():
                total = one.total.tolist()
                assert total == sorted(total, reverse=True)
                assert one.for_ever.sum() <= total[-1] + 1e-6
        assert found.steady["low"].total[0] <= found.steady["high"].total[0]


def test_a_surge_never_carries_less(ukraine: Case) -> None:
    found = sustain(ukraine)
    assert (found.surged["central"].total >= found.steady["central"].total - 1e-6).all()
    assert any(one.lean_months for one in aftermaths(found, 6).values())


def test_verdicts_of_the_press_on_what_europe_could_keep_up(ukraine: Case) -> None:
    """The Financial Times on IISS: 10,000 to 25,000; The Times, 30 April 2025: not 64,000."""
    for_ever = sustain(ukraine).steady["central"].for_ever.sum()
    assert 25_000 < for_ever < 60_000


def test_states_without_known_forces_are_named(ukraine: Case) -> None:
    assert "irl" in sustain(ukraine).left_out


def test_an_empty_pool_keeps_up_nobody(case_folder: Path) -> None:
    rewrite(case_folder, "pools.csv", "40000", "0")
    found = sustain(load_case(str(case_folder)), among="pledged")
    assert found.steady["central"].for_ever[0] == 0.0


def test_for_ever_is_the_smaller_of_both_rules_state_by_state(ukraine: Case) -> None:
    found = sustain(ukraine)
    for end in ENDS:
        both = found.for_ever(end)
        for i, source in enumerate(found.sources):
            assert both[i] == min(found.steady[end].for_ever[i], source.share(end))
    shares = sum(source.share("central") for source in found.sources)
    # France by its share, the United Kingdom by its tours: less than either rule alone.
    assert found.for_ever("central").sum() < min(found.steady["central"].for_ever.sum(), shares)


def test_how_long_a_size_lasts(ukraine: Case) -> None:
    found = sustain(ukraine)
    both, tours = found.for_ever("high").sum(), found.steady["high"].for_ever.sum()
    assert found.lasts("high", both) == float("inf")
    # Tours would keep it for ever, the share of land forces does not.
    assert found.lasts("high", (both + tours) / 2) == 60
    assert found.lasts("high", 10_000_000) == 0


def test_a_word_on_a_condition_that_is_off_does_not_count(ukraine: Case) -> None:
    without, _ = what_if(ukraine, (), ("us_backstop",))
    for among in ("open", "pledged"):
        found = sustain(without, among=among)
        assert {"gbr", "fra"} <= set(found.left_out)
        assert not {"gbr", "fra"} & {source.actor for source in found.sources}
    assert sustain(without, among="all").for_ever("low").tolist() == (
        sustain(ukraine, among="all").for_ever("low").tolist()
    )


def test_a_surge_is_billed_where_it_carries_more(ukraine: Case) -> None:
    bill = surge_bill(sustain(ukraine))
    assert bill is not None
    assert bill.months == 18  # two stretched tours of nine months for three of six
    assert bill.force > bill.instead_of
    assert bill.fewer[: bill.lean_months].max() <= bill.for_ever
    assert not bill.fewer[bill.lean_months :].any()
    assert surge_bill(sustain(ukraine, months=(6, 12))) is None


def test_tours_of_broken_months(ukraine: Case) -> None:
    edited, _ = what_if(ukraine, ("rotation.all.tour_months=4.5",), ())
    found = sustain(edited)
    assert len(aftermaths(found, 12)) == len(found.sources)
