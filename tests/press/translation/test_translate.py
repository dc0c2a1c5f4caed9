"""An article beside its translation: what belongs to what, and what stays untranslated."""

# ruff: noqa: RUF001 - short words of Russian and Ukrainian
from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.core.errors import CeasefireError
from ceasefire.press.article import Article, Language, Origin, Paragraph
from ceasefire.press.translation.base import TranslationError, UnavailableError
from ceasefire.press.translation.translate import Translated, translate_article

RU = "Министр заявил, что переговоры продолжатся в понедельник."
UK = "Міністр заявив, що їхні переговори триватимуть у понеділок."
EN = "The minister said that the talks would go on."
SEVENTH = "Ministeri sanoi, että neuvottelut jatkuvat maanantaina."


@dataclass
class Echo:
    """Marks each text with the pair; fails for texts that hold a word."""

    most: int = 2_000
    refuses: str = "\x00"
    error: TranslationError = field(default_factory=lambda: TranslationError("it stumbled"))
    pairs: tuple[tuple[str, str], ...] = (("ru", "en"), ("uk", "en"), ("de", "en"))
    name: str = "Echo"
    asked: list[list[str]] = field(default_factory=list)

    def route(self, source: Language, target: Language) -> tuple[Language, ...]:
        return (source, target) if (source, target) in self.pairs else ()

    def translate(self, texts: Sequence[str], source: Language, target: Language) -> list[str]:
        self.asked.append(list(texts))
        if any(self.refuses in text for text in texts):
            raise self.error
        return [f"{source}>{target} {text}" for text in texts]


def article(*parts: tuple[str, Language], **more: object) -> Article:
    """An article whose stored text is its paragraphs between blank lines, after some furniture."""
    text, paragraphs = "Меню\n\n", list[Paragraph]()
    for words, language in parts:
        paragraphs.append(Paragraph(len(text), len(text) + len(words), words, language))
        text += words + "\n\n"
    made = Article(text, "", Origin(chain=("ru",)), tuple(paragraphs), language="ru")
    return replace(made, **more)  # type: ignore[arg-type] # fields of Article


def test_each_paragraph_stands_beside_its_translation_with_its_place() -> None:
    page = article((RU, "ru"), (EN, "en"), (UK, "uk"), title="Переговоры в понедельник",
                   subtitle="Talks to go on, says the minister", lead=RU)  # fmt: skip
    found = translate_article(page, "en", Echo())
    assert found.by == "Echo"
    assert found.title is not None
    assert found.title.translation == "ru>en Переговоры в понедельник"
    assert found.subtitle is None  # in English already
    assert found.lead is not None
    assert found.lead.translation == f"ru>en {RU}"
    assert [(one.stored, one.translation) for one in found.paragraphs] == [
        (RU, f"ru>en {RU}"), (UK, f"uk>en {UK}"),
    ]  # fmt: skip
    assert all(page.text[one.start : one.end] == one.stored for one in found.paragraphs)
    assert found.warnings == ()
    assert not found.verbatim
    assert found.chain == ("ru", "en")


def test_without_a_translator_all_stays_and_is_named() -> None:
    page = article((RU, "ru"), (EN, "en"), (RU, "ru"), (UK, "uk"), title=RU)
    found = translate_article(page, "en", None)
    assert found.by == ""
    assert found.title is not None
    assert found.title.translation is None
    assert [one.translation for one in found.paragraphs] == [None, None, None]
    assert found.warnings == (
        "title, paragraphs 1, 3-4 not translated: no translator was given",
    )  # fmt: skip
    assert found.chain == ()


def test_an_article_in_the_target_language_needs_nothing() -> None:
    page = article((EN, "en"), ("* * *", ""), ("2024", ""), title="Talks go on", language="en")
    echo = Echo()
    for found in (translate_article(page, "en", None), translate_article(page, "en", echo)):
        assert found.paragraphs == ()
        assert found.title is None
        assert found.warnings == ()
    assert echo.asked == []


def test_a_seventh_language_stays_and_is_named() -> None:
    found = translate_article(article((SEVENTH, ""), (RU, "ru")), "en", Echo())
    assert [one.translation for one in found.paragraphs] == [None, f"ru>en {RU}"]
    assert found.warnings == ("paragraph 1 not translated: in none of the six languages",)


