"""``ceasefire adopt`` and ``ceasefire trace --store``: from a page to a number and back."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.press.stored import DENIED, ORIGIN, WORDS, fill, fill_by_reading, spoken
from tests.support import Result, Run, rewrite

from ceasefire.case.load import load_case
from ceasefire.case.rows import Row
from ceasefire.core.bands import Band
from ceasefire.core.files import write_whole
from ceasefire.press.article import Origin

WHY = ("--date", "2026-01-12", "--why", "the talks were that Monday")
STANDS = ("--as", "positions", "--set", "position=40,50,60")
TRANSLATED = Origin("The Ledger", "Corland", "Inopress", ("en", "ru", "en"), verbatim=False,
                    published="2026-01-12")  # fmt: skip


class Typing(io.StringIO):
    """Standard input at a terminal, with what is typed."""

    def isatty(self) -> bool:
        return True


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def adopted(run: Run, store: str, case: Path, *options: str) -> Result:
    done = run("adopt", "1", "--store", store, "--into", str(case), "--yes", *options)
    assert done.status == 0, done.err
    assert run("check", str(case)).status == 0
    return done


def row_of(case: Path, table: str, row: str) -> Row:
    return load_case(str(case)).row(table, row)


@pytest.fixture
def store(tmp_path: Path) -> str:
    return fill(tmp_path / "store.db")


def test_from_a_page_to_a_number_and_back_to_its_sentence(
    run: Run, tmp_path: Path, case_folder: Path
) -> None:
    store = fill_by_reading(tmp_path / "store.db", case_folder)
    listed = json.loads(run("review", "list", "--store", store, "--json").out)
    number = next(str(one["number"]) for one in listed if one["text"].startswith(WORDS))
    assert run("review", "accept", number, "--by", "AB", "--store", store).status == 0
    adopt = ("adopt", number, "--store", store, "--into", str(case_folder), "--yes")
    undated = run(*adopt)
    assert undated.status == 2
    assert "the page gives no date for the article, and none is borrowed" in undated.err
    done = run(*adopt, *WHY, "--set", "conditions=ceasefire")
    assert done.status == 0, done.err
    assert f"ceasefire trace {case_folder} pledges.cor_2026_01_12.n --store {store}" in done.out
    assert "no fault" in run("check", str(case_folder)).out
    row = row_of(case_folder, "pledges", "cor_2026_01_12")
    assert row.band("n") == Band(high=2500)
    assert row.text("supersedes") == "cor_2026_01"
    assert "the talks were that Monday" in row.text("reason")
    traced = run("trace", str(case_folder), "pledges.cor_2026_01_12.n", "--store", store).out
    assert f"⟦{WORDS}" in " ".join(traced.split())
    assert "said the government of Corland" in " ".join(traced.split())
    assert "The Daily Ledger" in traced
    figure = run("trace", str(case_folder), "answer.brigade.gap.conditional", "--store", store).out
    assert f"⟦{WORDS}" in " ".join(figure.split())


def test_a_pledge_takes_figure_date_and_what_stands_from_the_case(
    run: Run, store: str, case_folder: Path
) -> None:
    done = adopted(run, store, case_folder)
    row = row_of(case_folder, "pledges", "cor_2026_01_12")
    assert row.text("stance") == "conditional"  # for it, once the guns are silent
    assert (row.text("domain"), row.text("location")) == ("land", "in_country")
    assert row.text("statement") == f"“{WORDS}”"
    assert row.grade == "1"
    assert "pledges.cor_2026_01 hung on ceasefire" in done.out
    (source,) = row.source_ids
    page = row_of(case_folder, "sources", source)
    assert (page.text("publisher"), page.text("accessed_via")) == ("The Ledger", "original")
    assert (str(page.date()), page.grade) == ("2026-01-12", "1")
    assert page.text("url") == "https://ledger.example/a-force"


def test_after_a_translation_row_and_source_say_so(
    run: Run, tmp_path: Path, case_folder: Path
) -> None:
    store = fill(tmp_path / "s.db", origin=TRANSLATED)
    adopted(run, store, case_folder)
    row = row_of(case_folder, "pledges", "cor_2026_01_12")
    assert row.text("statement") == f"In a translation en > ru > en: “{WORDS}”"
    page = row_of(case_folder, "sources", row.source_ids[0])
    assert page.text("publisher") == "The Ledger via Inopress"
    assert page.text("accessed_via") == "re_report"
    assert "no quote stands as it was spoken" in page.text("note")
    traced = run("trace", str(case_folder), "pledges.cor_2026_01_12", "--store", store).out
    assert "back-translated (en > ru > en)" in traced


def test_what_a_page_only_reports_is_not_given_as_spoken(
    run: Run, tmp_path: Path, case_folder: Path
) -> None:
    store = fill(tmp_path / "s.db", said=[DENIED])
    adopted(run, store, case_folder, "--as", "pledges")
    row = row_of(case_folder, "pledges", "dov_2026_01_12")
    assert row.text("statement") == "As the page reports it: “wants none of it”"
    assert row.text("stance") == "no"
    assert row.band("n").blank


def test_a_position_carries_weight_over_and_asks_for_the_stand(
    run: Run, store: str, case_folder: Path
) -> None:
    adopt = ("adopt", "1", "--store", store, "--into", str(case_folder), "--yes", "--as",
             "positions")  # fmt: skip
    before = files_of(case_folder)
    missing = run(*adopt)
    assert missing.status == 2
    assert "--set position=LOW,MODE,HIGH (0: None; 100: A fighting force; it was 35,45,55)" in (
        missing.err
    )
    assert files_of(case_folder) == before
    adopted(run, store, case_folder, *STANDS)
    row = row_of(case_folder, "positions", "cor_force_2026_01_12")
    assert row.band("position") == Band(40, 50, 60)
    assert row.band("salience") == Band(0.4, 0.5, 0.7)
    assert row.text("supersedes") == "cor_force"
    assert row.grade == "assumption"  # the number is the analyst's
    assert "judged by AB" in row.text("reason")


def test_a_first_position_needs_its_weight_and_takes_what_is_set(
    run: Run, tmp_path: Path, case_folder: Path
) -> None:
    store = fill(tmp_path / "s.db", said=[spoken(issue="border")])
    adopt = ("adopt", "1", "--store", store, "--into", str(case_folder), "--yes", *STANDS)
    assert "no earlier position to carry salience over from" in run(*adopt).err
    adopted(run, store, case_folder, *STANDS, "--set", "salience=0.2", "--set", "capability=0.5")
    row = row_of(case_folder, "positions", "cor_border_2026_01_12")
    assert row.band("salience") == Band(mode=0.2)
    assert not row.text("supersedes")


def test_an_older_statement_supersedes_nothing(run: Run, store: str, case_folder: Path) -> None:
    why = ("--date", "2025-12-01", "--why", "the page quotes last year's speech")
    done = adopted(run, store, case_folder, *why)
    assert "pledges.cor_2026_01 of 2026-01-10 is later" in done.out
    assert not row_of(case_folder, "pledges", "cor_2025_12_01").text("supersedes")


def test_a_condition_is_added_and_later_changed(run: Run, store: str, case_folder: Path) -> None:
    adopt = ("adopt", "1", "--store", store, "--into", str(case_folder), "--yes", "--as",
             "conditions")  # fmt: skip
    assert "--row ID" in run(*adopt).err
    assert "--set state=on, off, or open" in run(*adopt, "--row", "guns_silent").err
    adopted(run, store, case_folder, "--as", "conditions", "--row", "guns_silent", "--set",
            "state=on")  # fmt: skip
    assert row_of(case_folder, "conditions", "guns_silent").text("text") == (
        "once the guns are silent"
    )
    rewrite(case_folder, "conditions.csv", "guns_silent", "guns_quiet")
    again = run(*adopt, "--row", "bethan_accepts", "--set", "p=0.5")
    assert again.status == 2  # the table has the sentence already
    assert "as conditions.guns_quiet" in again.err


def test_a_standing_condition_has_its_cells_replaced(
    run: Run, store: str, case_folder: Path
) -> None:
    done = adopted(run, store, case_folder, "--as", "conditions", "--row", "bethan_accepts",
                   "--set", "p=0.2,0.4,0.6")  # fmt: skip
    row = row_of(case_folder, "conditions", "bethan_accepts")
    assert row.band("p") == Band(0.2, 0.4, 0.6)
    assert row.text("text") == "Bethan accepts foreign troops"
    assert row.grade == "assumption"
    assert "p set by AB, not by the sentence" in row.text("reason")
    assert "-bethan_accepts,Bethan accepts foreign troops,open,0.1,0.3,0.6" in done.out


def test_a_condition_that_would_not_change_keeps_its_source(
    run: Run, store: str, case_folder: Path
) -> None:
    before = files_of(case_folder)
    done = run("adopt", "1", "--store", store, "--into", str(case_folder), "--yes", "--as",
               "conditions", "--row", "bethan_accepts")  # fmt: skip
    assert done.status == 2
    assert "nothing of conditions.bethan_accepts would change" in done.err
    assert files_of(case_folder) == before


def test_an_option_takes_the_figure_for_its_band(run: Run, store: str, case_folder: Path) -> None:
    before = row_of(case_folder, "options", "brigade")
    done = adopted(run, store, case_folder, "--as", "options", "--row", "brigade")
    row = row_of(case_folder, "options", "brigade")
    assert row.band("troops") == Band(high=2500)
    assert (row.text("name"), str(row.date())) == ("A brigade", "2026-01-12")
    assert "options.brigade rested on corland_speech" in done.out
    # Type, place and tasks still rest on what they rested on.
    assert len(row.source_ids) == 2
    assert row.source_ids[0] == "corland_speech"
    assert row.text("statement").startswith(before.text("statement"))
    assert "2,500 soldiers" in row.text("statement")


def test_without_a_terminal_the_difference_is_shown_and_nothing_written(
    run: Run, store: str, case_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(case_folder)
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    done = run("adopt", "1", "--store", store, "--into", str(case_folder))
    assert done.status == 1
    assert "+cor_2026_01_12,cor,2026-01-12,conditional,land" in done.out
    assert "nothing was written" in done.out
    assert files_of(case_folder) == before


@pytest.mark.parametrize(("typed", "status"), [("y\n", 0), ("n\n", 1), ("", 130)])
def test_on_a_terminal_it_asks(
    run: Run, store: str, case_folder: Path, monkeypatch: pytest.MonkeyPatch,
    typed: str, status: int,
) -> None:  # fmt: skip
    before = files_of(case_folder)
    monkeypatch.setattr(sys, "stdin", Typing(typed))
    done = run("adopt", "1", "--store", store, "--into", str(case_folder))
    assert done.status == status
    assert (files_of(case_folder) == before) == (status != 0)


def test_an_interrupt_leaves_nothing_half_written(
    run: Run, store: str, case_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(case_folder)

    def interrupted(path: Path, content: str | bytes) -> None:
        if path.name == "pledges.csv":
            raise KeyboardInterrupt
        write_whole(path, content)

    monkeypatch.setattr("ceasefire.case.additions.write_whole", interrupted)
    done = run("adopt", "1", "--store", store, "--into", str(case_folder), "--yes")
    assert done.status == 130
    assert files_of(case_folder) == before


def test_the_same_statement_is_not_adopted_twice(run: Run, store: str, case_folder: Path) -> None:
    adopted(run, store, case_folder)
    again = run("adopt", "1", "--store", store, "--into", str(case_folder), "--yes", "--row", "x")
    assert again.status == 2
    assert "statement 1 is in the case already, as pledges.cor_2026_01_12" in again.err
    adopted(run, store, case_folder, *STANDS)  # as a position it says another thing
    sources = load_case(str(case_folder)).rows("sources")
    assert len([s for s in sources if s.id.startswith("page_")]) == 1  # one page, one source


def test_the_source_of_an_address_is_taken_if_the_case_has_it(
    run: Run, tmp_path: Path, case_folder: Path
) -> None:
    store = fill(tmp_path / "s.db", address="https://example.org/corland")
    adopted(run, store, case_folder)
    row = row_of(case_folder, "pledges", "cor_2026_01_12")
    assert row.source_ids == ("corland_speech",)


def test_cells_and_source_are_set_by_hand(run: Run, store: str, case_folder: Path) -> None:
    adopted(
        run, store, case_folder, "--source", "ledger", "--set", "source.grade=W", "--set",
        "grade=W", "--set", "stance=likely", "--row", "mine", "--set", "n=1000,2000,3000",
        "--set", "reason=A figure from the annex",
    )  # fmt: skip
    row = row_of(case_folder, "pledges", "mine")
    assert (row.text("stance"), row.grade, row.source_ids) == ("likely", "W", ("ledger",))
    assert row.band("n") == Band(1000, 2000, 3000)
    assert row.text("reason").endswith("n set by AB, not by the sentence; A figure from the annex")
    assert row_of(case_folder, "sources", "ledger").grade == "W"


def test_a_figure_in_brigades_stays_out_of_people(
    run: Run, tmp_path: Path, case_folder: Path
) -> None:
    said = spoken()
    assert said.figure is not None
    said = replace(said, figure=replace(said.figure, unit="brigades", words="two brigades"))
    done = adopted(run, fill(tmp_path / "s.db", said=[said]), case_folder)
    assert "“two brigades” is not in people and stays out of the row" in done.out
    assert row_of(case_folder, "pledges", "cor_2026_01_12").band("n").blank


def test_the_date_of_the_review_is_taken(run: Run, tmp_path: Path, case_folder: Path) -> None:
    store = fill(tmp_path / "s.db", origin=replace(ORIGIN, published=None))
    run("review", "edit", "1", "--by", "CD", "--store", store, "--date", "2026-01", "--note",
        "the meeting it names was that month")  # fmt: skip
    adopted(run, store, case_folder, "--row", "second",  # cor_2026_01 is taken
            "--why", "the figure is for land")  # fmt: skip
    row = row_of(case_folder, "pledges", "second")
    assert str(row.date()) == "2026-01"
    assert "given by CD: the meeting it names was that month" in row.text("reason")
    assert "the figure is for land" in row.text("reason")


def test_names_of_actors_in_the_case_are_known(run: Run, tmp_path: Path, case_folder: Path) -> None:
    adopted(run, fill(tmp_path / "s.db", said=[spoken(speaker="Corland")]), case_folder)
    assert row_of(case_folder, "pledges", "cor_2026_01_12").text("actor_id") == "cor"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--date", "Monday", "--why", "x"], "'Monday' is not a date"),
        (["--date", "2026-01-12"], "the date 2026-01-12 has no reason"),
        (["--set", "stanc=yes"], "table pledges has no column 'stanc'; did you mean 'stance'"),
        (["--set", "stance"], "'stance' sets nothing"),
        (["--set", "stance=perhaps"], "'perhaps' is not one of the values"),
        (["--set", "n=1,2"], "n=1,2 is not a band"),
        (["--set", "statement=x"], "statement cannot be set; it is the sentence as the page has"),
        (["--set", "date=2026"], "date cannot be set; give it with --date DATE --why TEXT"),
        (["--set", "pledge_id=x"], "pledge_id cannot be set; give it with --row ID"),
        (["--set", "domain=lnd"], "'lnd' is no domain; did you mean 'land'?"),
        (["--set", "actor_id=corr"], "'corr' is no actor of the case; did you mean 'cor'?"),
        (["--row", "cor_2026_01"], "pledges.csv has a row 'cor_2026_01' already"),
        (["--row", "Not An Id"], "'Not An Id' is not an id"),
        (["--source", "corland_speech", "--set", "source.grade=W"], "is in the case already"),
        (["--as", "positions", "--set", "issue_id=forc"], "'forc' is no issue of the case"),
        (["--as", "options", "--row", "brigad"], "the case has no option 'brigad'"),
        (["--as", "options"], "no option is named"),
        (["--as", "options", "--row", "brigade", "--set", "fighters=x"], "'x' is not a number"),
        (["--date", "2026-02-01", "--why", "x"], "is after the case's date"),
        (["--as", "posts"], "'posts' is not one of"),
    ],
)
def test_what_cannot_be_adopted_is_told_and_nothing_written(
    run: Run, store: str, case_folder: Path, options: list[str], said: str
) -> None:
    before = files_of(case_folder)
    done = run("adopt", "1", "--store", store, "--into", str(case_folder), "--yes", *options)
    assert done.status == 2
    assert said in done.err
    assert files_of(case_folder) == before


def test_who_speaks_for_no_actor_of_the_case_is_told(
    run: Run, tmp_path: Path, case_folder: Path
) -> None:
    said = [spoken(speaker="Anna Berg"), replace(DENIED, quote=replace(DENIED.quote, speaker=""))]
    store = fill(tmp_path / "s.db", said=said, accepted=(1, 2))
    adopt = ("--store", store, "--into", str(case_folder), "--yes", "--as", "pledges")
    stranger = run("adopt", "1", *adopt)
    assert "'Anna Berg' is no actor of the case; add the actor to actors.csv" in stranger.err
    assert "--set actor_id=ID" in stranger.err
    assert "names nobody as its speaker" in run("adopt", "2", *adopt).err
    assert run("adopt", "1", *adopt, "--set", "actor_id=cor").status == 0


def test_only_what_was_accepted_is_adopted(run: Run, tmp_path: Path, case_folder: Path) -> None:
    store = fill(tmp_path / "s.db", accepted=())
    adopt = ("--store", store, "--into", str(case_folder), "--yes")
    new = run("adopt", "1", *adopt)
    assert "statement 1 is new, and only an accepted one is adopted" in new.err
    assert "ceasefire review accept 1 --by NAME" in new.err
    run("review", "reject", "1", "--by", "AB", "--store", store)
    assert "statement 1 is rejected" in run("adopt", "1", *adopt).err
    assert "the store has no statement 7" in run("adopt", "7", *adopt).err


def test_a_shipped_case_is_not_changed(run: Run, store: str) -> None:
    done = run("adopt", "1", "--store", store, "--into", "ukraine", "--yes")
    assert done.status == 2
    assert "'ukraine' is a case that ships and is not changed; copy its folder" in done.err
    assert run("adopt", "1", "--store", store, "--into", "nowhere", "--yes").status == 2


def test_a_page_without_an_outlet_needs_one(run: Run, tmp_path: Path, case_folder: Path) -> None:
    nobody = Origin(published="2026-01-12")
    store = fill(tmp_path / "s.db", origin=nobody, address="a.html", title="=1+1")
    bare = run("adopt", "1", "--store", store, "--into", str(case_folder), "--yes")
    assert "the page names no outlet" in bare.err
    adopted(run, store, case_folder, "--set", "source.publisher=A leaflet")
    source = load_case(str(case_folder)).rows("sources")[-1]
    assert (source.text("publisher"), source.text("title")) == ("A leaflet", "1+1")


def test_trace_says_when_the_store_has_not_the_page(
    run: Run, store: str, tmp_path: Path, case_folder: Path
) -> None:
    adopted(run, store, case_folder)
    from_page = ("trace", str(case_folder), "pledges.cor_2026_01_12")
    plain = run(*from_page)
    assert "passage  " in plain.out
    assert "⟦" not in plain.out
    page = json.loads(run(*from_page, "--store", store, "--json").out)["page"]
    assert (page["words"], page["same_words_as_row"]) == (WORDS, True)
    place = plain.out.split("passage  ")[1][:13]
    rewrite(case_folder, "pledges.csv", place, "0123456789ab:")
    lost = run(*from_page, "--store", store)
    assert lost.status == 2
    assert "the store has no page 0123456789ab" in lost.err
    figure = run("trace", str(case_folder), "answer.brigade.gap.conditional", "--store", store)
    assert figure.status == 0
    assert "the store has no page 0123456789ab" in figure.out
    assert "no store" in run(*from_page, "--store", str(tmp_path / "none.db")).err
    other = run("trace", str(case_folder), "pledges.dov_2025_06", "--store", store)
    assert "names no place in a stored page" in other.out


def test_trace_says_when_the_words_of_the_row_are_others(
    run: Run, store: str, case_folder: Path
) -> None:
    adopted(run, store, case_folder)
    rewrite(case_folder, "pledges.csv", f"“{WORDS}”", "“We will send a brigade”")
    out = run("trace", str(case_folder), "pledges.cor_2026_01_12", "--store", store).out
    assert "are not those of the row" in " ".join(out.split())


def test_a_place_that_is_none_is_a_fault_of_the_case(
    run: Run, store: str, case_folder: Path
) -> None:
    adopted(run, store, case_folder)
    place = row_of(case_folder, "pledges", "cor_2026_01_12").text("passage")
    line = len((case_folder / "pledges.csv").read_text(encoding="utf-8").splitlines())
    for wrong, said in (("page 3", "is not a place in a stored page"),
                        (f"{place[:12]}:9-9", "ends before it starts")):  # fmt: skip
        rewrite(case_folder, "pledges.csv", place, wrong)
        found = run("check", str(case_folder))
        assert found.status == 2
        assert f"pledges.csv:{line} column passage: " in found.err
        assert said in found.err
        place = wrong


def test_a_figure_given_in_the_review_is_no_figure_of_the_sentence(
    run: Run, tmp_path: Path, case_folder: Path
) -> None:
    store = fill(tmp_path / "s.db")
    run("review", "edit", "1", "--by", "CD", "--store", store, "--figure", "4000 people")
    run("review", "accept", "1", "--by", "AB", "--store", store)
    adopted(run, store, case_folder)
    row = row_of(case_folder, "pledges", "cor_2026_01_12")
    assert row.band("n") == Band(mode=4000)
    assert row.grade == "assumption"
    assert "n set by CD, not by the sentence" in row.text("reason")


def test_who_gave_the_date_is_named_and_not_who_accepted(
    run: Run, tmp_path: Path, case_folder: Path
) -> None:
    store = fill(tmp_path / "s.db", origin=replace(ORIGIN, published=None))
    run("review", "edit", "1", "--by", "CD", "--store", store, "--date", "2026-01-13", "--note",
        "the meeting it names was then")  # fmt: skip
    run("review", "accept", "1", "--by", "EF", "--store", store)
    adopted(run, store, case_folder)
    row = row_of(case_folder, "pledges", "cor_2026_01_13")
    assert "The date 2026-01-13 was given by CD: the meeting" in row.text("reason")
    (page,) = (s for s in load_case(str(case_folder)).rows("sources") if s.id.startswith("page_"))
    assert "2026-01-13 was given by CD" in page.text("note")


def test_a_sentence_may_speak_for_two_actors(run: Run, store: str, case_folder: Path) -> None:
    adopted(run, store, case_folder)
    adopted(run, store, case_folder, "--set", "actor_id=dov", "--set", "domain=land",
            "--set", "location=in_country")  # fmt: skip
    first, second = (row_of(case_folder, "pledges", f"{who}_2026_01_12") for who in ("cor", "dov"))
    assert first.text("passage") == second.text("passage")


def test_a_no_has_no_figure(run: Run, store: str, case_folder: Path) -> None:
    adopted(run, store, case_folder, "--set", "stance=no")
    assert row_of(case_folder, "pledges", "cor_2026_01_12").band("n").blank


def test_a_no_of_the_page_has_a_figure_only_if_the_analyst_says_otherwise(
    run: Run, tmp_path: Path, case_folder: Path
) -> None:
    store = fill(tmp_path / "s.db", said=[spoken(stance="against")])
    adopted(run, store, case_folder, "--row", "denied")
    assert row_of(case_folder, "pledges", "denied").band("n").blank


def test_a_month_in_which_the_older_row_falls_takes_its_place_and_says_so(
    run: Run, tmp_path: Path, case_folder: Path
) -> None:
    store = fill(tmp_path / "s.db", origin=replace(ORIGIN, published=None))
    done = adopted(run, store, case_folder, "--row", "month", "--date", "2026-01", "--why", "so")
    assert row_of(case_folder, "pledges", "month").text("supersedes") == "cor_2026_01"
    assert "pledges.cor_2026_01 of 2026-01-10 may be later than 2026-01" in done.out


def test_a_source_keeps_the_day_of_the_page_whatever_day_the_words_are_from(
    run: Run, tmp_path: Path, case_folder: Path
) -> None:
    origin = replace(ORIGIN, published="2026-01-12T08:00:00+00:00")
    adopted(run, fill(tmp_path / "s.db", origin=origin), case_folder, "--date", "2026-01-10",
            "--why", "the page says so")  # fmt: skip
    assert str(row_of(case_folder, "pledges", "cor_2026_01_10").date()) == "2026-01-10"
    (page,) = (s for s in load_case(str(case_folder)).rows("sources") if s.id.startswith("page_"))
    assert str(page.date()) == "2026-01-12"
