"""What the store keeps, refuses and gives back."""

# ruff: noqa: E501 - one case a line
from __future__ import annotations

import multiprocessing
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.core.bands import Band
from ceasefire.core.errors import CeasefireError
from ceasefire.press.article import (
    LANGUAGES,
    ZONES,
    Article,
    Counter,
    Item,
    Origin,
    Paragraph,
    Span,
)
from ceasefire.press.statement import Figure, Quote, Statement
from ceasefire.press.store.forms import from_json, to_json
from ceasefire.press.store.review import Event, Review, accept, edit, reject, undo
from ceasefire.press.store.schema import APPLICATION, STEPS
from ceasefire.press.store.store import Capture, Store, open_store

TEXT = "Minister: «We will send two brigades». He left.\nNo date was named."
ARTICLE = Article(
    text=TEXT,
    title="Two brigades",
    origin=Origin("The Paper", "Freedonia", "A portal", ("en", "ru", "en"), verbatim=False),
    paragraphs=(
        Paragraph(0, 47, TEXT[:47], "en"),
        Paragraph(48, 66, TEXT[48:], "en", heading=True),
    ),
    spans=(Span(0, 47, "body", "dense"),),
    counters=(Counter("869", "probably views"),),
    items=(Item("14.06 10:00", None, "Вести", "ru"), Item("", 3, "x", "")),
    language="en",
    warnings=("no date",),
)
QUOTE = Quote(11, 36, TEXT[11:36], "direct", "Anna Berg", "Minister", rules={"speaker": "colon"})
STATEMENT = Statement(
    QUOTE, issue="troops", stance="for", figure=Figure(19, 35, "two brigades", Band(6e3, None, 1e4), "troops")
)  # fmt: skip
OTHER = Statement(Quote(40, 46, "He left", "indirect", "XNN"), issue="command")
VISIT = Capture("https://paper.example/1", "2026-03-01T10:00:00+00:00", "text/html", '"7"', "")
NOW = "2026-03-02T09:00:00+00:00"


def opened(path: Path):  # type: ignore[no-untyped-def] # noqa: ANN201 - a context manager
    return open_store(path, now=lambda: NOW)


def filled(store: Store) -> str:
    page = store.save_page(TEXT.encode(), VISIT)
    store.save_reading(page, ARTICLE, (STATEMENT, OTHER))
    return page


def test_what_is_kept_comes_back_the_same(tmp_path: Path) -> None:
    with opened(tmp_path / "s.db") as store:
        page = filled(store)
    with opened(tmp_path / "s.db") as store:
        assert store.page(page) == TEXT.encode()
        assert store.captures(page) == [VISIT]
        assert store.last_capture(VISIT.address) == (page, VISIT)
        assert store.last_capture("https://paper.example/2") is None
        (stored,) = store.articles()
        assert (stored.sha256, stored.read_at, stored.article) == (page, NOW, ARTICLE)
        assert [one.read for one in store.reviews()] == [STATEMENT, OTHER]
        assert all(one.article == stored.number and one.status == "new" for one in store.reviews())


def test_the_name_of_a_page_is_the_digest_of_its_bytes(tmp_path: Path) -> None:
    # FIPS 180-2, appendix B.1: SHA-256 of "abc".
    with opened(tmp_path / "s.db") as store:
        assert store.save_page(b"abc", VISIT) == (
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )


def test_the_same_bytes_are_kept_once_and_each_visit_to_them(tmp_path: Path) -> None:
    later = replace(VISIT, taken_at="2026-03-05T10:00:00+00:00", etag="")
    with opened(tmp_path / "s.db") as store:
        page = store.save_page(b"\x00\xff", VISIT)
        assert store.save_page(b"\x00\xff", later) == page
        assert store.captures(page) == [VISIT, later]
        assert store.last_capture(VISIT.address) == (page, later)
    rows = sqlite3.connect(tmp_path / "s.db").execute("SELECT count(*) FROM pages")
    assert rows.fetchone() == (1,)
    rows.connection.close()


def test_damaged_bytes_are_noticed(tmp_path: Path) -> None:
    with opened(tmp_path / "s.db") as store:
        page = store.save_page(b"abc", VISIT)
    with sqlite3.connect(tmp_path / "s.db") as raw:
        with pytest.raises(sqlite3.IntegrityError, match="never changes"):
            raw.execute("UPDATE pages SET content = x'00'")
        raw.execute("DROP TRIGGER pages_stay")
        raw.execute("UPDATE pages SET content = x'00'")
    raw.close()
    with opened(tmp_path / "s.db") as store, pytest.raises(CeasefireError, match="damaged"):
        store.page(page)


