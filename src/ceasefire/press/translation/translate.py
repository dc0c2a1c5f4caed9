"""An article in another language, each translated text beside the stored one it was made from.

The stored text is what the page holds, which may be a translation itself; it is never called the
original here. What could not be translated stays as it is, is left without a translation and is
named in the warnings.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ceasefire.core.errors import CeasefireError, near
from ceasefire.press.article import LANGUAGES, Article, Language
from ceasefire.press.languages import SEVENTH_FROM, language_of
from ceasefire.press.translation.base import TranslationError, Translator, UnavailableError
from ceasefire.press.translation.text import batches, pieces, safe

_GIVE_UP = 3  # failures in a row after which a translator is not asked again


@dataclass(frozen=True)
class Pair:
    """A text as stored and its translation, ``None`` if it has none."""

    stored: str
    translation: str | None
    language: Language


@dataclass(frozen=True)
class ParagraphPair:
    """A paragraph and its translation, ``None`` if it has none.

    ``start`` and ``end`` are of the stored paragraph in ``Article.text``.
    """

    start: int
    end: int
    stored: str
    translation: str | None
    language: Language
    heading: bool = False


@dataclass(frozen=True)
class Translated:
    """What a machine made of an article, side by side with what it was made from.

    ``language`` is the one translated into, ``by`` the name of the translator, blank if there was
    none. Texts that need none, being in that language already or without
    a word, are left out. ``chain`` has the
    languages that the translation went through from the first one on, empty if that is not known.
    """

    language: Language
    by: str
    title: Pair | None
    subtitle: Pair | None
    lead: Pair | None
    paragraphs: tuple[ParagraphPair, ...]
    chain: tuple[Language, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def verbatim(self) -> bool:
        """Whether quotes in the translation stand in the words as spoken: never."""
        return False

    def as_json(self) -> dict[str, Any]:
        """Return the translation in its documented form; see docs/press.md."""
        return {
            "language": self.language, "by": self.by, "verbatim": self.verbatim,
            "chain": list(self.chain),
            "title": _pair(self.title), "subtitle": _pair(self.subtitle), "lead": _pair(self.lead),
            "paragraphs": [
                {"start": one.start, "end": one.end, "heading": one.heading,
                 "language": one.language, "stored": one.stored, "translation": one.translation}
                for one in self.paragraphs
            ],
            "warnings": list(self.warnings),
        }  # fmt: skip


@dataclass(frozen=True)
class _Part:
    """A text to translate and how the warnings call it.

    ``at`` is its place among the paragraphs, -1 if it is none of them.
    """

    name: str
    text: str
    source: Language
    at: int = -1


@dataclass
class _Work:
    """What was got and why the rest was not."""

    translations: dict[_Part, str] = field(default_factory=dict)
    causes: dict[str, list[_Part]] = field(default_factory=dict)
    routes: dict[Language, tuple[Language, ...]] = field(default_factory=dict)
    gone: str = ""

    def fail(self, cause: str, parts: Iterable[_Part]) -> None:
        self.causes.setdefault(cause, []).extend(parts)


def translate_article(
    article: Article, target: Language, translator: Translator | None
) -> Translated:
    """Translate title, subtitle, lead and paragraphs of an article.

    A translator that fails is no error here: what it did not give stays untranslated and the
    warnings name it. A text of which a part failed stays untranslated as a whole.

    Args:
        article: as it was read.
        target: one of the six languages.
        translator: ``None`` if there is none: nothing is translated, and the warnings say so.

    Raises:
        CeasefireError: the target is not one of the six.
    """
    if target not in LANGUAGES:
        msg = f"'{target}' is not a language to translate into"
        raise CeasefireError(msg, near(target, LANGUAGES) or f"one of {', '.join(LANGUAGES)}")
    parts = tuple(_parts(article, target))
    work = _Work()
    if translator is None:
        if parts:
            work.fail("no translator was given", parts)
    else:
        for source in dict.fromkeys(part.source for part in parts):
            of_source = [part for part in parts if part.source == source]
            _translate(work, translator, of_source, target)
    named = {part.name: _pair_of(part, work) for part in parts if part.at < 0}
    return Translated(
        target,
        "" if translator is None else translator.name,
        named.get("title"),
        named.get("subtitle"),
        named.get("lead"),
        tuple(_paragraph_of(part, article, work) for part in parts if part.at >= 0),
        _chain(article, work),
        tuple(f"{_names(some)} not translated: {cause}" for cause, some in work.causes.items()),
    )


def _parts(article: Article, target: Language) -> Iterator[_Part]:
    """Texts that have words and are not in the target language yet."""
    for name in ("title", "subtitle", "lead"):
        text = getattr(article, name)
        part = _Part(name, text, _language(text, language_of(text), article.language))
        if part.source != target and _letters(text):
            yield part
    for at, one in enumerate(article.paragraphs):
        source = _language(one.text, one.language, article.language)
        if source != target and _letters(one.text):
            yield _Part("paragraph", one.text, source, at)


def _letters(text: str) -> list[str]:
    return [one for one in text if one.isalpha()]


def _language(text: str, told: Language, of_article: Language) -> Language:
    """The language of a text; one too short to tell is taken to be in that of the article."""
    if told:
        return told
    letters = _letters(text)
    script = "CYRILLIC" if of_article in {"ru", "uk"} else "LATIN"
    fits = all(unicodedata.name(one, "").startswith(script) for one in letters)
    return of_article if fits and 0 < len(letters) < SEVENTH_FROM else ""


def _translate(work: _Work, by: Translator, parts: list[_Part], target: Language) -> None:
    """Translate texts of one language as far as that goes."""
    source = parts[0].source
    if not source:
        work.fail("in none of the six languages", parts)
        return
    try:
        route = () if work.gone else by.route(source, target)
    except TranslationError as error:
        work.gone = str(error)
        route = ()
    if not route:
        work.fail(work.gone or f"{by.name} has no way from {source} to {target}", parts)
        return
    work.routes[source] = route
    cut = {part: pieces(part.text, by.most) for part in parts}
    wanted = dict.fromkeys(one for some in cut.values() for one in some)
    got, why = _ask_all(work, by, wanted, (source, target))
    for part, cuttings in cut.items():
        causes = [why[one] for one in cuttings if one in why]
        text = "" if causes else " ".join(got[one] for one in cuttings)
        if causes:
            work.fail(causes[0], [part])
        elif text == part.text.strip() and len(text) >= SEVENTH_FROM:
            work.fail(f"{by.name} gave it back unchanged", [part])
        else:
            work.translations[part] = text


def _ask_all(
    work: _Work, by: Translator, texts: Iterable[str], languages: tuple[Language, Language]
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Translations of texts by batches, and for those that have none, why."""
    got, why = dict[str, str](), dict[str, str]()
    failures = 0
    for batch in batches(texts, by.most):
        if work.gone:
            why |= dict.fromkeys(batch, work.gone)
            continue
        try:
            answer = _ask(by, batch, *languages)
        except TranslationError as error:
            failures += 1
            why |= dict.fromkeys(batch, str(error))
            if isinstance(error, UnavailableError) or failures >= _GIVE_UP:
                work.gone = str(error)
            continue
        failures = 0
        for text, translation in zip(batch, answer, strict=True):
            if translation:
                got[text] = translation
            else:
                why[text] = f"{by.name} gave nothing for it"
    return got, why


