# ruff: noqa: RUF001 - words of six languages
"""Headlines that say who takes which position: "X rules out Y", "Y, says X", "Y — X"."""

from __future__ import annotations

import re

from ceasefire.press.article import Language
from ceasefire.press.quotes.indirect import Reported
from ceasefire.press.quotes.sentences import Part, Sentence

_VERBS: dict[Language, str] = {
    "en": r"(?:rules?|ruled) out|calls? for|called for|rejects?|rejected|refuses?|refused|backs?"
    r"|backed|supports?|supported|opposes?|opposed|demands?|demanded|wants?|proposes?|proposed"
    r"|offers?|offered|pledges?|pledged|vows?|vowed|threatens?|threatened|agrees?|agreed|urges?"
    r"|urged|welcomes?|welcomed|dismiss(?:es|ed)|den(?:y|ies|ied)|confirms?|confirmed",
    "ru": r"отказал(?:ся|ась|ись|ось)|отказывается|отказываются|отверг(?:ла|ло|ли)?|отвергает"
    r"|исключ(?:ил|ила|или|ает|ают)|поддержал[аио]?|поддерживает|потребовал[аио]?|требует"
    r"|призвал[аио]?|призывает|предложил[аио]?|предлагает|пообещал[аио]?|обещает"
    r"|пригрозил[аио]?|согласил(?:ся|ась|ись)|допустил[аио]?|допускает|подтвердил[аио]?",
    "uk": r"відмови(?:вся|лася|лась|лися|лось)|відмовляється|відкину(?:в|ла|ли|ло)|відкидає"
    r"|виключи(?:в|ла|ли)|виключає|підтрима(?:в|ла|ли)|підтримує|вимагає|закликає"
    r"|заклика(?:в|ла|ли)|запропонува(?:в|ла|ли)|пропонує|пообіця(?:в|ла|ли)|обіцяє|погрожує"
    r"|погоди(?:вся|лася|лися)|допусти(?:в|ла|ли)|допускає|підтверди(?:в|ла|ли)",
    "de": r"lehnt|fordert|unterstützt|verspricht|droht|weigert|verweigert|schließt|befürwortet"
    r"|begrüßt|bietet|verlangt",
    "fr": r"exclut|excluent|rejette|rejettent|refuse|refusent|soutient|soutiennent|exige|propose"
    r"|promet|menace|accepte|défend|salue",
    "pl": r"wyklucza|wykluczył[ai]?|odrzuca|odrzucił[ai]?|odmawia|odmówił[ai]?|popiera|poparł[ai]?"
    r"|żąda|wzywa|proponuje|obiecuje|grozi|zgadza się|domaga się",
}
_DENIED: dict[Language, str] = {
    "en": r"(?:does|do|did|will|would)(?: not|n['’]t)|won['’]t|never", "ru": "не", "uk": "не",
    "de": "nicht", "fr": r"n['’]|ne", "pl": "nie",
}  # fmt: skip
_POSITIONS = {
    language: re.compile(
        rf"(?P<who>(?:[\w’'.&-]+\s+){{1,6}}?)(?P<not>(?:{_DENIED[language]})\s*)?"
        rf"\b(?P<verb>{verbs})\s+(?=\S)"
    )
    for language, verbs in _VERBS.items()
}
_NAME = r"[A-ZÀ-ÞŁŚŻА-ЯІЇЄҐЁ][\w’'.-]*"
_AFTER_DASH = re.compile(rf"\s[—–-]\s(?P<who>{_NAME}(?:\s{_NAME}){{0,2}})\.?$")
_LONGEST = 300  # characters of a headline


def position(sentence: Sentence, part: Part) -> tuple[Reported, ...]:
    """A headline with its speaker before a verb of position, or after a dash at its end."""
    line = part.text[sentence.start : sentence.end]
    if len(line) > _LONGEST:
        return ()
    pattern = _POSITIONS.get(part.language)
    match = pattern.match(line) if pattern else None
    if match and any(word[0].isupper() for word in match["who"].split()):
        # What is denied stands with its "not", so that the statement is not turned round.
        start = match.start("not") if match["not"] else match.end()
        last = sentence.at(sentence.start + match.end("who") - 2) + 1
        rule = "headline with a verb of position"
        verb = line[start : match.end("verb")] if match["not"] else match["verb"]
        return (Reported(sentence.start + start, _end(sentence), 0, last, verb, rule),)
    match = _AFTER_DASH.search(line)
    if match and match.start() > 0:
        first = sentence.at(sentence.start + match.start("who"))
        last = sentence.at(sentence.start + match.end("who") - 1) + 1
        end = sentence.start + match.start()
        rule = "headline with its speaker after a dash"
        return (Reported(sentence.start, end, first, last, "—", rule),)
    return ()


def whole(sentence: Sentence) -> Reported:
    """A headline in which nobody speaks: its words are those of who prints it."""
    return Reported(sentence.start, _end(sentence), 0, 0, "", "whole headline")


def _end(sentence: Sentence) -> int:
    """Where the words of a headline end, without its full stop."""
    last = sentence.words[-1]
    return last.start if last.text == "." and len(sentence.words) > 1 else last.end