def test_a_text_too_short_to_tell_is_in_the_language_of_the_article() -> None:
    found = translate_article(article(("Гаага", ""), ("NATO", ""), ("東京", "")), "en", Echo())
    assert [one.translation for one in found.paragraphs] == ["ru>en Гаага", None, None]
    assert found.warnings == ("paragraphs 2-3 not translated: in none of the six languages",)


def test_a_pair_that_the_translator_lacks() -> None:
    found = translate_article(article((RU, "ru"), (UK, "uk")), "en", Echo(pairs=(("ru", "en"),)))
    assert [one.translation for one in found.paragraphs] == [f"ru>en {RU}", None]
    assert found.warnings == ("paragraph 2 not translated: Echo has no way from uk to en",)


def test_a_failure_in_the_middle_costs_only_its_own_batch() -> None:
    texts = [f"{RU} {i}" for i in range(4)]
    echo = Echo(most=len(texts[0]), refuses=" 2")
    found = translate_article(article(*((one, "ru") for one in texts)), "en", echo)
    assert [one.translation is None for one in found.paragraphs] == [False, False, True, False]
    assert found.warnings == ("paragraph 3 not translated: it stumbled",)
    assert echo.asked == [[one] for one in texts]


def test_a_translator_that_is_gone_is_not_asked_again() -> None:
    texts = [f"{RU} {i}" for i in range(4)]
    echo = Echo(most=len(texts[0]), refuses=" 1", error=UnavailableError("gone", "start it"))
    page = article(*((one, "ru") for one in texts), (UK, "uk"))
    found = translate_article(page, "en", echo)
    assert [one.translation is None for one in found.paragraphs] == [False, True, True, True, True]
    assert found.warnings == ("paragraphs 2-5 not translated: gone; start it",)
    assert len(echo.asked) == 2


def test_a_translator_that_keeps_failing_is_given_up() -> None:
    texts = [f"{RU} {i}" for i in range(9)]
    echo = Echo(most=len(texts[0]), refuses="Министр")
    found = translate_article(article(*((one, "ru") for one in texts)), "en", echo)
    assert len(echo.asked) == 3
    assert found.warnings == ("paragraphs 1-9 not translated: it stumbled",)
    assert found.chain == ()


def test_failures_far_between_do_not_add_up() -> None:
    texts = [f"{RU} {'да' if i % 2 else 'нет'} {i}" for i in range(9)]
    echo = Echo(most=len(texts[0]), refuses="нет")
    found = translate_article(article(*((one, "ru") for one in texts)), "en", echo)
    assert len(echo.asked) == 9
    assert found.warnings == ("paragraphs 1, 3, 5, 7, 9 not translated: it stumbled",)


def test_languages_that_cannot_be_asked_for() -> None:
    class Mute(Echo):
        def route(self, source: Language, target: Language) -> tuple[Language, ...]:
            msg = f"no answer about {source} and {target}"
            raise UnavailableError(msg)

    found = translate_article(article((RU, "ru"), (UK, "uk")), "en", Mute())
    assert found.warnings == ("paragraphs 1-2 not translated: no answer about ru and en",)


@pytest.mark.parametrize("given_back", [[], ["one"], ["one", "two", "three"]])
def test_a_wrong_number_of_texts_is_never_matched_by_guess(given_back: list[str]) -> None:
    class Loses(Echo):
        def translate(self, *_: object) -> list[str]:
            return given_back

    found = translate_article(article((RU, "ru"), (f"{RU} Да.", "ru")), "en", Loses())
    assert [one.translation for one in found.paragraphs] == [None, None]
    assert found.warnings == (
        "paragraphs 1-2 not translated: "
        f"Echo gave {len(given_back)} translations for 2 texts",
    )  # fmt: skip


def test_nothing_and_the_same_text_again_are_no_translations() -> None:
    class Lazy(Echo):
        def translate(self, texts: Sequence[str], *_: object) -> list[str]:
            return [" \x1b" if "Да" in text else text for text in texts]

    page = article((RU, "ru"), (f"{RU} Да.", "ru"), ("Гаага", "ru"))
    found = translate_article(page, "en", Lazy())
    assert [one.translation for one in found.paragraphs] == [None, None, "Гаага"]
    assert found.warnings == (
        "paragraph 1 not translated: Echo gave it back unchanged",
        "paragraph 2 not translated: Echo gave nothing for it",
    )


