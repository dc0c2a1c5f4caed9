"""Reading text captures: zones, head, lists and origin, on pages written for these tests."""

# ruff: noqa: RUF001 - words in Cyrillic and typographic marks are meant

from __future__ import annotations

import pytest
from tests.press.captures.pages import LONG, PORTAL, WORDS, page_in

from ceasefire.press.article import Article, Item, Zone
from ceasefire.press.captures.read import read_capture


def zone(article: Article, name: Zone) -> list[str]:
    return [article.text[s.start : s.end] for s in article.spans if s.zone == name]


def test_every_zone_of_a_portal_page_is_found() -> None:
    article = read_capture(PORTAL)
    assert article.title == "Five capitals weigh a monitoring force along the demarcation line"
    assert zone(article, "furniture") == ["Войти"]
    assert [(c.raw, c.label) for c in article.counters] == [
        ("1204", "probably views"),
        ("3", "probably comments"),
        ("0", "probably rating"),
    ]
    assert article.image_credit == "© Example Pictures / Jan Nowak"
    assert article.subtitle == "Courier: the Union rejected sending monitors under its flag"
    assert article.lead.startswith("The Union talks about monitors")
    assert article.dateline == "Vienna"
    assert article.body[0].startswith("Vienna — Five European capitals")
    assert article.headings == ("What a force would cost", "The view from the other side")
    assert len(article.body) == 6
    assert len(zone(article, "rights")) == 4
    assert zone(article, "mentions") == ["• The news mentions"]
    assert zone(article, "comments") == ["Do you want to leave a comment? Register and/or Log in"]
    assert len(zone(article, "subscription")) == 2
    assert article.items == (
        Item("02.03 17:40", 512, "Завод начал выпуск новых мостов для понтонных парков", "ru"),
        Item("02.03 17:05", 8, "A tug for the northern fleet (Der Beobachter, Germany)", "en"),
        Item("01.03 09:12", 1, "Why is the ammunition late? It is a long story.", "en"),
    )


def test_spans_hold_all_that_is_not_blank_in_order() -> None:
    article = read_capture(PORTAL)
    last = 0
    for span in article.spans:
        assert not PORTAL[last : span.start].strip()
        assert last <= span.start < span.end
        assert span.rule
        last = span.end
    assert not PORTAL[last:].strip()


def test_paragraphs_are_slices_of_the_stored_text() -> None:
    article = read_capture(PORTAL)
    for part in article.paragraphs:
        assert PORTAL[part.start : part.end] == part.text


@pytest.mark.parametrize("language", sorted(WORDS))
def test_furniture_of_all_six_languages_stays_out_of_the_body(language: str) -> None:
    article = read_capture(page_in(language))
    words = WORDS[language]
    assert article.title == words["title"]
    assert article.body == (words["first"], words["second"])
    assert zone(article, "rights") == [words["rights"]]
    assert zone(article, "comments") == [words["comment"]]
    assert zone(article, "subscription") == [words["subscribe"]]
    assert zone(article, "mentions") == [words["tags"]]
    assert article.image_credit == "Example Pictures"
    assert [item.title for item in article.items] == [words["other"], words["more"]]
    assert article.language == language
    assert {item.language for item in article.items} == {language}


def test_a_link_inside_the_body_does_not_end_it() -> None:
    text = f"Войска останутся на линии до весны\n\n{LONG['ru']}\n\nЧитайте также: "
    article = read_capture(f"{text}Мост через реку открыт снова\n\n{LONG['ru2']}")
    assert article.body == (LONG["ru"], LONG["ru2"])
    assert [item.title for item in article.items] == ["Мост через реку открыт снова"]


def test_a_subscription_box_inside_the_body_does_not_end_it() -> None:
    text = f"Monitors may stay on the line until spring\n\n{LONG['en']}\n\n"
    article = read_capture(f"{text}Subscribe to our newsletter\nEvery day\n\n{LONG['en2']}")
    assert article.body == (LONG["en"], LONG["en2"])
    assert zone(article, "subscription") == ["Subscribe to our newsletter", "Every day"]


def test_a_list_before_the_title_is_no_title() -> None:
    rows = "Лента новостей\n18:50 В порту начали разгрузку первого судна с зерном\n18:31 Суд "
    "перенёс слушание дела на май\n"
    article = read_capture(
        f"{rows}\nПереговоры о линии разграничения продолжатся весной\n\n{LONG['ru']}\n"
    )
    assert article.title == "Переговоры о линии разграничения продолжатся весной"
    assert [item.time for item in article.items] == ["18:50", "18:31"]
    assert article.body == (LONG["ru"],)


