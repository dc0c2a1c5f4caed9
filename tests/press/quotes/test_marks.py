"""The mark machine, on lines in the manner of real pages."""
# ruff: noqa: RUF001 - the marks themselves

from __future__ import annotations

import pytest

from ceasefire.press.quotes.marks import marked, reopened

CASES = {
    "english": ("“We wait,” she said.", ["We wait,"]),
    "straight": ('"We wait," she said. "Not long."', ["We wait,", "Not long."]),
    "opened curly, closed straight": ('“We wait," she said. “Yes.”', ["We wait,", "Yes."]),
    "straight within curly": ('“A "buffer" zone is no answer."', ['A "buffer" zone is no answer.']),
    "curly within curly": ("“They call it “peace” there.”", ["They call it “peace” there."]),
    "never closed before the next": ("“We wait, he said. “Not long.”",
                                     ["We wait, he said.", "Not long."]),
    "german": ("„Wir warten“, sagte sie. „Nicht lange.“", ["Wir warten", "Nicht lange."]),
    "german pointing inwards": ("»Wir warten«, sagte sie.", ["Wir warten"]),
    "polish": ("„Czekamy” – powiedziała.", ["Czekamy"]),
    "french": ("« Nous attendons », a-t-elle dit. « Oui. »", ["Nous attendons", "Oui."]),
    "french thin spaces": ("«\u202fNous attendons\u202f», dit-elle.", ["Nous attendons"]),
    "russian": ("«Ждём», — сказала она.", ["Ждём"]),
    "russian nested": ("«Отряд „Север“ ждёт», — сказала она.", ["Отряд „Север“ ждёт"]),
    "one mark closes two": ("«Мы из «Севера», — сказала она.", ["Мы из «Севера"]),
    "lone close after a dash": ("He nodded. — Now we wait.” Then he left.", ["Now we wait."]),
    "inches are no marks": ('A 6" gun stood there.', []),
    "single": ("‘We can’t take the allies’ plan,’ she said. ‘Not now.’",
               ["We can’t take the allies’ plan,", "Not now."]),
    "double within single": ("‘She called it “thin” and left,’ he said.",
                             ["She called it “thin” and left,"]),
    "single within double": ("“She called it ‘thin’ and left,” he said.",
                             ["She called it ‘thin’ and left,"]),
    "single within single": ("‘They want ‘peace’ now,’ she said.", ["They want ‘peace’ now,"]),
    "german single": ("‚Wir warten‘, sagte sie.", ["Wir warten"]),
    "french single": ("‹ Nous attendons ›, dit-elle.", ["Nous attendons"]),
    "straight single": ("'We can't wait,' said Bell. 'Not the states' way.'",
                        ["We can't wait,", "Not the states' way."]),
    "apostrophes": ("It’s the allies’ plan for the states’ rights, don’t you see.", []),
    "elisions": ("Rock ‘n’ roll of the ‘90s: get ‘em all, it’s the dogs’ day.", []),
    "straight apostrophes": ("Get 'em all, the dogs' owner said, 'cause it's late.", []),
    "letters of Ukrainian": ("Об’єднання п’яти зв’язків.", []),
    "single marks across double ones": ("The ‘old “way,’ he said.”", ["way,’ he said."]),
    "empty": ("“” and «»", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_spans_of_a_line(name: str) -> None:
    text, expected = CASES[name]
    assert [text[one.start : one.end] for one in marked(text)] == expected


def test_a_mark_that_is_never_closed_is_flagged_and_ends_with_its_paragraph() -> None:
    (one,) = marked("He said: “We wait until spring")
    assert one.unclosed
    assert (one.start, one.end) == (10, 30)


def test_a_quote_that_opens_again_at_the_next_paragraph_is_not_unclosed() -> None:
    spans = marked("“We wait until spring.")
    assert not reopened(spans, "“And then we go.”")[0].unclosed
    assert reopened(spans, "Nobody answered.")[0].unclosed
