"""A statement with its page and its case: who, when, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ceasefire.case.rows import Case
from ceasefire.core.errors import CeasefireError, near
from ceasefire.press.adopt.wish import Wish
from ceasefire.press.article import Article
from ceasefire.press.passages import PAGE_DIGITS, Passage, plain
from ceasefire.press.statement import Statement
from ceasefire.press.store.review import Review
from ceasefire.press.store.store import Capture, Store, StoredArticle

WEB = ("http://", "https://")
_DAY = 10  # characters of an ISO day


@dataclass(frozen=True)
class Material:
    """All that a row is made of; ``sets`` are the cells that the analyst sets by hand."""

    case: Case
    review: Review
    stored: StoredArticle
    capture: Capture
    wish: Wish
    table: str
    sets: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Case, store: Store, number: int, wish: Wish) -> Material:
        """Gather what a statement's row is made of.

        Without a wish for a table a statement with a figure is a pledge, any other a position.

        Raises:
            CeasefireError: there is no such statement, nobody accepted it, or the wish does not
                hold.
        """
        wish.check()
        review = store.review(number)
        if review.status not in {"accepted", "edited"}:
            msg = f"statement {number} is {review.status}, and only an accepted one is adopted"
            raise CeasefireError(msg, f"first: ceasefire review accept {number} --by NAME")
        stored = store.article(review.article)
        table = wish.table or ("pledges" if review.statement.figure else "positions")
        captures = store.captures(stored.sha256)
        web = [one for one in captures if one.address.startswith(WEB)]
        capture = (web or captures)[-1]  # a page of the web that was read from a file as well
        return cls(case, review, stored, capture, wish, table, wish.cells(table))

    @property
    def article(self) -> Article:
        """The page as it was read."""
        return self.stored.article

    @property
    def statement(self) -> Statement:
        """The statement as it stands after the review."""
        return self.review.statement

    @property
    def by(self) -> str:
        """Who adopts, as far as it was said; else who decided on the statement last."""
        return plain(self.wish.by.strip()) or self.review.standing[-1].by

    @property
    def dated_by(self) -> str:
        """Who gave the date that the page does not: in the review, else who decided last."""
        dated = [one.by for one in self.review.standing if one.said_on and not self.wish.date]
        return dated[-1] if dated else self.by

    @property
    def passage(self) -> str:
        """Place of the sentence, as a case writes it."""
        quote = self.statement.quote
        return str(Passage(self.stored.sha256[:PAGE_DIGITS], quote.start, quote.end))

    @property
    def published(self) -> str:
        """Day on which the page says that the article was published; blank if it says none."""
        return (self.article.origin.published or "")[:_DAY]

    def dated(self) -> tuple[str, str]:
        """Return the date on which it was said, and how it is known if not from the page.

        Raises:
            CeasefireError: the page gives no date and no analyst did.
        """
        if self.wish.date:
            return self.wish.date, plain(self.wish.why)
        date, why = self.review.said_on
        if date:
            return date, plain(why)
        if self.published:
            return self.published, ""
        msg = "the page gives no date for the article, and none is borrowed from elsewhere"
        raise CeasefireError(msg, "give the day, month or year: --date DATE --why TEXT")

    def actor(self) -> str:
        """Return the actor who speaks: set by hand, by its id, or by its name in the case.

        Raises:
            CeasefireError: the case has no such actor, or nobody is named.
        """
        actors = self.case.tables["actors"]
        speaker = self.sets.get("actor_id") or self.statement.quote.speaker
        if speaker in actors:
            return speaker
        named = [
            one.id for one in actors.values() if one.text("name").casefold() == speaker.casefold()
        ]
        if len(named) == 1:
            return named[0]
        if not speaker:
            msg = f"statement {self.review.number} names nobody as its speaker"
            raise CeasefireError(msg, "say for whom it stands: --set actor_id=ID")
        msg = f"'{plain(speaker)}' is no actor of the case"
        names = {one.text("name"): one.id for one in actors.values()}
        hint = near(speaker, (*actors, *names))
        raise CeasefireError(msg, f"{hint} add the actor to actors.csv, or say for whom it speaks: "
                                  "--set actor_id=ID".strip())  # fmt: skip

    def issue(self) -> str:
        """Return the question of the case that the statement is on.

        Raises:
            CeasefireError: it names none, or one that the case does not have.
        """
        issue = self.sets.get("issue_id") or self.statement.issue
        issues = self.case.tables["issues"]
        if issue in issues:
            return issue
        said = f"'{issue}' is no issue of the case" if issue else "the statement names no issue"
        hint = near(issue, issues) or f"issues are: {', '.join(issues)}"
        raise CeasefireError(said, f"--set issue_id=ID; {hint}")

    def sentence(self) -> str:
        """The words of the page in quotation marks, and before them what they are if not spoken.

        After a translation the words are a back-translation or a translation, and say so; words
        that the page reports are not those of the speaker either.
        """
        origin, quote = self.article.origin, self.statement.quote
        ways = []
        if not origin.verbatim:
            ways.append(f"in a translation {' > '.join(origin.chain)}".strip())
        if quote.mode == "indirect":
            ways.append("as the page reports it")
        if quote.mode == "headline":
            ways.append("in a headline")
        words = f"“{plain(quote.text)}”"
        how = ", ".join(ways)
        return f"{how[0].upper()}{how[1:]}: {words}" if how else words
