"""Voting games from text: what is read, and what is said of what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.core.errors import Fault, InputFaultsError
from ceasefire.politics.game_files import read_game
from ceasefire.politics.power import VotingGame


def faults_of(source: str | Path) -> tuple[Fault, ...]:
    with pytest.raises(InputFaultsError) as error:
        read_game(source)
    return error.value.faults


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "game.csv"


@pytest.mark.parametrize(
    "text", ["[12; 4,4,4,2,2,1]", " [ 12 ;4x3, 2x2 , 1]\n", "[12; 4 x 3, 2x2, 1x1, 9x0]"]
)
def test_notation(text: str, tmp_path: Path) -> None:
    expected = VotingGame(("1", "2", "3", "4", "5", "6"), ((4, 4, 4, 2, 2, 1),), (12,))
    assert read_game(text) == expected
    file = tmp_path / "eec.txt"
    file.write_text("\ufeff" + text, encoding="utf-8")
    assert read_game(file) == expected
    assert read_game(str(file)) == expected


def test_notation_with_a_share() -> None:
    assert read_game("[50.1%; 50, 49, 1]").quotas == (51,)
    assert read_game("[50 %; 50, 49, 1]").quotas == (50,)


@given(st.lists(st.integers(0, 99), min_size=1, max_size=30).filter(any), st.data())
def test_notation_reads_back(weights: list[int], data: st.DataObject) -> None:
    quota = data.draw(st.integers(1, sum(weights)))
    made = read_game(f"[{quota}; {', '.join(map(str, weights))}]")
    assert (made.weights, made.quotas) == ((tuple(weights),), (quota,))


def test_a_table_of_two_criteria(table: Path) -> None:
    table.write_text(
        "# the Council, cut down\n"
        "member,states,people\n"
        "\n"
        "Germany,1,83\n"
        '"Trinidad, say",1,67\n'
        "Malta ,1,0\n"
        "quota,55%,65%\n"
        "blockers,2,\n",
        encoding="utf-8",
    )
    assert read_game(table) == VotingGame(
        ("Germany", "Trinidad, say", "Malta"), ((1, 1, 1), (83, 67, 0)), (2, 98), 2
    )


@given(st.integers(1, 10**4), st.integers(1, 10**12))
def test_a_share_is_rounded_up_to_what_reaches_it(hundredths: int, total: int) -> None:
    quota = read_game(f"[{hundredths // 100}.{hundredths % 100:02}%; {total}]").quotas[0]
    assert quota * 10**4 >= hundredths * total > (quota - 1) * 10**4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[12, 4, 4]", "game: is not a quota, a semicolon and weights in one pair of brackets"),
        ("[12; 4, 4", "game: is not a quota, a semicolon"),
        ("[5; 4, x, 4]", "game column weight 2: 'x' is not a whole number; write digits only"),
        ("[5; 4, , 4]", "game column weight 2: is blank where a number is needed"),
        ("[5; 4, 2.5]", "game column weight 2: '2.5' is not a whole number; write digits only"),
        ("[5; 4, -2]", "game column weight 2: '-2' is not a whole number; no number of a game"),
        ("[5; 4, ٣]", "game column weight 2: '٣' is not a whole number"),
        ("[9; 4, 4]", "game column quota: '9' is above the 8 that all weights make together"),
        ("[101%; 4, 4]", "game column quota: '101%' is above the 8"),
        ("[0; 4, 4]", "game column quota: '0' is no quota; a quota is above 0"),
        ("[0%; 4, 4]", "game column quota: '0%' is no quota"),
        ("[half; 4, 4]", "game column quota: 'half' is not a whole number"),
        ("[5; 1x9999]", "game: the game has 1001 members; give it 1 to 1,000"),
        ("[5; 4000000x40]", "game: no exact way is known for 40 members"),
    ],
)
def test_faults_of_the_notation(text: str, said: str) -> None:
    (fault,) = faults_of(text)
    assert str(fault).startswith(said)


def test_all_faults_of_the_notation_at_once() -> None:
    assert [fault.column for fault in faults_of("[0; a, 4, b]")] == [
        "weight 1",
        "weight 3",
        "quota",
    ]


HEAD = "member,weight\n"
REST = "a,4\nb,3\nquota,5\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "game.csv: is empty; write [12; 4, 4, 2, 1], or a table"),
        ("# nothing yet\n", "game.csv: is empty"),
        (REST, "game.csv:1 column a: stands where the header begins with 'member'; write [12;"),
        ("member;weight\na;4\n", "game.csv:1 column member;weight: stands where the header begins "
         "with 'member'; separate cells with commas"),
        ("member\na\n", "game.csv:1 column member: is the only column; add one of weights"),
        ("member,w,w\na,1,1\nquota,1,1\n", "game.csv:1 column w: stands twice in the header"),
        ("member,w,\na,1,1\nquota,1,1\n", "game.csv:1: has a column without a name"),
        (HEAD + "a,4\nb,3\n", "game.csv: has no quota; add a line such as: quota,12"),
        (HEAD + REST + "quota,6\n", "game.csv:5 column member: gives a second quota"),
        (HEAD + "quota,5\n", "game.csv: has no member"),
        (HEAD + REST + "a,2\n", "game.csv:5 column member: 'a' stands already in row 2"),
        (HEAD + REST + ",2\n", "game.csv:5 column member: is blank; name the member"),
        (HEAD + REST + "c\n", "game.csv:5: has 1 cells where the header has 2; check the commas"),
        (HEAD + REST + "c,1,5\n", "game.csv:5: has 3 cells where the header has 2"),
        (HEAD + REST + 'c,"1,5"\n', "game.csv:5 column weight: '1,5' is not a whole number; write "
         "decimals with a point; weights are whole numbers"),
        (HEAD + REST + "c,1.5\n", "game.csv:5 column weight: '1.5' is not a whole number; write d"),
        (HEAD + REST + "c,-1\n", "game.csv:5 column weight: '-1' is not a whole number; no number"),
        (HEAD + REST + "c,\n", "game.csv:5 column weight: is blank where a number is needed"),
        (HEAD + "a,4\nquota,5\n", "game.csv:3 column weight: '5' is above the 4"),
        (HEAD + "a,4\nquota,\n", "game.csv:3 column weight: is blank where a number is needed"),
        (HEAD + REST + "blockers,x\n", "game.csv:5 column blockers: 'x' is not a whole number"),
        (HEAD + REST + "Blockers\n", "game.csv:5 column blockers: is blank"),
        (HEAD + REST + "blockers,1,2\n", "game.csv:5: gives more than one number of blockers"),
        (HEAD + REST + "blockers,1\nblockers,1\n", "game.csv:6 column member: gives the blockers"),
        (HEAD + REST + "blockers,3\n", "game.csv: 3 members cannot block; give 0 (nobody) to 2"),
        (HEAD + REST + 'c,"1\n', "game.csv:5: is not CSV from here on: unexpected end of data"),
        ('"member,weight\n', "game.csv:1: is not CSV from here on"),
    ],
)  # fmt: skip
def test_faults_of_a_table(text: str, said: str, table: Path) -> None:
    table.write_text(text, encoding="utf-8")
    (fault,) = faults_of(table)
    assert str(fault).startswith(said)


def test_all_faults_of_a_table_at_once_in_their_order(table: Path) -> None:
    table.write_text(
        "member,states,people\na,1,x\na,1,5\nquota,3,150%\nblockers,many\nb,y,2\n", encoding="utf-8"
    )
    assert [(fault.row, fault.column) for fault in faults_of(table)] == [
        (2, "people"),
        (3, "member"),
        (5, "blockers"),
        (6, "states"),
    ]


def test_no_quota_is_called_too_high_where_a_weight_is_unknown(table: Path) -> None:
    table.write_text("member,states,people\na,1,5\nb,1\nquota,2,6\n", encoding="utf-8")
    assert [(fault.row, fault.column) for fault in faults_of(table)] == [(3, "")]
    table.write_text("member,states,people\na,1,5\nb,1,z\nquota,3,6\n", encoding="utf-8")
    assert [(fault.row, fault.column) for fault in faults_of(table)] == [
        (3, "people"),
        (4, "states"),
    ]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path / "none.csv")
    assert str(fault).startswith("none.csv: cannot be read: No such file or directory; name a file")
    (fault,) = faults_of(tmp_path)
    assert "cannot be read: Is a directory" in str(fault)
    (fault,) = faults_of("12; 4, 4, 2")  # no bracket, so the name of a file
    assert "or write [12; 4, 4, 2, 1]" in fault.hint
    (fault,) = faults_of("\0")
    assert "cannot be read: embedded null" in str(fault)
    binary = tmp_path / "latin.csv"
    binary.write_bytes("member,weight\nÖsterreich,4\nquota,4\n".encode("latin-1"))
    (fault,) = faults_of(binary)
    assert str(fault) == "latin.csv:2: is not UTF-8; save it as UTF-8"
