"""Who is named in texts written for these tests."""

# ruff: noqa: RUF001 - Cyrillic is meant

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.press.actors.names import ukraine, with_people, without_names

from ceasefire.press.actors.anonymous import anonymous
from ceasefire.press.actors.find import count, mentions
from ceasefire.press.actors.gazetteer import Gazetteer, surname_of
from ceasefire.press.article import Language

MAY = {"name": "Theresa May", "actor_id": "gbr", "en": "Theresa May"}
RICE = {"name": "Condoleezza Rice", "actor_id": "usa", "en": "Condoleezza Rice"}
STONE = {"name": "Ann Shield", "actor_id": "usa", "en": "Ann Shield", "also_a_word": "yes"}
GAZETTEER = Gazetteer.of(with_people(MAY, RICE, STONE))
PLAIN = Gazetteer.of(ukraine())


def named(text: str, language: Language = "en", gazetteer: Gazetteer = GAZETTEER) -> list[str]:
    return [m.name for m in mentions(text, language, gazetteer)]


def test_a_surname_that_is_a_word_needs_the_full_name_once() -> None:
    assert named("May said so. Rice agreed. Merz waited. Shield fell.") == []
    text = "Theresa May spoke first. Later May left. Rice agreed."
    assert named(text) == ["Theresa May", "Theresa May"]
    assert named("Friedrich Merz spoke. Then Merz left.") == ["Friedrich Merz"] * 2
    assert named("Ann Shield spoke; then Shield left.") == ["Ann Shield"] * 2


@pytest.mark.parametrize(
    "rest",
    ["It was on 5 May.", "They met in May.", "He may go.", "By May 9 it was over.", "MAYBE."],
)
def test_the_word_is_not_the_person_even_then(rest: str) -> None:
    assert named(f"Theresa May spoke. {rest}") == ["Theresa May"]


def test_someone_the_text_introduces_is_known_by_surname_afterwards() -> None:
    text = (
        "Grand plans were made. “Think of it,” said Camille Grand, a former official. Grand "
        "smiled. The Grand Duchy was silent. According to Grand, it can wait."
    )
    found = [m for m in mentions(text, "en", PLAIN) if m.kind == "person"]
    assert [(m.surface, m.name, m.actor) for m in found] == [
        ("Camille Grand", "Camille Grand", ""),
        ("Grand", "Camille Grand", ""),
        ("Grand", "Camille Grand", ""),
    ]
    assert found[1].start == text.index("Grand smiled")


def test_introduced_people_in_russian_keep_their_forms() -> None:
    text = "Эксперт ошибся, сказал Иван Петренков. Позже Петренкова спросили снова."
    assert named(text, "ru") == ["Иван Петренков", "Иван Петренков"]


def test_papers_and_ministries_are_nobody() -> None:
    assert named("The Washington Post said. The Foreign Ministry said. White House Staff said") == [
        "United States"
    ]


def test_another_with_the_same_surname_is_left_alone() -> None:
    assert named("They met Melania Trump and Donald Trump.") == ["Donald Trump"]
    assert named("Yesterday Trump met President Macron.") == ["Donald Trump", "Emmanuel Macron"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anti-NATO, pro-NATO; NATOs", ["NATO", "NATO"]),
        ("Ukrainework and MyUkraine", []),
        ("See nato.int or NATO.int", []),
        ("help us, tell US, he told us", ["United States"]),
        ("GIVE US TIME, THEY SAY TO ALL", []),
        ("NATO's plan; Russia’s plan", ["NATO", "Russia"]),
        ("putin", []),
        ("EUROPE WAITS FOR ZELENSKY", ["Volodymyr Zelenskyy"]),
        ("North Macedonia and Macedonian", ["North Macedonia"]),
        ("DR Congo", ["Democratic Republic of the Congo"]),
    ],
)
def test_names_stand_at_word_borders_with_their_capitals(text: str, names: list[str]) -> None:
    assert named(text) == names


def test_the_longest_name_wins() -> None:
    (found,) = mentions("Vladimir Zelensky", "en", PLAIN)
    assert (found.surface, found.name) == ("Vladimir Zelensky", "Volodymyr Zelenskyy")
    assert named("the European Union") == ["European Union"]


def test_a_capital_is_its_government_unless_it_is_a_place() -> None:
    text = "Brussels — Berlin said no to Kiev. He spoke in Berlin, then flew to Kyiv."
    found = [(m.surface, m.kind, m.name, m.actor, m.rule) for m in mentions(text, "en", PLAIN)]
    assert found == [
        ("Brussels", "place", "Brussels", "", "place"),
        ("Berlin", "state", "Germany", "deu", "capital"),
        ("Kiev", "state", "Ukraine", "ukr", "capital"),
        ("Berlin", "place", "Berlin", "", "place"),
        ("Kyiv", "place", "Kyiv", "", "place"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("ru", "Киев ответил Москве. Встреча прошла в Киеве.", ["state", "state", "place"]),
        ("ru", "В Кремле промолчали, в Москве тоже.", ["state", "place"]),
        ("uk", "Київ відповів Берліну. Зустріч була у Києві.", ["state", "state", "place"]),
        ("pl", "Warszawa pyta Kijów. Rozmowy odbyły się w Kijowie.", ["state", "state", "place"]),
        ("de", "Berlin antwortet Moskau. Er sprach in Kiew.", ["state", "state", "place"]),
        ("fr", "Paris répond à la question. Il parlait à Kiev.", ["state", "place"]),
    ],
)
def test_capitals_in_other_languages(language: Language, text: str, kinds: list[str]) -> None:
    assert [m.kind for m in mentions(text, language, PLAIN)] == kinds