def test_reading_again_keeps_numbers_and_decisions(tmp_path: Path) -> None:
    with opened(tmp_path / "s.db") as store:
        page = filled(store)
        first, second = (one.number for one in store.reviews())
        store.decide(first, lambda one, at: accept(one, by="AB", at=at))
        assert store.save_reading(page, ARTICLE, (STATEMENT, OTHER)) == 1
        changed = replace(ARTICLE, title="Two brigades, perhaps")
        guessed = replace(STATEMENT, stance="against")
        assert store.save_reading(page, changed, (guessed, replace(OTHER, issue="costs"))) == 2
        assert [one.article.title for one in store.articles()] == [changed.title]
        assert store.article(1).article == ARTICLE
        judged, open_ = store.reviews()
        assert (judged.number, judged.status, judged.statement) == (first, "accepted", STATEMENT)
        assert (open_.number, open_.statement.issue) == (second, "costs")


def test_statements_no_longer_found_step_back_but_stay(tmp_path: Path) -> None:
    with opened(tmp_path / "s.db") as store:
        page = filled(store)
        first, second = (one.number for one in store.reviews())
        store.decide(first, lambda one, at: accept(one, by="AB", at=at))
        store.save_reading(page, replace(ARTICLE, title="New"), ())
        assert [one.number for one in store.reviews()] == [first]  # nobody decided on the other
        assert not store.review(second).current
        store.save_reading(page, ARTICLE, (OTHER,))
        assert [one.number for one in store.reviews()] == [first, second]


def test_one_quote_may_say_two_things(tmp_path: Path) -> None:
    both = (STATEMENT, replace(STATEMENT, issue="costs"))
    with opened(tmp_path / "s.db") as store:
        page = store.save_page(b"x", VISIT)
        store.save_reading(page, ARTICLE, both)
        assert [one.read for one in store.reviews()] == list(both)
        assert len({one.key for one in store.reviews()}) == 2


def test_keys_are_the_same_in_every_store(tmp_path: Path) -> None:
    keys = []
    for name in ("a.db", "b.db"):
        with opened(tmp_path / name) as store:
            if name == "b.db":
                store.save_reading(store.save_page(b"other", VISIT), ARTICLE, (OTHER,))
            page = filled(store)
            keys.append(
                [one.key for one in store.reviews() if store.article(one.article).sha256 == page]
            )
    assert keys[0] == keys[1]


def test_decisions_are_kept_and_filtered(tmp_path: Path) -> None:
    with opened(tmp_path / "s.db") as store:
        filled(store)
        first, second = (one.number for one in store.reviews())
        better = replace(STATEMENT, stance="conditional", condition="if a ceasefire holds")
        store.decide(first, lambda one, at: edit(one, better, by="AB", at=at, note="see line 2"))
        store.decide(second, lambda one, at: reject(one, by="CD", at=at))
    with opened(tmp_path / "s.db") as store:
        one, two = store.reviews()
        assert (one.status, one.statement, one.read) == ("edited", better, STATEMENT)
        assert (one.events[0].by, one.events[0].at, one.events[0].note) == ("AB", NOW, "see line 2")
        assert [x.number for x in store.reviews(statuses=["rejected"])] == [second]
        assert [x.number for x in store.reviews(actor="berg")] == [first]
        assert [x.number for x in store.reviews(actor="xnn")] == [second]
        assert [x.number for x in store.reviews(issue="command")] == [second]
        assert store.reviews(actor="nobody") == []
        back = store.decide(first, lambda x, at: undo(x, by="AB", at=at))
        assert (back.status, back.statement, len(back.events)) == ("new", STATEMENT, 2)
        assert two.status == "rejected"


def test_a_refused_decision_changes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "s.db") as store:
        filled(store)
        with pytest.raises(CeasefireError, match="no decision to undo"):
            store.decide(1, lambda one, at: undo(one, by="AB", at=at))
        with pytest.raises(CeasefireError, match="no statement 99"):
            store.decide(99, lambda one, at: accept(one, by="AB", at=at))
        with pytest.raises(CeasefireError, match="refused"):
            store.review(2**70)
        assert store.review(1).events == ()
        store.decide(1, lambda one, at: accept(one, by="AB", at=at))  # no lock was left


