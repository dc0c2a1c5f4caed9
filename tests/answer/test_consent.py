"""The consultation: who accepts, which body adopts with what error, who blocks."""

from __future__ import annotations

import json

import pytest

from ceasefire.answer.answer import Answer
from ceasefire.answer.consent import Consultation, consult, veto_holders
from ceasefire.case.rows import Case


@pytest.fixture(scope="module")
def asked(ukraine: Case) -> Consultation:
    return consult(
        ukraine, [ukraine.row("options", o) for o in ("iiss_small", "gcsp_monitoring")],
        draws=1_000, seed=1,
    )  # fmt: skip


def test_a_nato_flag_is_blocked_and_a_coalition_is_not(ukraine_2024: Case) -> None:
    found = consult(ukraine_2024, ukraine_2024.rows("options"), draws=1_000, seed=1)
    nato = found.options["nato_force"].decisions["nato"]
    assert nato.exact
    assert nato.chance < 0.01
    assert nato.error is not None
    assert nato.error < 0.002
    assert nato.binding == "svk"
    assert nato.blocks["hun"] > 0.7
    coalition = found.options["coalition_force"].decisions["coalition"]
    assert coalition.chance > 0.9
    assert set(nato.bargain.won_over) >= {"hun", "svk"} if nato.bargain else False


def test_the_answer_says_the_same(asked: Consultation, ukraine_answer: Answer) -> None:
    # Other draws of the same case: equal within the errors of both.
    for option, reception in asked.options.items():
        for body, decision in reception.decisions.items():
            figure = ukraine_answer.figures[f"answer.{option}.body.{body}"]
            assert decision.chance == pytest.approx(figure.value, abs=0.06), (option, body)
        for actor, attitude in reception.attitudes.items():
            figure = ukraine_answer.figures[f"answer.{option}.consent.{actor}"]
            assert attitude.accepts == pytest.approx(figure.value, abs=0.03)


def test_counting_errs_more_than_summing(asked: Consultation) -> None:
    decisions = asked.options["iiss_small"].decisions
    assert decisions["nato"].exact
    assert not decisions["eu"].exact
    assert not decisions["coalition"].exact
    assert decisions["coalition"].short > 0.3
    assert decisions["coalition"].lacking > 1_000
    eu, nato = decisions["eu"].error, decisions["nato"].error
    assert eu is not None
    assert nato is not None
    by_coin = (0.5 * 0.5 / asked.draws) ** 0.5
    assert eu == pytest.approx(by_coin, rel=0.1)
    assert nato < by_coin


def test_none_of_many_is_not_certain_and_one_draw_says_nothing(ukraine: Case) -> None:
    swp = [ukraine.row("options", "swp")]
    counted = consult(ukraine, swp, draws=400, seed=1).options["swp"].decisions["coalition"]
    assert counted.chance == 0
    assert counted.error == pytest.approx(0.0025, rel=0.1)
    alone = consult(ukraine, swp, draws=1, seed=1).options["swp"].decisions
    assert all(decision.error is None for decision in alone.values())


def test_parties_and_packages(asked: Consultation) -> None:
    # Russia refuses armed Western troops and could live with monitors.
    small, monitors = (asked.options[o] for o in ("iiss_small", "gcsp_monitoring"))
    assert small.zone_parties is not None
    assert monitors.zone_parties is not None
    assert small.zone_parties < 0.05
    assert monitors.zone_parties > 0.5
    assert all(package.efficient for package in asked.packages.values())
    assert asked.solutions == {"nash": None, "kalai_smorodinsky": None}


def test_veto_holders(ukraine: Case) -> None:
    def of(body: str) -> list[str]:
        return veto_holders(ukraine, ukraine.row("bodies", body))

    assert set(of("unsc")) == {"chn", "fra", "gbr", "rus", "usa"}
    assert len(of("nato")) == 32
    assert of("eu_majority") == []
    assert of("coalition_and_host") == ["gbr", "fra", "ukr"]


def test_json_is_whole(asked: Consultation) -> None:
    made = json.loads(json.dumps(asked.as_json(), allow_nan=False))
    nato = made["options"]["iiss_small"]["decisions"]["nato"]
    assert nato["bargain"]["won_over"]["hun"] > 5
    before, after = nato["bargain"]["changes"]["force_flag"]
    assert before > after
    assert made["packages"]["after_deal"]["attitudes"]["rus"]["accepts"] < 0.5
