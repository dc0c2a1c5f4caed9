"""Tables of ``ceasefire offer``: commitments elsewhere, and enablers that only some have."""

from __future__ import annotations

import click

from ceasefire.case.rows import Case, Row
from ceasefire.cli.offer_tables import number_of, state_words
from ceasefire.core.bands import Band
from ceasefire.force.commitments import (
    Ending,
    Pull,
    ending,
    month_start,
    pulled,
    twice,
)
from ceasefire.force.enablers import (
    Failure,
    Supply,
    enabler_conditions,
    fails_without,
    needed_enablers,
    others_hold,
)
from ceasefire.force.phases import horizon_months
from ceasefire.report.terminal import print_table
from ceasefire.report.words import band_words, number_words

_NAMED = 3  # options that are named before the rest is counted


def print_commitments(case: Case) -> None:
    """Print what ends, what would be pulled, and what is promised twice; nothing without any."""
    if not case.rows("commitments"):
        return
    _print_ending(case, ending(case, horizon_months(case)))
    _print_pulled(case, pulled(case))
    found = twice(case)
    for one in found:
        named = ", ".join(pledge.id for pledge in one.pledges)
        people = band_words(one.commitment.band("personnel"), "people")
        over = ", more than it has" if one.over else ""
        click.echo(f"Promised twice: {one.commitment.text('name')} ({people}) by {named}{over}")
    if not found:
        click.echo("No commitment is drawn on by two pledges.")
    click.echo("")


def _print_ending(case: Case, found: list[Ending]) -> None:
    horizon = horizon_months(case)
    if not found:
        click.echo(f"No commitment of the case ends within {horizon} months.\n")
        return
    rows = [
        (
            _name(case, one.commitment), one.commitment.text("name"),
            str(one.commitment.date("end")),
            band_words(one.commitment.band("personnel"), ""),
            f"{month_start(case, one.month):%Y-%m}",
            ", ".join(f"{row.text('name')} ({band_words(row.band('personnel'), '')})"
                      for row in one.followed_by) or "nothing",
        )
        for one in found
    ]  # fmt: skip
    headers = ("who", "commitment", "ends", "people", "free from", "followed by")
    print_table(f"Commitments that end within {horizon} months", headers, rows, right=("people",))


def _print_pulled(case: Case, found: list[Pull]) -> None:
    if not found:
        click.echo("No pledge is known to draw on a commitment.\n")
        return
    rows = [
        (
            _name(case, one.pledge), f"{number_of(one.pledge)} ({one.pledge.text('domain')})",
            one.commitment.text("name"), band_words(one.commitment.band("personnel"), ""),
            f"{one.most:,.10g}", _release(one),
        )
        for one in found
    ]  # fmt: skip
    headers = ("who", "pledged", "would be taken from", "bound there", "at most", "can be released")
    title = "Pledges whose people would come from another commitment"
    print_table(title, headers, rows, right=("bound there", "at most"))


def _release(one: Pull) -> str:
    if one.ended:
        return "it has ended: nobody is left to take"
    if one.releasable == "no":
        return "no: the pledge and the commitment cannot both be kept"
    return "in part; how many is not known" if one.releasable == "partly" else "yes"


def _name(case: Case, row: Row) -> str:
    return case.name_of("actors", row.text("actor_id"))


def print_enablers(case: Case) -> None:
    """Print the enablers, and by condition what fails without it in which options."""
    enablers, options = case.rows("enablers"), case.rows("options")
    if not enablers:
        return
    rows = [
        (
            row.text("name"), ", ".join(case.name_of("actors", a) for a in row.words("held_by")),
            ", ".join(state_words(case, c) for c in row.words("conditions")) or "no condition",
            _share_words(row.band("dependence")), _years_words(row.band("replace_years")),
            f"{sum(row in needed_enablers(case, option) for option in options)} of {len(options)}",
            _supplies(case, others_hold(case, row)),
        )
        for row in enablers
    ]  # fmt: skip
    headers = ("enabler", "held by", "hangs on", "only they could bring", "years to replace",
               "needed by options", "others could send")  # fmt: skip
    print_table("What the force cannot work without", headers, rows, right=("needed by options",))
    click.echo(
        "Behind a share or a span may stand a judgement; the reason of its row says so: "
        f"ceasefire trace CASE enablers.{enablers[0].id}\n"
    )
    for condition in enabler_conditions(case):
        _print_failing(case, condition)


def _print_failing(case: Case, condition: str) -> None:
    """Print what fails without a condition; options with the same failures share their rows."""
    same: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    for option in case.rows("options"):
        lines = tuple(_failure(case, one) for one in fails_without(case, option, condition))
        same.setdefault(lines, []).append(option.text("name"))
    unhurt = same.pop((), [])
    rows = []
    for lines, names in same.items():
        shown = "; ".join(names[:_NAMED])
        more = f"; {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        for number, line in enumerate(lines):
            rows.append((f"{shown}{more}" if number == 0 else "", *line))
    if rows:
        headers = ("option", "fails", "asked of it", "others could send", "others' share of it")
        print_table(f"What fails without {condition}", headers, rows)
    if unhurt:
        click.echo(f"Nothing fails without {condition} for: {'; '.join(unhurt)}\n")


def _failure(case: Case, one: Failure) -> tuple[str, ...]:
    asked = one.view.asked
    capability = one.view.enabler.text("capability_id")
    unit = case.row("capabilities", capability).text("unit") if capability else ""
    words = "not published" if asked is None else f"{_ends_words(asked)} ({unit})"
    return (one.view.enabler.text("name"), words, _others(case, one), _others_share(one))


def _others(case: Case, one: Failure) -> str:
    parts = [_ends_words(one.others)] if one.others[1] > 0 else []
    if one.unpublished:
        named = ", ".join(case.name_of("actors", a) for a in one.unpublished)
        parts.append(f"{named}: no number published")
    return "; ".join(parts) or "nothing known"


def _others_share(one: Failure) -> str:
    if one.share is None:
        return "not published"
    low, high = (number_words(end, "share") for end in one.share)
    return low if low == high else f"{low} to {high}"


def _ends_words(ends: tuple[float, float]) -> str:
    low, high = ends
    return f"{low:,.10g}" if low == high else f"{low:,.10g} to {high:,.10g}"


def _share_words(band: Band) -> str:
    if band.blank:
        return "not published"
    low, high = band.stated()
    words = [number_words(end, "share") for end in (low, high)]
    middle = (
        f", mode {number_words(band.mode, 'share')}" if band.kind == "band" and band.mode else ""
    )
    return words[0] if low == high else f"{' to '.join(words)}{middle}"


def _years_words(band: Band) -> str:
    return band_words(band, "")


def _supplies(case: Case, supplies: tuple[Supply, ...]) -> str:
    found = []
    for supply in supplies:
        amount = "no number published" if supply.amount is None else _ends_words(supply.amount)
        name = case.name_of("actors", supply.actor)
        found.append(f"{name}: {amount}, from {month_start(case, supply.month):%Y-%m}")
    return "; ".join(found) or "nothing known"