@pytest.mark.parametrize("command", ["DELETE FROM events", "UPDATE events SET form = '{}'"])
def test_the_record_of_decisions_cannot_be_rewritten(tmp_path: Path, command: str) -> None:
    with opened(tmp_path / "s.db") as store:
        filled(store)
        store.decide(1, lambda one, at: accept(one, by="AB", at=at))
    raw = sqlite3.connect(tmp_path / "s.db")
    with pytest.raises(sqlite3.IntegrityError, match="undone"):
        raw.execute(command)
    raw.close()


def test_a_reading_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    broken = replace(STATEMENT, quote=replace(QUOTE, confidence=float("nan")))
    with opened(tmp_path / "s.db") as store:
        page = store.save_page(b"x", VISIT)
        with pytest.raises(CeasefireError, match="cannot store this statement"):
            store.save_reading(page, ARTICLE, (STATEMENT, broken))
        with pytest.raises(CeasefireError, match="no page"):
            store.save_reading("0" * 64, ARTICLE)
        store._connection.execute("CREATE TRIGGER full BEFORE INSERT ON statements"
                                  " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END")  # fmt: skip
        with pytest.raises(CeasefireError, match="the disk is full"):
            store.save_reading(page, ARTICLE, (STATEMENT,))
        assert list(store.articles()) == []
        assert store.reviews() == []
        assert store.page(page) == b"x"  # the page outlives every failed reading


def test_texts_of_broken_pages_are_kept(tmp_path: Path) -> None:
    text = "a\x00b\ud800c\u202ed\r\n" + chr(0x10FFFF)
    article = replace(ARTICLE, text=text, title=text)
    quote = replace(QUOTE, text=text, speaker=text)
    visit = replace(VISIT, address=text, etag=text)
    with opened(tmp_path / "s.db") as store:
        page = store.save_page(b"", visit)
        store.save_reading(page, article, (Statement(quote),))
        assert [one.article for one in store.articles()] == [article]
        assert store.reviews()[0].read.quote == quote
        assert store.last_capture(text) is not None


def test_a_file_that_is_no_store_is_left_as_it_is(tmp_path: Path) -> None:
    text, other, newer = tmp_path / "a.txt", tmp_path / "b.db", tmp_path / "c.db"
    text.write_bytes(b"a list of things to do\n" * 100)
    for path, lines in (
        (other, ["CREATE TABLE t (x)"]),
        (
            newer,
            [f"PRAGMA application_id = {APPLICATION}", f"PRAGMA user_version = {len(STEPS) + 1}"],
        ),
    ):
        raw = sqlite3.connect(path)
        for line in lines:
            raw.execute(line)
        raw.close()
    for path, message in ((text, "not a database"), (other, "another program"), (newer, "newer")):
        before = path.read_bytes()
        with pytest.raises(CeasefireError, match=message), opened(path):
            pass
        assert path.read_bytes() == before
    for path, message in (
        (tmp_path, "is a folder"),
        (tmp_path / "no" / "s.db", "does not exist"),
        (tmp_path / "a\0b", "cannot open"),
    ):
        with pytest.raises(CeasefireError, match=message), opened(path):
            pass
    assert not (tmp_path / "no").exists()


def test_an_empty_file_becomes_a_store_and_later_steps_are_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.db"
    path.touch()
    with opened(path) as store:
        filled(store)
    step = ("ALTER TABLE pages ADD COLUMN note TEXT NOT NULL DEFAULT 'none'",)
    monkeypatch.setattr("ceasefire.press.store.schema.STEPS", (*STEPS, step))
    with opened(path) as store:
        assert store._connection.execute("SELECT note FROM pages").fetchall() == [("none",)]
        assert len(store.reviews()) == 2


def test_a_failed_migration_leaves_the_old_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.db"
    with opened(path) as store:
        filled(store)
    step = ("ALTER TABLE pages ADD COLUMN note TEXT", "ALTER TABLE nothing ADD COLUMN note TEXT")
    with monkeypatch.context() as patch:
        patch.setattr("ceasefire.press.store.schema.STEPS", (*STEPS, step))
        with pytest.raises(CeasefireError, match="nothing"), opened(path):
            pass
    with opened(path) as store:
        assert len(store.reviews()) == 2


