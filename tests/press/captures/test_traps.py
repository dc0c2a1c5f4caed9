"""The nine traps of a translated, refurnished page: each would be a wrong fact if missed."""

# ruff: noqa: RUF001 - words in Cyrillic and typographic marks are meant

from __future__ import annotations

from tests.press.captures.pages import PORTAL

from ceasefire.press.captures.read import read_capture

TITLE = "Five capitals weigh a monitoring force along the line"
END = (
    "The ministers will take up the paper once more before the spring, "
    "when the weather lets the surveyors "
    "walk the whole length of the line."
)


def body(*paragraphs: str) -> tuple[str, ...]:
    return read_capture("\n\n".join([TITLE, *paragraphs, END])).body[:-1]


def test_1_no_date_is_borrowed_from_the_list_and_relative_ones_stay_open() -> None:
    article = read_capture(PORTAL)
    assert article.origin.published is None
    assert [item.time for item in article.items] == ["02.03 17:40", "02.03 17:05", "01.03 09:12"]
    assert any(
        "no date of publication" in w and "list of other items" in w for w in article.warnings
    )
    relative = next(w for w in article.warnings if "relative dates" in w)
    assert "'this month'" in relative
    assert "'on Thursday'" in relative


def test_1_not_even_a_whole_date_is_borrowed_from_the_list() -> None:
    dated = PORTAL.replace("02.03 17:40", "02.03.2025 17:40")
    assert read_capture(dated).origin.published is None


def test_2_the_chain_is_kept_and_quotes_are_not_verbatim() -> None:
    origin = read_capture(PORTAL).origin
    assert (origin.outlet, origin.outlet_country) == ("The Daily Courier", "USA")
    assert origin.carrier == "InoSMI"
    assert origin.chain == ("en", "ru", "en")
    assert not origin.verbatim


def test_3_a_headline_that_says_more_than_the_body_is_flagged_and_is_the_carriers() -> None:
    warnings = read_capture(PORTAL).warnings
    assert "the sub-headline is by InoSMI, not by the outlet of the article" in warnings
    assert any("the sub-headline says 'rejected'" in warning for warning in warnings)


def test_3_a_headline_that_the_body_bears_out_is_not_flagged() -> None:
    borne_out = PORTAL.replace("could not work under the flag", "were rejected under the flag")
    assert not any("sub-headline says" in warning for warning in read_capture(borne_out).warnings)


def test_4_mixed_nested_and_missing_marks_leave_paragraphs_whole() -> None:
    mixed = (
        '“We build this now, since we must be able to tell them what we will do," the envoy said. '
        '"It has to last.”'
    )
    nested = 'They want no “presence that looks like "green vests" with nowhere to go," he said.'
    dashed = (
        '“The guarantee they seek is another one," said a senior official. — Until then they need '
        "monitors.”"
    )
    assert body(mixed, nested, dashed) == (mixed, nested, dashed)


def test_5_anonymous_sources_stay_as_the_page_has_them() -> None:
    sources = (
        "Many capitals look at the same drafts, the European diplomat said in a call.",
        "The diplomat said that nothing is signed, and that nothing will be soon.",
        "It is one question of many, said an official who took part in the talks.",
        "A senior official of the alliance said that the planning goes on.",
        "The new people showed interest, officials briefed on the talks said.",
    )
    article = read_capture("\n\n".join([TITLE, *sources, END]))
    assert article.body[:-1] == sources
    assert article.origin.outlet == ""
    assert article.headings == ()


def test_6_a_role_is_neither_heading_nor_dateline() -> None:
    roles = (
        "The Ukrainian leader welcomed the draft and asked others to join the mission.",
        "President-elect Trump — Brussels waits for him — has not said what he thinks of it.",
        "The Russian president answered that he would have to think about it for long.",
    )
    article = read_capture("\n\n".join([TITLE, *roles, END]))
    assert article.body[:-1] == roles
    assert (article.dateline, article.lead) == ("", "")


def test_7_names_keep_the_spelling_of_the_page_and_a_capital_in_the_text_is_no_dateline() -> None:
    text = (
        "Kiev and Moscow differ, Vladimir Zelensky told Grand, "
        "and Grand told the reporters in the hall.",
        "Kiev — as Moscow — waits for what the others say about the draft of the mandate.",
    )
    article = read_capture("\n\n".join([TITLE, *text, END]))
    assert article.body[:-1] == text
    assert article.dateline == ""


def test_8_dashes_of_a_machine_translation_split_nothing() -> None:
    dashes = (
        "The post—war forces will not keep anybody from signing - they may be easier to accept.",
        "Objections came from others, such as Russia—friendly Hungary, which asks for time.",
        "Russia—friendly Hungary asks for time and for a seat in the staff of the mission.",
    )
    article = read_capture("\n\n".join([TITLE, *dashes, END]))
    assert article.body[:-1] == dashes
    assert article.dateline == ""


def test_9_languages_are_told_apart_line_by_line() -> None:
    article = read_capture(PORTAL)
    assert article.language == "en"
    assert [item.language for item in article.items] == ["ru", "en", "en"]
    foreign = "Министр сказал, что «линию надо закрыть» и что об этом ещё поговорят весной."
    mixed = read_capture(f"{TITLE}\n\n{END}\n\n{foreign}\n\n{END}")
    assert [part.language for part in mixed.paragraphs] == ["en", "ru", "en"]
    assert any("paragraphs in ru" in warning for warning in mixed.warnings)
