"""What would turn a blocked body."""

from __future__ import annotations

import numpy as np
import pytest

from ceasefire.case.edits import Edit, edited
from ceasefire.case.rows import Case
from ceasefire.politics.bargains import bargain, taste
from ceasefire.politics.consent import settlement
from ceasefire.politics.positions import all_positions


def found_for(case: Case, option: str, body: str):  # type: ignore[no-untyped-def]  # noqa: ANN201
    row = case.row("options", option)
    terms = settlement(case, row)
    return bargain(case, all_positions(case), case.row("bodies", body), terms)


def test_by_hand(small: Case) -> None:
    # Elysia stands at 10 on the force, the status quo is the middle of 0, 0, 5: its mode 0, and no
    # deal costs it 0.1: it accepts forces up to 10 + 10 + 10 = 30. The brigade is at 45.
    found = found_for(small, "brigade", "pact")
    assert found is not None
    assert found.won_over == {"ely": pytest.approx(15)}
    assert found.changes["force"] == (45, pytest.approx(30, abs=1e-3))


def test_once_changed_as_it_says_nobody_has_to_be_won_over(ukraine: Case) -> None:
    for option, body in (("iiss_large", "eu"), ("iiss_small", "nato"), ("swp", "unsc")):
        found = found_for(ukraine, option, body)
        assert found is not None
        assert found.won_over
        row = ukraine.row("bodies", body)
        terms = settlement(ukraine, ukraine.row("options", option))
        from ceasefire.politics.bodies import judged

        terms = judged(ukraine, row, terms)
        after = np.array([
            found.changes.get(issue, (0, term.band("value").central()))[1]
            for issue, term in terms.items()
        ])  # fmt: skip
        stands = all_positions(ukraine)
        for actor in found.won_over:
            wants = taste(ukraine, stands, actor, terms)
            assert wants is not None
            assert wants.shortfall(after) < 0.1


def test_a_body_that_adopts_asks_for_nothing(ukraine: Case) -> None:
    found = found_for(ukraine, "iiss_small", "host_consent")
    assert found is not None
    assert not found.won_over
    assert not found.changes


def test_a_body_of_bodies_adds_up_what_its_parts_ask(ukraine: Case) -> None:
    both = found_for(ukraine, "iiss_small", "coalition_and_both")
    russia = found_for(ukraine, "iiss_small", "russian_consent")
    assert both is not None
    assert russia is not None
    assert both.won_over.keys() == {"rus"}
    assert both.won_over["rus"] == pytest.approx(russia.won_over["rus"])
    either = edited(ukraine, [Edit.parse("bodies.coalition_and_both.rule=any_of")])
    cheapest = found_for(either, "iiss_small", "coalition_and_both")
    assert cheapest is not None
    assert not cheapest.won_over  # the coalition alone is enough


def test_one_of_several_is_judged_by_its_own_flag(ukraine: Case) -> None:
    # The flag of NATO comes with it, whatever the outer body is called.
    outer = edited(ukraine, [
        Edit.parse("bodies.nato_and_host.rule=any_of"),
        Edit.parse("bodies.nato_and_host.members=nato"),
    ])  # fmt: skip
    one, other = (found_for(case, "iiss_small", body)
                  for case, body in ((outer, "nato_and_host"), (ukraine, "nato")))  # fmt: skip
    assert one is not None
    assert other is not None
    assert one.won_over == pytest.approx(other.won_over)
    assert one.changes["force_flag"] == pytest.approx(other.changes["force_flag"])


def test_who_cannot_be_heard_cannot_be_won_over(small: Case) -> None:
    # Dovia's position becomes unknown, and silence counts as no in the host's consent.
    silent = edited(small, [
        Edit.parse("bodies.coalition.members=cor; dov"),
        Edit.parse("bodies.coalition.threshold=2"),
    ])  # fmt: skip
    known = found_for(silent, "brigade", "coalition")
    assert known is not None
    stands = {issue: {a: r for a, r in rows.items() if a != "dov"}
              for issue, rows in all_positions(silent).items()}  # fmt: skip
    terms = settlement(silent, silent.row("options", "brigade"))
    assert bargain(silent, stands, silent.row("bodies", "coalition"), terms) is None
