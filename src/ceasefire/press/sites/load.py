"""Rule files: plain TOML, one a site, checked when they are read, all faults told at once."""

from __future__ import annotations

import codecs
import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from ceasefire.core.errors import CeasefireError, Fault, InputFaultsError, near
from ceasefire.press.article import LANGUAGES
from ceasefire.press.sites.rule import Rules, SiteRule

SHIPPED = Path(__file__).parent / "rules"
_KEYS = tuple(f.name for f in fields(SiteRule) if f.name != "file")
_NEEDED = ("site", "hosts", "body")
_LISTS = ("hosts", "drop")
_TABLES = ("counters", "items")
_WAYS = ("body", "title", "lead", "date", "source", "rights")
_ROW = ("row", "title", "time", "count")
_HOST = re.compile(r"(?!-)[^\W_][\w-]*(?:\.[\w-]+)+")
_MOST = 100_000  # bytes of a rule file


@dataclass
class _File:
    """A rule file while it is checked: its lines by key, and what was found wrong."""

    name: str
    lines: dict[str, int]
    faults: list[Fault] = field(default_factory=list)

    def note(self, key: str, message: str, hint: str) -> None:
        row = self.lines.get(key, self.lines.get(key.partition(".")[0], 0))
        self.faults.append(Fault(self.name, row, key, message, hint))


@functools.cache
def shipped_rules() -> Rules:
    """Return the rules that come with the program."""
    return load_rules(SHIPPED)


def site_rules(folder: Path | None = None) -> Rules:
    """Return the rules of a user's folder, if one is given, before those that are shipped.

    Raises:
        CeasefireError: see :func:`load_rules`.
    """
    return shipped_rules() if folder is None else load_rules(folder) + shipped_rules()


def load_rules(folder: Path) -> Rules:
    """Read all rule files (``*.toml``) of a folder.

    Raises:
        InputFaultsError: with the place of each fault in each file.
        CeasefireError: if the folder is not there.
    """
    if not folder.is_dir():
        message = f"the folder of site rules {str(folder)!r} is not there"
        raise CeasefireError(message, "give a folder with one TOML file a site")
    rules, faults = list[SiteRule](), list[Fault]()
    for path in sorted(folder.glob("*.toml")):
        rule, found = _load(path)
        faults += found
        if rule is None:
            continue
        rules.append(rule)
        faults += _taken(rule, rules[:-1])
    if faults:
        raise InputFaultsError(faults)
    return Rules(tuple(rules))


def _taken(rule: SiteRule, others: list[SiteRule]) -> Iterator[Fault]:
    for other in others:
        for host in sorted({*rule.hosts} & {*other.hosts}):
            message = f"{host!r} has a rule in {other.file} already"
            yield Fault(rule.file, 0, "hosts", message, "keep one rule a host")


def _load(path: Path) -> tuple[SiteRule | None, list[Fault]]:
    name = str(path)
    try:
        if path.stat().st_size > _MOST:
            return None, [Fault(name, 0, "", f"is larger than {_MOST:,} bytes", "shorten it")]
        text = path.read_text(encoding="utf-8")
        found = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        return None, [Fault(name, 0, "", f"cannot be read: {error}", "save it as UTF-8 text")]
    except tomllib.TOMLDecodeError as error:
        row = int(place[1]) if (place := re.search(r"at line (\d+)", str(error))) else 0
        return None, [Fault(name, row, "", f"is not TOML: {error}", "mend the line")]
    file = _File(name, _lines_of(text))
    values = _checked(found, file)
    return (None if file.faults else SiteRule(file=name, **values)), file.faults


def _lines_of(text: str) -> dict[str, int]:
    """Line of each key, those of a table as ``table.key``, and of each table's heading."""
    lines, table = dict[str, int](), ""
    for row, line in enumerate(text.splitlines(), start=1):
        if head := re.match(r"\s*\[\s*([\w-]+)\s*\]", line):
            table = head[1] + "."
            lines.setdefault(head[1], row)
        elif key := re.match(r"\s*[\"']?([\w-]+)[\"']?\s*=", line):
            lines.setdefault(table + key[1], row)
    return lines


def _checked(found: dict[str, Any], file: _File) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in found.items():
        if key not in _KEYS:
            file.note(key, "is not a key of a site rule", near(key, _KEYS) or _listed(_KEYS))
        elif _fits(key, value, file):
            values[key] = tuple(value) if key in _LISTS else value
    for key in _NEEDED:
        if not found.get(key):
            file.note(key, "is missing", "a rule needs site, hosts and body")
    _check_names(values, file)
    for key, way in _all_ways(values):
        _check_way(key, way, file)
    return values


def _fits(key: str, value: object, file: _File) -> bool:
    kind = "a list of texts" if key in _LISTS else "a table of texts" if key in _TABLES else "text"
    inside: list[object] = [value]
    right = isinstance(value, str)
    if key in _LISTS:
        inside = list(value) if isinstance(value, list) else [None]
        right = isinstance(value, list)
    elif key in _TABLES:
        inside = list(value.values()) if isinstance(value, dict) else [None]
        right = isinstance(value, dict)
    if not right or not all(isinstance(one, str) and one.strip() for one in inside):
        hint = "leave the key out if there is nothing to say"
        file.note(key, f"is not {kind}, or has a blank one", hint)
        return False
    return True


def _check_names(values: dict[str, Any], file: _File) -> None:
    for host in values.get("hosts", ()):
        if not _HOST.fullmatch(host) or host != host.lower():
            hint = "write the host alone in small letters, as example.org; hosts below it count too"
            file.note("hosts", f"{host!r} is no name of a host", hint)
    language = values.get("translated_into", "")
    if language and language not in LANGUAGES:
        file.note("translated_into", f"{language!r} is not known", _listed(LANGUAGES))
    if charset := values.get("charset", ""):
        try:
            codecs.lookup(charset)
        except LookupError:
            hint = "name it as pages do: windows-1251, koi8-u"
            file.note("charset", f"{charset!r} is no charset", hint)
    items = values.get("items", {})
    for key in items:
        if key not in _ROW:
            file.note(f"items.{key}", "is not a part of an item", _listed(_ROW))
    if items and not {"row", "title"} <= set(items):
        file.note("items", "has no row or no title", "give a way to the rows and to their titles")


def _all_ways(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from ((key, values[key]) for key in _WAYS if key in values)
    yield from (("drop", way) for way in values.get("drop", ()))
    for table in _TABLES:
        yield from ((f"{table}.{key}", way) for key, way in values.get(table, {}).items())


def _check_way(key: str, way: str, file: _File) -> None:
    from lxml import etree  # noqa: PLC0415 - only where rules are read

    try:
        etree.XPath(way)
    except etree.XPathError as error:
        hint = "write it as //article//p; the ways of items but row begin with a dot"
        file.note(key, f"{way!r} is not XPath ({error})", hint)


def _listed(names: tuple[str, ...]) -> str:
    return f"one of: {', '.join(names)}"
