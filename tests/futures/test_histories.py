"""Histories of an option: the kernel and its twin on a real case, against the closed form."""

from __future__ import annotations

import numpy as np
import pytest

from ceasefire.case.rows import Case
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.histories import NO_ANSWER, NO_FORCE, Histories, histories_of, shares
from ceasefire.truce import arrays as a
from ceasefire.truce.plain import plain_history

COUNT = 400


def of(case: Case, option: str, stage: str = "planned", **settings: int) -> Histories:
    given = {"futures": COUNT, "seed": 4, "weeks": 104, **settings}
    return histories_of(case, case.row("options", option), stage, **given)


@pytest.fixture(scope="module")
def large(ukraine: Case) -> Histories:
    return of(ukraine, "iiss_large")


def test_kernel_and_twin_tell_the_same_on_a_real_case(large: Histories) -> None:
    left = large.lived()
    assert left.shape == (len(large.names), COUNT, len(a.LEFT))
    for run in range(len(large.names)):
        for i in (0, 7, 23, 99):
            arrays = large.given.shared, large.ladders.ladders, large.runs
            twin = plain_history(*arrays, large.horizon, i, run)
            assert np.allclose(twin, left[run, i], rtol=1e-5)


def test_there_is_a_run_for_each_ladder_and_two_to_hold_them_against(large: Histories) -> None:
    assert large.names == ("reported", "observe", "hold", NO_ANSWER, NO_FORCE)
    assert large.names[large.own] == "reported"
    left = large.lived()
    nobody, alone = (shares(left, large.names.index(name)) for name in (NO_ANSWER, NO_FORCE))
    assert nobody["answers"] == nobody["unanswered"] == 0
    assert nobody["crossfire"] > 0
    assert alone["crossfire"] == alone["deliberate"] == alone["withdrawn"] == 0
    assert alone["attacked_5"] == 0 < nobody["attacked_fatally_1"] < nobody["attacked_1"]
    for run in range(len(large.names)):
        found = shares(left, run)
        assert found["no_war_1"] >= found["no_war_2"] >= found["no_war_5"]
        assert found["no_clash_2"] <= found["no_war_2"]
        assert found["false_answers"] <= found["answers"]
        assert found["attacked_1"] <= found["attacked_2"] <= found["attacked_5"]
        assert found["attacked_fatally_5"] <= found["attacked_5"]
        assert not {a.LEFT[column] for column in a.WEEK_COLUMNS} & set(found)


def test_the_future_of_a_block_is_its_own(ukraine: Case, large: Histories) -> None:
    part = of(ukraine, "iiss_large", first=20, futures=10)
    assert np.array_equal(part.lived(), large.lived()[:, 20:30])


def test_a_history_is_told_with_who_answered(large: Histories) -> None:
    events = [event for i in range(20) for event in large.told(i, large.own)]
    assert {"violations", "clash", "breach", "answer"} <= {event.what for event in events}
    assert max(event.week for event in events) < large.horizon
    step = next(event for event in events if event.what == "answer").details["step"]
    assert large.ladders.steps[int(step)].text("ladder") == "reported"


def test_stages_differ_in_people_alone(ukraine: Case, large: Histories) -> None:
    expected = of(ukraine, "iiss_large", "expected")
    assert (expected.runs.people <= large.runs.people + 1e-9).all()
    assert expected.runs.people.mean() < large.runs.people.mean()
    assert np.array_equal(expected.given.shared.numbers, large.given.shared.numbers)


def test_aircraft_abroad_are_hit_by_nobody(ukraine: Case) -> None:
    sky = of(ukraine, "skyshield", futures=50)
    assert not sky.runs.people.any()
    assert not sky.lived()[:, :, [a.CROSSFIRE, a.DELIBERATE]].any()


def test_pieces_keep_the_rows_they_rest_on(large: Histories) -> None:
    rows = {piece: {str(row) for row in of} for piece, of in large.rows.items()}
    assert "process.violations.value" in rows["process"]
    assert any(row.startswith("baselines.") for row in rows["baselines"])
    assert any(row.startswith("presence_effects.") for row in rows["effects"])
    assert "options.iiss_large.troops" in rows["people"]
    assert any(row.startswith("phases.") for row in rows["build"])
    assert "mandates.heavy_behind.most" in rows["there"]


def test_a_horizon_of_zero_is_refused(ukraine: Case) -> None:
    with pytest.raises(CeasefireError, match="horizon of 0 weeks"):
        of(ukraine, "iiss_large", weeks=0)
