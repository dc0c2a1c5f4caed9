"""The source that a statement's page is: one that the case has, or a new row."""

from __future__ import annotations

from urllib.parse import urlsplit

from ceasefire.case.additions import Addition
from ceasefire.core.errors import CeasefireError
from ceasefire.press.adopt.material import WEB, Material
from ceasefire.press.article import Origin
from ceasefire.press.copies import canonical_url
from ceasefire.press.passages import PAGE_DIGITS, plain

ONE_REPORT = "1"  # the grade of one report alone
_FORMULA_STARTS = "=+-@ \t"


def source_of(material: Material) -> tuple[str, tuple[Addition, ...]]:
    """Return the id of the page's source and, if the case does not have it yet, its row.

    It is the one that was asked for, else one with the page's web address, else one named after the
    page.

    Raises:
        CeasefireError: cells are set of a source that the case has, or nobody is known to publish
            the page.
    """
    sources, wanted = material.case.tables["sources"], material.wish.source
    url = web_address(material)
    key = canonical_url(url)
    same = [s.id for s in sources.values() if key and canonical_url(s.text("url")) == key]
    known = [wanted] if wanted else same
    source = known[0] if known else f"page_{material.stored.sha256[:PAGE_DIGITS]}"
    sets = material.wish.source_cells()
    if source not in sources:
        return source, (Addition("sources", {"source_id": source, **_cells(material), **sets}),)
    if sets:
        msg = f"source '{source}' is in the case already, and is not changed"
        raise CeasefireError(msg, "change it by hand, or give a new one with --source ID")
    return source, ()


def web_address(material: Material) -> str:
    """Address of the page if it came from the web; blank for a file of this machine."""
    address = material.capture.address
    return address if address.startswith(WEB) else ""


def _cells(material: Material) -> dict[str, str]:
    date, why = material.dated()
    cells = {
        "title": _title(material),
        "publisher": _publisher(material),
        "date": material.published or date,
        "url": web_address(material),
        "accessed_via": "re_report" if _stands_between(material.article.origin) else "original",
        "grade": ONE_REPORT,
    }
    notes = [_carried(material.article.origin)]
    if not material.published:
        notes.append(f"The page gives no date; {date} was given by {material.dated_by}: {why}")
    return {**cells, "note": "; ".join(filter(None, notes))}


def _title(material: Material) -> str:
    title = plain(material.article.title).lstrip(_FORMULA_STARTS)
    return title or f"Page {material.stored.sha256[:PAGE_DIGITS]} without a title"


def _publisher(material: Material) -> str:
    origin = material.article.origin
    if "publisher" in material.wish.source_cells():
        return ""
    host = urlsplit(web_address(material)).hostname or ""
    outlets = [plain(name).lstrip(_FORMULA_STARTS) for name in (origin.outlet, *_others(origin))]
    outlets = list(filter(None, outlets)) or ([host] if host else [])
    if not outlets:
        msg = "the page names no outlet"
        raise CeasefireError(msg, "name who published it: --set source.publisher=NAME")
    return " via ".join(outlets)


def _others(origin: Origin) -> list[str]:
    """Those between the outlet and the reader, each once."""
    others = dict.fromkeys((origin.carrier, origin.portal))
    return [name for name in others if name and name != origin.outlet]


def _stands_between(origin: Origin) -> bool:
    between = bool(_others(origin)) if origin.outlet else bool(origin.carrier and origin.portal)
    return between or not origin.verbatim or len(origin.chain) > 1


def _carried(origin: Origin) -> str:
    if origin.verbatim and len(origin.chain) <= 1:
        return ""
    chain = " > ".join(origin.chain)
    return f"Read in translation{f': {chain}' if chain else ''}; no quote stands as it was spoken"