def write_many(path: Path, name: int) -> None:
    with open_store(path) as store:
        for k in range(15):
            page = store.save_page(f"{name} {k}".encode(), VISIT)
            store.save_reading(page, ARTICLE, (STATEMENT,))


def test_several_processes_may_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_many, args=(path, k)) for k in range(3)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert [one.exitcode for one in writers] == [0, 0, 0]
    with opened(path) as store:
        assert len(store.reviews()) == 45
        mode = store._connection.execute("PRAGMA journal_mode").fetchone()[0]
        assert mode == "wal"


TEXTS = st.text(st.characters(exclude_categories=[]), max_size=8)
LANGUAGE = st.sampled_from([*LANGUAGES, ""])


@given(
    st.builds(
        Article,
        text=TEXTS,
        title=TEXTS,
        origin=st.builds(
            Origin, TEXTS, chain=st.lists(LANGUAGE).map(tuple), published=st.none() | TEXTS
        ),
        paragraphs=st.lists(
            st.builds(Paragraph, st.integers(), st.integers(), TEXTS, LANGUAGE)
        ).map(tuple),
        spans=st.lists(st.builds(Span, st.integers(), st.integers(), st.sampled_from(ZONES))).map(
            tuple
        ),
        items=st.lists(st.builds(Item, TEXTS, st.none() | st.integers(), TEXTS, LANGUAGE)).map(
            tuple
        ),
    )
)
def test_any_article_survives_its_form(article: Article) -> None:
    form = to_json(article)
    assert from_json(Article, form.encode().decode()) == article


@pytest.mark.parametrize(
    ("form", "message"),
    [("{", "no JSON"), ("[1]", "not of the expected kind"), ('{"quote": 3}', "Statement.quote"),
     ("{}", "lacks its field 'quote'"), ('{"colour": "red"}', "'colour'"), ("[" * 100_000, "no JSON")],
)  # fmt: skip
def test_damaged_forms_say_where(form: str, message: str) -> None:
    with pytest.raises(CeasefireError, match=message):
        from_json(Statement, form)


def test_a_field_added_later_takes_its_default() -> None:
    form = to_json(STATEMENT).replace('"negated": false, ', "")
    assert "negated" not in form
    assert from_json(Statement, form) == STATEMENT


def test_reviews_are_plain_values(tmp_path: Path) -> None:
    with opened(tmp_path / "s.db") as store:
        filled(store)
        assert isinstance(store.review(1), Review)
        assert store.review(1) == store.reviews()[0]


def test_one_decision_on_several_statements_is_whole(tmp_path: Path) -> None:
    def step(one: Review, at: str) -> Event:
        return accept(one, by="AB", at=at)

    with opened(tmp_path / "s.db") as store:
        filled(store)
        store.decide(2, step)
        with pytest.raises(CeasefireError, match="statement 2 is accepted already"):
            store.decide_all([1, 2], step)
        assert store.review(1).status == "new"
        with pytest.raises(CeasefireError, match="no statement 8; its numbers go to 2"):
            store.decide_all([1, 8], step)
        assert store.review(1).status == "new"
        done = store.decide_all([1, 1], lambda one, at: reject(one, by="AB", at=at))
        assert [one.status for one in done] == ["rejected"]


def test_every_reading_of_a_page_is_found_by_its_first_digits(tmp_path: Path) -> None:
    with opened(tmp_path / "s.db") as store:
        page = filled(store)
        store.save_reading(page, replace(ARTICLE, title="Read anew"), (STATEMENT,))
        found = store.readings(page[:12])
        assert [one.article.title for one in found] == ["Read anew", "Two brigades"]
        with pytest.raises(CeasefireError, match="the store has no page 0000"):
            store.readings("0000")
        other = store.save_page(b"never read", VISIT)
        with pytest.raises(CeasefireError, match="more than one page"):
            store.readings("")
        with pytest.raises(CeasefireError, match="no reading of page"):
            store.readings(other)


def test_a_store_that_is_not_to_be_made_is_asked_for(tmp_path: Path) -> None:
    with (
        pytest.raises(CeasefireError, match="there is no store"),
        open_store(tmp_path / "s.db", new=False),
    ):
        pass
    assert not list(tmp_path.iterdir())
