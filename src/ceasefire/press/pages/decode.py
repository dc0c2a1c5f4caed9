"""Bytes to text: unpacked, refused if it is no text, read with the charset it is really in.

A declaration of the charset is believed as far as the bytes bear it out. Text that is valid UTF-8
is UTF-8 whatever is declared, for text of another charset is hardly ever valid by chance. Else
each charset in question is scored on the words that are not plain ASCII, see
:mod:`ceasefire.press.pages.charsets`.
"""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass

from ceasefire.core.errors import CeasefireError
from ceasefire.press.pages.charsets import best_charset, is_near_best

LIMIT = 5_000_000  # bytes of a page, unpacked
_AGAIN = "fetch or save it again"
_HEAD = 4096  # bytes in which a declaration is looked for
_CONTROL_SHARE = 0.1  # of bytes that no text has, above which it is none
_BROKEN_SHARE = 0.02  # of characters beyond ASCII that may be broken in text that is still UTF-8
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})|<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)  # fmt: skip
_KINDS = (
    (b"%PDF", "a PDF file"), (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"), (b"PK\x03\x04", "a ZIP archive or an office file"),
    (b"\x7fELF", "a program"), (b"SQLite format 3\0", "a database"), (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"), (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"RIFF", "a sound or a picture"), (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
)  # fmt: skip
_MARKS = (  # the longer first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
# Python knows codecs by name that no page is in, some of them slow on purpose-made input.
_CHARSETS = re.compile(
    r"utf-?(8|16|16le|16be|32|7)|(us-)?ascii|windows-?\d{3,4}|cp-?(125\d|866|874|932|949)"
    r"|mac-?(cyrillic|roman)|iso[-_]?8859[-_]?\d{1,2}(-[ei])?|iso-ir-\d+|latin-?\d{1,2}|l\d"
    r"|koi8?([-_]?[rut])?|ibm866|gb2312|gbk|gb18030|hz-gb-2312|big5(-hkscs)?|euc-(jp|kr)"
    r"|shift[-_]jis|sjis|iso-2022-(jp|kr)|tis-620"
)
# What browsers read under these names; a page declared as Latin 1 is meant as cp1252.
_MEANT = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8", "utf-32": "utf-8",
    "utf-7": "utf-8",
}  # fmt: skip
_CONTROLS = bytes({*range(32), 127} - {9, 10, 12, 13, 27})
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_HIDDEN = re.compile("[\u00ad\u200b\u2060]")  # where a line may break; they part no words
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Decoded:
    """Text of a page with the charset it was read in and what was odd about it."""

    text: str
    charset: str
    warnings: tuple[str, ...] = ()


def decode(raw: bytes, *, charset: str = "", limit: int = LIMIT) -> Decoded:
    """Turn the bytes of a page or a feed into text without control characters.

    Args:
        raw: the bytes as they were fetched or saved, possibly packed with gzip.
        charset: what the answer of the server or the user says; it goes before the page's own.
        limit: bytes that a page may have, packed or not.

    Raises:
        CeasefireError: if the bytes are empty, too many, no text, or damaged beyond reading.
    """
    unpacked, warnings = unpack(raw, limit)
    if not unpacked.strip():
        message = "the page is empty"
        raise CeasefireError(message, _AGAIN)
    text, found, said = _text_of(unpacked, charset)
    clean, more = without_controls(text)
    if not clean.strip():
        message = "the page has no text in it"
        raise CeasefireError(message, _AGAIN)
    return Decoded(clean, found, (*warnings, *said, *more))


def as_text(page: bytes | Decoded, *, charset: str = "") -> Decoded:
    """Return a page as text; one that was decoded already is taken as it is."""
    return page if isinstance(page, Decoded) else decode(page, charset=charset)


def unpack(raw: bytes, limit: int = LIMIT) -> tuple[bytes, tuple[str, ...]]:
    """Unpack gzip if the bytes are packed; never more than ``limit`` bytes.

    Raises:
        CeasefireError: if the page is larger than the limit or its packing is damaged.
    """
    _hold(len(raw), limit)
    if not raw.startswith(b"\x1f\x8b"):
        return raw, ()
    parts, size, rest = [], 0, raw
    while rest.startswith(b"\x1f\x8b"):
        unpacker = zlib.decompressobj(wbits=31)
        try:
            part = unpacker.decompress(rest, limit + 1 - size)
        except zlib.error as error:
            message = f"the page is packed with gzip and damaged ({error})"
            raise CeasefireError(message, _AGAIN) from error
        parts.append(part)
        size += len(part)
        _hold(size, limit, " when it is unpacked")
        if not unpacker.eof:
            return b"".join(parts), ("the packed page breaks off: its end is missing",)
        rest = unpacker.unused_data
    return b"".join(parts), ()


def without_controls(text: str) -> tuple[str, tuple[str, ...]]:
    """Take out control characters and marks of text direction; say how many there were."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    clean, controls = _NOT_TEXT.subn("", _HIDDEN.sub("", text))
    plain, marks = _DIRECTION.subn("", clean)
    said = []
    if controls:
        said.append(f"{controls} control characters were taken out")
    if marks:
        said.append(f"{marks} marks of text direction were taken out")
    return plain, tuple(said)


def clean_line(text: str) -> str:
    """A text in one line, as :func:`without_controls` leaves it.

    Markup brings such characters back by their numbers, so what it held is cleaned again.
    """
    return " ".join(without_controls(text)[0].split())


def _hold(size: int, limit: int, when: str = "") -> None:
    if size > limit:
        message = f"the page is larger than {limit:,} bytes{when}"
        raise CeasefireError(message, "save the article alone, or its text, and read that")


def _text_of(raw: bytes, charset: str) -> tuple[str, str, tuple[str, ...]]:
    """Text, charset and warnings of bytes that are not packed."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, errors="replace"), name, ()
    wide = _wide(raw)
    if wide:
        return raw.decode(wide, errors="replace"), wide, ()
    _refuse_binary(raw)
    declared = known_charset(charset) or _declared(raw)
    whole = _as_utf8(raw)
    if whole is not None:
        wrong = declared not in {"", "utf-8"} and not raw.isascii()
        said = f"the page says it is in {declared}; it is in utf-8 and was read so"
        return whole, "utf-8", (said,) if wrong else ()
    return _by_score(raw, declared)


def _by_score(raw: bytes, declared: str) -> tuple[str, str, tuple[str, ...]]:
    """Text of bytes that are not valid UTF-8: as declared if that reads well, else as it does."""
    if declared in {"", "utf-8"}:
        mended = raw.decode("utf-8", errors="replace")
        broken, other = mended.count("\ufffd"), sum(char > "\x7f" for char in mended)
        if broken <= max(1, other * _BROKEN_SHARE) and other > 2 * broken:
            return mended, "utf-8", (f"{broken} characters of the page are broken",)
    elif is_near_best(raw, declared):
        return raw.decode(declared, errors="replace"), declared, ()
    found = best_charset(raw)
    said = f"the page says it is in {declared}; it reads as {found}"
    if not declared:
        said = f"the page does not say its charset; it reads as {found}"
    return raw.decode(found, errors="replace"), found, (said,)


def _as_utf8(raw: bytes) -> str | None:
    """The text if it is UTF-8, possibly broken off within its last character."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(raw, final=False)
    except UnicodeDecodeError:
        return None


def _declared(raw: bytes) -> str:
    found = _DECLARED.search(raw[:_HEAD])
    if found is None:
        return ""
    return known_charset((found[1] or found[2]).decode("ascii", errors="ignore"))


def known_charset(name: str) -> str:
    """The charset that is meant by a name; blank for a name that nobody knows."""
    known = re.sub(r"^win-?(?=\d)", "windows-", name.strip().lower()).removeprefix("x-")
    if not _CHARSETS.fullmatch(known):
        return ""
    try:
        found = codecs.lookup(known).name
    except LookupError:
        return ""
    return _MEANT.get(found, found)


def _wide(raw: bytes) -> str:
    """Name of the two-byte charset that markup without a mark is in, by where its zeros stand."""
    even, odd = raw[:12:2], raw[1:12:2]
    if not any(raw[:2]) or len(raw) < 2 * len(b"<html>"):
        return ""
    if b"<" in odd and not any(even):
        return "utf-16-be"
    return "utf-16-le" if b"<" in even and not any(odd) else ""


def _refuse_binary(raw: bytes) -> None:
    hint = "give the page as HTML, a feed or plain text"
    for start, kind in _KINDS:
        if raw.startswith(start):
            message = f"this is {kind}, not a page"
            raise CeasefireError(message, hint)
    if len(raw) - len(raw.translate(None, _CONTROLS)) > len(raw) * _CONTROL_SHARE:
        message = "this is not text: too many of its bytes are control characters"
        raise CeasefireError(message, hint)