def test_a_list_with_titles_before_times() -> None:
    rows = "Related\nBridge over the river is open again\n14.06 10:00\n7\n"
    rows += "Grain ship reached the port\n14.06 09:00\n9\n"
    article = read_capture(f"Monitors may stay on the line until spring\n\n{LONG['en']}\n\n{rows}")
    assert article.items == (
        Item("14.06 10:00", 7, "Bridge over the river is open again", "en"),
        Item("14.06 09:00", 9, "Grain ship reached the port", "en"),
    )


def test_a_list_cut_off_keeps_what_it_gives() -> None:
    rows = "Discussion\n14.06 10:00\n7\nBridge over the river is open again\n14.06 09:00\n9"
    article = read_capture(f"Monitors may stay on the line until spring\n\n{LONG['en']}\n\n{rows}")
    assert article.items[1] == Item("14.06 09:00", 9, "", "")


def test_nothing_after_the_first_legal_line_is_body() -> None:
    article = read_capture(
        f"Monitors may stay until spring, says the mission\n\n{LONG['en']}\n\n"
        f"All rights reserved\n\n{LONG['en2']}"
    )
    assert article.body == (LONG["en"],)


def test_long_text_among_readers_comments_is_left_out_and_said() -> None:
    article = read_capture(
        f"Monitors may stay until spring, says the mission\n\n{LONG['en']}\n\n"
        f"Leave a comment\n\n{LONG['en2']}"
    )
    assert article.body == (LONG["en"],)
    assert any("left out" in warning for warning in article.warnings)


def test_lines_cut_at_a_width_are_joined() -> None:
    words = (LONG["en"] + " " + LONG["en2"]).split()
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 70:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    article = read_capture(
        "Monitors may stay until spring, says mission\n\n" + "\n".join([*lines, line]) + "\n"
    )
    assert len(article.body) == 1
    assert article.body[0].split() == words


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published: 3 March 2025", "2025-03-03"),
        ("3 марта 2025, 14:20", "2025-03-03"),
        ("Опубліковано 03.03.2025", "2025-03-03"),
        ("3. März 2025", "2025-03-03"),
        ("Publié le 3 mars 2025", "2025-03-03"),
        ("Opublikowano: 3 marca 2025", "2025-03-03"),
        ("2025-03-03 14:20", "2025-03-03"),
        ("17/03/2025", "2025-03-17"),
        ("Олена Коваленко — Понеділок, 3 березня 2025, 14:05", "2025-03-03"),
        ("Monday, March 3, 2025 at 14:05", "2025-03-03"),
        ("03/04/2025", None),
        ("Today, 14:20", None),
        ("3 March, 14:20", None),
        ("Updated 3 March 2025", None),
        ("31.02.2025 10:00", None),
    ],
)
def test_a_date_counts_only_if_it_is_whole_and_the_articles_own(
    line: str, expected: str | None
) -> None:
    article = read_capture(f"Monitors may stay on the line until spring\n{line}\n\n{LONG['en']}\n")
    assert article.origin.published == expected
    assert article.body == (LONG["en"],)
    assert expected is not None or any("no date of publication" in w for w in article.warnings)


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Brussels — Allies met", "Brussels"),
        ("KYIV, March 3 (Agency) — Allies met", "KYIV, March 3 (Agency)"),
        ("МОСКВА, 3 марта. /АГЕНТСТВО/. Стороны", "МОСКВА, 3 марта. /АГЕНТСТВО/"),
        ("Warszawa (PAP) - Sojusznicy", "Warszawa (PAP)"),
        ("Война — это", ""),
        ("Москва — столица", ""),
        ("Post—war forces", ""),
        ("Russia—friendly Hungary", ""),
        ("NATO — Allies met", ""),
    ],
)
def test_datelines(opening: str, expected: str) -> None:
    article = read_capture(
        f"Monitors may stay on the line until spring\n\n{opening} {LONG['en']}\n"
    )
    assert article.dateline == expected
    assert article.body[0].startswith(opening)


def test_a_page_of_furniture_only_has_no_body() -> None:
    article = read_capture("Войти\nПоиск\nРеклама\n12\nВсе права защищены\n")
    assert article.body == ()
    assert article.title == ""
    assert any("no text" in warning for warning in article.warnings)


def test_an_empty_text_says_so() -> None:
    assert read_capture(" \n\n").warnings[0] == "the text is empty"


