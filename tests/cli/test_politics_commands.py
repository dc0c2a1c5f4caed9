"""negotiate, consent, power and backtest as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tests.support import Run

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "negotiation"

KTAB = """Made up,"Three, or four",4,2,
Actor,Description,Power,Force Position,Force Salience,Border Position,Border Salience,
A,the first,10,20,50,80,30,
B,the second,20,70,40,10,60,
C,the third,5,50,20,50,20,
D,the fourth,12,90,60,30,40,
"""
DECIDE = """#A\tone\tOne
#A\ttwo\tTwo
#A\tthree\tThree
#P\tyears\tYears of delay
#P\tmoney\tMoney
#M\tyears\t4
#M\tyears\t10
#D\tone\tyears\t4\t0.8\t0.5
#D\ttwo\tyears\t10\t0.4\t0.5
#D\tone\tmoney\t0\t0.3\t0.5
#D\ttwo\tmoney\t100\t0.9\t0.5
#D\tthree\tmoney\t40\t0.5\t0.25
"""


def file(folder: Path, text: str) -> str:
    path = folder / "talks.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_negotiate_a_case_prints_baselines_first(run: Run) -> None:
    found = run("negotiate", "ukraine", "--issue", "force_kind", "--draws", "200")
    assert found.status == 0, found.err
    assert "30 actors on 1 issue" in found.out
    assert found.out.index("Baselines") < found.out.index("Forecast: weighted mean")
    assert "was 23 points of 100 in the mean" in found.out
    assert "left out: exchange of positions" in found.out
    assert "rus 0.13" in found.out


def test_negotiate_json_of_a_ktab_file(run: Run, tmp_path: Path) -> None:
    talks = file(tmp_path, KTAB)
    found = json.loads(run("negotiate", talks, "--model", "ktab", "--json").out)
    assert found["actors"] == ["A", "B", "C", "D"]
    assert found["dimensions"] == ["Force", "Border"]
    assert np.array(found["positions"][0]).tolist() == [[20, 80], [70, 10], [50, 50], [90, 30]]
    assert len(found["positions"]) == found["turns"] + 1
    mean = json.loads(run("negotiate", talks, "--json").out)
    weights = np.array([10 * 0.5, 20 * 0.4, 5 * 0.2, 12 * 0.6])
    expected = weights @ np.array([20, 70, 50, 90]) / weights.sum()
    assert mean["forecast"]["Force"] == pytest.approx(expected)
    assert mean["bands"]["Force"]["inputs"] == pytest.approx([expected] * 3)
    assert len(mean["positions"]) == 1
    few = json.loads(run("negotiate", talks, "--model", "ktab", "--turns", "2", "--json").out)
    assert few["positions"] == found["positions"][:3]


def test_negotiate_a_decide_file(run: Run, tmp_path: Path) -> None:
    talks = file(tmp_path, DECIDE)
    found = json.loads(run("negotiate", talks, "--model", "exchange", "--json").out)
    assert found["forecast"].keys() == {"years", "money"}
    assert found["positions"][0][2] == [None, 40]  # takes no part on years
    assert found["baselines"]["weighted_mean"]["years"] == pytest.approx(100 * 0.2 / 0.6)
    assert found["exchanges"][0]["gain"] > 0
    assert found["exchanges"][0]["externalities"]["three"] != 0
    printed = run("negotiate", talks, "--model", "exchange", "--turns", "3")
    assert "between issues" in printed.out
    for variant in ("scholz-code", "paper"):
        found_too = run("negotiate", talks, "--model", "expected-utility", "--variant", variant)
        assert found_too.status == 0, found_too.err


def test_two_actors_that_trade_have_nobody_beside_them(run: Run, tmp_path: Path) -> None:
    two = "\n".join(line for line in DECIDE.splitlines() if "three" not in line) + "\n"
    found = run("negotiate", file(tmp_path, two), "--model", "exchange")
    assert found.status == 0, found.err
    assert "1 deal between issues" in found.out
    assert "left out: KTAB spatial model" in found.out


def test_the_same_seed_gives_the_same_bytes(run: Run) -> None:
    arguments = ("negotiate", "ukraine-2024", "--draws", "100", "--json")
    assert run(*arguments).out == run(*arguments).out
    assert run(*arguments).out != run(*arguments, "--seed", "2").out


def test_negotiate_sensitivities(run: Run, case_folder: Path) -> None:
    found = run("negotiate", str(case_folder), "--sensitivities", "--draws", "2000")
    assert found.status == 0, found.err
    assert "Sensitivity of border (Sobol')" in found.out
    made = json.loads(
        run("negotiate", str(case_folder), "--sensitivities", "--draws", "2000", "--json").out
    )
    first = made["sensitivities"]["border"][0]
    assert first["address"].startswith("positions.")
    assert 0 < first["total"] < 1.2


def test_what_if_moves_the_forecast(run: Run, case_folder: Path) -> None:
    def forecast(*more: str) -> float:
        made = json.loads(run("negotiate", str(case_folder), "--json", "--draws", "10", *more).out)
        return float(made["forecast"]["border"])

    moved = forecast("--set", "positions.bet_border.position_mode=30")
    share = 0.7 * 0.6 / (0.8 * 0.4 + 0.7 * 0.6)
    assert moved - forecast() == pytest.approx(10 * share)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (KTAB.replace("A,the first,10,20,", "A,the first,10,120,"), "talks.csv:3"),
        (KTAB.replace("50,80,30,", '50,"80,5",30,'), "write decimals with a point"),
        (KTAB.replace("B,the second", "A,the second"), "'A'"),
        (KTAB.replace("B,the second,20,", 'B,the second,"1,000",'), "(or, for thousands, 1000)"),
        (KTAB.replace("C,the third", 'C,"the third'), "has a quotation mark that is never closed"),
        (KTAB.replace(",4,2,", ",5,2,"), "talks.csv:1"),
        (DECIDE.replace("0.8\t0.5", "0,8\t0.5"), "write decimals with a point: 0.8"),
        (DECIDE.replace("years\t4\n#M\tyears\t10", "years\t10\n#M\tyears\t4"), "upside down"),
        (DECIDE.replace("4\t0.8\t", "4\t1.8\t"), "talks.csv:8"),
        (DECIDE.replace("#D\ttwo\tyears", "#D\ttow\tyears"), "did you mean 'two'?"),
    ],
)  # fmt: skip
def test_faults_of_a_file_are_located(run: Run, tmp_path: Path, text: str, said: str) -> None:
    found = run("negotiate", file(tmp_path, text))
    assert found.status == 2
    assert said in found.err, found.err
    assert "nothing was loaded" in found.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("negotiate", "ukrain"), "did you mean 'ukraine'"),
        (("negotiate", "nowhere.csv"), "there is no file 'nowhere.csv'"),
        (("negotiate", "ukraine", "--issue", "force"), "did you mean 'force_kind'"),
        (("negotiate", "ukraine", "--model", "exchange", "--issue", "army"), "2 issues or more"),
        (("negotiate", "ukraine", "--model", "magic"), "'magic' is not one of"),
        (("negotiate", "ukraine", "--draws", "0"), "--draws"),
        (("negotiate", "ukraine", "--variant", "paper"), "--variant is of expected-utility"),
        (("negotiate", "ukraine", "--turns", "3"), "mean has no turns"),
        (("consent", "ukraine", "--option", "iiss_smal"), "did you mean 'iiss_small'"),
        (("power", "nat"), "did you mean 'nato'"),
        (("power", "nato_and_host"), "name one of: nato, host_consent"),
        (("power", "[12; 4,4"), "a semicolon and weights in one pair of brackets"),
        (("power", "[99; 4,4]"), "99"),
        (("backtest", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_bad_use(run: Run, arguments: tuple[str, ...], said: str) -> None:
    found = run(*arguments)
    assert found.status == 2
    assert said in found.err, found.err


def test_files_take_no_issue_and_no_what_if(run: Run, tmp_path: Path) -> None:
    talks = file(tmp_path, KTAB)
    assert "need a case" in run("negotiate", talks, "--issue", "Force").err
    assert "need a case" in run("negotiate", talks, "--without", "ceasefire").err
    assert "leave out --sensitivities" in run("negotiate", talks, "--sensitivities").err


def test_consent_prints_and_gives_json(run: Run) -> None:
    found = run("consent", "ukraine-2024", "--draws", "300")
    assert found.status == 0, found.err
    assert "Nash would pick" in found.out
    assert "Coalition with the consent of Ukraine" in found.out
    one = run("consent", "ukraine-2024", "--option", "nato_force", "--draws", "300")
    assert "Slovakia 9" in one.out  # per cent of futures
    assert "force_flag 98 to" in one.out
    made = json.loads(run("consent", "ukraine-2024", "--draws", "100", "--json").out)
    assert set(made["options"]["nato_force"]["decisions"]) >= {"nato", "coalition", "unsc"}


def test_consent_what_if(run: Run) -> None:
    arguments = ("consent", "ukraine", "--option", "iiss_small", "--draws", "300", "--json")

    def short(*more: str) -> float:
        made = json.loads(run(*arguments, *more).out)
        return float(made["options"]["iiss_small"]["decisions"]["coalition"]["short"])

    assert short("--without", "us_backstop") > 0.95
    assert short("--set", "conditions.us_backstop.state=on") < 0.3


def test_power_of_a_body_a_file_and_a_formula(run: Run, tmp_path: Path) -> None:
    made = json.loads(run("power", "[51; 50, 49, 1]", "--json").out)
    assert made["shapley_shubik"] == pytest.approx({"1": 2 / 3, "2": 1 / 6, "3": 1 / 6})
    path = tmp_path / "game.csv"
    path.write_text("member,weight\nquota,3\nA,2\nB,1\nC,1\n", encoding="utf-8")
    found = run("power", str(path))
    assert "a decision needs 3 of 4 weight" in found.out
    body = run("power", "eu_majority")
    assert "needs 15 of 27 heads and 6,501 of 10,001 votes, or fewer than 4 against" in body.out
    other = run("power", "nato", "--case", "ukraine-2024")
    assert "Power of 32 members" in other.out


DEU_HEAD = ("prnrnmc;isnrnmc;prnr;prname;isnr;type;council;proc;counvte;proccde;issues;intro;"
            "finact;pcom;pde;pfr;scom;sde;sfr;rp;out\n")  # fmt: skip


def decided(proposals: int) -> str:
    """A made-up table of decided issues: outcomes near the mean of three actors."""
    rng = np.random.default_rng(4)
    lines = [DEU_HEAD]
    for number in range(1, proposals + 1):
        for issue in (1, 2):
            places = rng.integers(0, 101, 3)
            out = int(np.clip(places.mean() + rng.normal(0, 5), 0, 100))
            lines.append(f"{number};{issue};{number};P{number};{issue};a;b;c;d;e;2;2001;2002;"
                         f"{places[0]};{places[1]};{places[2]};50;60;40;999;{out}\n")  # fmt: skip
    return "".join(lines)


def test_backtest_scores_every_model_with_its_losses(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "deu.csv"
    path.write_text(decided(12), encoding="utf-8")
    found = run("backtest", str(path), "--resamples", "100")
    assert found.status == 0, found.err
    assert "24 decided issues of 12 proposals" in found.out
    made = json.loads(run("backtest", str(path), "--resamples", "100", "--json").out)
    scores = {score["model"]: score for score in made["models"]}
    assert {"weighted_mean", "ktab", "exchange", "expected_utility_paper"} <= set(scores)
    assert scores["weighted_mean"]["mae"]["value"] < scores["weighted_median"]["mae"]["value"]
    assert scores["weighted_median"]["difference"]["value"] > 0
    assert scores["status_quo"]["issues"] == 0
    assert made["enough"]


def test_a_backtest_of_few_issues_claims_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "deu.csv"
    path.write_text(decided(3), encoding="utf-8")
    assert "no claim of accuracy" in run("backtest", str(path), "--resamples", "50").out
    path.write_text(decided(1), encoding="utf-8")
    assert "nan" not in run("backtest", str(path), "--resamples", "50").out
    path.write_text(DEU_HEAD, encoding="utf-8")
    assert "no issue" in run("backtest", str(path)).err


@pytest.mark.realdata
@pytest.mark.parametrize("name", ["SOE-Pol-Comp", "dummyData_3Dim"])
def test_ktab_files_give_the_golden_histories(run: Run, name: str) -> None:
    if not DATA.is_dir():
        pytest.skip("../shared/data is not there")
    made = json.loads(run("negotiate", str(DATA / "ktab" / f"{name}.csv"), "--model", "ktab",
                          "--json").out)  # fmt: skip
    golden = json.loads((DATA / "ktab" / f"{name}.golden.json").read_text(encoding="utf-8"))
    assert made["actors"] == golden["actors"]
    positions, wanted = np.array(made["positions"]), np.array(golden["positions_by_turn"])
    assert positions.shape == wanted.shape
    assert np.abs(positions - wanted).max() < 1e-6


def test_ktab_takes_250_actors(run: Run, tmp_path: Path) -> None:
    rng = np.random.default_rng(9)
    rows = [f"Act{i},d,{rng.uniform(1, 9):.2f},{rng.uniform(0, 100):.2f},{rng.uniform(5, 95):.2f},"
            for i in range(250)]  # fmt: skip
    text = "\n".join(["Large,made up,250,1,", "Actor,Description,Power,Pos,Sal,", *rows]) + "\n"
    made = json.loads(run("negotiate", file(tmp_path, text), "--model", "ktab", "--turns", "3",
                          "--json").out)  # fmt: skip
    assert np.array(made["positions"]).shape == (4, 250, 1)
