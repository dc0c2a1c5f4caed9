"""What ``ceasefire read`` puts beside a reading if asked: translation, names, a model's view."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

import click

from ceasefire.case.rows import Case
from ceasefire.core.errors import CeasefireError
from ceasefire.press.article import Article, Language
from ceasefire.press.proposals.backends import Backend, english_names, russian_names
from ceasefire.press.proposals.propose import Proposal, propose_names
from ceasefire.press.reading import Reading
from ceasefire.press.translation.translate import Translated, translate_article
from ceasefire.report.terminal import print_table

KEY = "CEASEFIRE_TRANSLATOR_KEY"
Translate = Callable[[Article], Translated]
_BACKENDS: dict[str, Callable[[], Backend]] = {"en": english_names, "ru": russian_names}
_SHOWN_NAMES = 20


class Asked(Protocol):
    """The options of the command that this module looks at."""

    @property
    def language(self) -> Language | None: ...  # noqa: D102 - as the options say
    @property
    def translator(self) -> str | None: ...  # noqa: D102
    @property
    def service(self) -> str: ...  # noqa: D102
    @property
    def model(self) -> str: ...  # noqa: D102
    @property
    def key_from(self) -> str: ...  # noqa: D102
    @property
    def replay(self) -> Path | None: ...  # noqa: D102
    @property
    def allow_remote(self) -> bool: ...  # noqa: D102


def translation(asked: Asked) -> Translate | None:
    """Return what translates an article; ``None`` if nothing is to be translated.

    Raises:
        CeasefireError: a translator without a language, or one that cannot be used.
    """
    if asked.language is None:
        if asked.translator is not None:
            msg = "a translator is given, but no language"
            raise CeasefireError(msg, "add --translate-to, as in --translate-to en")
        return None
    from ceasefire.press.translation.choose import translator  # noqa: PLC0415 - if asked for

    target, key = asked.language, os.environ.get(KEY, "")
    one = None
    if asked.translator:
        one = translator(asked.translator, allow_remote=asked.allow_remote, api_key=key)
    return lambda article: translate_article(article, target, one)


def print_translation(one: Translated) -> None:
    """Print each translated text beside the stored one, and what was not translated."""
    heads = [part for part in (one.title, one.subtitle, one.lead) if part is not None]
    rows = [(part.stored, part.translation or "") for part in heads]
    rows += [(part.stored, part.translation or "") for part in one.paragraphs]
    if one.by and rows:
        title = f"Into {one.language} by machine, {one.by}; no quote in it is verbatim"
        print_table(title, ("as stored", one.language), rows)
    for warning in one.warnings:
        click.echo(f"note: {warning}")


def model(asked: Asked, case: Case | None) -> Callable[[Reading], Reading] | None:
    """Return what adds a model's proposals to a reading; ``None`` if no model was asked for.

    Raises:
        CeasefireError: the service cannot be used as it is given.
    """
    if not asked.service and asked.replay is None:
        if asked.model or asked.key_from:
            msg = "a model is named, but no service"
            raise CeasefireError(msg, "add --model-service, as in http://localhost:8080")
        return None
    from ceasefire.press.service.merge import with_proposal  # noqa: PLC0415 - only if asked for
    from ceasefire.press.service.service import model_service  # noqa: PLC0415 - as above

    service = model_service(
        asked.service, asked.model, allow_remote=asked.allow_remote, key_from=asked.key_from,
        recorded=asked.replay,
    )  # fmt: skip
    rows = () if case is None else case.rows("issues")
    issues = {row.id: row.text("question") for row in rows} or None
    return lambda one: with_proposal(one, service.propose(one.article, one.mentions, issues))


def new_names(reading: Reading, loaded: dict[str, Backend]) -> tuple[Proposal, ...]:
    """Names that the case does not know, by the models of the languages of an article.

    ``loaded`` keeps the models between articles. No model is asked about a Ukrainian text.

    Raises:
        CeasefireError: the extra of a language is not installed.
    """
    spoken = {part.language for part in reading.article.paragraphs}
    found: list[Proposal] = []
    for language in sorted(spoken & set(_BACKENDS)):
        if language not in loaded:
            loaded[language] = _BACKENDS[language]()
        found += propose_names(reading.article, reading.mentions, loaded[language])
    return tuple(sorted(found, key=lambda one: one.start))


def print_names(found: Iterable[Proposal]) -> None:
    """Print each new name once, with how often it stands in the text."""
    counts: dict[tuple[str, str, str], int] = {}
    for one in found:
        key = (one.surface, one.kind, one.backend)
        counts[key] = counts.get(key, 0) + 1
    rows = [(name, kind, str(count), by) for (name, kind, by), count in counts.items()]
    if rows:
        rows.sort(key=lambda row: -int(row[2]))
        headers = ("name", "probably a", "times", "by")
        print_table("Names the case does not know, for review", headers, rows[:_SHOWN_NAMES])


def names_json(found: Iterable[Proposal]) -> list[dict[str, Any]]:
    """Return proposed names with their places."""
    return [
        {"name": one.surface, "kind": one.kind, "language": one.language, "start": one.start,
         "end": one.end, "by": one.backend}
        for one in found
    ]  # fmt: skip
