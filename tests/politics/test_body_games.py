"""The voting games of a case's bodies."""

from __future__ import annotations

import pytest

from ceasefire.case.rows import Case
from ceasefire.core.errors import CeasefireError
from ceasefire.politics.body_games import game_of
from ceasefire.politics.power import banzhaf, shapley_shubik


def test_the_security_council_has_its_textbook_powers(ukraine: Case) -> None:
    # negotiation.md, 4.5: .19627 = 421/2145 and .001865 = 4/2145; .166929 and .016535.
    game = game_of(ukraine, ukraine.row("bodies", "unsc"))
    pivots, swings = shapley_shubik(game), banzhaf(game)
    assert pivots["rus"] == pytest.approx(421 / 2145)
    assert pivots["pan"] == pytest.approx(4 / 2145)
    assert swings["rus"] == pytest.approx(0.166929, abs=5e-7)
    assert swings["pan"] == pytest.approx(0.016535, abs=5e-7)


def test_where_all_are_needed_all_have_the_same_power(ukraine: Case) -> None:
    for body in ("nato", "eu"):
        game = game_of(ukraine, ukraine.row("bodies", body))
        for power in (*shapley_shubik(game).values(), *banzhaf(game).values()):
            assert power == pytest.approx(1 / len(game.members))


def test_a_qualified_majority_has_heads_people_and_a_blocking_minority(ukraine: Case) -> None:
    game = game_of(ukraine, ukraine.row("bodies", "eu_majority"))
    assert game.quotas == (15, 6501)  # 55 % of 27, 65 % of 100.01 per cent
    assert game.blockers == 4
    pivots = shapley_shubik(game)
    assert sum(pivots.values()) == pytest.approx(1)
    # Near the published .17629 and .00857 of other populations (negotiation.md, 4.5).
    assert pivots["deu"] == pytest.approx(0.176, abs=0.002)
    assert pivots["mlt"] == pytest.approx(0.0086, abs=0.0003)


def test_who_is_needed_can_stop_it_and_a_third_can_not(ukraine: Case) -> None:
    game = game_of(ukraine, ukraine.row("bodies", "coalition"))
    pivots = shapley_shubik(game)
    assert pivots["gbr"] == pivots["fra"] == pytest.approx(0.5)  # two are enough, and both needed
    assert pivots["pol"] == 0


def test_a_body_of_bodies_has_no_game_of_its_own(ukraine: Case) -> None:
    with pytest.raises(CeasefireError, match="made of bodies") as found:
        game_of(ukraine, ukraine.row("bodies", "nato_and_host"))
    assert "nato, host_consent" in found.value.hint
