"""Made-up political prose for the tests of copies: many words, fixed by its seed.

Each sentence takes its subject, verb, object and circumstances from lists of their own, so that two
articles on different events share few runs of four words, as real ones do.
"""

# ruff: noqa: E501, S311 - lists of phrases; chance with a fixed seed
from __future__ import annotations

import random

PEOPLE = """Anna Berg|Tomas Lindqvist|Petra Novak|Ilya Sorokin|Marta Kowalska|Jean Delorme|Olena Hrytsenko|
Karl Weiss|Sofia Marino|Henrik Dahl|Yusuf Aydin|Claire Fontaine|Viktor Melnyk|Greta Holm|Paul Okafor|
Nadia Petrova|Lars Eriksen|Ines Carvalho|Bogdan Wilk|Ruth Abrams""".replace("\n", "").split("|")
ROLES = """the foreign minister|a deputy speaker|the head of the delegation|an adviser to the cabinet|
the chief of staff|a former ambassador|the commissioner for enlargement|a member of the defence committee|
the governor of the border region|a spokesman for the presidency|the finance minister|an observer of the mission|
the mayor of the capital|a retired general|the secretary of the council""".replace("\n", "").split(
    "|"
)
VERBS = """warned that|insisted that|told reporters that|denied that|conceded that|repeated that|suggested that|
made clear that|doubted whether|asked whether|welcomed the news that|complained that|hinted that|
wrote to colleagues that|argued in parliament that""".replace("\n", "").split("|")
THINGS = """the monitoring mission|an exchange of prisoners|the budget for winter|the northern corridor|
a second brigade|the reconstruction fund|the embargo on fuel|the demilitarised strip|a joint patrol|
the railway bridge|the guarantees offered in spring|a vote of confidence|the inspection teams|
the grain agreement|an air defence battery|the electoral law|the customs union|a reserve battalion|
the harbour authority|the pension reform""".replace("\n", "").split("|")
DEEDS = """could be delayed until|would hardly survive|had quietly replaced|ought to come before|
was never meant to outlast|must be paid for by|cannot be separated from|has begun to undermine|
should be discussed together with|depends entirely on|might be traded against|goes further than|
would be welcome without|is being prepared behind|stood in the way of""".replace("\n", "").split(
    "|"
)
WHEN = """on Tuesday evening|after a long night of talks|before the autumn recess|in a letter seen by this paper|
during a visit to the eastern garrison|at a crowded press conference|two weeks before the summit|
as snow closed the mountain roads|in spite of pressure from allies|following a closed hearing|
while protesters gathered outside|according to minutes of the meeting|with elections five months away|
for the first time since March|to applause from the back benches""".replace("\n", "").split("|")
EXTRA = """Nobody in the room objected|Diplomats called this premature|The opposition demanded the documents|
Markets hardly reacted|Two neighbouring states abstained|The archive holds no such order|
Local councils were not consulted|An earlier draft had said the reverse|Aid agencies asked for access|
Engineers put the repair at {n} million|Some {n} soldiers would be needed|A poll showed {n} percent in favour|
The convoy counted {n} lorries|Only {n} of the villages have power|The border stayed shut for {n} hours""".replace(
    "\n", ""
).split("|")

BEFORE = """Log in Register Subscribe Home Politics Economy Defence World Opinion Video Podcasts
Most read today Share this page by mail Print Change the size of letters
Cookies help us to show you what you like Accept all Settings
Weather in the capital eleven degrees Currency dollar euro Advertisement"""
AFTER = """All rights reserved No part of this page may be used without a link to the source
The opinion of the editors may differ from that of the authors
Write to the editors Send us a message about a mistake Our terms of use About us Vacancies
Subscribe to our letter and have the news of the day in your box each morning
Read also What others discuss now Comments are open for registered readers only Sign up"""


def article(seed: int, sentences: int = 38) -> list[str]:
    """Return the sentences of the article of this seed, about 20 words each."""
    chance = random.Random(seed)
    return [_sentence(chance) for _ in range(sentences)]


def _sentence(chance: random.Random) -> str:
    who = f"{chance.choice(PEOPLE)}, {chance.choice(ROLES)},"
    one, other = chance.sample(THINGS, 2)
    said = f"{chance.choice(VERBS)} {one} {chance.choice(DEEDS)} {other}"
    text = f"{who} {said} {chance.choice(WHEN)}."
    if chance.random() < 0.5:
        text += " " + chance.choice(EXTRA).format(n=chance.randint(2, 980)) + "."
    return text


def with_furniture(sentences: list[str]) -> str:
    """Return the article as a page shows it: with what stands above and below."""
    return "\n".join([BEFORE, *sentences, AFTER])


def with_dropped(sentences: list[str], seed: int, share: float = 0.2) -> str:
    """Return the article without a share of its sentences, taken anywhere."""
    dropped = set(random.Random(seed).sample(range(len(sentences)), round(share * len(sentences))))
    return " ".join(one for k, one in enumerate(sentences) if k not in dropped)


def cut(sentences: list[str], share: float = 0.4) -> str:
    """Return the first part of the words of the article."""
    words = " ".join(sentences).split()
    return " ".join(words[: round(share * len(words))])


def with_changed(sentences: list[str], seed: int, share: float = 0.05) -> str:
    """Return the article with a share of its words replaced."""
    chance = random.Random(seed)
    words = " ".join(sentences).split()
    for place in chance.sample(range(len(words)), round(share * len(words))):
        words[place] = f"{chance.choice(THINGS).split()[-1]}{chance.randint(0, 99)}"
    return " ".join(words)