def _ask(by: Translator, batch: list[str], source: Language, target: Language) -> list[str]:
    """One request; what comes back is made safe, and must be one text for each."""
    answer = [safe(one).strip() for one in by.translate(batch, source, target)]
    if len(answer) != len(batch):
        msg = f"{by.name} gave {len(answer)} translations for {len(batch)} texts"
        raise TranslationError(msg)
    return answer


def _pair_of(part: _Part, work: _Work) -> Pair:
    return Pair(part.text, work.translations.get(part), part.source)


def _paragraph_of(part: _Part, article: Article, work: _Work) -> ParagraphPair:
    one = article.paragraphs[part.at]
    translation = work.translations.get(part)
    return ParagraphPair(one.start, one.end, one.text, translation, part.source, one.heading)


def _chain(article: Article, work: _Work) -> tuple[Language, ...]:
    """The article's chain, and the way from its last language; of nothing new there is none."""
    before = article.origin.chain
    route = work.routes.get(before[-1], ()) if before and work.translations else ()
    return (*before, *route[1:]) if route else ()


def _names(parts: Iterable[_Part]) -> str:
    """How the texts are called: ``title, paragraphs 2, 4-9``, paragraphs counted from 1."""
    named, runs = list[str](), list[list[int]]()
    for part in sorted(parts, key=lambda part: part.at):
        if part.at < 0:
            named.append(part.name)
        elif runs and part.at == runs[-1][1]:
            runs[-1][1] = part.at + 1
        else:
            runs.append([part.at, part.at + 1])
    if runs:
        shown = [str(end) if end == at + 1 else f"{at + 1}-{end}" for at, end in runs]
        single = len(runs) == 1 and runs[0][1] == runs[0][0] + 1
        named.append(f"paragraph{'' if single else 's'} {', '.join(shown)}")
    return ", ".join(named)


def _pair(one: Pair | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"language": one.language, "stored": one.stored, "translation": one.translation}
