"""All faults of a case at once, each with file, row, column and hint."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import Run, rewrite

from ceasefire.case.load import find_case, load_case, read_case
from ceasefire.case.template import write_template
from ceasefire.core.errors import CeasefireError, InputFaultsError

# File, text as it stands, text that damages it, and where and what has to be said.
PLANTED = [
    ("case.toml", 'currency = "EUR"', 'currency = "euro"',
     "case.toml:9 column currency: 'euro' is not a currency"),
    ("case.toml", "horizon_months = 24", "horizon_months = 0",
     "case.toml:8 column horizon_months: 0 is out of range"),
    ("sources.csv", "Corland is ready to send a brigade,", ",",
     "sources.csv:3 column title: is blank where a value is needed"),
    ("sources.csv", "Ministry of Defence of Dovia,2025-06,", "Ministry of Defence of Dovia,,",
     "sources.csv:4 column date: is blank where a value is needed"),
    ("sources.csv", "2025-11,https", "2026-11,https",
     "sources.csv:5 column date: 2026-11 is after the case's date 2026-01-15"),
    ("actors.csv", "Bethan,state,adversary,", "Bethan,state,adversary; contributor,",
     "actors.csv:4 column roles: adversary and contributor exclude each other"),
    ("actors.csv", "Elysia,state", "Elysia,planet",
     "actors.csv:7 column kind: 'planet' is not one of the values"),
    ("conditions.csv", "open,0.1,0.3,0.6", "open,,,",
     "conditions.csv:4 column p_low / p_mode / p_high: is blank in an open condition"),
    ("issues.csv", "assumption,There is none today", "assumption,",
     "issues.csv:2 column reason: is blank in an assumption"),
    ("positions.csv", "bet_force,bet,force,", "bet_force,bet,forse,",
     "positions.csv:5 column issue_id: 'forse' is not in issues.csv; did you mean 'force'?"),
    ("positions.csv", "force,2026-01-10,35,45,55", "force,2026-01-10,55,45,35",
     "positions.csv:7 column position_low / position_mode / position_high: is out of order (55 >"),
    ("positions.csv", "force,2026-01-10,20,35,50,0.3", "force,2026-01-10,20,35,50,3",
     "positions.csv:8 column salience_low: 3 is out of range; allowed is 0 to 1"),
    ("bodies.csv", "all:coalition,cor,,1", "all:coalition,cor,,7",
     "bodies.csv:3 column threshold: asks for 7 members where it has 2"),
    ("bodies.csv", "consensus,all:pact", "consensus,all:pakt",
     "bodies.csv:4 column members: no actor is in the group 'pakt'; did you mean 'pact'?"),
    ("bodies.csv", "coalition; host_consent", "coalition; arr",
     "bodies.csv:6 column members: 'arr' is not a body"),
    ("terms.csv", "deal_border,after_deal,,,border", "deal_border,,,,border",
     "terms.csv:3 column package_id / option_id / body_id: does not name one owner"),
    ("terms.csv", "brigade_force,,brigade,,force", "observers_force,,brigade,,force",
     "terms.csv:5 column term_id: 'observers_force' stands already in row 4"),
    ("options.csv", "reassure,2026-01-10,,4000,,", "reassure,2026-01-10,,,,",
     "options.csv:3 column troops / fighters / ships: are all blank"),
    ("options.csv", "Watch and report", "=HYPERLINK(A1)",
     "options.csv:2 column tasks: '=HYPERLINK(A1)' starts like a spreadsheet formula"),
    ("pledges.csv", ",300,500,800,", ',"3,00",five,800,',
     "pledges.csv:5 column n_mode: 'five' is not a number; leave it blank if none was published"),
    ("pledges.csv", "cor_2026_01,cor,2026-01-10,yes", "cor_2026_01,cor,10.1.2026,yes",
     "pledges.csv:4 column date: '10.1.2026' is not a date; write 2026, 2026-02 or 2026-02-28"),
    ("pledges.csv", "2025-11-03,likely", "2025-11-03,likly",
     "pledges.csv:3 column stance: 'likly' is not one of the values; did you mean 'likely'?"),
    ("sizing_rules.csv", "4000,5000,reassure", "4000,5000,reassur",
     "sizing_rules.csv:4 column mission_types: 'reassur' is not one of the values"),
    ("line.csv", "180,200,230", ",,",
     "line.csv:2 column length_low / length_mode / length_high: is blank where a value is needed"),
    ("pools.csv", "cor_land,cor", "cor_land,kor",
     "pools.csv:2 column actor_id: 'kor' is not in actors.csv; did you mean 'cor'?"),
    ("commitments.csv", "2020,,,800,", "2020,2019,,800,",
     "commitments.csv:2 column end: 2019 is before the start 2020"),
    ("rotation.csv", "default,,6,18", "default,cor,6,18",
     "rotation.csv column actor_id: no row holds for all actors"),
    ("costs.csv", "USD,2025", "USD,",
     "costs.csv:2 column price_year: is blank beside an amount in USD"),
    ("rival_models.csv", "presence,Troops help,0.5", "presence,Troops help,",
     "rival_models.csv:4 column weight: is blank where a value is needed"),
    ("ladder.csv", "answer,warning,", "answer,,",
     "ladder.csv:3 column follows: is a second first step of ladder 'reported'"),
    ("baselines.csv", "war,5,0.65,0.75,0.85", "war,5,0.95,0.97,0.99",
     "baselines.csv:3 column standing: rises with the years"),
]  # fmt: skip


def test_thirty_planted_faults_are_all_located_in_one_run(case_folder: Path, run: Run) -> None:
    for file, old, new, _ in PLANTED:
        rewrite(case_folder, file, old, new)
    found = run("check", str(case_folder))
    assert found.status == 2
    lines = found.err.splitlines()
    for *_, said in PLANTED:
        assert any(line.startswith(said) for line in lines), said
    assert len(PLANTED) >= 30
    # Beside the planted ones stand only what they themselves bring about: the second bad number
    # of the pledge row, and no stack trace.
    assert len(lines) <= len(PLANTED) + 3
    assert "Traceback" not in found.err


@pytest.mark.parametrize(("file", "old", "new", "said"), PLANTED, ids=[p[3][:40] for p in PLANTED])
def test_each_fault_alone(case_folder: Path, file: str, old: str, new: str, said: str) -> None:
    rewrite(case_folder, file, old, new)
    faults = [str(fault) for fault in read_case(case_folder).faults]
    assert any(fault.startswith(said) for fault in faults), faults
    with pytest.raises(InputFaultsError):
        load_case(str(case_folder))


def faults_of(folder: Path) -> list[str]:
    return [str(fault) for fault in read_case(folder).faults]


def test_missing_files_and_columns(case_folder: Path) -> None:
    (case_folder / "pledges.csv").unlink()
    rewrite(case_folder, "line.csv", "segment_id,name,kind,", "segment_id,name,kin,")
    faults = faults_of(case_folder)
    assert any(f.startswith("pledges.csv: is missing") for f in faults)
    assert any(f.startswith("line.csv:1 column kind: is missing") for f in faults)
    assert any("line.csv:1 column kin: is not a column; did you mean 'kind'?" in f for f in faults)


def test_optional_tables_may_be_missing(case_folder: Path) -> None:
    for file in ("ladder.csv", "pools.csv", "commitments.csv", "enablers.csv"):
        (case_folder / file).unlink()
    assert faults_of(case_folder) == []


def test_stranger_files_are_named(case_folder: Path) -> None:
    (case_folder / "pledge.csv").write_text("a\n")
    assert len(faults_of(case_folder)) == 1
    assert faults_of(case_folder)[0].startswith(
        "pledge.csv: is not a table of a case; did you mean 'pledges.csv'"
    )


def test_encodings_other_than_utf8(case_folder: Path) -> None:
    path = case_folder / "actors.csv"
    path.write_bytes(path.read_text().replace("Elysia", "Élysée").encode("latin-1"))
    assert faults_of(case_folder)[0] == "actors.csv:7: is not UTF-8; save the file as UTF-8"
    path.write_bytes("actor_id".encode("utf-16"))
    assert faults_of(case_folder)[0].startswith("actors.csv:1: is not UTF-8")


def test_a_byte_order_mark_and_crlf_are_accepted(case_folder: Path) -> None:
    path = case_folder / "actors.csv"
    text = path.read_text().replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert faults_of(case_folder) == []


def test_damaged_csv(case_folder: Path) -> None:
    with (case_folder / "actors.csv").open("a") as file:
        file.write('xyz,"never closed,state\n')
    faults = faults_of(case_folder)
    assert any(f.startswith("actors.csv:8: is not CSV from here on") for f in faults)
    assert not any("is not in actors.csv" in f for f in faults)


def test_a_row_with_too_many_cells(case_folder: Path) -> None:
    rewrite(case_folder, "actors.csv", "Elysia,state,", "Elysia,state,,,,,")
    assert any(f.startswith("actors.csv:7: has 10 cells") for f in faults_of(case_folder))


def test_an_empty_file(case_folder: Path) -> None:
    (case_folder / "actors.csv").write_text("")
    faults = faults_of(case_folder)
    assert any(f.startswith("actors.csv: is empty; its first row is: actor_id,") for f in faults)
    assert len(faults) == 1


def test_a_newer_format_says_so_and_nothing_else(case_folder: Path, run: Run) -> None:
    rewrite(case_folder, "case.toml", "format = 1", "format = 99")
    found = run("assess", str(case_folder))
    assert found.status == 2
    assert "was written for a newer format (99; this program reads 1)" in found.err
    assert len(found.err.splitlines()) == 2


def test_case_toml_that_is_not_toml(case_folder: Path) -> None:
    (case_folder / "case.toml").write_text("as_of = \n")
    assert any("case.toml: is not TOML" in f for f in faults_of(case_folder))


def test_unknown_cases_get_near_names(tmp_path: Path) -> None:
    with pytest.raises(CeasefireError, match="did you mean 'ukraine'"):
        find_case("ukrain")
    path = tmp_path / "case.toml"
    path.write_text("")
    with pytest.raises(CeasefireError, match="is a file"):
        find_case(str(path))


def test_bodies_that_cannot_decide(case_folder: Path) -> None:
    with (case_folder / "bodies.csv").open("a") as file:
        file.write("loop,Loop,any_of,ring,,,,,,assumption,Made up\n")
        file.write("ring,Ring,all_of,loop,,,,,,assumption,Made up\n")
        file.write("most,Most,majority,all:pact,,,1.5,,,assumption,Made up\n")
        file.write("council,Council,security_council,all:pact,,bet,,,,assumption,Made up\n")
        file.write("mixed,Mixed,consensus,pact,,,,,,assumption,Made up\n")
    faults = "\n".join(faults_of(case_folder))
    assert "column members: leads back to the body itself" in faults
    assert "column threshold: 1.5 is no share of the members" in faults
    assert "column threshold: is blank in a security_council body" in faults
    assert "column veto_members: 'bet' is not a member" in faults
    assert "column members: 'pact' is a body, not an actor" in faults


def test_a_needed_table_without_rows(case_folder: Path) -> None:
    for name in ("parameters", "rival_models", "baselines", "presence_effects"):
        path = case_folder / f"{name}.csv"
        path.write_text(path.read_text().splitlines()[0] + "\n")
    faults = faults_of(case_folder)
    for name in ("parameters", "rival_models", "baselines", "presence_effects"):
        assert any(f.startswith(f"{name}.csv: has no row") for f in faults)
    for name in ("pledges", "conditions"):
        path = case_folder / f"{name}.csv"
        path.write_text(path.read_text().splitlines()[0] + "\n")
    assert not any(f.startswith("pledges.csv: has no row") for f in faults_of(case_folder))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("horizon_months = 24", 'horizon_months = "24"', "case.toml:8 column horizon_months: '24'"),
        ('title = "A', 'title = ["A"] #', "case.toml:6 column title: ['A'] is not a text"),
        ("format = 1", 'format = "99"', "case.toml:4 column format: '99' is not a number"),
        ("format = 1", "format = 1.5", "case.toml: was written"),
        ('as_of = "2026-01-15"', "as_of = 2026-01-15T10:00:00", "case.toml:7 column as_of:"),
        ("currency =", "curency =", "case.toml:9 column curency: is not a column; did you mean"),
    ],
)
def test_types_in_case_toml(case_folder: Path, old: str, new: str, said: str) -> None:
    rewrite(case_folder, "case.toml", old, new)
    faults = faults_of(case_folder)
    assert any(f.startswith(said.split(": was", maxsplit=1)[0]) for f in faults), faults


def test_a_date_of_toml_is_a_date(case_folder: Path) -> None:
    rewrite(case_folder, "case.toml", 'as_of = "2026-01-15"', "as_of = 2026-01-15")
    assert faults_of(case_folder) == []


def test_control_characters(case_folder: Path) -> None:
    rewrite(case_folder, "actors.csv", "Elysia", "Ely\x00sia")
    assert faults_of(case_folder)[0].startswith("actors.csv:7 column name: holds a control")
    path = case_folder / "line.csv"
    path.write_text(path.read_text().replace("kind", "kind\x00", 1))
    assert any("line.csv:1 column kind\\x00: is not a column" in f for f in faults_of(case_folder))


def test_a_folder_or_another_case_of_letters_in_the_place_of_a_table(case_folder: Path) -> None:
    (case_folder / "ladder.csv").unlink()
    (case_folder / "ladder.csv").mkdir()
    (case_folder / "line.csv").rename(case_folder / "Line.CSV")
    faults = faults_of(case_folder)
    assert sum(f.startswith("ladder.csv") for f in faults) == 1
    assert any(f.startswith("ladder.csv: is not a file") for f in faults)
    assert any("Line.CSV: is not a table of a case; did you mean 'line.csv'" in f for f in faults)


def test_one_unreadable_file_does_not_drown_its_fault(case_folder: Path) -> None:
    path = case_folder / "sources.csv"
    path.write_bytes(path.read_text().encode("utf-16"))
    assert len(faults_of(case_folder)) == 1


LATER = [
    ("baselines.csv", "war_5,past_truces,war,5,", "war_5,past_truces,war,1,", "stands already"),
    ("presence_effects.csv", "help_troops,troops_help,reassure", "help_troops,troops_help,monitor",
     "mission_types: speaks again of monitor and war, as row 2 does"),
    ("bodies.csv", "all:coalition,cor,,1", "all:coalition,,,0", "lets the body act without any"),
    ("bodies.csv", "all:coalition,cor,,1", "all:coalition,cor,,1.5", "1.5 is no number of members"),
    ("bodies.csv", "unanimity,arr,,,,no", "unanimity,arr; xyz,,,,no", "'xyz' is not in actors.csv"),
    ("pledges.csv", "3000,ceasefire,cor_2025_11", "3000,ceasefire,dov_2025_06", "another actor's"),
    ("pledges.csv", "cor_2025_11,cor,2025-11-03,likely,land,in_country,,,,ceasefire,",
     "cor_2025_11,cor,2025-11-03,likely,land,in_country,,,,ceasefire,cor_2026_01",
     "leads back to the row itself"),
    ("pledges.csv", "likely,land", "likely,air", "'cor_2025_11' is of domain 'air'"),
    ("conditions.csv", "open,0.1", "off,0.9", "is out of order (0.9 > 0.3 > 0.6)"),
    ("rival_models.csv", "no_effect,presence,", "no_effect,settlement,",
     "there is no settlement model 'no_effect'; models: mean, median, ktab"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "said"), LATER, ids=[row[3][:30] for row in LATER])
def test_further_faults(case_folder: Path, file: str, old: str, new: str, said: str) -> None:
    rewrite(case_folder, file, old, new)
    faults = faults_of(case_folder)
    assert any(said in fault and fault.startswith(file) for fault in faults), faults


def test_voting_weights_and_thresholds_that_do_not_fit(case_folder: Path) -> None:
    header = "body_id,name,rule,members,threshold,weight_threshold,silent_as,grade,reason"
    (case_folder / "bodies.csv").write_text(
        header + "\n"
        "coalition_and_host,Both,all_of,coalition; host_consent,,,,assumption,Made up\n"
        "coalition,Coalition,opt_in,all:coalition,1,,,assumption,Made up\n"
        "host_consent,Consent of Arrel,consensus,arr,,,no,assumption,Made up\n"
        "people,People,qualified_majority,cor; dov; ely,0.55,,,assumption,Made up\n"
        "votes,Votes,weighted_majority,cor; dov,,0.5,,assumption,Made up\n"
        "heads,Heads,qualified_majority,cor; dov,7,0.65,,assumption,Made up\n"
        "turn,In turn,in_turn,turn; coalition,,,,assumption,Made up\n"
    )  # fmt: skip
    (case_folder / "voting_weights.csv").write_text(
        "weight_id,bodies,actor_id,weight,date,grade,reason\n"
        "cor,people; heads,cor,5,2026,assumption,Made up\n"
        "dov,people; heads,dov,5,2026,assumption,Made up\n"
        "dov_again,people,dov,6,2026,assumption,Made up\n"
        "bet,people,bet,6,2026,assumption,Made up\n"
    )
    faults = "\n".join(faults_of(case_folder))
    for said in (
        "bodies.csv:5 column weight_threshold: is blank or 0 in a qualified_majority body",
        "bodies.csv:5 column members: 1 of 3 have no voting weight: ely",
        "bodies.csv:6 column members: 2 of 2 have no voting weight: cor, dov",
        "bodies.csv:7 column threshold: 7 is no share of the members",
        "bodies.csv:8 column members: leads back to the body itself",
        "voting_weights.csv:4 column actor_id: gives 'dov' a second weight in 'people'",
        "voting_weights.csv:5 column actor_id: 'bet' is not a member of 'people'",
    ):
        assert said in faults, (said, faults)


def test_what_decides_a_condition_waits_for_nothing(case_folder: Path) -> None:
    rewrite(case_folder, "conditions.csv", "p_high,", "p_high,decided_by,")
    rewrite(case_folder, "conditions.csv", "on,,,,,assumption", "on,,,,,,assumption")
    rewrite(case_folder, "conditions.csv", "open,0.1,0.3,0.6,,assumption",
            "open,,,,coalition_and_host,,assumption")  # fmt: skip
    rewrite(case_folder, "bodies.csv", "threshold,", "threshold,minimum_share_mode,")
    for end in ("cor,,1,", "pact,,,,", "arr,,,,", "host_consent,,,,"):
        rewrite(case_folder, "bodies.csv", end, end + ("0.5," if "cor" in end else ","))
    faults = faults_of(case_folder)
    assert any(
        "'coalition_and_host' waits for people that come together in 'coalition'" in fault
        for fault in faults
    ), faults
    # And a coalition that asks for people needs to know who waits for whom.
    assert any("no row gives waits_for for all actors" in fault for fault in faults), faults


def test_silence_is_weighed_where_votes_are(case_folder: Path) -> None:
    def faults(rule: str, silent_weight: int, counted: str) -> list[str]:
        (case_folder / "bodies.csv").write_text(
            "body_id,name,rule,members,threshold,weight_threshold,silent_as,grade,reason\n"
            "coalition_and_host,Both,all_of,coalition; host_consent,,,,assumption,Made up\n"
            "coalition,Coalition,opt_in,all:coalition,1,,,assumption,Made up\n"
            "host_consent,Consent of Arrel,consensus,arr,,,no,assumption,Made up\n"
            f"votes,Votes,{rule},cor; dov; ely; fen,0.5,0.65,{counted},assumption,Made up\n"
        )
        weights = {"cor": 30, "dov": 15, "ely": 15, "fen": silent_weight}
        (case_folder / "voting_weights.csv").write_text(
            "weight_id,bodies,actor_id,weight,date,grade,reason\n"
            + "".join(f"{a},votes,{a},{w},2026,assumption,Made up\n" for a, w in weights.items())
        )
        return faults_of(case_folder)

    with (case_folder / "actors.csv").open("a") as file:
        file.write("fen,Fen,state,,,\n")
    assert "blocks it for ever" in faults("weighted_majority", 40, "abstain")[0]
    assert "blocks it for ever" in faults("qualified_majority", 40, "abstain")[0]
    assert faults("weighted_majority", 10, "abstain") == []
    assert faults("weighted_majority", 40, "yes") == []


def test_silence_that_blocks_for_ever(case_folder: Path) -> None:
    with (case_folder / "actors.csv").open("a") as file:
        file.write("fen,Fen,state,,pact,\n")
    rewrite(case_folder, "bodies.csv", "consensus,all:pact,,,,yes", "consensus,all:pact,,,,no")
    faults = faults_of(case_folder)
    assert len(faults) == 1
    assert "silent_as: blocks it for ever: the position of 1 of 4 members is not known" in faults[0]


def test_a_key_member_whose_silence_blocks_for_ever(case_folder: Path) -> None:
    rewrite(case_folder, "positions.csv", "cor_force,cor,", "cor_force,ely,")
    faults = faults_of(case_folder)
    assert len(faults) == 1
    assert faults[0].startswith("bodies.csv:3 column silent_as: blocks it for ever")


def test_a_header_that_is_not_csv_is_one_fault(case_folder: Path) -> None:
    (case_folder / "actors.csv").write_text('"actor_id,name\n')
    faults = faults_of(case_folder)
    assert len(faults) == 1
    assert "actors.csv:1: is not CSV" in faults[0]


def test_two_rates_for_one_payer(case_folder: Path) -> None:
    with (case_folder / "costs.csv").open("a") as file:
        file.write("again,Again,person_year,reassure,1,2,3,USD,2025,dovia_paper,S\n")
    assert any("costs.csv:3 column mission_types: gives a second rate" in f
               for f in faults_of(case_folder))  # fmt: skip


def test_a_name_that_is_both_shipped_and_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_template(tmp_path / "ukraine")
    with pytest.raises(CeasefireError, match=r"write \./ukraine for the folder"):
        find_case("ukraine")
    assert find_case("./ukraine").is_dir()


def test_an_issue_on_which_nobody_weighs_anything(case_folder: Path) -> None:
    for actor, low in (("arr", "80,90,100,0.6,0.8,0.9"), ("bet", "10,20,35,0.5,0.7,0.9")):
        place = ",".join(low.split(",")[:3])
        rewrite(case_folder, "positions.csv", f"{actor}_border,{actor},border,2026-01-10,{low}",
                f"{actor}_border,{actor},border,2026-01-10,{place},0,0,0")  # fmt: skip
    faults = faults_of(case_folder)
    assert faults == [
        "positions.csv:4 column capability: nobody's position on 'border' has salience and "
        "capability above 0; give one of them weight"
    ]
