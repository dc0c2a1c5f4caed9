"""Rule files: what is checked, and where faults are told to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from ceasefire.core.errors import CeasefireError, InputFaultsError
from ceasefire.press.sites.load import load_rules, shipped_rules, site_rules

GOOD = 'site = "Post"\nhosts = ["post.example"]\nbody = "//article//p"\n'


def faults_of(folder: Path) -> list[tuple[int, str, str]]:
    with pytest.raises(InputFaultsError) as caught:
        load_rules(folder)
    assert all(fault.hint for fault in caught.value.faults)
    return [(fault.row, fault.column, fault.message) for fault in caught.value.faults]


def test_a_folder_of_the_user_goes_before_what_is_shipped(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        'site = "Mine"\nhosts = ["inosmi.ru"]\nbody = "//p"\ncharset = "koi8-u"\n', encoding="utf-8"
    )
    rules = site_rules(tmp_path)
    found = rules.of_address("https://www.inosmi.ru/a.html")
    assert found is not None
    assert (found.site, rules.charset("http://inosmi.ru/")) == ("Mine", "koi8-u")
    assert len(rules.rules) == len(shipped_rules().rules) + 1
    assert site_rules() == shipped_rules()


def test_an_empty_folder_has_no_rules(tmp_path: Path) -> None:
    assert load_rules(tmp_path).rules == ()


@pytest.mark.parametrize(
    ("text", "row", "column", "words"),
    [
        (GOOD + 'titel = "//h1"\n', 4, "titel", "is not a key"),
        (GOOD + 'title = "//h1["\n', 4, "title", "is not XPath"),
        (GOOD + 'drop = ["//aside", "//["]\n', 4, "drop", "is not XPath"),
        (GOOD + 'drop = "//aside"\n', 4, "drop", "is not a list of texts"),
        (GOOD + "lead = 3\n", 4, "lead", "is not text"),
        (GOOD + 'lead = " "\n', 4, "lead", "blank"),
        (GOOD + 'charset = "cp0"\n', 4, "charset", "is no charset"),
        (GOOD + 'translated_into = "it"\n', 4, "translated_into", "is not known"),
        (GOOD + '[counters]\nviews = "//["\n', 5, "counters.views", "is not XPath"),
        (GOOD + '[items]\nrow = "//li"\n', 4, "items", "no row or no title"),
        (GOOD + '[items]\nrow = "//li"\ntitle = "."\nname = "."\n', 7, "items.name", "not a part"),
        ('site = "A"\nhosts = ["https://a.example/"]\nbody = "//p"\n', 2, "hosts", "no name of"),
        ('site = "A"\nbody = "//p"\n', 0, "hosts", "is missing"),
        ('site = "A"\nhosts = [\n', 0, "", "is not TOML"),
        ('site = "A"\nbody ? "//p"\n', 2, "", "is not TOML"),
    ],
)
def test_a_fault_is_told_with_its_place(
    tmp_path: Path, text: str, row: int, column: str, words: str
) -> None:
    (tmp_path / "post.toml").write_text(text, encoding="utf-8")
    found = faults_of(tmp_path)
    assert len(found) == 1
    assert found[0][:2] == (row, column)
    assert words in found[0][2]


def test_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "c.toml").write_bytes(b"site = '\xff'")
    (tmp_path / "d.toml").write_text("#" * 100_001, encoding="utf-8")
    messages = [message for _, _, message in faults_of(tmp_path)]
    assert len(messages) == 3
    assert "has a rule in" in messages[0]
    assert "cannot be read" in messages[1]
    assert "is larger than" in messages[2]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CeasefireError, match="is not there"):
        load_rules(tmp_path / "none")