def test_a_long_paragraph_goes_in_pieces_and_stands_or_falls_as_a_whole() -> None:
    long = "Первое предложение. Второе предложение. Третье."
    echo = Echo(most=20)
    found = translate_article(article((long, "ru")), "en", echo)
    assert found.paragraphs[0].translation == (
        "ru>en Первое предложение. ru>en Второе предложение. ru>en Третье."
    )
    assert all(sum(map(len, batch)) <= 20 for batch in echo.asked)
    broken = translate_article(article((long, "ru")), "en", Echo(most=20, refuses="Второе"))
    assert broken.paragraphs[0].translation is None
    assert broken.warnings == ("paragraph 1 not translated: it stumbled",)


def test_the_chain_goes_on_from_the_page_and_through_a_pivot() -> None:
    class Pivot(Echo):
        def route(self, source: Language, target: Language) -> tuple[Language, ...]:
            return (source, "en", target)

    back = article((RU, "ru"), origin=Origin(chain=("en", "ru"), verbatim=False))
    assert translate_article(back, "en", Echo()).chain == ("en", "ru", "en")
    assert translate_article(back, "de", Pivot()).chain == ("en", "ru", "en", "de")
    unknown = article((RU, "ru"), origin=Origin())
    assert translate_article(unknown, "en", Echo()).chain == ()


def test_the_json_form_has_both_texts_and_calls_none_the_original() -> None:
    page = article((RU, "ru"), title=RU, origin=Origin(chain=("en", "ru"), verbatim=False))
    found = json.loads(json.dumps(translate_article(page, "en", Echo()).as_json()))
    assert found == {
        "language": "en", "by": "Echo", "verbatim": False, "chain": ["en", "ru", "en"],
        "title": {"language": "ru", "stored": RU, "translation": f"ru>en {RU}"},
        "subtitle": None, "lead": None,
        "paragraphs": [
            {"start": 6, "end": 6 + len(RU), "heading": False, "language": "ru", "stored": RU,
             "translation": f"ru>en {RU}"},
        ],
        "warnings": [],
    }  # fmt: skip
    assert "original" not in json.dumps(found)


def test_a_target_that_is_none_of_the_six() -> None:
    with pytest.raises(CeasefireError, match="'xx' is not a language"):
        translate_article(article((RU, "ru")), "xx", None)  # type: ignore[arg-type] # from a user


WORDS = st.text(alphabet="абв где.!?\n\u202e", max_size=60)
LANGUAGES: st.SearchStrategy[Language] = st.sampled_from(("ru", "uk", "en", "pl", ""))


@given(st.lists(st.tuples(WORDS, LANGUAGES), max_size=12), st.integers(5, 80))
def test_whatever_fails_every_text_keeps_its_own_translation_or_is_named(
    parts: list[tuple[str, Language]], most: int
) -> None:
    page = article(*parts)
    found: Translated = translate_article(page, "en", Echo(most=most, refuses="где"))
    by_place = {one.start: (i, one) for i, one in enumerate(page.paragraphs, 1) if one.text}
    named = set[int]()
    for warning in found.warnings:
        numbers = warning.partition(" not translated")[0].removeprefix("paragraph").lstrip("s ")
        for run in numbers.split(", "):
            first, _, last = run.partition("-")
            named |= set(range(int(first), int(last or first) + 1))
    missing = set[int]()
    for one in found.paragraphs:
        number, paragraph = by_place[one.start]
        assert (one.end, one.stored) == (paragraph.end, paragraph.text)
        if one.translation is None:
            missing.add(number)
            continue
        assert one.language in {"ru", "uk"}
        words = one.translation.replace(f"{one.language}>en ", "")
        assert "".join(words.split()) == "".join(one.stored.replace("\u202e", "").split())
    assert missing == named
    told_of = {by_place[one.start][0] for one in found.paragraphs}
    for number, paragraph in by_place.values():
        silent = not any(char.isalpha() for char in paragraph.text)
        assert (number not in told_of) is (silent or paragraph.language == "en")
