"""``ceasefire compare-options`` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tests.support import Run

from ceasefire.case.template import write_template
from ceasefire.cli.main import main
from ceasefire.futures.folder import stored
from ceasefire.futures.manifest import read_manifest

STANDING = "standing_expected_war_2"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("compared")
    write_template(root / "case")
    with pytest.raises(SystemExit):
        main(["futures", "run", str(root / "case"), str(root / "out"), "--futures", "800"])
    return root / "out"


def test_figures_are_those_of_the_parts(run: Run, folder: Path) -> None:
    target = f"{STANDING}>=0.8"
    found = json.loads(run("compare-options", str(folder), "--target", target, "--json").out)
    values = stored(read_manifest(folder), STANDING)
    at = list(read_manifest(folder).asked.options).index("brigade")
    brigade = found["options"]["brigade"]
    assert brigade["mean"] == pytest.approx(values[at].mean())
    assert brigade["low"] < brigade["mean"] < brigade["high"]
    assert brigade["worst_tenth"] == pytest.approx(np.sort(values[at])[:80].mean())
    assert brigade["mean_regret"] == pytest.approx((values.max(axis=0) - values[at]).mean())
    assert brigade["targets_met"][0] == pytest.approx((values[at] >= 0.8).mean())
    assert sum(one["best_share"] for one in found["options"].values()) == pytest.approx(1)
    assert isinstance(found["convergence"]["enough"], bool)


def test_models_mix_to_the_whole_by_their_weights(run: Run, folder: Path) -> None:
    found = json.loads(run("compare-options", str(folder), "--json").out)
    rivals = found["rivals"]["presence"]
    for option, mixed in rivals["mixed"].items():
        parts = [m["weight"] * m["mean"][option] for m in rivals["models"].values()]
        assert mixed == pytest.approx(sum(parts))
        assert mixed == pytest.approx(found["options"][option]["mean"], abs=0.02)
    assert sum(m["futures"] for m in rivals["models"].values()) == 800


def test_the_table_is_told(run: Run, folder: Path) -> None:
    done = run("compare-options", str(folder), "--target", f"{STANDING} >= 0.8")
    assert done.status == 0, done.err
    for said in ("worst tenth", "least regret", "dominated", "enough", "rival model", "mixed",
                 "targets met"):  # fmt: skip
        assert said in done.out


def test_less_is_better_where_it_is(run: Run, folder: Path) -> None:
    found = json.loads(run("compare-options", str(folder), "--outcome", "gap", "--json").out)
    means = {option: one["mean"] for option, one in found["options"].items()}
    assert found["rankings"][0]["order"][0] == min(means, key=means.__getitem__)
    assert not found["higher_is_better"]


def test_faults_are_told(run: Run, folder: Path) -> None:
    typo = run("compare-options", str(folder), "--outcome", "adoptd")
    assert typo.status == 2
    assert "did you mean 'adopted'" in typo.err
    assert "write it as" in run("compare-options", str(folder), "--target", "adopted=1").err


def test_what_is_not_told_apart_is_said_to_be_equal_or_level(run: Run, folder: Path) -> None:
    told = run("compare-options", str(folder), "--outcome", "withdrawn_planned").out
    assert "leads in so many of all ways to weigh these models" in told
    assert "not dominated by any other in 95% of resamples" in told
    worst = run("compare-options", str(folder), "--outcome", "standing_planned_war_2").out
    assert "the best outcome in its worst tenth of futures: all equal" in worst


def test_a_run_that_is_not_at_its_end_is_said(run: Run, case_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("futures", "run", str(case_folder), str(out), "--futures", "200", "--block", "100")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    del manifest["parts"]["1"]
    (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    for command in (("compare-options",), ("explain", "--outcome", "gap", "--option", "brigade")):
        done = run(command[0], str(out), *command[1:])
        assert "note: 100 of 200 futures stand" in done.out, done.err
