"""Copies and excerpts: pages that carry the same text.

Three steps. Exact keys, the address and the title, name pages that are the same or deserve a
look. MinHash finds candidates whose sets of shingles are alike at 0.3 or more. The share of one
text's shingles that stand in the other, 0.6 or more, decides: in both directions it is a copy, in
one an excerpt.

MinHash: Broder, "On the resemblance and containment of documents" (1997), with the multiply-shift
hash of Dietzfelbinger and others (1997). Everything is a function of the texts alone: no process
seed and no random state enters.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import numpy as np
from numpy.typing import NDArray

from ceasefire.press.article import Article

RelationKind = Literal["copy", "excerpt", "none"]
Hashes = NDArray[np.uint64]

WORDS_PER_SHINGLE = 4
CONTAINED = 0.6
CANDIDATE = 0.3
# A text this short is found in others by chance or as a stock phrase: only all of it counts.
FEWEST_SHINGLES = 20
FEWEST_TITLE_WORDS = 5
# Estimated containment is short of the true one by some standard errors of 128 draws at most.
CANDIDATE_CONTAINED = 0.45
PERMUTATIONS = 128
ROWS_PER_BAND = 2
_BLOCK = 4096

_WORD = re.compile(r"[^\W_]+")
_IN_PATHS = "/%:@!$&'()*+,;=~"
_ENCODED = re.compile(r"%[0-9a-fA-F]{2}")
_TRACKING = re.compile(
    r"(utm_\w+|fbclid|gclid|yclid|dclid|msclkid|igshid|mc_cid|mc_eid|_openstat|cmpid|ocid|ref_src)",
    re.IGNORECASE,
)
# Soft hyphens, zero-width and direction marks and stress marks stand inside words; ё is optional.
_UNSEEN: dict[int, str] = {
    **dict.fromkeys([0xAD, 0x301, 0x2060, 0xFEFF], ""),
    **dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F)], ""),
    0x451: chr(0x435),
}
_OUTLET_AT_END = re.compile(r"\s*\([^()]+,[^()]+\)\s*$")


@dataclass(frozen=True)
class Relation:
    """How two texts stand to each other.

    ``forward`` is the share of the first text's shingles that stand in the second, ``backward``
    the reverse, both 0 to 1. Of an excerpt, ``part`` says which of the two is the smaller: 1 or 2.
    """

    kind: RelationKind
    forward: float
    backward: float
    part: Literal[0, 1, 2] = 0


def canonical_url(url: str) -> str:
    """Return the address without what does not name the page, or blank if it is no web address.

    Dropped are scheme, "www.", default ports, log-in names, the fragment, tracking parameters, the
    order of parameters and a last slash.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return ""
    default = {"http": 80, "https": 443}[parts.scheme.lower()]
    place = host if port in {None, default} else f"{host}:{port}"
    # Written in one way, but not decoded: an encoded slash is no slash.
    path = quote(parts.path.rstrip("/"), safe=_IN_PATHS, errors="replace")
    path = _ENCODED.sub(lambda found: found[0].upper(), path)
    kept = sorted(
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True, errors="replace")
        if not _TRACKING.fullmatch(pair[0])
    )
    return f"http://{place}{path}" + (f"?{urlencode(kept)}" if kept else "")


def normal_title(title: str) -> str:
    """Return the words of a headline without case, marks and the outlet in brackets at its end."""
    words = _words(_OUTLET_AT_END.sub("", title))
    return " ".join(words) if len(words) >= FEWEST_TITLE_WORDS else ""


def text_of(article: Article) -> str:
    """Return the text of an article that is compared: its body, without headings or furniture."""
    return "\n".join(article.body)


def shingles(text: str) -> Hashes:
    """Return the hashes of all runs of four words, sorted, each once; shape (shingles,).

    Words are compared without case, marks and composition of letters. A text of one to three words
    has one shingle, a text without words none.
    """
    words = _words(text)
    if not words:
        return np.empty(0, dtype=np.uint64)
    runs = max(1, len(words) - WORDS_PER_SHINGLE + 1)
    keys = {" ".join(words[start : start + WORDS_PER_SHINGLE]) for start in range(runs)}
    hashed = b"".join(
        hashlib.blake2b(key.encode(errors="surrogatepass"), digest_size=8).digest() for key in keys
    )
    return np.unique(np.frombuffer(hashed, dtype="<u8").astype(np.uint64))


def relation(first: str, second: str) -> Relation:
    """Return whether two texts are copies, one an excerpt of the other, or neither.

    Texts without words are related to nothing.
    """
    return relation_of_shingles(shingles(first), shingles(second))