def test_marks_of_direction_do_not_hide_furniture() -> None:
    article = read_capture(
        PORTAL.replace("Войти", "\u200fВойти\u200e").replace("1204", "\u202a1204")
    )
    assert zone(article, "furniture") == ["\u200fВойти\u200e"]
    assert article.counters[0].raw == "1204"
    assert any("direction marks" in warning for warning in article.warnings)


def test_a_seventh_language_is_said_to_be_none_of_the_six() -> None:
    text = (
        "各国正在考虑在停火线沿线部署一支监督部队\n\n"
        + "各国外交官表示讨论仍处于早期阶段尚未作出决定。" * 6
    )
    article = read_capture(text)
    assert article.language == ""
    assert len(article.body) == 1
    assert any("none of the languages" in warning for warning in article.warnings)


def test_another_detector_can_be_given() -> None:
    assert read_capture(PORTAL, language_of=lambda _: "pl").language == "pl"


@pytest.mark.parametrize(
    ("title", "outlet", "country", "chain"),
    [
        ("Die Wache bleibt (The Daily Courier, USA)", "The Daily Courier", "USA", ("en", "ru")),
        ("Пост остаётся (Der Beobachter, Германия)", "Der Beobachter", "Германия", ("de", "ru")),
        ("Взрыв в порту (Одесса, Украина)", "", "", ("ru",)),
        ("Пост остаётся (Иванов, Петров)", "", "", ("ru",)),
        ("Пост остаётся на мосту | Наш вестник", "Наш вестник", "", ()),
    ],
)
def test_an_outlet_is_one_before_a_country_only(
    title: str, outlet: str, country: str, chain: tuple[str, ...]
) -> None:
    article = read_capture(f"{title}\n12\n0\n0\n\n{LONG['ru']}\n")
    origin = article.origin
    assert (origin.outlet, origin.outlet_country, origin.chain) == (outlet, country, chain)
    assert origin.verbatim == (len(chain) <= 1)
    bare = title.split(" (", maxsplit=1)[0].split(" |", maxsplit=1)[0]
    assert article.title == (bare if outlet else title)


def test_a_note_of_translation_gives_the_chain() -> None:
    page = f"Войска останутся на линии до весны\nПеревод с английского\n\n{LONG['ru']}\n"
    origin = read_capture(page).origin
    assert origin.chain == ("en", "ru")
    assert not origin.verbatim


def test_a_translation_from_an_unnamed_language_is_not_verbatim() -> None:
    page = f"Monitors may stay on the line until spring\nMachine translation\n\n{LONG['en']}\n"
    article = read_capture(page)
    assert article.origin.chain == ()
    assert not article.origin.verbatim
    assert any("does not name" in warning for warning in article.warnings)


def test_a_source_line_names_the_outlet() -> None:
    page = f"Monitors may stay on the line until spring\n\n{LONG['en']}\n\nAll rights reserved\n"
    origin = read_capture(f"{page}Source: The Daily Courier\n").origin
    assert origin.outlet == "The Daily Courier"


def test_another_carrier_is_read_from_its_disclaimer() -> None:
    rights = "Материалы «Зеркала» содержат оценки исключительно зарубежных СМИ"
    title = "Пост остаётся на мосту до весны (Der Beobachter, Германия)"
    origin = read_capture(f"{title}\n\n{LONG['ru']}\n\n{rights}\n").origin
    assert origin.carrier == "Зеркала"
    assert origin.chain == ("de", "ru")


def test_a_date_above_the_title_is_taken_only_from_the_line_next_to_it() -> None:
    near = f"Поиск\n3 марта 2025, 14:20\nВойска останутся на линии до весны\n\n{LONG['ru']}\n"
    far = f"3 марта 2025\nПоиск\nВойти\nВойска останутся на линии до весны\n\n{LONG['ru']}\n"
    assert read_capture(near).origin.published == "2025-03-03"
    assert read_capture(far).origin.published is None


def test_a_name_below_the_text_is_no_body_and_a_source_no_heading() -> None:
    page = f"Войска останутся на линии до весны\n\n{LONG['ru']}\n\nИсточник: Наш вестник\n\n"
    article = read_capture(f"{page}{LONG['ru2']}\n\nИван Петров\n\nВсе права защищены\n")
    assert article.body == (LONG["ru"], "Источник: Наш вестник", LONG["ru2"])
    assert article.headings == ()
    assert "Иван Петров" in zone(article, "furniture")
