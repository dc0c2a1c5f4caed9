"""What happens when the force is attacked, under every ladder."""

from __future__ import annotations

import numpy as np
import pytest

from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.futures.attacked import MOST_FUTURES, NOBODY, Attacked, attacked

OPTIONS = ("iiss_medium", "skyshield", "swp")


@pytest.fixture(scope="module")
def found(ukraine: Case) -> dict[tuple[str, str], Attacked]:
    rows = [ukraine.row("options", option) for option in OPTIONS]
    told = attacked(ukraine, rows, futures=10**9, seed=3)
    return {(one.option, one.ladder): one for one in told}


def test_every_force_that_can_be_hit_meets_every_ladder(
    found: dict[tuple[str, str], Attacked],
) -> None:
    assert {option for option, _ in found} == {"iiss_medium", "swp"}
    assert [ladder for option, ladder in found if option == "swp"] == [
        "reported", "observe", "hold", NOBODY,
    ]  # fmt: skip
    assert all(len(one.hit) == MOST_FUTURES for one in found.values())
    assert [one.ladder for one in found.values() if one.own] == ["reported", "reported"]


def test_all_ladders_meet_the_same_attacks(found: dict[tuple[str, str], Attacked]) -> None:
    for option in ("iiss_medium", "swp"):
        hits = [one.hit for (of, _), one in found.items() if of == option]
        assert all(np.array_equal(hits[0], hit) for hit in hits)
        assert 0.5 < hits[0].mean() < 1


def test_nobody_answers_where_nobody_answers(found: dict[tuple[str, str], Attacked]) -> None:
    alone = found["swp", NOBODY]
    assert not alone.answers.any()
    assert not alone.fights.any()
    wars = list(alone.war.values())
    assert all(np.array_equal(wars[0], war) for war in wars)  # no belief about answers matters
    assert found["swp", "reported"].answers.any()
    assert found["swp", "hold"].fights.mean() > 0.5
    assert not found["swp", "observe"].fights.any()


def test_it_rests_on_its_own_ladder_and_on_no_other(
    found: dict[tuple[str, str], Attacked],
) -> None:
    for (_, ladder), one in found.items():
        rows = {str(row) for row in one.rows}
        assert {"process.heat.value", "process.deliberate.value"} <= rows
        assert ("process.heeded.value" in rows) == (ladder != NOBODY)
        assert any(row.startswith("response_effects") for row in rows) == (ladder != NOBODY)
        for step, of in (("hold_line", "hold"), ("coalition_forces", "reported")):
            assert any(row.startswith(f"ladder.{step}") for row in rows) == (ladder == of)
        assert "process.not_violations.value" not in rows


def test_beliefs_decide_whether_an_answer_helps(found: dict[tuple[str, str], Attacked]) -> None:
    # Where answers deter, a ladder that fights leaves fewer wars than nobody's answer; where they
    # escalate, more; where they change nothing, exactly as many. All in the same futures.
    nobody = found["swp", NOBODY].war[""]
    hold = found["swp", "hold"]
    assert hold.war["response_deters"][hold.hit].mean() < nobody[hold.hit].mean()
    assert hold.war["response_escalates"][hold.hit].mean() > nobody[hold.hit].mean()
    assert np.array_equal(hold.war["response_nothing"], nobody)


def test_the_true_belief_of_a_future_is_one_of_them(
    ukraine: Case, found: dict[tuple[str, str], Attacked]
) -> None:
    chosen = World(ukraine, Draws(3, 0, MOST_FUTURES)).chosen_model("response").values
    one = found["iiss_medium", "reported"]
    for place, model in enumerate(ukraine.rival_models("response")):
        here = chosen == place
        assert np.array_equal(one.war[""][here], one.war[model.id][here])
