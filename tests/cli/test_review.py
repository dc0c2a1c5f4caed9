"""``ceasefire review``: decisions on what was read, as an analyst makes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.press.stored import NOW, ORIGIN, fill, spoken
from tests.support import Run

from ceasefire.press.article import Origin


@pytest.fixture
def store(tmp_path: Path) -> str:
    return fill(tmp_path / "store.db", accepted=())


def listed(run: Run, store: str, *options: str) -> list[dict[str, Any]]:
    done = run("review", "list", "--store", store, "--json", *options)
    assert done.status == 0, done.err
    found: list[dict[str, Any]] = json.loads(done.out)
    return found


def states(run: Run, store: str) -> list[str]:
    return [one["status"] for one in listed(run, store)]


def test_list_shows_who_says_what_and_what_it_may_mean(run: Run, store: str) -> None:
    done = run("review", "list", "--store", store)
    assert done.status == 0
    for said in ("new", "cor", "direct", "We will send up to 2,500", "force: for",
                 "up to 2,500 people", "2 of 2 statements"):  # fmt: skip
        assert said in done.out


def test_list_is_narrowed_by_actor_issue_and_status(run: Run, store: str) -> None:
    assert [one["number"] for one in listed(run, store, "--actor", "dov")] == [2]
    assert [one["number"] for one in listed(run, store, "--issue", "force")] == [1, 2]
    run("review", "reject", "2", "--by", "AB", "--store", store)
    assert [one["number"] for one in listed(run, store, "--status", "rejected")] == [2]
    both = listed(run, store, "--status", "rejected", "--status", "new")
    assert [one["number"] for one in both] == [1, 2]
    none = run("review", "list", "--store", store, "--issue", "forc")
    assert "no statement is on 'forc'; did you mean 'force'?" in none.out


def test_show_has_all_in_one_glance(run: Run, store: str) -> None:
    run("review", "accept", "1", "--by", "AB", "--note", "heard it", "--store", store)
    done = run("review", "show", "1", "--store", store)
    assert done.status == 0
    for said in (
        "statement 1: accepted", "“⟦We will send up to 2,500 soldiers once the guns are silent⟧,”",
        "cor, in the page 'the minister of Corland'  [mention of an actor]", "minister", "said",
        "0.95", "intended", "once the guns are silent", "force  [suggestion: soldier]",
        "for  [suggestion: will send]", "up to 2,500 people, from “up to 2,500 soldiers”",
        "The Ledger (Corland)", "as spoken, as far as the page tells", "ledger.example", NOW,
        "published  2026-01-12", f"accept by AB at {NOW[:2]}",
    ):  # fmt: skip
        assert " ".join(said.split()) in " ".join(done.out.split()), said


def test_show_says_that_words_are_back_translated_and_that_no_date_is_known(
    run: Run, tmp_path: Path
) -> None:
    origin = Origin("The Ledger", carrier="Inopress", chain=("en", "ru", "en"), verbatim=False)
    store = fill(tmp_path / "s.db", origin=origin)
    out = run("review", "show", "1", "--store", store).out
    assert "The Ledger, carried by Inopress" in out
    assert "back-translated (en > ru > en): not the words as spoken" in out
    assert "the page gives no date for the article" in out


def test_control_characters_of_a_page_do_not_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    said = spoken(surface="the \x1b[31mminister\u202e of Corland")
    store = fill(tmp_path / "s.db", said=[said], title="A \x1b]0;force\x07")
    out = run("review", "show", "1", "--store", store).out
    assert "the [31mminister of Corland" in out
    assert not set("\x1b\x07\u202e") & set(out)


def test_decisions_on_several_statements_are_all_made_or_none(run: Run, store: str) -> None:
    done = run("review", "accept", "1", "2", "1", "--by", "AB", "--store", store)
    assert (done.status, states(run, store)) == (0, ["accepted", "accepted"])
    assert "statement 2 is accepted" in done.out
    run("review", "undo", "2", "--by", "AB", "--store", store)
    failed = run("review", "accept", "2", "1", "--by", "AB", "--store", store)
    assert failed.status == 2
    assert "statement 1 is accepted already" in failed.err
    assert states(run, store) == ["accepted", "new"]
    unknown = run("review", "reject", "2", "9", "--by", "AB", "--store", store)
    assert "the store has no statement 9; its numbers go to 2" in unknown.err
    assert states(run, store) == ["accepted", "new"]


def test_edit_says_who_set_each_field_and_undo_takes_it_back(run: Run, store: str) -> None:
    done = run(
        "review", "edit", "1", "--by", "AB", "--store", store, "--speaker", "dov",
        "--issue", "monitoring", "--stance", "conditional", "--role", "envoy", "--negated",
        "--condition", "", "--figure", "100,200,300 people",
    )  # fmt: skip
    assert done.status == 0, done.err
    one = listed(run, store)[0]
    assert one["speaker"] == "dov"
    assert (one["issue"], one["stance"], one["role"]) == ("monitoring", "conditional", "envoy")
    assert (one["negated"], one["condition"]) == (True, "")
    assert (one["figure"]["low"], one["figure"]["high"]) == (100, 300)
    assert one["text"].startswith("We will send")  # the words of the page stay
    assert {one["rules"][field] for field in ("speaker", "issue", "figure")} == {"set by AB"}
    assert "monitoring  [set by AB]" in run("review", "show", "1", "--store", store).out
    run("review", "undo", "1", "--by", "CD", "--store", store)
    back = listed(run, store)[0]
    assert (back["speaker"], back["issue"], back["figure"]["high"]) == ("cor", "force", 2500)


def test_the_date_is_given_by_the_analyst_with_its_reason(run: Run, store: str) -> None:
    bare = run("review", "edit", "1", "--by", "AB", "--store", store, "--date", "2026-01-11")
    assert bare.status == 2
    assert "is dated 2026-01-11 without a reason" in bare.err
    done = run("review", "edit", "1", "--by", "AB", "--store", store, "--date", "2026-01-11",
               "--note", "it says Sunday, and the talks were that week")  # fmt: skip
    assert done.status == 0, done.err
    assert listed(run, store)[0]["said_on"] == "2026-01-11"
    shown = run("review", "show", "1", "--store", store).out
    assert "said on    2026-01-11: it says Sunday" in shown


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--stance", "agianst"], "there is no stance 'agianst'; did you mean 'against'?"),
        (["--issue", "territori"], "there is no issue 'territori'; did you mean 'territory'?"),
        (["--issue", "fisheries"], "name the case that has it with --case"),
        (["--figure", "many people"], "'many' is not a number"),
        (["--figure", "3,2,1 people"], "is no band"),
        (["--figure", ",, people"], "is no band"),
        (["--figure", "3 peple"], "there is no unit 'peple'; did you mean 'people'?"),
        (["--figure", "3"], "is no figure"),
        (["--date", "Sunday", "--note", "x"], "cannot be dated 'Sunday'"),
        (["--stance", "for"], "statement 1 is not changed by this edit"),
        (["--role", "x", "--by", " "], "a decision needs the name of who made it"),
    ],
)
def test_edits_that_make_no_sense_are_told(
    run: Run, store: str, options: list[str], said: str
) -> None:
    done = run("review", "edit", "1", "--by", "AB", "--store", store, *options)
    assert done.status == 2
    assert said in done.err
    assert states(run, store) == ["new", "new"]


def test_with_a_case_its_issues_and_actors_hold(run: Run, store: str, case_folder: Path) -> None:
    edit = ("review", "edit", "1", "--by", "AB", "--store", store, "--case", str(case_folder))
    assert "did you mean 'border'?" in run(*edit, "--issue", "bordr").err
    assert (
        "the case has no actor 'elly'; did you mean 'ely'?" in run(*edit, "--speaker", "elly").err
    )
    assert run(*edit, "--issue", "border", "--speaker", "ely").status == 0
    assert run(*edit, "--speaker", "Anna Berg").status == 0


def test_a_figure_can_be_dropped_or_given_anew(run: Run, tmp_path: Path) -> None:
    store = fill(tmp_path / "s.db", said=[spoken(figure=None)], accepted=(), origin=ORIGIN)
    edit = ("review", "edit", "1", "--by", "AB", "--store", store, "--figure")
    assert run(*edit, "2 brigades").status == 0
    assert listed(run, store)[0]["figure"]["unit"] == "brigades"
    assert run(*edit, "none").status == 0
    assert listed(run, store)[0]["figure"] is None


def test_what_is_no_store_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    missing = run("review", "list", "--store", str(path))
    assert missing.status == 2
    assert "there is no store" in missing.err
    assert not path.exists()
    path.write_text("these are notes and no store at all\n" * 20, encoding="utf-8")
    assert "as a store" in run("review", "list", "--store", str(path)).err
    assert path.read_text(encoding="utf-8").startswith("these are notes")
    assert run("review", "list", "--store", str(tmp_path)).status == 2


def test_a_wrong_step_or_number_is_told(run: Run, store: str) -> None:
    assert "did you mean 'accept'?" in run("review", "acept", "1", "--store", store).err
    assert run("review", "accept", "0", "--by", "AB", "--store", store).status == 2
    assert run("review", "accept", "1", "--store", store).status == 2  # nobody decides
