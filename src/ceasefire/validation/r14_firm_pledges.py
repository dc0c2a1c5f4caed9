"""R14: what the published pledges for Ukraine add up to, and how far that reaches."""

from ceasefire.answer.answer import by_id, figure_id
from ceasefire.answer.figures import Figure
from ceasefire.answer.offer_figures import offer_figures, option_figures
from ceasefire.case.load import load_case
from ceasefire.validation.harness import Expectation, PublishedResult

TOLERANCE = 0.05


def _figures() -> dict[str, Figure]:
    case = load_case("ukraine")
    options = (case.row("options", f"iiss_{size}") for size in ("small", "medium", "large"))
    return by_id([*offer_figures(case), *(f for o in options for f in option_figures(case, o))])


def _end(end: str, *parts: str) -> float:
    return float(getattr(_figures()[figure_id(*parts)], end))


RESULT = PublishedResult(
    id="R14",
    title="Firm pledges as of 28 February 2026: the small IISS option, and nothing more",
    source="United24, 22 February 2026; A News, 8 January 2026; ERR, 30 April 2025; IISS by Forces "
    "News, April 2025; the sums computed from these",
    checks="firm offer from published numbers (a lone ceiling counts as 'up to'), the same with "
    "the assumptions for Lithuania and for France's 6,000, both states of the US backstop, gaps",
    inputs={"case": "ukraine", "level": "firm", "with": ["ltu_assumed", "fra_assumed"]},
    expectations=(
        Expectation("firm, published numbers alone, up to", 10_250,
                    lambda: _end("high", "offer", "land", "firm"), TOLERANCE),
        Expectation("firm with assumptions, low", 10_200,
                    lambda: _end("low", "offer", "land", "firm_with_assumed"), TOLERANCE),
        Expectation("firm with assumptions, high", 11_800,
                    lambda: _end("high", "offer", "land", "firm_with_assumed"), TOLERANCE),
        Expectation("firm without the US backstop, high", 250,
                    lambda: _end("high", "offer", "land", "firm", "without", "us_backstop")),
        Expectation("small option, gap with assumptions", 0,
                    lambda: _end("high", "iiss_small", "gap", "firm_with_assumed")),
        Expectation("medium option, gap low", 13_000,
                    lambda: _end("low", "iiss_medium", "gap", "firm_with_assumed"), TOLERANCE),
        Expectation("medium option, gap high", 15_000,
                    lambda: _end("high", "iiss_medium", "gap", "firm_with_assumed"), TOLERANCE),
        Expectation("large option, gap low", 48_000,
                    lambda: _end("low", "iiss_large", "gap", "firm_with_assumed"), TOLERANCE),
        Expectation("large option, gap high", 90_000,
                    lambda: _end("high", "iiss_large", "gap", "firm_with_assumed"), TOLERANCE),
    ),
)  # fmt: skip
