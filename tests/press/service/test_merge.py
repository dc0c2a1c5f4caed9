"""Proposals beside what rules found."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.press.service.made import LINES, article, listed, mention, quote, service

from ceasefire.press.quotes import quotes, statements
from ceasefire.press.reading import Reading
from ceasefire.press.service.merge import SUGGESTED, merged, suggested_speakers, with_proposal
from ceasefire.press.service.proposals import INVENTED
from ceasefire.press.statement import Quote


def reading(lines: tuple[str, ...] = LINES) -> Reading:
    page = article(lines)
    known = (mention(page.text, "Roe", "Jana Roe", "roe_jana"),)
    found = quotes(page.paragraphs, known)
    return Reading(page, known, found, statements(found, page.paragraphs))


def test_rules_stand_and_only_what_overlaps_none_is_added() -> None:
    before = reading()
    answer = listed(quote("Arrel weighs troops"), quote("not stand aside"), quote("too early"),
                    quote("never said"))  # fmt: skip
    proposal = service(answer).propose(before.article, before.mentions)
    after = with_proposal(before, proposal)
    assert [q for q in after.quotes if q in before.quotes] == list(before.quotes)
    fresh = [q.text for q in after.quotes if q not in before.quotes]
    assert fresh == ["Arrel weighs troops"]
    assert [one.quote for one in after.statements] == list(after.quotes)
    assert after.article.warnings == (f"model service: 1 quotes dropped: 1 {INVENTED}",)
    assert after.as_json()["quotes"][0]["confidence"] < 0.2


def test_a_speaker_for_a_quote_without_one_is_a_suggestion_only() -> None:
    line = "“The monitors must be let in before anyone else moves.” So it went. Roe left."
    before = reading((line,))
    (found,) = before.quotes
    assert (found.speaker, found.surface) == ("", "")
    said = quote("The monitors must be let in", speaker="Roe")
    proposal = service(listed(said)).propose(before.article, before.mentions)
    (one,) = suggested_speakers(before.quotes, proposal.quotes)
    assert (one.quote, one.speaker, one.surface) == (found, "roe_jana", "Roe")
    assert proposal.by in one.rule
    (shown,) = with_proposal(before, proposal).quotes
    assert shown.rules[SUGGESTED].startswith("roe_jana (")
    assert replace(shown, rules=found.rules) == found


def test_a_quote_that_has_a_speaker_gets_no_suggestion() -> None:
    before = reading()
    answer = listed(quote("too early", speaker="Tomas Lind"))
    proposal = service(answer).propose(before.article, before.mentions)
    assert suggested_speakers(before.quotes, proposal.quotes) == ()


SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 9)).map(
        lambda one: Quote(one[0], one[0] + one[1], "x", "direct")
    ),
    max_size=8,
)


@given(SPANS, SPANS)
def test_merging_keeps_all_of_the_rules_and_no_overlap_with_a_proposal(
    found: list[Quote], proposed: list[Quote]
) -> None:
    result = merged(found, proposed)
    rest = list(result)
    for one in found:
        rest.remove(one)
    for one in rest:
        assert one in proposed
        others = [*found, *(other for other in rest if other is not one)]
        assert all(one.end <= other.start or other.end <= one.start for other in others)
    assert [q.start for q in result] == sorted(q.start for q in result)
    assert len(merged(result, proposed)) == len(result)
