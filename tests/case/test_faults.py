"""All faults of a case at once, each with file, row, column and hint."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import Run, rewrite

from ceasefire.case.load import find_case, load_case, read_case
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
     "positions.csv:7 column position_low / _mode / _high: is out of order (55 > 45 > 35)"),
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
    ("ladder.csv", "answer,2,", "answer,3,", "ladder.csv:3 column step: is 3 where 2 is due"),
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
    assert any("actors.csv: is not CSV" in f for f in faults_of(case_folder))


def test_a_row_with_too_many_cells(case_folder: Path) -> None:
    rewrite(case_folder, "actors.csv", "Elysia,state,", "Elysia,state,,,,,")
    assert any(f.startswith("actors.csv:7: has 10 cells") for f in faults_of(case_folder))


def test_an_empty_file(case_folder: Path) -> None:
    (case_folder / "actors.csv").write_text("")
    assert any("actors.csv" in f and "is missing" in f for f in faults_of(case_folder))


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
