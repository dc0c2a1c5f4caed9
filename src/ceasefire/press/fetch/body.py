"""The bytes of an answer within a size, unpacked only as far as that size."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from ceasefire.press.fetch.addresses import FetchError

# What we ask for and can unpack; 47 lets zlib find the head of gzip or of zlib by itself.
ACCEPTED = "gzip"
_GZIP = 47


class BodyError(FetchError):
    """An answer came, but not in a form that can be taken; others may be well."""


def read_within(chunks: Iterable[bytes], encoding: str, most: int, address: str) -> bytes:
    """Return the unpacked bytes of an answer.

    Args:
        chunks: the bytes as they come.
        encoding: the answer's Content-Encoding.
        most: largest size in bytes, of what comes and of what it unpacks to.
        address: for messages.

    Raises:
        BodyError: there is more, the packing is damaged, or it is one we did not ask for.
    """
    kind = encoding.strip().lower()
    if kind in {"", "identity"}:
        return _joined(chunks, most, address)
    if kind not in {"gzip", "x-gzip", "deflate"}:
        msg = f"{address} came packed as '{kind}', which was not asked for"
        raise BodyError(msg, "save the page and read the file", address)
    try:
        return _joined(_unpacked(_counted(chunks, most, address), most), most, address)
    except zlib.error as error:
        msg = f"{address} came damaged: {error}"
        raise BodyError(msg, "try again later", address) from error


def _joined(chunks: Iterable[bytes], most: int, address: str) -> bytes:
    return b"".join(_counted(chunks, most, address))


def _counted(chunks: Iterable[bytes], most: int, address: str) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            msg = f"{address} is larger than {most} bytes"
            raise BodyError(msg, "raise the limit if the page is worth it", address)
        yield chunk


def _unpacked(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Give unpacked pieces of at most one byte more than allowed: a bomb never opens."""
    unpacker = zlib.decompressobj(_GZIP)
    begun = False
    for chunk in chunks:
        rest = chunk
        while rest:
            if unpacker.eof:  # gzip files may follow one another
                unpacker, begun = zlib.decompressobj(_GZIP), False
            begun = True
            piece = unpacker.decompress(rest, most + 1)
            rest = unpacker.unconsumed_tail or unpacker.unused_data
            yield piece
    if begun and not unpacker.eof:
        msg = "it ends before its packing does"
        raise zlib.error(msg)
