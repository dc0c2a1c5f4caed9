"""``ceasefire explain`` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support import Run

from ceasefire.case.load import load_case
from ceasefire.case.template import write_template
from ceasefire.cli.factor_names import factor_names
from ceasefire.cli.main import main
from ceasefire.futures.folder import stored
from ceasefire.futures.manifest import read_manifest


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("explained")
    write_template(root / "case")
    with pytest.raises(SystemExit):
        main(["futures", "run", str(root / "case"), str(root / "out"), "--futures", "1500"])
    return root / "out"


def explained(run: Run, folder: Path, *more: str) -> dict[str, object]:
    done = run("explain", str(folder), "--json", "--resamples", "4", *more)
    assert done.status == 0, done.err
    found: dict[str, object] = json.loads(done.out)
    return found


def test_failures_are_told_in_words(run: Run, folder: Path) -> None:
    done = run("explain", str(folder), "--outcome", "gap", "--limit", "2000",
               "--option", "brigade", "--resamples", "4")  # fmt: skip
    assert done.status == 0, done.err
    for said in ("fails where gap is above 2000", "fails when", "pure", "resamples", "tree",
                 "variance", "worth", "n of Corland is below"):  # fmt: skip
        assert said in done.out


def test_where_luck_decides_no_factor_is_blamed(run: Run, folder: Path) -> None:
    done = run("explain", str(folder), "--outcome", "standing_expected_war_2", "--resamples", "4")
    assert "fails where standing_expected_war_2 does not happen" in done.out
    assert "no factor sets the failures apart" in done.out
    assert "nothing that chance could not give" in done.out
    assert "salience" not in done.out


def test_what_the_outcome_rests_on_is_found(run: Run, folder: Path) -> None:
    found = explained(run, folder, "--outcome", "gap", "--option", "brigade", "--limit", "2000")
    first = found["first_order"]
    assert isinstance(first, list)
    # The gap of the brigade is its size less what Corland, the only one with a number, sends.
    assert first[0]["factor"] == "pledges.cor_2026_01.n"
    assert not [one for one in first if one["factor"].startswith("baselines")]


def test_an_event_fails_where_it_does_not_happen(run: Run, folder: Path) -> None:
    found = explained(run, folder, "--outcome", "adopted", "--option", "brigade", "--boxes", "1")
    assert found["fails"] == "adopted does not happen"
    boxes = found["boxes"]
    assert isinstance(boxes, list)
    assert len(boxes) == 1


def test_every_factor_has_a_name_of_its_own(folder: Path) -> None:
    case = load_case(str(folder.parent / "case"))
    names = factor_names(case, read_manifest(folder).asked.design.factors)
    labels = [name.label for name in names.values()]
    assert len(set(labels)) == len(labels)
    assert not [label for label in labels if "." in label and "_" in label]


def test_faults_are_told(run: Run, folder: Path) -> None:
    typo = run("explain", str(folder), "--outcome", "adopted", "--option", "brigad")
    assert typo.status == 2
    assert "did you mean 'brigade'" in typo.err
    for outcome, limit, said in (
        ("standing_expected_war_2", "-1", "give a number between 0 and 1"),
        ("gap", "nan", "--limit nan cannot tell where gap fails"),
        ("gap", "1e9", "give --limit between"),
    ):
        refused = run("explain", str(folder), "--outcome", outcome, "--limit", limit)
        assert refused.status == 2
        assert said in refused.err


def test_every_outcome_that_varies_is_explained_by_default(run: Run, folder: Path) -> None:
    manifest = read_manifest(folder)
    told = 0
    for outcome in manifest.asked.outcomes:
        values = stored(manifest, outcome)[1]
        done = run("explain", str(folder), "--outcome", outcome, "--option", "brigade",
                   "--resamples", "2", "--sample", "300")  # fmt: skip
        if done.status == 0:
            told += 1
            assert f"brigade fails where {outcome}" in done.out
        else:
            assert len(set(values[:300])) == 1, (outcome, done.err)
            assert "in every future: nothing tells it apart" in done.err
    assert told > 15


def test_of_a_design_of_saltelli_sobol_indices_alone_are_told(
    run: Run, case_folder: Path, tmp_path: Path
) -> None:
    out = str(tmp_path / "out")
    done = run("futures", "run", str(case_folder), out, "--futures", "700", "--design", "saltelli")
    assert done.status == 0, done.err
    told = run("explain", out, "--outcome", "gap", "--option", "brigade")
    assert "Sobol' indices" in told.out
    assert "run another design, such as lhs" in told.out
    assert "fails when" not in told.out
    found = json.loads(run("explain", out, "--outcome", "gap", "--json").out)["sobol"]
    # The gap of the brigade is its size less what Corland and Dovia send: pledges and conditions.
    assert found["brigade"]["pledges"]["total"] > 0.2
    assert abs(found["brigade"]["process"]["total"]) < 0.01
    read_manifest(tmp_path / "out").path(0).unlink()
    assert run("futures", "resume", out).status == 0
