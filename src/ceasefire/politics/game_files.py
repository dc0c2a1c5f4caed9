"""Voting games from text: the notation of the textbooks, or a table of members and weights."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from pathlib import Path

from ceasefire.core.errors import CeasefireError, Fault, InputFaultsError
from ceasefire.politics.power import MOST_MEMBERS, VotingGame

MEMBER, QUOTA, BLOCKERS = "member", "quota", "blockers"
_COMMENT = "#"
_WHOLE = re.compile(r"[0-9]{1,18}")
_SHARE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,12})?) ?%")
_DECIMAL_COMMA = re.compile(r"-?[0-9]+,[0-9]+ ?%?")
_NOTATION = re.compile(r"\[([^;\[\]]*);([^;\[\]]*)\]")
_REPEATED = re.compile(r"(\S*) ?x ?([0-9]{1,4})")
_FORMS = "write [12; 4, 4, 2, 1], or a table that begins with the line: member,weight"

Line = tuple[int, list[str]]


def read_game(source: str | Path) -> VotingGame:
    """Read a game from its notation, or from a file that holds the notation or a table.

    ``[12; 4, 4, 2, 1]`` is a quota and the weights, ``[39; 7x5, 1x10]`` the same with weights that
    several members have; the members are called 1, 2, 3 and so on. A table is CSV with the header
    ``member,weight``, or with one column for each criterion, a line for each member, a line
    ``quota,12`` (``quota,65%`` is the smallest whole number that reaches the share) and, if a
    coalition also wins when fewer members than that are outside it, a line ``blockers,4``. Lines
    that begin with ``#`` are passed over.

    Args:
        source: the notation itself, which begins with a bracket, or the path of a file.

    Raises:
        InputFaultsError: the file or the notation has faults; it carries all of them.
    """
    if isinstance(source, str) and source.lstrip().startswith("["):
        return _from_notation(_Notes("game"), source)
    path = Path(source)
    notes = _Notes(path.name or str(source))
    text = _text(notes, path)
    read = _from_notation if text.lstrip().startswith("[") else _from_table
    return read(notes, text)


@dataclass
class _Notes:
    """The faults of a file met so far."""

    file: str
    faults: list[Fault] = field(default_factory=list)

    def add(self, line: int, column: str, message: str, hint: str) -> None:
        self.faults.append(Fault(self.file, line, column, message, hint))

    def raise_any(self) -> None:
        if self.faults:
            raise InputFaultsError(sorted(self.faults, key=lambda fault: fault.row))

    def number(self, line: int, column: str, parse: Callable[..., int], *texts: object) -> int:
        """Return what ``parse`` makes of texts; 0 if it raises, which is noted."""
        try:
            return parse(*texts)
        except CeasefireError as error:
            self.add(line, column, error.message, error.hint)
            return 0


def _text(notes: _Notes, path: Path) -> str:
    data = b""
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        notes.add(data[: error.start].count(b"\n") + 1, "", "is not UTF-8", "save it as UTF-8")
    except (OSError, ValueError) as error:  # a path with a null character is a ValueError
        why = getattr(error, "strerror", None) or error
        notes.add(0, "", f"cannot be read: {why}", f"name a file that is there, or {_FORMS}")
    raise InputFaultsError(notes.faults)


def _whole(text: str) -> int:
    """Read a whole number of 0 or more, or raise."""
    if _WHOLE.fullmatch(text):
        return int(text)
    if not text:
        msg = "is blank where a number is needed"
        raise CeasefireError(msg, "write 0 for a member without weight")
    hint = "write digits only; scale weights that have decimals, and their quota"
    if _DECIMAL_COMMA.fullmatch(text):
        hint = "write decimals with a point; weights are whole numbers"
    elif text.startswith("-"):
        hint = "no number of a game is below 0"
    msg = f"'{text}' is not a whole number"
    raise CeasefireError(msg, hint)


def _quota(text: str, total: int | None) -> int:
    """Read a quota, or the smallest whole number that reaches a share, or raise.

    ``total`` is what all weights make together, ``None`` if some of them could not be read.
    """
    share = _SHARE.fullmatch(text)
    given = Fraction(share[1]) / 100 if share else Fraction(_whole(text))
    if given == 0:
        msg = f"'{text}' is no quota"
        raise CeasefireError(msg, "a quota is above 0")
    quota = ceil(given * (total or 0)) if share else int(given)
    if total is not None and quota > total:
        msg = f"'{text}' is above the {total} that all weights make together"
        raise CeasefireError(msg, "check the quota and the weights")
    return quota


def _game(
    notes: _Notes, members: list[str], weights: list[list[int]], rest: list[int]
) -> VotingGame:
    """Return the game, ``rest`` being its quotas and its blockers, or raise all faults."""
    notes.raise_any()
    try:
        criteria = tuple(tuple(criterion) for criterion in weights)
        return VotingGame(tuple(members), criteria, tuple(rest[:-1]), rest[-1])
    except CeasefireError as error:
        fault = Fault(notes.file, 0, "", error.message, error.hint)
        raise InputFaultsError([fault]) from error


def _from_notation(notes: _Notes, text: str) -> VotingGame:
    match = _NOTATION.fullmatch(text.strip())
    if not match:
        notes.add(0, "", "is not a quota, a semicolon and weights in one pair of brackets", _FORMS)
        raise InputFaultsError(notes.faults)
    weights: list[int] = []
    for number, word in enumerate(match[2].split(","), start=1):
        repeated = _REPEATED.fullmatch(word.strip())
        one, times = repeated.groups() if repeated else (word.strip(), "1")
        weight = notes.number(0, f"weight {number}", _whole, one)
        weights += [weight] * min(int(times), MOST_MEMBERS + 1)
    total = None if notes.faults else sum(weights)
    quota = notes.number(0, QUOTA, _quota, match[1].strip(), total)
    names = [str(number) for number in range(1, len(weights) + 1)]
    return _game(notes, names, [weights], [quota, 0])


def _from_table(notes: _Notes, text: str) -> VotingGame:
    (at, headers), *lines = list(_lines(notes, text)) or [(0, [])]
    _check_headers(notes, at, headers)
    kept = [line for line in lines if _kind(line) != BLOCKERS and _whole_line(notes, headers, line)]
    quotas = [line for line in kept if _kind(line) == QUOTA]
    members = [line for line in kept if _kind(line) != QUOTA]
    complete = bool(members) and not notes.faults  # else no total is known
    blockers = _blockers(notes, lines)
    _check_names(notes, members)
    if not quotas:
        notes.add(
            0,
            "",
            "has no quota",
            f"add a line such as: {','.join([QUOTA, *('12' for _ in headers[1:])])}",
        )
    for number, _ in quotas[1:]:
        notes.add(number, MEMBER, "gives a second quota", "keep one")
    weights, reached = [], []
    for place, criterion in enumerate(headers[1:], start=1):
        before = len(notes.faults)
        weights.append([notes.number(n, criterion, _whole, cells[place]) for n, cells in members])
        total = sum(weights[-1]) if complete and len(notes.faults) == before else None
        for number, cells in quotas[:1]:
            reached.append(notes.number(number, criterion, _quota, cells[place], total))
    return _game(notes, [cells[0] for _, cells in members], weights, [*reached, blockers])


def _lines(notes: _Notes, text: str) -> Iterator[Line]:
    """Yield lines with their numbers; blank ones and comments are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)) and not cells[0].lstrip().startswith(_COMMENT):
                yield start, [cell.strip() for cell in cells]
            start = reader.line_num + 1
    except csv.Error as error:
        hint = "check its quotation marks and commas"
        notes.add(start, "", f"is not CSV from here on: {error}", hint)


