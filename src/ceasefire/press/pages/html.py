"""A page of HTML read as an article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

from ceasefire.core.errors import CeasefireError
from ceasefire.press.article import Article, Language, Origin, Paragraph, Span, Zone
from ceasefire.press.pages.decode import Decoded, as_text
from ceasefire.press.pages.second import length, prefer_second, suspicions
from ceasefire.press.pages.worker import StoppedError, Worker
from ceasefire.press.sites.article import article_by_rule
from ceasefire.press.sites.load import shipped_rules
from ceasefire.press.sites.rule import Rules, SiteRule

LanguageOf = Callable[[str], Language]
_FIRST, _SECOND = "trafilatura", "readability"
_GAP = "\n\n"
_FEW = 200  # characters below which an article is hardly one


def _unknown(_: str) -> Language:
    return ""


def read_html(
    raw: bytes | Decoded, *, url: str = "", charset: str = "", language_of: LanguageOf = _unknown,
    worker: Worker | None = None, rules: Rules | None = None,
) -> Article:  # fmt: skip
    """Read a page: the article without its furniture, with what the page says of itself.

    A page of a site that has a rule is read by it, and in the generic way, with a warning, if the
    rule finds no article.

    The stored text is the extracted text, paragraphs joined by blank lines. A page that can only
    be read in part, or is no article, gives what there is and says so in ``warnings``.

    Args:
        raw: the bytes of the page, at most 5 MB, possibly packed with gzip, or what they were
            decoded to.
        url: address of the page, which is not fetched: named in errors, and what decides
            whether a site's rule applies.
        charset: what the server or the user says the charset is.
        language_of: tells the language of a paragraph.
        worker: the child process to use; without one, a child is started for this page alone.
        rules: those of sites; ``None``: those that are shipped.

    Raises:
        CeasefireError: if the page is empty, too large, or not text.
    """
    known = shipped_rules() if rules is None else rules
    try:
        decoded = as_text(raw, charset=known.charset(url) or charset)
    except CeasefireError as error:
        raise CeasefireError(
            f"{url}: {error.message}" if url else error.message, error.hint
        ) from error
    rule, warnings = known.of_page(url, decoded.text), list(decoded.warnings)
    with nullcontext(worker) if worker else Worker() as child:
        ruled = _by_rule(rule, decoded.text, child, warnings) if rule else {}
        if rule and ruled:
            article = article_by_rule(rule, ruled, language_of)
            return replace(article, warnings=(*warnings, *article.warnings))
        reader, blocks, facts, more = _read(decoded.text, child)
    return _article(reader, blocks, facts, (*warnings, *more), language_of)


def _by_rule(rule: SiteRule, text: str, worker: Worker, warnings: list[str]) -> dict[str, Any]:
    """What a site's rule finds; nothing, and a warning, if it finds no article."""
    try:
        found = worker.ask("site", html=text, rule=rule.ways())
    except StoppedError as error:
        warnings.append(f"the rule for {rule.site} was stopped on this page: {error.message}")
        return {}
    if found.get("blocks"):
        return found
    said = f"the rule for {rule.site} no longer fits: its body is not found ({rule.file})"
    warnings.append(f"{said}; the page was read the generic way")
    return {}


def _read(text: str, worker: Worker) -> tuple[str, Sequence[Any], dict[str, Any], tuple[str, ...]]:
    """Name of the reader, its blocks, the page's facts, and warnings."""
    warnings: list[str] = []
    first = _asked(worker, "page", text, warnings)
    blocks, facts = first.get("blocks", ()), first.get("facts", {})
    why = suspicions(blocks, first.get("prose", 0))
    if not why:
        return _FIRST, blocks, facts, _few(blocks)
    second = _asked(worker, "again", text, warnings)
    facts = facts or second.get("facts", {})
    if prefer_second(blocks, second.get("blocks", ()), second.get("linked", 0.0)):
        said = tuple(f"{reason}: {_SECOND} was used instead" for reason in why)
        return _SECOND, second["blocks"], facts, (*warnings, *said, *_few(second["blocks"]))
    return _FIRST, blocks, facts, (*warnings, *_few(blocks))


def _few(blocks: Sequence[Any]) -> tuple[str, ...]:
    """A warning where there is hardly an article."""
    found = length(blocks)
    if not found:
        return ("no article was found: the page may hold nothing but furniture",)
    said = f"only {found} characters were found: this may be no article"
    return (said,) if found < _FEW else ()


def _asked(worker: Worker, task: str, text: str, warnings: list[str]) -> dict[str, Any]:
    """What a reader gives; nothing, and a warning, if it had to be stopped."""
    try:
        return worker.ask(task, html=text)
    except StoppedError as error:
        reader = _FIRST if task == "page" else _SECOND
        warnings.append(f"{reader} was stopped on this page: {error.message}")
        return {}


def _article(
    rule: str, blocks: Sequence[Any], facts: dict[str, Any], warnings: tuple[str, ...],
    language_of: LanguageOf,
) -> Article:  # fmt: skip
    """Put blocks and facts together, with offsets into the text that the blocks make."""
    title = facts.get("title", "")
    paragraphs, spans, at = list[Paragraph](), list[Span](), 0
    for number, (words, heading) in enumerate(blocks):
        end = at + len(words)
        is_title = not number and bool(title) and words == title
        zone: Zone = "title" if is_title else "heading" if heading else "body"
        spans.append(Span(at, end, zone, rule))
        if not is_title:
            paragraphs.append(Paragraph(at, end, words, language_of(words), heading))
        at = end + len(_GAP)
    text = _GAP.join(words for words, _ in blocks)
    return Article(
        text=text,
        title=title,
        origin=Origin(outlet=facts.get("outlet", ""), published=facts.get("published")),
        paragraphs=tuple(paragraphs),
        spans=tuple(spans),
        language=language_of(text) if text else "",
        warnings=(*warnings, *facts.get("warnings", ())),
    )