@pytest.mark.parametrize(
    ("language", "phrase", "name"),
    [
        ("en", "the Ukrainian leader", "Volodymyr Zelenskyy"),
        ("en", "the Russian president", "Vladimir Putin"),
        ("en", "NATO's secretary general", "Mark Rutte"),
        ("en", "the President of France", "Emmanuel Macron"),
        ("ru", "с украинским лидером", "Volodymyr Zelenskyy"),
        ("ru", "президенту России", "Vladimir Putin"),
        ("ru", "генсека НАТО", "Mark Rutte"),
        ("uk", "українського президента", "Volodymyr Zelenskyy"),
        ("uk", "президентом України", "Volodymyr Zelenskyy"),
        ("de", "der französische Präsident", "Emmanuel Macron"),
        ("de", "dem NATO-Generalsekretär", "Mark Rutte"),
        ("fr", "le président ukrainien", "Volodymyr Zelenskyy"),
        ("pl", "prezydentowi Ukrainy", "Volodymyr Zelenskyy"),
    ],
)
def test_roles_are_their_holders(language: Language, phrase: str, name: str) -> None:
    (found,) = mentions(f"{phrase}.", language, PLAIN)
    assert (found.name, found.kind, found.rule) == (name, "person", "role")


def test_a_role_before_its_name_counts_once_and_a_former_one_not() -> None:
    assert named("French President Emmanuel Macron came.") == ["Emmanuel Macron"]
    assert named("They told President-elect Trump.") == ["Donald Trump"]
    assert named("NATO Chief Mark Rutte came.") == ["NATO", "Mark Rutte"]
    assert named("Президент Украины Владимир Зеленский", "ru") == ["Ukraine", "Volodymyr Zelenskyy"]
    assert "Volodymyr Zelenskyy" not in named("a former Ukrainian president spoke")


def test_offices_hold_between_their_dates() -> None:
    case = ukraine()
    before, between, after = (
        Gazetteer.of(case, day) for day in (date(2024, 6, 1), date(2024, 12, 20), date(2025, 2, 1))
    )
    assert before.holder("nato", "head") == "Jens Stoltenberg"
    assert between.holder("nato", "head") == "Mark Rutte"
    assert [g.speaks_for("Donald Trump") for g in (before, between, after)] == ["", "usa", "usa"]
    assert between.holder("usa", "head_elect") == "Donald Trump"
    assert between.holder("usa", "leader") == "Joe Biden"
    assert after.holder("usa", "leader") == "Donald Trump"
    text = "the American president"
    assert named(text, gazetteer=between) == ["Joe Biden"]
    assert named(text, gazetteer=after) == ["Donald Trump"]
    assert Gazetteer.of(case).on == case.as_of


def test_a_case_without_names_falls_back_to_its_actors() -> None:
    found = mentions("France asked NATO. Zelensky waited.", "en", Gazetteer.of(without_names()))
    assert [(m.name, m.kind, m.actor) for m in found] == [
        ("France", "state", "fra"),
        ("NATO", "organisation", "nato"),
    ]


def test_counting_is_per_one_named_and_unnamed_sources_stay_apart() -> None:
    text = "Kiev asked. Ukraine waited. Zelensky spoke. The diplomat left. The diplomat left."
    rows = count([*mentions(text, "en", PLAIN), *anonymous(text, "en")])
    assert [(row.name, row.kind, row.actor, row.count) for row in rows] == [
        ("Ukraine", "state", "ukr", 2),
        ("Volodymyr Zelenskyy", "person", "ukr", 1),
        ("The diplomat", "person", "", 1),
        ("The diplomat", "person", "", 1),
    ]


def test_surnames_keep_their_particles() -> None:
    assert surname_of("Ursula von der Leyen") == "von der Leyen"
    assert surname_of("Plato") == ""


@given(
    st.lists(
        st.sampled_from(
            ["Zelensky", "NATO", "Theresa May", "May", " ", "\n", "İ", "Киев", "Путина", "ß", "-",
             "’s", ". ", "said ", "Ann Lee", ", a ", "Grand", "\u0301", "5 "]
        )
    ).map("".join)
    | st.text(),
    st.sampled_from(["en", "ru", "uk", "de", "fr", "pl", ""]),
)  # fmt: skip
def test_mentions_of_any_text_stand_in_it_and_apart(text: str, language: Language) -> None:
    end = 0
    for mention in mentions(text, language, GAZETTEER):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.surface
        end = mention.end
    for mention in anonymous(text, language):
        assert text[mention.start : mention.end] == mention.surface


@pytest.mark.parametrize(
    "piece",
    ["Zelensky met Donald Trump in Kyiv. ", "a senior ", "A", "said Ann Lee, a ", "May ", "'s", " ",
     "officials who ", "high-level-"],
)  # fmt: skip
def test_time_is_linear(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        start = time.process_time()
        mentions(text, "en", GAZETTEER)
        anonymous(text, "en")
        return time.process_time() - start

    seconds(1000)
    small, large = seconds(20_000), seconds(160_000)
    assert large < 24 * small + 0.2