def _kind(line: Line) -> str:
    return line[1][0].lower()


def _check_headers(notes: _Notes, at: int, headers: list[str]) -> None:
    """Raise the faults of the first line, without which nothing else can be read."""
    if not headers and not notes.faults:
        notes.add(0, "", "is empty", _FORMS)
    elif headers and headers[0].lower() != MEMBER:
        hint = "separate cells with commas" if ";" in headers[0] else _FORMS
        notes.add(at, headers[0], "stands where the header begins with 'member'", hint)
    elif headers and len(headers) == 1:
        notes.add(at, MEMBER, "is the only column", "add one of weights: member,weight")
    for header in sorted({h for h in headers if headers.count(h) > 1}):
        notes.add(at, header, "stands twice in the header", "keep one")
    if headers and "" in headers:
        notes.add(at, "", "has a column without a name", "name it, or take the comma away")
    if not headers or any(fault.row == at for fault in notes.faults):
        notes.raise_any()


def _whole_line(notes: _Notes, headers: list[str], line: Line) -> bool:
    """Return whether a line has a cell for each header, which is noted if not."""
    number, cells = line
    if len(cells) == len(headers):
        return True
    message = f"has {len(cells)} cells where the header has {len(headers)}"
    notes.add(number, "", message, "check the commas; weights are whole numbers without any")
    return False


def _blockers(notes: _Notes, lines: list[Line]) -> int:
    """Return how many members it takes to block, 0 if the table does not say."""
    found = [line for line in lines if _kind(line) == BLOCKERS]
    for number, _ in found[1:]:
        notes.add(number, MEMBER, "gives the blockers a second time", "keep one line")
    for number, cells in found[:1]:
        if any(cells[2:]):
            notes.add(number, "", "gives more than one number of blockers", "keep one")
        return notes.number(number, BLOCKERS, _whole, cells[1] if len(cells) > 1 else "")
    return 0


def _check_names(notes: _Notes, members: list[Line]) -> None:
    """Note members without a name or with that of another; note if there are none."""
    seen: dict[str, int] = {}
    for number, (name, *_) in members:
        if not name:
            notes.add(number, MEMBER, "is blank", "name the member")
        elif name in seen:
            message = f"'{name}' stands already in row {seen[name]}"
            notes.add(number, MEMBER, message, "give each member its own name")
        seen.setdefault(name, number)
    if not members and not notes.faults:
        notes.add(0, "", "has no member", "add a line for each")
