"""What rules found and what a model proposes, side by side: rules go first, nothing is replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ceasefire.press.reading import Reading
from ceasefire.press.service.match import apart
from ceasefire.press.service.proposals import Proposal
from ceasefire.press.statement import Quote

SUGGESTED = "speaker suggested"


@dataclass(frozen=True)
class SuggestedSpeaker:
    """A speaker that a model proposes for a quote by rules that has none; ``quote`` is unchanged.

    ``rule`` names the service, the model and the hash of the prompt.
    """

    quote: Quote
    speaker: str
    surface: str
    rule: str


def merged(found: Sequence[Quote], proposed: Sequence[Quote]) -> tuple[Quote, ...]:
    """All quotes by rules, unchanged, and those proposed that overlap none, in order of the text.

    Of proposals that overlap one another the first given is taken.
    """
    kept = list(found)
    for one in proposed:
        if all(_apart(one, other) for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda quote: (quote.start, quote.end)))


def suggested_speakers(
    found: Sequence[Quote], proposed: Sequence[Quote]
) -> tuple[SuggestedSpeaker, ...]:
    """Speakers that proposals name for quotes by rules with nobody named, the first for each."""
    suggestions = []
    for quote in found:
        if quote.speaker or quote.surface or quote.anonymous:
            continue
        over = (one for one in proposed if one.surface and not _apart(one, quote))
        for one in over:
            rule = one.rules["speaker"]
            suggestions.append(SuggestedSpeaker(quote, one.speaker, one.surface, rule))
            break
    return tuple(suggestions)


def with_proposal(reading: Reading, proposal: Proposal) -> Reading:
    """Return a reading with the quotes and statements that are proposed beside its own.

    A suggested speaker stands in ``rules`` of its quote only. What was dropped or could not be read
    joins the warnings of the article.
    """
    suggestions = suggested_speakers(reading.quotes, proposal.quotes)
    speakers = {_place(one.quote): one for one in suggestions}
    said = {_place(one.quote): one for one in (*proposal.statements, *reading.statements)}
    quotes, statements = [], []
    for quote in merged(reading.quotes, proposal.quotes):
        place = _place(quote)
        shown = _with_suggestion(quote, speakers.get(place))
        quotes.append(shown)
        if place in said:
            statements.append(replace(said[place], quote=shown))
    warnings = (*reading.article.warnings, *proposal.warnings, *_dropped(proposal))
    article = replace(reading.article, warnings=warnings)
    return replace(reading, article=article, quotes=tuple(quotes), statements=tuple(statements))


def _with_suggestion(quote: Quote, one: SuggestedSpeaker | None) -> Quote:
    if one is None:
        return quote
    who = one.speaker or one.surface
    return replace(quote, rules={**quote.rules, SUGGESTED: f"{who} ({one.rule})"})


def _dropped(proposal: Proposal) -> list[str]:
    drops = proposal.drops
    named = (("quotes", drops.quotes), ("fields of quotes", drops.fields))
    return [
        f"model service: {sum(counts.values())} {what} dropped: {_listed(counts)}"
        for what, counts in named
        if counts
    ]


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {reason}" for reason, count in sorted(counts.items()))


def _place(quote: Quote) -> tuple[int, int]:
    return quote.start, quote.end


def _apart(one: Quote, other: Quote) -> bool:
    return apart(_place(one), _place(other))
