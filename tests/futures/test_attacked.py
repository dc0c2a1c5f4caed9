"""What happens when the force is attacked, under every ladder."""

from __future__ import annotations

import numpy as np
import pytest

from ceasefire.case.rows import Case
from ceasefire.futures.attacked import MOST_FUTURES, Attacked, attacked
from ceasefire.futures.histories import NO_ANSWER

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
        "reported", "observe", "hold", NO_ANSWER,
    ]  # fmt: skip
    assert all(len(one.attacked) == MOST_FUTURES for one in found.values())
    assert [one.ladder for one in found.values() if one.own] == ["reported", "reported"]


def test_nobody_answers_where_nobody_answers(found: dict[tuple[str, str], Attacked]) -> None:
    alone = found["swp", NO_ANSWER]
    assert not alone.answers.any()
    assert not alone.fights.any()
    assert found["swp", "reported"].answers.any()
    assert (found["swp", "hold"].fights).mean() > 0.5
    assert not found["swp", "observe"].fights.any()


def test_what_follows_an_attack_follows_one(found: dict[tuple[str, str], Attacked]) -> None:
    for one in found.values():
        assert not one.war[~one.attacked].any()
        assert not one.leaves[~one.attacked].any()
        assert (one.wrong <= one.answers).all()
        assert {"process", "ladder", "rival_models"} <= {row.table for row in one.rows}


def test_beliefs_decide_whether_an_answer_helps(found: dict[tuple[str, str], Attacked]) -> None:
    # Where answers deter, a ladder that fights leaves fewer wars than nobody's answer; where they
    # escalate, more. Both are of the same futures, with the same luck.
    models = {"response_deters": -1, "response_escalates": 1}
    hold, nobody = found["swp", "hold"], found["swp", NO_ANSWER]
    for place, model in enumerate(("response_deters", "response_nothing", "response_escalates")):
        here = hold.beliefs == place
        more = hold.war[here].mean() - nobody.war[here].mean()
        if model in models:
            assert np.sign(more) == models[model]
        else:
            assert more == pytest.approx(0, abs=0.01)