def relation_of_shingles(first: Hashes, second: Hashes) -> Relation:
    """Return the relation of two texts given their shingles as from :func:`shingles`.

    A text of fewer than 20 shingles is related only to one that consists of the same shingles.
    """
    if not first.size or not second.size:
        return Relation("none", 0.0, 0.0)
    shared = np.intersect1d(first, second, assume_unique=True).size
    forward, backward = shared / first.size, shared / second.size
    if min(first.size, second.size) < FEWEST_SHINGLES:
        same = forward == backward == 1.0
        return Relation("copy" if same else "none", forward, backward)
    if min(forward, backward) >= CONTAINED:
        return Relation("copy", forward, backward)
    if max(forward, backward) >= CONTAINED:
        return Relation("excerpt", forward, backward, 1 if forward > backward else 2)
    return Relation("none", forward, backward)


def signature(hashes: Hashes) -> Hashes:
    """Return the MinHash of a set of shingles, shape (128,); equal places estimate likeness."""
    minima = np.full(PERMUTATIONS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, hashes.size, _BLOCK):  # a page of megabytes stays within a few of memory
        block = _FACTORS * hashes[None, start : start + _BLOCK] + _SHIFTS
        np.minimum(minima, block.min(axis=1), out=minima)
    return minima


class CopyIndex:
    """Texts by name, and which of them a text copies, quotes at length or is cut from."""

    def __init__(self) -> None:
        self._shingles: dict[str, Hashes] = {}
        self._places: dict[str, int] = {}
        self._signatures: dict[str, Hashes] = {}
        self._bands: dict[tuple[int, bytes], list[str]] = {}
        self._titles: dict[str, list[str]] = {}

    def __len__(self) -> int:
        return len(self._shingles)

    def add(self, name: str, text: str, title: str = "") -> None:
        """Take a text in under a name.

        Raises:
            ValueError: the name is taken.
        """
        if name in self._shingles:
            msg = f"'{name}' is in the index already"
            raise ValueError(msg)
        hashes = shingles(text)
        self._places[name] = len(self._places)
        self._shingles[name] = hashes
        self._signatures[name] = signature(hashes)
        if hashes.size:
            for band in _bands(self._signatures[name]):
                self._bands.setdefault(band, []).append(name)
        if key := normal_title(title):
            self._titles.setdefault(key, []).append(name)

    def candidates(self, text: str, title: str = "") -> list[str]:
        """Return the names of texts worth comparing, in the order they were added.

        Candidates have the same title, or an estimated likeness of 0.3 or more, or sizes and a
        likeness that leave room for one to contain most of the other.
        """
        return self._candidates(shingles(text), title)

    def related(self, text: str, title: str = "") -> list[tuple[str, Relation]]:
        """Return the copies and excerpts of a text, each with its relation, as they were added."""
        hashes = shingles(text)
        found = (
            (name, relation_of_shingles(hashes, self._shingles[name]))
            for name in self._candidates(hashes, title)
        )
        return [(name, one) for name, one in found if one.kind != "none"]

    def _candidates(self, hashes: Hashes, title: str) -> list[str]:
        if not hashes.size:
            return []
        minima = signature(hashes)
        met = {name for band in _bands(minima) for name in self._bands.get(band, ())}
        near = {name for name in met if self._near(name, hashes, minima)}
        if key := normal_title(title):
            near.update(self._titles.get(key, ()))
        return sorted(near, key=self._places.__getitem__)

    def _near(self, name: str, hashes: Hashes, minima: Hashes) -> bool:
        alike = float(np.mean(minima == self._signatures[name]))
        sizes = (hashes.size, self._shingles[name].size)
        shared = alike / (1.0 + alike) * sum(sizes)
        return alike >= CANDIDATE or shared / min(sizes) >= CANDIDATE_CONTAINED


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_UNSEEN)
    return _WORD.findall(plain)


def _bands(minima: Hashes) -> list[tuple[int, bytes]]:
    """Cut a signature in 64 bands of 2: texts alike at 0.3 share one with chance 0.998."""
    return [
        (start, minima[start : start + ROWS_PER_BAND].tobytes())
        for start in range(0, PERMUTATIONS, ROWS_PER_BAND)
    ]


def _constants(label: str) -> Hashes:
    """Return 128 fixed numbers of 64 bits, shape (128, 1), from the digest of a label."""
    parts = [
        hashlib.blake2b(f"{label} {k}".encode(), digest_size=8).digest()
        for k in range(PERMUTATIONS)
    ]
    return np.frombuffer(b"".join(parts), dtype="<u8").astype(np.uint64)[:, None]


_FACTORS = _constants("factor") | np.uint64(1)
_SHIFTS = _constants("shift")
