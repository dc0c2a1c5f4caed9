"""Bodies that vote by weight, in turn, with parliaments, and coalitions that have to gather."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.support import rewrite

from ceasefire.case.edits import Edit, edited
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.case.template import write_template
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.core.traced import Traced
from ceasefire.politics.adoption_chance import adoption_chance
from ceasefire.politics.assembly import Assembly
from ceasefire.politics.bodies import adoption
from ceasefire.politics.gathering import Force

COUNT = 4_000


def assembly(case: Case, count: int = COUNT, first: int = 0) -> Assembly:
    return Assembly.of(World(case, Draws(3, first, count)))


def with_bodies(folder: Path, *lines: str, more: str = "") -> Case:
    """The small case with further bodies; ``more`` names further columns."""
    text = (folder / "bodies.csv").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if not line.startswith("#")]
    commas = "," * len(more.split(",")) if more else ""
    old = [rows[0] + (f",{more}" if more else ""), *(row + commas for row in rows[1:])]
    (folder / "bodies.csv").write_text("\n".join([*old, *lines]) + "\n", encoding="utf-8")
    return load_case(str(folder))


def test_who_is_asked_later_cannot_block_what_was_refused_before(case_folder: Path) -> None:
    case = with_bodies(
        case_folder,
        "turn,In turn,in_turn,russia; pact,,,,,,assumption,Made up",
        "both,Both,all_of,russia; pact,,,,,,assumption,Made up",
        "russia,Consent of Bethan,consensus,bet,,,,no,,assumption,Made up",
    )
    here, option = assembly(case), case.row("options", "brigade")
    turn, both, first = (adoption(here, option, case.row("bodies", b))
                         for b in ("turn", "both", "russia"))  # fmt: skip
    assert np.array_equal(turn.adopted.values, both.adopted.values)
    refused = ~first.adopted.values
    assert refused.mean() > 0.3
    assert not turn.blocks["ely"].values[refused].any()
    assert both.blocks["ely"].values[refused].any()
    assert np.array_equal(turn.blocks["bet"].values, both.blocks["bet"].values)


def test_a_yes_without_parliament_is_none(case_folder: Path) -> None:
    made = with_bodies(
        case_folder, "houses,Parliaments,ratification,cor; dov,cor,,1,no,,assumption,Made up"
    )
    case = edited(made, [Edit.parse("actors.cor.ratified_if=bethan_accepts")])
    here, option = assembly(case), case.row("options", "brigade")
    found = adoption(here, option, case.row("bodies", "houses"))
    agrees = here.world.condition("bethan_accepts").values
    assert 0.1 < agrees.mean() < 0.7
    assert not found.adopted.values[~agrees].any()
    assert found.adopted.values[agrees].mean() > 0.8
    assert found.blocks["cor"].values[~agrees].all()


def test_votes_count_by_their_weight(case_folder: Path) -> None:
    (case_folder / "voting_weights.csv").write_text(
        "weight_id,bodies,actor_id,weight,date,grade,reason\n"
        "cor,votes,cor,98,2026,assumption,Made up\n"
        "dov,votes,dov,1,2026,assumption,Made up\n"
        "ely,votes,ely,1,2026,assumption,Made up\n"
    )
    case = with_bodies(
        case_folder,
        "votes,Votes,weighted_majority,cor; dov; ely,,,,abstain,,assumption,Made up,0.5",
        more="weight_threshold",
    )  # fmt: skip
    here, option = assembly(case), case.row("options", "brigade")
    found = adoption(here, option, case.row("bodies", "votes"))
    corland = adoption(here, option, case.row("bodies", "coalition")).adopted.values
    assert np.array_equal(found.adopted.values, corland)
    assert any("voting_weights.cor" in str(row) for row in found.adopted.rows)


def coalition_case(folder: Path, share: str) -> Case:
    """The small case with a coalition that asks for a share of the force."""
    rewrite(folder, "bodies.csv", "silent_as,", "silent_as,minimum_share_mode,")
    text = (folder / "bodies.csv").read_text(encoding="utf-8").splitlines()
    kept = []
    for line in text:
        cells = line.split(",")
        if not line.startswith(("#", "body_id")):
            cells.insert(8, share if cells[0] == "coalition" else "")
        kept.append(",".join(cells))
    (folder / "bodies.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    with (folder / "parameters.csv").open("a") as file:
        file.write("waits,waits_for,,,1,,,assumption,Made up\n")
        file.write("leads,waits_for,cor,,0,,,assumption,Made up\n")
    return load_case(str(folder))


def force(people: dict[str, float], planned: float) -> Force:
    return Force(
        {actor: Traced(np.full(COUNT, n)) for actor, n in people.items()},
        Traced(np.full(COUNT, planned)),
    )


def test_a_coalition_without_people_adopts_nothing(case_folder: Path) -> None:
    case = coalition_case(case_folder, "0.5")
    option, body = case.row("options", "brigade"), case.row("bodies", "coalition")
    alone = adoption(assembly(case), option, body)
    assert alone.adopted.values.mean() > 0.5  # nobody asked for people
    short = adoption(assembly(case).bringing(force({"cor": 1000.0}, 4000.0)), option, body)
    assert not short.adopted.values.any()
    assert short.turnout is not None
    assert short.turnout.short is not None
    assert short.turnout.short.values.all()
    assert not any(joins.values.any() for joins in short.joins.values())


def test_a_leader_draws_the_waiting_in(case_folder: Path) -> None:
    case = coalition_case(case_folder, "0.5")
    option, body = case.row("options", "brigade"), case.row("bodies", "coalition")
    # Corland goes first with 1,500; Dovia waits until 2,000 stand, its own 600 among them.
    made = adoption(
        assembly(case).bringing(force({"cor": 1500.0, "dov": 600.0}, 4000.0)), option, body
    )
    plain = adoption(assembly(case), option, body)
    both = plain.joins["cor"].values & plain.joins["dov"].values
    assert 0.1 < both.mean() < 1
    assert np.array_equal(made.adopted.values, both)
    assert np.array_equal(made.joins["dov"].values, both)
    assert made.turnout is not None
    assert made.turnout.fewest is not None
    assert np.array_equal(made.turnout.most.values, made.turnout.fewest.values)
    assert any("minimum_share" in str(row) for row in made.adopted.rows)
    assert any("parameters.waits" in str(row) for row in made.adopted.rows)


@pytest.mark.parametrize("share", ["0.07", "0.14", "0.28", "0.56"])
def test_exactly_the_least_share_is_enough(case_folder: Path, share: str) -> None:
    case = coalition_case(case_folder, share)
    option, body = case.row("options", "brigade"), case.row("bodies", "coalition")
    exactly = force({"cor": round(10_000 * float(share))}, 10_000)
    made = adoption(assembly(case).bringing(exactly), option, body)
    accepts = adoption(assembly(case), option, body).joins["cor"].values
    assert np.array_equal(made.adopted.values, accepts)


def test_people_of_a_stranger_ask_no_coalition_for_people(case_folder: Path) -> None:
    case = coalition_case(case_folder, "0.5")
    option, body = case.row("options", "brigade"), case.row("bodies", "coalition")
    strange = adoption(assembly(case).bringing(force({"ely": 100.0}, 4000.0)), option, body)
    plain = adoption(assembly(case), option, body)
    assert np.array_equal(strange.adopted.values, plain.adopted.values)


def test_a_silent_member_is_counted_in_every_block(case_folder: Path) -> None:
    with (case_folder / "actors.csv").open("a") as file:
        file.write("fen,Fen,state,,,\n")
    case = with_bodies(case_folder, "most,Most,majority,cor; dov; fen,,,0.5,no,,assumption,Made up")
    option, body = case.row("options", "brigade"), case.row("bodies", "most")
    for first in range(5):
        found = adoption(assembly(case, 1, first), option, body)
        assert list(found.blocks) == ["cor", "dov", "fen"]


def test_a_parliament_that_waits_for_a_body_is_counted(ukraine: Case) -> None:
    case = edited(ukraine, [
        Edit.parse("bodies.coalition_and_both.members=russian_consent; parliaments"),
        Edit.parse("actors.gbr.ratified_if=russian_acceptance"),
    ])  # fmt: skip
    here, option = assembly(case, 50), case.row("options", "iiss_medium")
    assert adoption_chance(here, option, case.row("bodies", "coalition_and_both")) is None


def test_where_nobody_published_a_number_none_is_missing(case_folder: Path) -> None:
    case = coalition_case(case_folder, "0.5")
    option, body = case.row("options", "brigade"), case.row("bodies", "coalition")
    nobody = adoption(assembly(case).bringing(force({}, 4000.0)), option, body)
    assert np.array_equal(
        nobody.adopted.values, adoption(assembly(case), option, body).adopted.values
    )


@pytest.mark.parametrize("body", ["coalition", "pact", "host_consent", "coalition_and_host"])
def test_the_exact_chance_is_what_counting_nears(small: Case, body: str) -> None:
    here, option = assembly(small, 20_000), small.row("options", "brigade")
    row = small.row("bodies", body)
    exact = adoption_chance(here, option, row)
    assert exact is not None
    counted = adoption(here, option, row).adopted.values
    error = max(0.004, 4 * counted.std() / np.sqrt(counted.size))
    assert exact.mean() == pytest.approx(counted.mean(), abs=error)
    assert exact.std() < counted.std()


def test_chances_with_blocs_stay_exact(ukraine: Case) -> None:
    here, option = assembly(ukraine, 20_000), ukraine.row("options", "iiss_small")
    nato = ukraine.row("bodies", "nato")
    exact, counted = adoption_chance(here, option, nato), adoption(here, option, nato).adopted
    assert exact is not None
    assert exact.mean() == pytest.approx(counted.values.mean(), abs=0.01)


def test_what_can_only_be_counted(ukraine: Case, small: Case) -> None:
    here, option = assembly(ukraine, 50), ukraine.row("options", "iiss_small")
    for body in ("eu", "eu_majority", "eu_and_host"):
        assert adoption_chance(here, option, ukraine.row("bodies", body)) is None
    # Corland would vote in both.
    twice = edited(small, [Edit.parse("bodies.coalition_and_host.members=coalition; pact")])
    found = adoption_chance(
        assembly(twice, 50), twice.row("options", "brigade"),
        twice.row("bodies", "coalition_and_host"),
    )  # fmt: skip
    assert found is None


def test_blocs_move_together_and_change_no_single_vote(ukraine: Case) -> None:
    alone = edited(ukraine, [
        Edit.parse(f"parameters.bloc_share_default.value_{end}=0")
        for end in ("low", "mode", "high")
    ])  # fmt: skip
    option = ukraine.row("options", "csis_defence")
    together = {}
    for name, case in (("bloc", ukraine), ("alone", alone)):
        here = assembly(case, 20_000)
        pair = [adoption(here, option, case.row("bodies", "nato")).blocks[a].values.astype(float)
                for a in ("hun", "svk")]  # fmt: skip
        together[name] = (np.corrcoef(pair[0], pair[1])[0, 1], pair[0].mean(), pair[1].mean())
    assert together["bloc"][0] > together["alone"][0] + 0.1
    for k in (1, 2):
        assert together["bloc"][k] == pytest.approx(together["alone"][k], abs=0.02)


def test_blocks_of_any_size_give_the_same_votes(ukraine: Case) -> None:
    option, body = ukraine.row("options", "iiss_medium"), ukraine.row("bodies", "eu")
    whole = adoption(assembly(ukraine, 300), option, body).adopted.values
    parts = [
        adoption(assembly(ukraine, 100, first), option, body).adopted.values
        for first in (0, 100, 200)
    ]
    assert np.concatenate(parts).tobytes() == whole.tobytes()


@given(order=st.permutations(["cor", "dov", "ely"]), by=st.integers(0, 20))
def test_relabelling_members_and_moving_the_scale_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, order: list[str], by: int
) -> None:
    folder = tmp_path_factory.mktemp("moved") / "case"
    write_template(folder)
    small = load_case(str(folder))
    before = votes_in_the_pact(small)
    moved = edited(small, [
        Edit.parse(f"bodies.pact.members={'; '.join(order)}"), *_shifted(small, by),
    ])  # fmt: skip
    assert np.array_equal(before, votes_in_the_pact(moved))


def votes_in_the_pact(case: Case) -> NDArray[np.bool_]:
    option, body = case.row("options", "brigade"), case.row("bodies", "pact")
    return adoption(assembly(case, 200), option, body).adopted.values


def _shifted(case: Case, by: int) -> list[Edit]:
    """Everything on the issue ``force`` moved up by as much."""
    rows = [(row, "position") for row in case.rows("positions")]
    rows += [(row, "value") for row in case.rows("terms")]
    moved = [(row, column) for row, column in rows if row.text("issue_id") == "force"]
    moved.append((case.row("issues", "force"), "status_quo"))
    return [
        Edit.parse(f"{row.address(f'{column}_{end}')}={value + by}")
        for row, column in moved
        for end, value in zip(("low", "mode", "high"), row.band(column).given, strict=True)
    ]
