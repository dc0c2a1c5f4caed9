"""Messages say where, what and what to do."""

from __future__ import annotations

import pytest

from ceasefire.core.addresses import Address
from ceasefire.core.errors import CeasefireError, Fault, InputFaultsError, near


def test_fault_reads_as_in_the_design() -> None:
    hint = "leave it blank if none was published"
    fault = Fault("pledges.csv", 14, "n_mode", "'five' is not a number", hint)
    assert str(fault) == f"pledges.csv:14 column n_mode: 'five' is not a number; {hint}"
    assert str(Fault("a.csv", 0, "", "is missing")) == "a.csv: is missing"


def test_all_faults_are_carried() -> None:
    error = InputFaultsError([Fault("a.csv", 1, "", "x"), Fault("b.csv", 2, "", "y")])
    assert str(error) == "a.csv:1: x\nb.csv:2: y"


def test_near_names() -> None:
    assert near("us_backsto", ["us_backstop", "ceasefire"]) == "did you mean 'us_backstop'?"
    assert near("gbr", ["gbr_2026_02", "fra_2026_02"]) == "did you mean 'gbr_2026_02'?"
    assert near("zzz", ["us_backstop"]) == ""


def test_addresses() -> None:
    address = Address.parse("pledges.gbr_2026_02.n_high")
    assert (address.table, address.row, address.column) == ("pledges", "gbr_2026_02", "n_high")
    assert str(Address.parse("pledges.gbr_2026_02")) == "pledges.gbr_2026_02"
    for bad in ("", "a", "a.b.c.d", "a..b"):
        with pytest.raises(CeasefireError, match="is not an address"):
            Address.parse(bad)
