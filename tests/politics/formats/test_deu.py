"""Decided issues in the layout of DEU III, and the table of powers beside them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.core.errors import CeasefireError, InputFaultsError
from ceasefire.politics.formats.deu import DecidedIssues, read_deu, read_power

# Made up for this test: three proposals, four issues, three actors.
SMALL = """\
prnrnmc;isnrnmc;prnr;prname;isnr;type;council;proc;issues;intro;finact;pcom;pfr;pde;scom;sfr;sde;rp;out
1;1;P1;"Harbours; piers";P1a;Reg;Tra;COD;2;2001;2003;100;0;50;80;60.5;20;0;40
1;2;P1;"Harbours; piers";P1b;Reg;Tra;COD;2;2001;2003;70;;30;50;999;10;999;60
2;3;P2;Pilots;P2a;Dir;Tra;COD;1;2002;2004;0;100;999;40;90;70;20;
3;4;P3;Beacons;P3a;Dir;Tra;COD;1;2002;2004;10;20;30;999;40;50;;100
"""


def read(folder: Path, text: str, powers: str = "") -> DecidedIssues:
    path = folder / "deu.csv"
    path.write_text(text, encoding="utf-8", newline="")
    if not powers:
        return read_deu(path)
    table = folder / "power.csv"
    table.write_text(powers, encoding="utf-8", newline="")
    return read_deu(path, table)


def faults_of(folder: Path, text: str, powers: str = "") -> list[str]:
    with pytest.raises(InputFaultsError) as raised:
        read(folder, text, powers)
    return [str(fault).removeprefix(f"{folder}/") for fault in raised.value.faults]


def test_issues_with_an_outcome_are_kept_with_who_took_part(tmp_path: Path) -> None:
    issues = read(tmp_path, SMALL)
    assert issues.actors == ("com", "fr", "de")
    assert issues.proposals == ("P1", "P1", "P3")
    assert issues.issues == ("P1a", "P1b", "P3a")
    gone = np.nan
    np.testing.assert_array_equal(issues.positions, [[100, 0, 50], [70, gone, 30], [gone, 20, 30]])
    np.testing.assert_array_equal(
        issues.saliences, [[0.8, 0.605, 0.2], [0.5, gone, 0.1], [gone, 0.4, 0.5]]
    )
    np.testing.assert_array_equal(issues.reference_points, [0, gone, gone])
    assert issues.outcomes.tolist() == [40, 60, 100]
    assert issues.powers.tolist() == [1, 1, 1]
    assert issues.equal_power
    assert issues.dropped == 1  # P2a has no outcome
    assert issues.incomplete == 1  # com on P3a; fr on P1b has neither, and P2a is not kept


def test_stakes_hold_one_proposal_and_those_that_take_part(tmp_path: Path) -> None:
    issues = read(tmp_path, SMALL)
    rows = issues.rows_of()
    assert list(rows) == ["P1", "P3"]
    first = issues.stakes_of(rows["P1"])
    assert first.actors == ("com", "fr", "de")
    assert first.issues == ("P1a", "P1b")
    np.testing.assert_array_equal(first.positions, [[[100, 70], [0, np.nan], [50, 30]]])
    assert first.weights.tolist() == [[[0.8, 0.5], [0.605, 0], [0.2, 0.1]]]
    np.testing.assert_array_equal(first.status_quo, [[0, np.nan]])
    assert issues.stakes_of(rows["P3"]).actors == ("fr", "de")


def test_byte_order_mark_capitals_and_blank_cells_at_the_end_change_nothing(
    tmp_path: Path,
) -> None:
    lines = SMALL.splitlines()
    text = "\ufeff" + "\r\n".join([lines[0].upper() + ";", *(line + ";;" for line in lines[1:])])
    there, plain = read(tmp_path, text), read(tmp_path, SMALL)
    assert there.actors == plain.actors
    np.testing.assert_array_equal(there.positions, plain.positions)


def test_a_table_gives_powers(tmp_path: Path) -> None:
    issues = read(tmp_path, SMALL, "actor,power\nDE,29\nfr, 29.5\ncom,0\n")
    assert issues.powers.tolist() == [0, 29.5, 29]
    assert not issues.equal_power
    assert issues.stakes_of(np.array([0])).capabilities[0, :, 0].tolist() == [0, 29.5, 29]


# Text as it stands, text that damages it, and where and what has to be said.
PLANTED = [
    ("80;60.5", "80;60,5", "2 column sfr: '60,5' has a decimal comma; write decimals with a point"),
    ("80;60.5", "180;60.5", "2 column scom: 180 is out of range; allowed is 0 to 100"),
    ("70;;30", "-70;;30", "3 column pcom: -70 is out of range"),
    ("70;;30", "x;;30", "3 column pcom: 'x' is not a number"),
    ("0;40\n", "0;140\n", "2 column out: 140 is out of range"),
    ("70;;30", "70;30", "3: has 18 cells where the header has 19"),
    ("P1b", "P1a", "3 column isnr: 'P1a' of proposal 'P1' stands in row 2"),
    ("3;4;P3", "3;4;", "5 column prnr: is blank"),
    (";out\n", ";outc\n", "1 column out: is missing; did you mean 'outc'?"),
    ("sfr;", "xfr;", "1 column pfr: has no column sfr beside it"),
    ("pfr;", "xfr;", "1 column sfr: has no column pfr beside it"),
    ("pde;", "pfr;", "1 column pfr: stands twice in the header; keep one"),
]


@pytest.mark.parametrize(("old", "new", "said"), PLANTED, ids=[said for *_, said in PLANTED])
def test_every_fault_has_its_place_and_a_hint(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert SMALL.count(old) == 1
    found = faults_of(tmp_path, SMALL.replace(old, new))
    assert found[0].startswith(f"deu.csv:{said}")
    assert "; " in found[0]


def test_all_faults_come_at_once_in_the_order_of_rows(tmp_path: Path) -> None:
    text = SMALL.replace("80;60.5", "80,5;x").replace("70;;30", "700;;30")
    assert [line.split(":")[1][:8] for line in faults_of(tmp_path, text)] == [
        "2 column", "2 column", "3 column",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "deu.csv: is empty"),
        (SMALL.replace(";", ","), "deu.csv:1: has one cell where headings are expected"),
        ("prnr;isnr;rp;out\n1;1;0;50\n", "deu.csv:1: has no actor"),
        ("prnr;isnr;pfr;sfr;rp;out\n1;1;20;0.5;0;50\n",
         "deu.csv: saliences are all 1 or less where 0 to 100 is expected"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_told_so(tmp_path: Path, text: str, said: str) -> None:
    assert faults_of(tmp_path, text)[0].startswith(said)


@pytest.mark.parametrize(
    ("powers", "said"),
    [
        ("fr,1\nde,1\n", "power.csv:1: has no header; the first row is actor,power"),
        ("actor,power\nfr,1,5\nde,2\n", "power.csv:2: has 3 cells where 2 are expected; a dec"),
        ("actor,power\nfr,1\nfr,2\n", "power.csv:3 column actor: 'fr' stands in an earlier row"),
        ("actor,power\nfr,-1\n", "power.csv:2 column power: -1 is out of range"),
        ("actor,power\nfr,0\n", "power.csv column power: is above 0 for no actor"),
        ("\n", "power.csv: has no header"),
    ],
)
def test_faults_of_powers_have_their_place(tmp_path: Path, powers: str, said: str) -> None:
    assert faults_of(tmp_path, SMALL, powers)[0].startswith(said)


def test_powers_and_actors_must_agree(tmp_path: Path) -> None:
    with pytest.raises(CeasefireError, match="no power is given for com, de"):
        read(tmp_path, SMALL, "actor,power\nfr,1\n")
    with pytest.raises(CeasefireError, match=r"of 'co' is given.* did you mean 'com'"):
        read(tmp_path, SMALL, "actor,power\nfr,1\nde,1\nco,1\n")
    with pytest.raises(CeasefireError, match="cannot read"):
        read_power(tmp_path / "none.csv")


FIGURE = st.one_of(st.just(999.0), st.none(), st.floats(0, 100))


@given(
    rows=st.lists(st.tuples(*[FIGURE] * 6), min_size=1, max_size=10),
    digits=st.sampled_from(["r", "s"]),
)
def test_what_is_missing_and_only_that_is_missing(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[float | None, ...]],
    digits: str,
) -> None:
    cells = [
        ["" if x is None else (repr(x) if digits == "r" else f"{x:g}") for x in r] for r in rows
    ]
    lines = [f"{i};{i};" + ";".join(row) + ";100;100" for i, row in enumerate(cells)]
    # A last actor with a salience of 100 keeps the file within the layout's 0 to 100.
    text = "\n".join(["prnr;isnr;pa;sa;pbe;sbe;rp;out;plu;slu", *lines])
    issues = read(tmp_path_factory.mktemp("deu"), text)
    known = [[x is not None and x != 999 for x in row] for row in rows]
    kept = [row for row in known if row[5]]
    assert issues.dropped == len(rows) - len(kept)
    assert np.isfinite(issues.reference_points).tolist() == [row[4] for row in kept]
    there = [[row[0] and row[1], row[2] and row[3], True] for row in kept]
    assert np.isfinite(issues.positions).tolist() == there
    assert np.isfinite(issues.saliences).tolist() == there
    assert issues.incomplete == sum((r[0] != r[1]) + (r[2] != r[3]) for r in kept)


@given(
    place=st.integers(0, 500),
    cut=st.integers(0, 30),
    put=st.text(st.sampled_from(list(",;\t\"'\n\r#-e9 \x00\u0663\u2028AD")), max_size=6),
)
def test_a_damaged_file_is_read_or_told_of_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, place: int, cut: int, put: str
) -> None:
    text = SMALL[:place] + put + SMALL[place + cut :]
    try:
        issues = read(tmp_path_factory.mktemp("deu"), text)
    except CeasefireError:
        return
    assert np.isfinite(issues.outcomes).all()
