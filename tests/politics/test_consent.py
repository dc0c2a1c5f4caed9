"""Consent follows distance, and a body counts each vote by its own rule."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tests.support import rewrite

from ceasefire.case.edits import Edit, edited
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.core.errors import CeasefireError
from ceasefire.politics.assembly import Assembly
from ceasefire.politics.bodies import adoption
from ceasefire.politics.consent import body_terms, settlement


def assembly(case: Case, count: int = 2_000) -> Assembly:
    return Assembly.of(World(case, Draws(3, 0, count)))


def share(case: Case, option: str, body: str) -> float:
    rows = case.row("options", option), case.row("bodies", body)
    return float(adoption(assembly(case), *rows).adopted.values.mean())


def accepts(case: Case, actor: str, option: str) -> float:
    here = assembly(case)
    row = case.row("options", option)
    terms = settlement(case, row)
    vote = here.vote(actor, terms)
    assert vote is not None
    return float(vote.probability.values.mean())


def test_an_actor_accepts_more_what_is_nearer(small: Case) -> None:
    assert accepts(small, "arr", "brigade") > accepts(small, "bet", "brigade")
    assert accepts(small, "ely", "observers") > accepts(small, "ely", "brigade")


POINTS = {
    "positions.ely_force.position": 45, "issues.force.status_quo": 10,
    "terms.brigade_force.value": 50, "parameters.no_deal_cost.value": 0.1,
    "parameters.consent_spread.value": 0.1,
}  # fmt: skip


def test_consent_by_hand(small: Case) -> None:
    # One issue, all bands points. Utility of the force 1 - 0.05, of the status quo 1 - 0.35, cost
    # of no deal 0.1: margin 0.4, spread 0.1, so p = 1 / (1 + exp(-4)).
    case = small
    for address, value in POINTS.items():
        table, row, column = address.split(".")
        blank = [Edit.parse(f"{address}_{end}=") for end in ("low", "high")]
        case = edited(case, [*blank, Edit.parse(f"{address}_mode={value}")])
        assert case.row(table, row).band(column).kind == "figure"
    assert accepts(case, "ely", "brigade") == pytest.approx(1 / (1 + np.exp(-4)))


def test_nobody_knows_then_silence_counts_as_the_body_says(small: Case) -> None:
    unknown = [Edit.parse("bodies.host_consent.members=dov"),
               Edit.parse("positions.dov_force.actor_id=ely")]  # fmt: skip
    consensus = Edit.parse("bodies.host_consent.rule=consensus")
    for more in ([], [consensus]):
        silent = Edit.parse("bodies.host_consent.silent_as=yes")
        assert share(edited(small, [*unknown, *more, silent]), "brigade", "host_consent") == 1
    # Where nobody may object, to abstain is to go along; a host that abstains has not consented.
    abstain = Edit.parse("bodies.host_consent.silent_as=abstain")
    assert share(edited(small, [*unknown, consensus, abstain]), "brigade", "host_consent") == 1
    for edits in (unknown, [*unknown, abstain]):
        with pytest.raises(CeasefireError, match="blocks it for ever"):
            edited(small, edits)


def test_a_body_of_bodies_needs_each(small: Case) -> None:
    whole = share(small, "brigade", "coalition_and_host")
    parts = [share(small, "brigade", body) for body in ("coalition", "host_consent")]
    assert whole <= min(parts)


def test_terms_of_a_body_go_before_those_of_option_and_package(ukraine: Case) -> None:
    terms = settlement(ukraine, ukraine.row("options", "iiss_small"))
    assert terms["force_flag"].text("body_id") == "coalition"  # the body that is to adopt it
    assert terms["force_kind"].text("option_id") == "iiss_small"
    assert terms["territory"].text("package_id") == "after_deal"
    nato = body_terms(ukraine, ukraine.row("bodies", "nato_and_host"))
    assert nato["force_flag"].text("body_id") == "nato"


def with_body(case: Case, rule: str) -> Case:
    body = "bodies.coalition_and_host"
    return edited(
        case, [Edit.parse(f"{body}.rule={rule}"), Edit.parse(f"{body}.members=coalition; nato")]
    )


@pytest.mark.parametrize(("rule", "join"), [("any_of", np.logical_or), ("all_of", np.logical_and)])
def test_each_branch_is_judged_by_its_own_flag(
    ukraine: Case, rule: str, join: Callable[..., np.ndarray]
) -> None:
    # The EU and NATO adopt the small force in about half and a tenth of futures, for their flags.
    body = "bodies.coalition_and_host"
    case = edited(
        ukraine, [Edit.parse(f"{body}.rule={rule}"), Edit.parse(f"{body}.members=eu; nato")]
    )
    here, option = assembly(case), case.row("options", "gcsp_monitoring")
    eu, nato, both = (
        adoption(here, option, case.row("bodies", b)).adopted.values
        for b in ("eu", "nato", "coalition_and_host")
    )
    assert 0.02 < nato.mean() < eu.mean() < 0.98
    assert np.array_equal(both, join(eu, nato))


def test_nobody_stands_in_the_way_of_what_is_adopted(case_folder: Path) -> None:
    with (case_folder / "bodies.csv").open("a") as file:
        file.write("either,Either,any_of,pact; coalition,,,,,,assumption,Made up\n")
        file.write("most,Most,majority,all:pact,,,0.5,,,assumption,Made up\n")
    case = load_case(str(case_folder))
    here, option = assembly(case), case.row("options", "brigade")
    pact = adoption(here, option, case.row("bodies", "pact"))
    assert pact.blocks["ely"].values.mean() > 0.3
    for body in ("either", "most"):
        found = adoption(here, option, case.row("bodies", body))
        assert found.adopted.values.mean() > 0.5
        for stops_it in found.blocks.values():
            assert not (stops_it.values & found.adopted.values).any()


def test_a_silent_member_that_stops_it_is_named(case_folder: Path) -> None:
    # The host has a position, but on nothing that is settled here.
    rewrite(case_folder, "positions.csv", "arr_force,arr,force", "arr_force,ely,border")
    rewrite(case_folder, "positions.csv", "arr_border,arr,border", "arr_border,dov,border")
    with (case_folder / "issues.csv").open("a") as file:
        file.write("other,Other?,No,Yes,0,50,100,,assumption,Made up\n")
    with (case_folder / "positions.csv").open("a") as file:
        file.write("arr_other,arr,other,2026,0,50,100,0,0.5,1,0,0.5,1,,assumption,Made up\n")
    case = load_case(str(case_folder))
    found = adoption(assembly(case), case.row("options", "brigade"),
                     case.row("bodies", "host_consent"))  # fmt: skip
    assert not found.adopted.values.any()
    assert found.blocks["arr"].values.all()


def test_who_takes_part(ukraine: Case) -> None:
    case = with_body(ukraine, "any_of")
    found = adoption(assembly(case), case.row("options", "iiss_small"),
                     case.row("bodies", "coalition_and_host"))  # fmt: skip
    nato = adoption(assembly(case), case.row("options", "iiss_small"), case.row("bodies", "nato"))
    # Where NATO adopts, any state may send; elsewhere only those that joined the coalition.
    assert found.takes_part("gbr").values[nato.adopted.values].all()
    outside = found.takes_part("hun").values & ~nato.adopted.values
    assert not outside.any()
    assert (found.takes_part("gbr").values <= found.adopted.values).all()


def test_a_nato_flag_is_blocked_by_consensus_and_a_coalition_is_not(ukraine_2024: Case) -> None:
    nato = share(ukraine_2024, "nato_force", "nato")
    coalition = share(ukraine_2024, "coalition_force", "coalition")
    assert nato < 0.1
    assert coalition > 0.5
    found = adoption(
        assembly(ukraine_2024),
        ukraine_2024.row("options", "nato_force"),
        ukraine_2024.row("bodies", "nato"),
    )
    assert found.blocks["hun"].values.mean() > 0.5
    assert any(str(a).startswith("positions.hun_") for a in found.blocks["hun"].rows)


@pytest.mark.parametrize("actor", ["hun", "rus"])
def test_the_small_force_is_nearer_to_its_opponents_than_the_large(
    ukraine: Case, actor: str
) -> None:
    assert accepts(ukraine, actor, "iiss_small") > accepts(ukraine, actor, "iiss_large")
