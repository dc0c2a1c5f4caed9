# ruff: noqa: RUF001 - words of six languages
"""What quotes say: how firmly, whether denied, on what condition, with which figure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ceasefire.press.article import Language, Paragraph
from ceasefire.press.quotes.codebook import CODEBOOK, Codebook
from ceasefire.press.quotes.cues import LEXICONS
from ceasefire.press.quotes.figures import figures
from ceasefire.press.statement import Figure, Quote, Statement

# Kind of modality: words of each language; the first kind that fits is taken.
_MODAL: dict[Language, tuple[tuple[str, str], ...]] = {
    "en": (("hoped", r"hop(?:e|es|ed|ing)"), ("required", r"must|should|need(?:s|ed)? to|have to"),
           ("possible", r"could|may|might|possibl[ey]|can"), ("conditional", r"would"),
           ("intended", r"will|going to|plans? to|ready to")),
    "ru": (("hoped", r"наде\w+"), ("required", r"долж\w+|нужно|необходимо|следует"),
           ("conditional", r"бы"), ("possible", r"мо[гж]\w+|возможн\w+"),
           ("intended", r"буд\w+|намерен\w*|готов\w*|планиру\w+")),
    "uk": (("hoped", r"споді\w+"), ("required", r"повин\w+|має|мають|потрібно|необхідно|слід"),
           ("conditional", r"би|б"), ("possible", r"мо[гж]\w+|можлив\w+"),
           ("intended", r"буд\w+|намір\w*|готов\w*|плану\w+")),
    "de": (("hoped", r"hoff\w+"), ("required", r"muss|müssen|soll(?:te|ten|en)?"),
           ("possible", r"könn\w+|kann|möglich\w*"), ("conditional", r"würden?|wäre\w*"),
           ("intended", r"werden|wird|wollen|bereit")),
    "fr": (("hoped", r"esp[éè]r\w+"), ("required", r"doit|doivent|faut|devrait|devraient"),
           ("possible", r"peut|peuvent|pourr\w+|possible\w*"),
           ("conditional", r"serai\w+|aurai\w+|voudrai\w+"), ("intended", r"allons|va|prête?s?")),
    "pl": (("hoped", r"nadziej\w+|mamy nadzieję"), ("required", r"musi\w*|trzeba|powin\w+|należy"),
           ("possible", r"moż\w+|mogą|mógł\w*"), ("conditional", r"by|byłby|byłoby"),
           ("intended", r"będ\w+|zamierz\w+|gotow\w+")),
}  # fmt: skip
_DENIED: dict[Language, str] = {
    "en": r"\b(?:not|never|no|nobody|cannot|without)\b|n['’]t\b",
    "ru": r"\b(?:не|нет|никогда|никто|нельзя)\b",
    "uk": r"\b(?:не|немає|ніколи|ніхто|не можна)\b",
    "de": r"\b(?:nicht|nie|niemals|niemand|kein\w*)\b",
    "fr": r"\b(?:ne|jamais|aucune?)\b|\bn['’]\w",
    "pl": r"\b(?:nie|nigdy|nikt|żad\w+)\b",
}
_CONDITION: dict[Language, str] = {
    "en": r"if|unless|in the event of|in case of|provided that|as long as|only after|once",
    "ru": r"если|в случае|при условии|только после|когда",
    "uk": r"якщо|у разі|в разі|за умови|лише після|коли",
    "de": r"wenn|falls|sofern|im falle|unter der bedingung|nur nach",
    "fr": r"si|en cas de|à condition|pourvu que|seulement après",
    "pl": r"jeśli|jeżeli|w przypadku|pod warunkiem|dopiero po|gdy",
}
_MODALS = {
    language: tuple((kind, re.compile(rf"\b(?:{words})\b", re.I)) for kind, words in kinds)
    for language, kinds in _MODAL.items()
}
_NEGATIONS = {language: re.compile(words, re.I) for language, words in _DENIED.items()}
_CONDITIONS = {
    language: re.compile(rf"\b(?:{words})\b[^,.;:!?…“”\"«»]*", re.I)
    for language, words in _CONDITION.items()
}
_APPOSITION = re.compile(r",\s([^,.;:“”\"«»]{4,120}?)(?=[,.;:]|\swho\b|$)")
_SUGGESTED = "suggestion"
# Verbs that say that something is not so, by how they begin; "did not say" is found by its verb.
_DENYING = r"denie[sd]|deny|опроверг|отриц|заперечу|заперечи|спростов|dementier|dément|zaprzecz"
DENIED_WITHIN = 16  # characters between "not" and the cue that it denies
LONGEST_CONTEXT = (
    600  # characters on either side in which the sentence around a quote is looked for
)


def statements(
    quotes: Sequence[Quote], paragraphs: Sequence[Paragraph] = (), *, codebook: Codebook = CODEBOOK
) -> tuple[Statement, ...]:
    """One statement for each quote, in the same order.

    Args:
        quotes: what was said, with places in the stored text.
        paragraphs: that the quotes stand in; the words around a quote help with the speaker's
            role, the condition and the question. Without them the quote's own words decide.
        codebook: cues for questions and stances.

    Returns:
        Statements whose ``issue`` and ``stance`` are suggestions, as ``rules`` says with the cue;
        places of a figure count in the stored text.
    """
    starts = [paragraph.start for paragraph in paragraphs]
    found: list[Statement] = []
    for quote in quotes:
        i = bisect_right(starts, quote.start) - 1
        around = paragraphs[i] if i >= 0 and paragraphs[i].end >= quote.end else None
        found.append(_statement(quote, around, codebook))
    return tuple(found)


def manner(text: str, language: Language) -> tuple[str, bool]:
    """The modality of words, blank for none, and whether they deny something."""
    return _modality(text, language)[0], _NEGATIONS[language].search(text) is not None


def _statement(quote: Quote, around: Paragraph | None, codebook: Codebook) -> Statement:
    language: Language = quote.language or "en"
    rules: dict[str, str] = {}
    own = quote.text
    context = _sentence(quote, around) if quote.mode != "direct" else own
    condition = _CONDITIONS[language].search(own) or _CONDITIONS[language].search(context)
    denial = _NEGATIONS[language].search(own) or _unsaid(quote, context)
    modality, word = _modality(f"{quote.verb} {own}", language)
    figure = _figure(quote, language)
    issue, cue = codebook.issue(own, language)
    if issue:
        rules["issue"] = f"{_SUGGESTED}: {cue}"
    else:
        issue, cue = codebook.issue(context, language)
        if issue:
            rules["issue"] = f"{_SUGGESTED}, from the sentence around: {cue}"
    stance = _stance(quote, codebook, language, rules, conditional=condition is not None)
    role = _role(quote, around)
    reasons = (("modality", word), ("negated", denial[0] if denial else ""),
               ("role", role and "words beside the name"),
               ("condition", condition[0].split()[0] if condition else ""),
               ("figure", figure.words if figure else ""))  # fmt: skip
    rules |= {field: reason for field, reason in reasons if reason}
    return Statement(
        quote=quote,
        role=role,
        modality=modality,
        negated=denial is not None,
        condition=condition[0].strip() if condition else "",
        issue=issue,
        stance=stance,
        figure=figure,
        rules=rules,
    )


def _unsaid(quote: Quote, context: str) -> re.Match[str] | None:
    """The words by which a speaker denies what is reported, or is said not to have said it."""
    if quote.mode != "indirect" or not quote.verb:
        return None
    not_said = rf"(?:\bnot|\bnever|n[’']t|\bне|\bpas|\bnie) {re.escape(quote.verb)}\b"
    said_not = rf"\b{re.escape(quote.verb)} nicht\b"
    return re.match(_DENYING, quote.verb, re.I) or re.search(
        f"{not_said}|{said_not}", context, re.I
    )


def _modality(text: str, language: Language) -> tuple[str, str]:
    for kind, pattern in _MODALS[language]:
        match = pattern.search(text)
        if match:
            return kind, match[0]
    return "", ""


def _stance(
    quote: Quote,
    codebook: Codebook,
    language: Language,
    rules: dict[str, str],
    *,
    conditional: bool,
) -> str:
    """The stance that the cues suggest; what is for something under a condition is conditional."""
    stance, cue = codebook.stance(f"{quote.verb} {quote.text}", language)
    if conditional and stance in ("", "for", "interested"):
        stance, cue = "conditional", "a condition"
    if not stance:
        return "unclear"
    if stance == "for":
        text = f"{quote.verb} {quote.text}".lower()
        place = text.find(cue)
        if _NEGATIONS[language].search(text, max(0, place - DENIED_WITHIN), max(0, place)):
            stance, cue = "against", f"{cue}, denied"
    rules["stance"] = f"{_SUGGESTED}: {cue}"
    return stance


def _figure(quote: Quote, language: Language) -> Figure | None:
    """The first figure of the words, with its place in the stored text."""
    for one in figures(quote.text, language):
        start, end = quote.start + one.start, quote.start + one.end
        return Figure(start, end, one.words, one.band, one.unit)
    return None


def _sentence(quote: Quote, around: Paragraph | None) -> str:
    """The sentence that a quote stands in, as far as full stops tell."""
    if around is None:
        return quote.text
    start, end = quote.start - around.start, quote.end - around.start
    left = around.text[max(0, start - LONGEST_CONTEXT) : start]
    right = around.text[end : end + LONGEST_CONTEXT]
    before = re.split(r"[.!?…]\s", left)[-1]
    after = re.split(r"[.!?…](?:\s|$)", right)[0]
    return before + quote.text + after


def _role(quote: Quote, around: Paragraph | None) -> str:
    """What the text calls the speaker beside the name: before it, or between commas after it."""
    called = {w.lower() for w in quote.surface.split()}
    lexicon = LEXICONS[quote.language or "en"]
    nouns = lexicon.sources | lexicon.nameless
    if called & nouns:
        words = quote.surface.split()
        name = set(quote.speaker.split())
        return " ".join(w for w in words if w not in name and w.lower() not in lexicon.definite)
    if around is None or not quote.surface:
        return ""
    place = quote.start - around.start
    low, high = max(0, place - LONGEST_CONTEXT), place + len(quote.text) + LONGEST_CONTEXT
    before = around.text.rfind(quote.surface, low, place)
    after = around.text.find(quote.surface, place, high)
    spots = [i for i in (before, after) if i >= 0]
    nearest = min(spots, key=lambda i: abs(i - place), default=-1)
    if nearest < 0:
        return ""
    match = _APPOSITION.match(around.text, nearest + len(quote.surface))
    if match and set(match[1].lower().split()) & (nouns | lexicon.indefinite):
        return match[1].removeprefix("a ").removeprefix("an ").removeprefix("the ")
    return ""
