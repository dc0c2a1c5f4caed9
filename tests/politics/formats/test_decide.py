"""The form of the Decide exchange model, read to stakes, and all that can be wrong with it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.core.errors import CeasefireError, InputFaultsError
from ceasefire.politics.formats.read import read_stakes
from ceasefire.politics.stakes import Stakes

DATA = Path(__file__).parents[4] / "shared" / "data" / "negotiation"
SMALL = """\
#O;Harbour talks, second round;;;
#/;Made up for this test;;;
#A;north;Northern town;;
#A;south;Southern town;;
#A;guild;Guild of pilots;;
#P;dues;Who pays dues;;
#P;watch;Length of a watch;;
#M;dues;0;nobody;
#M;dues;40;some;
#M;dues;100;all;
#M;watch;2;short;
#M;watch;10;long;
#/;actor;issue;position;salience;power
#D;north;dues;20;0.9;3
#D;south;dues;80;0.5;1
#D;guild;dues;60;0.25;0
#D;north;watch;4;1;2
#D;south;watch;10;0.1;5
"""
QUOTED = """\

'#D' , 'north' , 'dues, all' , 20.5 , 0.9 , 3 , '' ,
  "#d" , "the ""south"" side" , "dues, all" , 30 , 1 , 2
#p,"dues, all",,
#M , 'dues, all' , 0
#m , 'dues, all' , 50 , 'half, at most'
#A,north
#a,"the ""south"" side"
"""


def read(folder: Path, text: str) -> Stakes:
    path = folder / "talks.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return read_stakes(path)


def faults_of(folder: Path, text: str) -> list[str]:
    with pytest.raises(InputFaultsError) as raised:
        read(folder, text)
    return [str(fault).removeprefix(f"{folder}/") for fault in raised.value.faults]


def test_a_small_file_becomes_one_draw(tmp_path: Path) -> None:
    stakes = read(tmp_path, SMALL)
    assert stakes.actors == ("north", "south", "guild")
    assert stakes.issues == ("dues", "watch")
    np.testing.assert_array_equal(stakes.positions[0], [[20, 25], [80, 100], [60, np.nan]])
    assert stakes.saliences[0].tolist() == [[0.9, 1], [0.5, 0.1], [0.25, 0]]
    assert stakes.capabilities[0].tolist() == [[3, 2], [1, 5], [0, 0]]
    assert np.isnan(stakes.status_quo).all()


def test_quotes_case_order_and_blank_cells_are_taken_as_they_come(tmp_path: Path) -> None:
    stakes = read(tmp_path, QUOTED)
    assert stakes.actors == ("north", 'the "south" side')
    assert stakes.issues == ("dues, all",)
    assert stakes.positions[0].tolist() == [[41], [60]]


@pytest.mark.parametrize("separator", ["\t", ";", ","])
@pytest.mark.parametrize("quote", ["", "'", '"'])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_separators_and_quotes_change_nothing(
    tmp_path: Path, separator: str, quote: str, end: str
) -> None:
    plain = SMALL.replace("talks, second", "talks second")
    lines = [line.split(";") for line in plain.splitlines()]
    text = end.join(separator.join(f"{quote}{c}{quote}" for c in line) for line in lines)
    there, first = read(tmp_path, text), read(tmp_path, plain)
    assert (there.actors, there.issues) == (first.actors, first.issues)
    np.testing.assert_array_equal(there.positions, first.positions)
    np.testing.assert_array_equal(there.weights, first.weights)


def test_apostrophes_within_a_name_stay(tmp_path: Path) -> None:
    text = "#D;Cote d'Or;x;1;1;1\n#D;'Cote d'Azur';x;2;1;1\n#D;'t Hof;x;3;1;1\n"
    assert read(tmp_path, text).actors == ("Cote d'Or", "Cote d'Azur", "'t Hof")


def test_names_come_from_the_rows_where_no_line_gives_them(tmp_path: Path) -> None:
    rows = [line for line in SMALL.splitlines() if line.startswith("#D")]
    stakes = read(tmp_path, "\n".join(rows).replace(";4;", ";40;"))
    assert stakes.actors == ("north", "south", "guild")
    assert stakes.issues == ("dues", "watch")
    assert stakes.positions[0, 0].tolist() == [20, 40]  # the scale is 0 to 100 if none is given


def test_who_and_what_no_row_names_is_left_out(tmp_path: Path) -> None:
    text = SMALL + "#A;hermit;Hermit\n#P;fog;Fog horns\n#M;fog;0\n#M;fog;1\n"
    stakes = read(tmp_path, text)
    assert stakes.actors == ("north", "south", "guild")
    assert stakes.issues == ("dues", "watch")


# Text as it stands, text that damages it, and where and what has to be said.
PLANTED = [
    ("#D;north;watch", "#D;nort;watch",
     "17 column actor: 'nort' is not among the actors; did you mean 'north'?"),
    ("#D;north;watch", "#D;;watch", "17 column actor: is blank"),
    ("#D;north;watch", "#D;north;wotch",
     "17 column issue: 'wotch' is not among the issues; did you mean 'watch'?"),
    ("#M;dues;40", "#M;dus;40",
     "9 column issue: 'dus' is not among the issues; did you mean 'dues'?"),
    ("#A;guild;Guild", "#A;south;Guild", "5 column actor: 'south' stands already in row 4"),
    ("#A;guild;Guild", "#A;;Guild", "5 column actor: is blank where an id is needed"),
    ("#P;watch", "#P;dues", "7 column issue: 'dues' stands already in row 6"),
    ("#D;north;watch", "#D;north;dues",
     "17 column actor: 'north' stands on 'dues' already in row 14"),
    ("#D;north;watch;4", "#D;north;watch;1",
     "17 column position: 1 is outside the scale of 'watch'; the scale runs from 2 to 10"),
    ("dues;20;0.9", "dues;120;0.9", "14 column position: 120 is outside the scale of 'dues'"),
    ("dues;20;0.9", "dues;20;90", "14 column salience: 90 is out of range; allowed is 0 to 1"),
    ("0.9;3", "0.9;-3", "14 column power: -3 is out of range; allowed is 0 or more"),
    ("0.9;3", "0,55;3",
     "14 column salience: '0,55' has a decimal comma; write decimals with a point: 0.55"),
    ("0.9;3", "x;3", "14 column salience: 'x' is not a number"),
    ("0.9;3", ";3", "14 column salience: is blank where a number is needed"),
    ("0.9;3", "0.9", "14: has 4 cells after #D where actor, issue, position, salience, power"),
    ("#M;dues;40;some", "#M;dues", "9: has 1 cells after #M where issue, point are expected"),
    ("#M;dues;40", "#M;dues;4,5", "9 column point: '4,5' has a decimal comma"),
    ("#M;dues;100", "#X;dues;100", "10: '#X' is not a line mark; marks are #A actor, #P issue"),
    ("#M;watch;10", "#M;watch;2", "11 column point: the scale of 'watch' has no extent"),
    ("#M;watch;10", "#M;watch;1", "11 column point: the scale of 'watch' is upside down"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), PLANTED, ids=[said for *_, said in PLANTED])
def test_every_fault_has_its_place_and_a_hint(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert SMALL.count(old) == 1
    found = faults_of(tmp_path, SMALL.replace(old, new))
    assert any(line.startswith(f"talks.csv:{said}") for line in found), found
    assert all("; " in line for line in found)


def test_a_row_that_names_a_stranger_tells_its_other_faults_too(tmp_path: Path) -> None:
    found = faults_of(tmp_path, SMALL.replace("#D;north;dues;20;0.9;3", "#D;x;dues;120;9;-3"))
    assert [line.split(" ")[2] for line in found] == ["actor:", "position:", "salience:", "power:"]


def test_all_faults_come_at_once_in_the_order_of_rows(tmp_path: Path) -> None:
    text = SMALL.replace("0.9;3", "9;-3").replace("#P;dues", "#Q;dues").replace("0.1;5", "0.1")
    found = faults_of(tmp_path, text)
    places = [line.split(" ")[0].removesuffix(":") for line in found]
    assert places[0] == "talks.csv:6"
    assert places[-1] == "talks.csv:18"
    assert [line.split(":")[1].split(" ")[2] for line in found if "out of range" in line] == [
        "salience", "power",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("#A;north\n#P;dues\n", "talks.csv: has no #D line; a line is"),
        ("# Harbour talks\n", "talks.csv: has no mark with a tab, semicolon or comma after it"),
        ("#D,a,x,20,0,9,3\n", "talks.csv:1: has 6 cells after #D where actor, issue"),
        ("#D;a;x;20;0.5;0\n#D;b;x;20;0.5;0\n",
         "talks.csv column power: is 0 for all actors on 'x'; give"),
        ("#D;a;x;20;0;1\n#D;b;x;20;0.5;0\n",
         "talks.csv column salience: no actor has both salience and power on 'x'; give"),
    ],
)  # fmt: skip
def test_a_file_without_substance_is_told_so(tmp_path: Path, text: str, said: str) -> None:
    assert faults_of(tmp_path, text)[0].startswith(said)


ENTRY = st.tuples(st.floats(0, 1), st.floats(0.01, 1), st.floats(0.01, 1e6))


@given(
    rows=st.dictionaries(
        st.tuples(st.integers(0, 5), st.integers(0, 3)), ENTRY, min_size=1, max_size=24
    ),
    low=st.floats(-1000, 1000),
    width=st.floats(0.5, 1000),
)
def test_positions_are_carried_from_any_scale(
    tmp_path_factory: pytest.TempPathFactory,
    rows: dict[tuple[int, int], tuple[float, float, float]],
    low: float,
    width: float,
) -> None:
    top = low + width
    lines = [f"#M;i{k};{point!r}" for _, k in rows for point in (low, top)]
    for (actor, issue), (share, salience, power) in rows.items():
        at = min(low + share * width, top)
        lines.append(f"#D;a{actor};i{issue};{at!r};{salience!r};{power!r}")
    stakes = read(tmp_path_factory.mktemp("decide"), "\n".join(lines))
    assert np.isfinite(stakes.positions).sum() == len(rows)
    for (actor, issue), (share, salience, power) in rows.items():
        i, k = stakes.actors.index(f"a{actor}"), stakes.issues.index(f"i{issue}")
        assert stakes.positions[0, i, k] == pytest.approx(100 * share, abs=1e-7)
        assert 0 <= stakes.positions[0, i, k] <= 100
        assert stakes.weights[0, i, k] == salience * power


@given(
    place=st.integers(0, 600),
    cut=st.integers(0, 30),
    put=st.text(st.sampled_from(list(",;\t\"'\n\r#-e9 \x00\u0663\u2028AD")), max_size=6),
)
def test_a_damaged_file_is_read_or_told_of_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, place: int, cut: int, put: str
) -> None:
    text = SMALL[:place] + put + SMALL[place + cut :]
    try:
        stakes = read(tmp_path_factory.mktemp("decide"), text)
    except CeasefireError:
        return
    assert (stakes.weights.sum(axis=1) > 0).all()


# Weighted means of the Copenhagen stakeholder table that ships with the Decide exchange model,
# sum of c s x over sum of c s (Stokman and Van Oosten 1994), worked out apart from this code.
COPENHAGEN = {
    "Newtreaty": 61.5763, "DevlopC2020": 58.1447, "Domestred": 30.7074, "MRVdecrease": 52.2359,
    "Commitments": 51.9499, "Control": 57.6214, "Extra": 64.6207,
}  # fmt: skip


@pytest.mark.realdata
def test_the_copenhagen_table_gives_its_weighted_means() -> None:
    path = DATA / "copenhagen.csv"
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    stakes = read_stakes(path)
    assert len(stakes.actors) == 11
    positions, weights = stakes.positions[0], stakes.weights[0]
    means = np.nansum(weights * positions, axis=0) / weights.sum(axis=0)
    assert {name: round(float(x), 4) for name, x in zip(stakes.issues, means, strict=True)} == (
        COPENHAGEN
    )
