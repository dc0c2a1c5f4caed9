"""Small random problems of force generation, for tests."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from ceasefire.force.generation.problem import Holding, Limit, Pair, Problem, Requirement

CAPABILITIES = ("engineers", "medical")


@st.composite
def holdings(draw: st.DrawFn, name: str, months: int) -> Holding:
    """One holding of one or two units."""
    number = st.integers
    return Holding(
        name,
        draw(st.sampled_from(("ES", "NL"))),
        draw(st.sampled_from(("company", "battalion"))),
        tuple(draw(st.lists(number(0, 2), min_size=months, max_size=months))),
        float(draw(st.sampled_from((100, 150)))),
        {one: draw(st.sampled_from((0.0, 1.0, 2.0))) for one in CAPABILITIES},
        draw(number(1, 3)), draw(number(0, 3)), draw(number(1, 2)), draw(number(0, 2)),
        float(draw(number(0, 5))), draw(number(0, 1)), inside=draw(st.booleans()),
    )  # fmt: skip


@st.composite
def limits(draw: st.DrawFn, actor: str, months: int) -> Limit:
    """Limits of a contributor, each of them there or not."""
    people = st.sampled_from((0.0, 100.0, 150.0, 250.0, 400.0))
    by_month = st.none() | st.lists(people, min_size=months, max_size=months).map(tuple)
    return Limit(
        actor, draw(by_month), draw(by_month), draw(st.sampled_from((0.0, 0.0, 150.0, 250.0))),
        draw(st.sampled_from((0.0, 1_000.0, 5_000.0))),
    )  # fmt: skip


@st.composite
def problems(draw: st.DrawFn, most_holdings: int = 3, most_months: int = 5) -> Problem:
    """A problem small enough for brute force."""
    months = draw(st.integers(1, most_months))
    count = draw(st.integers(1, most_holdings))
    amount = st.sampled_from((0.0, 1.0, 2.0, 3.0))
    requirements = tuple(
        Requirement(
            capability,
            tuple(draw(st.lists(amount, min_size=months, max_size=months))),
            draw(st.sampled_from((1.0, 2.5))),
            draw(st.booleans()),
        )
        for capability in draw(st.sampled_from((("engineers",), CAPABILITIES)))
    )
    receive = st.sampled_from((100.0, 200.0, 300.0))
    return Problem(
        months,
        tuple(draw(holdings(f"h{i}", months)) for i in range(count)),
        requirements,
        {actor: draw(limits(actor, months)) for actor in ("ES", "NL")},
        draw(
            st.sampled_from(
                ((), (Pair("ES", "NL", together=True),), (Pair("ES", "NL", together=False),))
            )
        ),
        draw(st.none() | st.lists(receive, min_size=months, max_size=months).map(tuple)),
    )


def relabelled(problem: Problem) -> Problem:
    """The same problem with other names, its holdings and requirements in the opposite order."""
    names = {"ES": "ZW", "NL": "AO"}
    return replace(
        problem,
        holdings=tuple(
            replace(one, id=f"x{i}", actor=names[one.actor])
            for i, one in reversed(list(enumerate(problem.holdings)))
        ),
        requirements=problem.requirements[::-1],
        limits={
            names[actor]: replace(limit, actor=names[actor])
            for actor, limit in problem.limits.items()
        },
        pairs=tuple(
            Pair(names[one.second], names[one.first], one.together) for one in problem.pairs
        ),
    )
