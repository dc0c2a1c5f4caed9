"""KTAB's csv form, read to stakes, and all that can be wrong with it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.core.errors import CeasefireError, InputFaultsError
from ceasefire.politics.formats.read import read_stakes
from ceasefire.politics.stakes import Stakes

DATA = Path(__file__).parents[4] / "shared" / "data" / "negotiation" / "ktab"
SMALL = """\
Harbour talks , "Who runs it, and how", 3, 2,
Actor,Description,Power,Dues Position,Dues Salience,Watch Pstn,Watch Sal,
North, Port town, 10.5, 20, 60, 0, 40,
South,"Fishing town, small",  5, 80, 30.5,100,69.5,
Guild,, 0.5, 50, 0, 35.25, 25,,
"""


def read(folder: Path, text: str | bytes) -> Stakes:
    path = folder / "talks.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_stakes(path)


def faults_of(folder: Path, text: str) -> list[str]:
    with pytest.raises(InputFaultsError) as raised:
        read(folder, text)
    return [str(fault).removeprefix(f"{folder}/") for fault in raised.value.faults]


def test_a_small_file_becomes_one_draw(tmp_path: Path) -> None:
    stakes = read(tmp_path, SMALL)
    assert stakes.actors == ("North", "South", "Guild")
    assert stakes.issues == ("Dues", "Watch")
    assert stakes.positions.tolist() == [[[20, 0], [80, 100], [50, 35.25]]]
    assert stakes.saliences.tolist() == [[[0.6, 0.4], [0.305, 0.695], [0, 0.25]]]
    assert stakes.capabilities.tolist() == [[[10.5, 10.5], [5, 5], [0.5, 0.5]]]
    assert np.isnan(stakes.status_quo).all()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_blank_lines_and_byte_order_mark_change_nothing(
    tmp_path: Path, end: str, mark: bytes
) -> None:
    text = SMALL.replace("\n", f"{end}{end} ,,{end}").encode()
    there, plain = read(tmp_path, mark + text), read(tmp_path, SMALL)
    assert there.actors == plain.actors
    np.testing.assert_array_equal(there.positions, plain.positions)


@pytest.mark.parametrize(
    ("headings", "names"),
    [
        (("Dues Position", "Watch_pos."), ("Dues", "Watch")),
        (("Pstn1", "Pstn2"), ("Pstn1", "Pstn2")),
        (("Position", "Position"), ("Position 1", "Position 2")),
        (("Dim Pos1", "Dim Pos2"), ("Dim 1", "Dim 2")),
        (("Dues", ""), ("Dues", "dimension 2")),
    ],
)
def test_dimensions_are_named_by_the_headings_of_positions(
    tmp_path: Path, headings: tuple[str, str], names: tuple[str, str]
) -> None:
    text = SMALL.replace("Dues Position", headings[0]).replace("Watch Pstn", headings[1])
    assert read(tmp_path, text).issues == names


def test_numbers_of_names_keep_clear_of_names_that_are_there(tmp_path: Path) -> None:
    heads = "Actor,Description,Power,Pos,S,Pos 1,S,Pos,S"
    rows = "".join(f"{name},,1,1,2,3,4,5,6\n" for name in "abc")
    issues = read(tmp_path, f"x,y,3,3\n{heads}\n{rows}").issues
    assert issues[1] == "Pos 1"
    assert len(set(issues)) == 3


# Text as it stands, text that damages it, and where and what has to be said.
PLANTED = [
    ("how\", 3, 2", "how\", 4, 2", "1 column actors: says 4 where 3 rows of actors follow"),
    ("how\", 3, 2", "how\", 3, 3", "1 column dimensions: says 3 where 2 dimensions follow"),
    ("how\", 3, 2", "how\", three, 2", "1 column actors: 'three' is not a whole number"),
    ("how\", 3, 2", "how\", 2", "1: has 3 cells where name, description, actors, dimensions are"),
    (",Watch Sal", "", "2: has 6 headings; they are actor, description, power, then position"),
    ("Actor,Description,Power", "East,Village,3.5", "2: holds an actor where headings are"),
    ("10.5, 20", "10,5, 20", "3: has 8 cells where there are 7 headings; a decimal comma splits"),
    (", 60, 0, 40,", ", 60, 0", "3: has 6 cells where there are 7 headings"),
    (", 60, 0, 40,", ", 60, 0,", "3 column Watch Sal: is blank where a number is needed"),
    ("10.5, 20, 60", '10.5, "20,5", 60', "3 column Dues Position: '20,5' has a decimal comma; "
     "write decimals with a point: 20.5"),
    ("10.5", "ten", "3 column Power: 'ten' is not a number"),
    ("10.5", "inf", "3 column Power: 'inf' is not a number"),
    ("10.5", "1_0", "3 column Power: '1_0' is not a number"),
    ("10.5", "1e999", "3 column Power: '1e999' is not a number"),
    ("10.5", "", "3 column Power: is blank where a number is needed"),
    ("10.5", "-1", "3 column Power: -1 is out of range; allowed is 0 or more"),
    ("10.5, 20", "10.5, 120", "3 column Dues Position: 120 is out of range; allowed is 0 to 100"),
    ("30.5,100,69.5", "30.5,100,-5", "4 column Watch Sal: -5 is out of range"),
    ("30.5,100,69.5", "30.5,100,70", "4 column Dues Salience / Watch Sal: add up to 100.5, more"),
    ("South,", "North,", "4 column Actor: 'North' stands already in row 3"),
    ("Guild,,", ",,", "5 column Actor: is blank where an actor is needed"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), PLANTED, ids=[said for *_, said in PLANTED])
def test_every_fault_has_its_place_and_a_hint(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert SMALL.count(old) == 1
    found = faults_of(tmp_path, SMALL.replace(old, new))
    assert len(found) == 1
    assert found[0].startswith(f"talks.csv:{said}")
    assert "; " in found[0]


def test_all_faults_come_at_once_in_the_order_of_rows(tmp_path: Path) -> None:
    text = SMALL.replace("10.5", "ten").replace(" 3, 2,", " 3, 5,").replace("35.25", "135")
    assert [line.split(" ")[0] for line in faults_of(tmp_path, text)] == [
        "talks.csv:1", "talks.csv:3", "talks.csv:5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "talks.csv: is empty"),
        ("name,description,3,1\n", "talks.csv: has no row of headings"),
        ("name,,0,1\nActor,,Power,P,S\n", "talks.csv: has no row of actors"),
        ("n;d;3;1\nActor;Text;Power;P;S\na;b;1,5;2,5;3\n",
         "talks.csv:2: has semicolons between its cells"),
        ("n\td\t3\t1\nActor\tText\tPower\tP\tS\n", "talks.csv:2: has tabs between its cells"),
        ("n,,2,1\nActor,Text,Power,P,S\na,,0,1,2\nb,,0,1,2",
         "talks.csv column Power: is 0 for all actors"),
        ('n,,2,1\nActor,Text,Power,P,S\na,"' + "long " * 30_000,
         "talks.csv:3: has a quotation mark that is never closed"),
        ("n,,2,1\nActor,Text,Power,P,S\na,\x00,0,1,2\n",
         "talks.csv:3: holds a control character"),
    ],
    ids=lambda text: text[:40],
)  # fmt: skip
def test_a_file_that_is_none_is_told_so(tmp_path: Path, text: str, said: str) -> None:
    found = faults_of(tmp_path, text)
    assert len(found) == 1
    assert found[0].startswith(said)


def test_semicolons_in_the_first_row_are_only_text(tmp_path: Path) -> None:
    assert read(tmp_path, SMALL.replace("Harbour", "Harbour; quay;")).actors[0] == "North"


def test_another_encoding_and_a_missing_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputFaultsError, match=r"talks\.csv:3: is not UTF-8; save the file"):
        read(tmp_path, SMALL.replace("North", "Nørd").encode("latin-1"))
    with pytest.raises(CeasefireError, match=r"cannot read .*none\.csv: No such file"):
        read_stakes(tmp_path / "none.csv")


@given(
    figures=st.lists(
        st.tuples(
            st.floats(0.001, 1e9), st.floats(0, 100), st.floats(0, 50),
            st.floats(0, 100), st.floats(0, 50),
        ),
        min_size=1, max_size=12,
    )
)  # fmt: skip
def test_what_is_written_is_read_to_the_last_digit(
    tmp_path_factory: pytest.TempPathFactory, figures: list[tuple[float, ...]]
) -> None:
    rows = [f"a{i},," + ",".join(repr(x) for x in row) for i, row in enumerate(figures)]
    text = "\n".join([f"n,,{len(rows)},2", "A,D,Power,P1,S1,P2,S2", *rows])
    stakes = read(tmp_path_factory.mktemp("ktab"), text)
    there = np.array(figures)
    np.testing.assert_array_equal(stakes.positions[0], there[:, [1, 3]])
    np.testing.assert_allclose(stakes.saliences[0], there[:, [2, 4]] / 100, rtol=1e-15)
    np.testing.assert_array_equal(stakes.capabilities[0, :, 0], there[:, 0])


@given(
    place=st.integers(0, 300),
    cut=st.integers(0, 30),
    put=st.text(st.sampled_from(list(",;\t\"'\n\r#-e9 \x00\u0663\u2028AD")), max_size=6),
)
def test_a_damaged_file_is_read_or_told_of_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, place: int, cut: int, put: str
) -> None:
    text = SMALL[:place] + put + SMALL[place + cut :]
    try:
        stakes = read(tmp_path_factory.mktemp("ktab"), text)
    except CeasefireError:
        return
    assert np.isfinite(stakes.positions).all()


@pytest.mark.realdata
@pytest.mark.parametrize("name", ["dummyData_3Dim", "SOE-Pol-Comp"])
def test_ktabs_own_files_give_ktabs_own_first_positions(name: str) -> None:
    if not DATA.is_dir():
        pytest.skip(f"{DATA} is not there")
    stakes = read_stakes(DATA / f"{name}.csv")
    golden = json.loads((DATA / f"{name}.golden.json").read_text(encoding="utf-8"))
    assert list(stakes.actors) == golden["actors"]
    np.testing.assert_array_equal(stakes.positions[0], golden["positions_by_turn"][0])
    assert (stakes.saliences.sum(axis=2) <= 1).all()


@pytest.mark.realdata
def test_forty_actors_on_one_dimension_are_read() -> None:
    if not DATA.is_dir():
        pytest.skip(f"{DATA} is not there")
    stakes = read_stakes(DATA / "dummyData-a040.csv")
    assert stakes.positions.shape == (1, 40, 1)
    assert stakes.issues == ("XYZ",)
