"""N7: power indices of textbook games."""

from __future__ import annotations

from fractions import Fraction

from ceasefire.politics.game_files import read_game
from ceasefire.politics.power import banzhaf, shapley_shubik
from ceasefire.validation.harness import Expectation, PublishedResult

_EEC = "[12; 4,4,4,2,2,1]"
_COUNCIL = "[39; 7x5, 1x10]"
_THREE = "[51; 50, 49, 1]"
_EU15 = "[62; 10x4, 8, 5x4, 4x2, 3x3, 2]"
_NICE = "[255; 29x4, 27x2, 14, 13, 12x5, 10x3, 7x5, 4x5, 3]"
_DIGIT = 5.1e-7  # half of the sixth decimal; five decimals where fewer are printed
# Game, member counted from 1, Shapley-Shubik, normalised Banzhaf, room.
_POWERS = (
    ("EEC 1958", _EEC, 1, Fraction(7, 30), Fraction(5, 21), 0.0),
    ("EEC 1958", _EEC, 4, Fraction(3, 20), Fraction(1, 7), 0.0),
    ("EEC 1958", _EEC, 6, 0, 0, 0.0),
    ("UN Security Council", _COUNCIL, 1, Fraction(421, 2145), 0.166929, _DIGIT),
    ("UN Security Council", _COUNCIL, 6, Fraction(4, 2145), 0.016535, _DIGIT),
    ("50, 49, 1", _THREE, 1, Fraction(2, 3), Fraction(3, 5), 0.0),
    ("50, 49, 1", _THREE, 2, Fraction(1, 6), Fraction(1, 5), 0.0),
    ("EU-15", _EU15, 1, 0.116667, 0.111621, _DIGIT),
    ("EU-15", _EU15, 5, 0.09546, 0.092424, 5.1e-6),
    ("EU-15", _EU15, 6, 0.055175, 0.058738, _DIGIT),
    ("EU-15", _EU15, 15, 0.02069, 0.022638, 5.1e-6),
    ("EU-27 of Nice", _NICE, 1, 0.086738, 0.077827, _DIGIT),
    ("EU-27 of Nice", _NICE, 5, 0.079975, 0.074198, _DIGIT),
    ("EU-27 of Nice", _NICE, 7, 0.039937, 0.042592, _DIGIT),
    ("EU-27 of Nice", _NICE, 27, 0.008178, 0.009422, _DIGIT),
)

RESULT = PublishedResult(
    id="N7",
    title="Power indices of textbook games",
    source="Shapley and Shubik 1954; Banzhaf 1965; Felsenthal and Machover 1998; printed values "
    "computed in two ways",
    checks="exact indices of games with whole weights",
    inputs={"games": [_EEC, _COUNCIL, _THREE, _EU15, _NICE]},
    expectations=tuple(
        Expectation(f"{name}, member {member}: {index}", float(value),
                    lambda g=game, m=member, f=compute: f(read_game(g))[str(m)], within=room)
        for name, game, member, pivots, swings, room in _POWERS
        for index, value, compute in (
            ("Shapley-Shubik", pivots, shapley_shubik), ("Banzhaf", swings, banzhaf),
        )
    ),
)  # fmt: skip
