"""Bytes to text: charsets, packing, refusals."""

# ruff: noqa: RUF001 - words in Cyrillic are words
from __future__ import annotations

import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.press.pages.made import FRENCH, GERMAN, POLISH, RUSSIAN, UKRAINIAN

from ceasefire.core.errors import CeasefireError
from ceasefire.press.pages.decode import LIMIT, clean_line, decode

WRITTEN = (
    (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (UKRAINIAN, "cp1251"), (UKRAINIAN, "koi8-u"),
    (GERMAN, "cp1252"), (FRENCH, "cp1252"), (POLISH, "cp1250"),
)  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "charset"), WRITTEN)
@pytest.mark.parametrize("declared", ["", "utf-8", "right", "iso-8859-1", "koi8-r", "windows-1251"])
def test_text_is_read_whatever_is_declared(
    paragraphs: tuple[str, ...], charset: str, declared: str
) -> None:
    # What old charsets cannot write is left out of the page before it is written.
    words = " ".join(paragraphs).encode(charset, "ignore").decode(charset)
    meta = f'<meta charset="{charset if declared == "right" else declared}">' if declared else ""
    text = f"<html><head>{meta}</head><p>{words}</p>"
    read = decode(text.encode(charset))
    assert read.text == text
    if declared in {"", "utf-8"}:
        assert len(read.warnings) == 1


@pytest.mark.parametrize("shouted", ["НОВОСТИ ДНЯ: ПЕРЕГОВОРЫ ПРОДОЛЖАТСЯ", "НОВИНИ ДНЯ"])
@pytest.mark.parametrize("charset", ["cp1251", "koi8-u"])
def test_capitals_alone_are_told_apart(shouted: str, charset: str) -> None:
    assert decode(shouted.encode(charset)).text == shouted


@pytest.mark.parametrize(
    ("words", "charset"),
    [
        ("El presidente de España dijo mañana que señalan más acción", "iso-8859-1"),
        ("Ministr řekl, že příměří začne v říjnu a vojáci odejdou těžce", "windows-1250"),
        ("Försvarsministern sade på måndag att små öar är våra", "iso-8859-1"),
        ("Ο υπουργός δήλωσε ότι η συμφωνία", "windows-1253"),
        ("Bakan görüşmelerin süreceğini açıkladı", "windows-1254"),
        ("大臣は会談が続くと述べた", "shift_jis"),
    ],
)
def test_a_seventh_language_is_read_as_it_is_declared(words: str, charset: str) -> None:
    read = decode(words.encode(charset), charset=charset)
    assert (read.text, read.warnings) == (words, ())


def test_utf8_is_utf8_and_a_wrong_declaration_is_told() -> None:
    text = f'<meta charset="windows-1251"><p>{RUSSIAN[0]}'
    read = decode(text.encode())
    assert read.text == text
    assert read.charset == "utf-8"
    assert read.warnings == ("the page says it is in cp1251; it is in utf-8 and was read so",)


def test_one_broken_character_does_not_change_the_charset() -> None:
    raw = RUSSIAN[0].encode() + b"\xff" + RUSSIAN[1].encode()
    read = decode(raw)
    assert read.text == RUSSIAN[0] + "\ufffd" + RUSSIAN[1]
    assert read.warnings == ("1 characters of the page are broken",)
    assert decode(RUSSIAN[0].encode()[:-1]).charset == "utf-8"  # broken off within a character


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
def test_wide_text_is_read_with_and_without_its_mark(charset: str) -> None:
    text = f"<html><p>{RUSSIAN[0]}"
    assert decode(text.encode(charset)).text == text


@pytest.mark.parametrize("name", ["punycode", "unicode_escape", "base64", "idna", "no-such"])
def test_names_that_no_page_is_in_are_not_believed(name: str) -> None:
    text = f'<meta charset="{name}"><p>{RUSSIAN[0]}'
    assert decode(text.encode("cp1251")).text == text


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7 and so on", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"PK\x03\x04 and so on", "ZIP"),
        (bytes(range(256)) * 9, "not text"),
        (b"\x00" * 500, "not text"),
        (b"\x1f\x8b\x08 nonsense", "damaged"),
        (b"a" * (LIMIT + 1), "larger than 5,000,000 bytes"),
        (gzip.compress(b"a" * 40_000_000), "larger than 5,000,000 bytes when it is unpacked"),
        (gzip.compress(b"a" * 3_000_000) * 2, "when it is unpacked"),
        (gzip.compress(gzip.compress(b"twice")), "not text"),
        ("\u200f\u200e".encode(), "no text in it"),
    ],
)
def test_what_is_no_page_is_refused_with_a_hint(raw: bytes, words: str) -> None:
    with pytest.raises(CeasefireError, match=words) as told:
        decode(raw)
    assert told.value.hint


def test_packed_pages_are_unpacked_and_a_missing_end_is_told() -> None:
    text = "".join(f"<p>{number} {RUSSIAN[number % 3]}" for number in range(300))
    packed = gzip.compress(text.encode())
    assert decode(packed).text == text
    assert decode(gzip.compress(b"one ") + gzip.compress(b"two")).text == "one two"
    part = decode(packed[: len(packed) // 2])
    assert len(part.text) > 100
    assert text.startswith(part.text)
    assert part.warnings == ("the packed page breaks off: its end is missing",)


def test_controls_and_marks_of_direction_go_and_are_counted() -> None:
    read = decode("<p>one\x00two\x07\u202ethree\u200f \u00adfour\r\nfive".encode())
    assert read.text == "<p>onetwothree four\nfive"
    assert read.warnings == (
        "2 control characters were taken out",
        "2 marks of text direction were taken out",
    )
    assert clean_line(" a\u2067b\n\tc\x1f ") == "ab c"


@pytest.mark.parametrize(
    "unit",
    [b"a", b"\xff", b"a\xff", b"<meta ", b"<?xml ", b"\xd0", b"\xe2\x80\x8f", b"<\xff ", b"\x1b"],
)
def test_five_megabytes_of_anything_are_decoded_in_no_time(unit: bytes) -> None:
    raw = b"\xff " + unit * ((LIMIT - 2) // len(unit))
    start = time.process_time()
    assert decode(raw).text
    assert time.process_time() - start < 4  # 0.1 to 0.8 s; growing with the square, it takes hours


@given(st.binary(max_size=400))
def test_any_bytes_give_clean_text_or_a_clear_error(raw: bytes) -> None:
    try:
        read = decode(raw)
    except CeasefireError as error:
        told = error.hint
        assert told
        return
    assert read.text.strip()
    assert not any(ord(char) < 32 and char not in "\n\t\f" for char in read.text)


@given(st.text(max_size=200))
def test_what_is_utf8_comes_back(text: str) -> None:
    clean = "".join(char for char in text if char.isprintable() and char != "\u00ad")
    if clean.strip():
        assert decode(clean.encode()).text == clean
