"""The answer: the same bytes for the same seed, and every number leads to rows that are there."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from tests.support import rewrite

from ceasefire.answer.answer import Answer
from ceasefire.answer.assess import assess
from ceasefire.answer.schema import answer_schema
from ceasefire.answer.trace import trace
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.core.addresses import Address
from ceasefire.core.errors import CeasefireError


def test_the_same_seed_gives_the_same_bytes(small: Case) -> None:
    one, other = (assess(small, futures=300, seed=5).to_text() for _ in range(2))
    assert one == other
    assert one != assess(small, futures=300, seed=6).to_text()


def test_every_number_carries_rows_that_can_be_traced(ukraine_answer: Answer) -> None:
    addresses = {row for figure in ukraine_answer.figures.values() for row in figure.rows}
    assert len(addresses) > 300
    for figure in ukraine_answer.figures.values():
        assert figure.rows, figure.id
    for address in addresses:
        where = Address.parse(address)
        ukraine_answer.case.row(where.table, where.row)
        if where.column:
            ukraine_answer.case.value(where)


def test_a_few_traces_lead_back_to_their_figures(ukraine_answer: Answer) -> None:
    for text in ("pledges.gbr_2026_02.n_high", "lines.x", "options.iiss_medium.troops_mode"):
        where = Address.parse(text)
        if where.table == "lines":
            with pytest.raises(CeasefireError, match="did you mean 'line'"):
                trace(ukraine_answer, where)
            continue
        used = {figure.id for figure in trace(ukraine_answer, where).used_by}
        assert "answer.iiss_medium.gap.firm" in used


def test_answer_json_fits_its_schema(small_answer: Answer) -> None:
    schema = answer_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(small_answer.to_text()), schema)


def test_firm_offers_in_two_lines_and_both_states_of_the_backstop(ukraine_answer: Answer) -> None:
    # R14; the sums are of the rows in pledges.csv.
    firm = ukraine_answer.figures["answer.offer.land.firm"]
    assert (firm.low, firm.high, firm.bound) == (10_050, 10_250, "up to")
    assumed = ukraine_answer.figures["answer.offer.land.firm_with_assumed"]
    assert (assumed.low, assumed.high) == (10_250, 11_750)
    off = ukraine_answer.figures["answer.offer.land.firm.without.us_backstop"]
    assert (off.low, off.high) == (50, 250)
    assert "conditions.us_backstop.state" in off.rows
    gap = ukraine_answer.figures["answer.iiss_medium.gap.firm_with_assumed"]
    assert (gap.low, gap.high) == (13_250, 14_750)


def test_setting_a_pledge_moves_offer_and_gap_by_exactly_that(ukraine: Case) -> None:
    answers = [
        assess(ukraine, futures=50, options=["iiss_medium"], sets=sets)
        for sets in ((), ("pledges.gbr_2026_02.n_high=6000",))
    ]
    for figure, sign in (("offer.land.firm", 1), ("iiss_medium.gap.firm", -1)):
        before, after = (answer.figures[f"answer.{figure}"] for answer in answers)
        assert (after.low or 0) - (before.low or 0) == 1_000 * sign
        assert (after.high or 0) - (before.high or 0) == 1_000 * sign


def test_no_number_published_is_not_zero(ukraine_answer: Answer) -> None:
    for domain in ("air", "sea", "training"):
        figure = ukraine_answer.figures[f"answer.offer.{domain}.firm"]
        assert (figure.low, figure.value, figure.high) == (None, None, None)


def test_a_condition_switched_off_is_off_in_every_future(ukraine: Case) -> None:
    answer = assess(ukraine, futures=200, options=["iiss_small"], off=["us_backstop"])
    assert answer.figures["answer.condition.us_backstop"].value == 0
    assert answer.figures["answer.offer.land.firm"].high == 250
    assert (answer.figures["answer.iiss_small.offered"].value or 0) < 800
    assert answer.settings.edits == ("conditions.us_backstop.state=off",)


def test_adoption_names_who_blocks(ukraine_answer: Answer) -> None:
    nato = ukraine_answer.figures["answer.iiss_small.body.nato"]
    assert (nato.value or 0) < 0.3
    assert (ukraine_answer.figures["answer.iiss_small.blocks.nato.hun"].value or 0) > 0.3
    coalition = ukraine_answer.figures["answer.iiss_small.body.coalition"].value or 0
    short = ukraine_answer.figures["answer.iiss_small.short"].value or 0
    # Hardly any member refuses; what is missing is people, whose pledges hang on the backstop.
    assert coalition > 0.4
    assert 0.3 < short < 0.6
    assert coalition + short > 0.97


def test_what_says_by_which_terms_an_option_is_judged_is_traced(ukraine_answer: Answer) -> None:
    for key in ("body.nato", "blocks.nato.hun", "consent.hun", "win_over.nato.hun"):
        rows = ukraine_answer.figures[f"answer.iiss_small.{key}"].rows
        assert "options.iiss_small" in rows, key  # several columns of a row go by its address
    blocks = ukraine_answer.figures["answer.iiss_small.blocks.eu_majority.hun"].rows
    assert any(row.startswith("positions.deu_") for row in blocks)  # in a majority others count
    bodies = ukraine_answer.figures["answer.iiss_small.body.parliaments"].rows
    assert "actors.deu" in bodies  # its bloc, and what its parliament waits for


def test_rival_models_stay_apart_and_are_mixed_by_weight(ukraine_answer: Answer) -> None:
    models = {row.id: row for row in ukraine_answer.case.rows("rival_models")}
    mixed = 0.0
    for baseline in (m for m in models.values() if m.text("kind") == "baseline"):
        for presence in (m for m in models.values() if m.text("kind") == "presence"):
            key = f"answer.iiss_large.standing_planned_war_2_{baseline.id}_{presence.id}"
            weight = (baseline.number("weight") or 0) * (presence.number("weight") or 0)
            mixed += weight * (ukraine_answer.figures[key].value or 0)
    found = ukraine_answer.figures["answer.iiss_large.standing_planned_war_2"].value
    assert found == pytest.approx(mixed, abs=0.02)  # each future draws its own pair


def test_rival_beliefs_lie_further_apart_than_the_luck_of_the_futures(
    ukraine_answer: Answer,
) -> None:
    figure = ukraine_answer.figures["answer.iiss_medium.standing_planned_clash_2"]
    means = [
        f.value or 0 for key, f in ukraine_answer.figures.items()
        if key.startswith("answer.iiss_medium.standing_planned_clash_2_if_")
    ]  # fmt: skip
    assert figure.kind == "event"
    assert max(means) - min(means) > (figure.high or 0) - (figure.low or 0)
    assert min(means) < (figure.value or 0) < max(means)


def test_few_futures_give_no_weight_rather_than_a_nan(small: Case) -> None:
    answer = assess(small, futures=3)
    assert not any(key.startswith("answer.weight.") for key in answer.figures)
    assert "NaN" not in answer.to_text()


def test_both_states_of_a_condition_are_shown_whichever_it_is_in(ukraine: Case) -> None:
    for state, key in (("on", "without"), ("off", "with")):
        sets = [f"conditions.us_backstop.state={state}"]
        answer = assess(ukraine, futures=20, options=["iiss_medium"], sets=sets)
        firm = answer.figures["answer.offer.land.firm"].high
        other = answer.figures[f"answer.offer.land.firm.{key}.us_backstop"].high
        assert {firm, other} == {10_250, 250}
        gap = answer.figures[f"answer.iiss_medium.gap.firm.{key}.us_backstop"]
        assert gap.high == (24_950 if key == "without" else 14_950)


def test_what_is_taken_away_turns_a_ceiling_into_a_floor(ukraine_answer: Answer) -> None:
    figures = ukraine_answer.figures
    assert figures["answer.iiss_medium.gap.firm"].bound == "at least"  # the offer is 'up to'
    assert figures["answer.csis_defence.gap.firm.without.us_backstop"].bound == "at least"
    assert figures["answer.iiss_medium.gap.firm.without.us_backstop"].bound == ""


def test_a_force_of_ships_has_its_gap_in_ships(case_folder: Path) -> None:
    rewrite(
        case_folder,
        "options.csv",
        "troops_low,troops_mode,troops_high",
        "ships_low,ships_mode,ships_high",
    )
    with (case_folder / "pledges.csv").open("a") as file:
        file.write("cor_sea,cor,2026-01-10,yes,sea,outside,,100,,,,corland_speech,1,Ships,\n")
    answer = assess(load_case(str(case_folder)), futures=50)
    gap = answer.figures["answer.brigade.gap.firm"]
    assert (gap.low, gap.unit) == (3_900, "ships")
    assert "answer.brigade.cost_year" not in answer.figures


def test_bands_hold_their_middle(small: Case) -> None:
    for futures in (1, 2, 40):
        for figure in assess(small, futures=futures).figures.values():
            if figure.value is not None and figure.low is not None and figure.high is not None:
                assert figure.low <= figure.value <= figure.high, figure.id


def test_no_rule_no_need(case_folder: Path) -> None:
    (case_folder / "sizing_rules.csv").unlink()
    answer = assess(load_case(str(case_folder)), futures=50)
    assert "answer.brigade.needed" not in answer.figures
    assert "answer.brigade.standing_planned_war_2" in answer.figures


def test_a_case_without_ladder_or_enablers_says_nothing_of_them(case_folder: Path) -> None:
    for name in ("ladder", "enablers"):
        (case_folder / f"{name}.csv").unlink()
    answer = assess(load_case(str(case_folder)), futures=50)
    assert not any(key.endswith((".ladder", ".enablers")) for key in answer.figures)
    jsonschema.validate(json.loads(answer.to_text()), answer_schema())


def test_a_payer_of_its_own_pays_its_own_rate(case_folder: Path) -> None:
    rewrite(case_folder, "costs.csv", "cost_id,name,per,", "cost_id,name,per,actor_id,")
    rewrite(case_folder, "costs.csv", "A person for a year,person_year,",
            "A person for a year,person_year,,")  # fmt: skip
    one = assess(load_case(str(case_folder)), futures=200)
    with (case_folder / "costs.csv").open("a") as file:
        file.write("dov_year,For Dovia,person_year,dov,reassure,,9000000,,USD,2025,dovia_paper,S\n")
    other = assess(load_case(str(case_folder)), futures=200)
    planned, offered = (
        [answer.figures[f"answer.brigade.{name}"].value or 0 for answer in (one, other)]
        for name in ("cost_year", "cost_offered")
    )
    assert planned[0] == planned[1]
    assert offered[1] > 1.5 * offered[0]


def test_more_of_what_helps_holds_longer_than_nothing(ukraine_answer: Answer) -> None:
    name = "answer.iiss_medium.standing_planned_clash_2_interstate_{}"
    help_, none = (ukraine_answer.figures[name.format(m)].value or 0
                   for m in ("troops_help", "no_effect"))  # fmt: skip
    assert help_ > none + 0.05


def test_assumptions_stand_by_their_weight(ukraine_answer: Answer) -> None:
    assumed = [a for a in ukraine_answer.assumptions if a.startswith("parameters.")]
    assert assumed[0] in ukraine_answer.assumptions[:5]
    assert len(ukraine_answer.assumptions) > 100


@pytest.mark.parametrize(
    ("settings", "said"),
    [({"futures": 0}, "0 futures are too few; give --futures 1 to 1,000,000"),
     ({"seed": -1}, "seed -1 is out of range"),
     ({"futures": 2_000_000}, "2,000,000 futures are too many"),
     ({"options": ["brigad"]}, "did you mean 'brigade'"), ({"off": ["rain"]}, "no row 'rain'")],
)  # fmt: skip
def test_settings_that_cannot_be(small: Case, settings: dict[str, object], said: str) -> None:
    with pytest.raises(CeasefireError) as error:
        assess(small, **settings)  # type: ignore[arg-type]
    assert said in str(error.value)
