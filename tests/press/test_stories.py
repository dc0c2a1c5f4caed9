"""Stories and the number of independent origins behind them."""

# ruff: noqa: E501, RUF001, S311 - reports of two languages, one a line; a seed
from __future__ import annotations

import itertools
import random
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.press.prose import article, cut, with_changed, with_dropped, with_furniture

from ceasefire.press.article import Language, Origin
from ceasefire.press.stories import (
    Member,
    Story,
    independent_sources,
    outlet_key,
    shared_with,
    stories,
)

START = datetime(2026, 3, 1, 8, tzinfo=UTC)

# Event, language, names; then headline and lead of each report. Written for this test: three events
# share their actors with another that is not the same story.
REPORTS: list[tuple[str, Language, str, list[tuple[str, str]]]] = [
    ("brigade", "en", "DEU LTU", [
        ("Germany completes brigade in Lithuania", "The last battalion of the German brigade arrived in Lithuania on Monday, officials in Vilnius said."),
        ("Last German battalion arrives, Lithuania brigade complete", "Germany has completed the deployment of its brigade in Lithuania, the ministry announced."),
        ("Brigade in Lithuania at full strength, says Germany", "With the arrival of a third battalion the German brigade in Lithuania is complete."),
    ]),
    ("visa", "en", "DEU LTU", [
        ("Lithuania and Germany argue over visas for truck drivers", "Hauliers complain that visa rules agreed by Berlin keep drivers waiting for weeks."),
        ("Visa dispute: truck drivers block crossing in Lithuania", "Drivers angry about German visa rules parked their trucks at the crossing."),
        ("Truck drivers protest against German visa rules", "A protest of truck drivers about visa waiting times reached Vilnius."),
    ]),
    ("patrol", "en", "TUR ROU BGR", [
        ("Black Sea mine patrol extended for a year", "Turkey, Romania and Bulgaria will keep their joint mine patrol in the Black Sea for another year."),
        ("Three navies extend mine patrol in Black Sea", "The joint patrol of Turkey, Romania and Bulgaria against drifting mines continues another year."),
        ("Mine patrol in the Black Sea to go on", "Romania, Bulgaria and Turkey signed an extension of the joint patrol against mines."),
    ]),
    ("gas", "en", "TUR ROU BGR", [
        ("Romania opens gas link with Bulgaria", "A pipeline that carries gas from the Black Sea field to Bulgaria was opened in Romania."),
        ("Gas flows from Romania to Bulgaria", "The pipeline from the new field delivers gas to Bulgaria; Turkey wants to join."),
        ("New pipeline: Bulgaria gets gas from Romania", "Gas from the field reached Bulgaria through the pipeline for the first time."),
    ]),
    ("vote", "en", "FRA", [
        ("French parliament backs troop mandate by 31 votes", "Deputies approved the mandate to send soldiers to the monitoring mission by 31 votes."),
        ("Troop mandate passes in Paris with narrow majority", "The French parliament approved the troop mandate with a majority of 31 votes."),
        ("Narrow majority for mandate in French parliament", "By 31 votes deputies in Paris approved sending troops with the mission's mandate."),
    ]),
    ("strike", "en", "FRA", [
        ("Rail strike stops half of French trains", "A strike of rail workers stopped every second train in France."),
        ("France: rail workers strike over pensions", "Every second train was cancelled as rail workers went on strike."),
        ("Trains cancelled across France in rail strike", "The rail strike about pensions continues; half of all trains are cancelled."),
    ]),
    ("prisoners", "en", "UKR RUS ARE", [
        ("Russia and Ukraine exchange 150 prisoners each", "The exchange of prisoners was mediated by the Emirates, both sides confirmed."),
        ("Emirates mediate exchange of 300 prisoners", "Ukraine and Russia each released 150 prisoners in an exchange mediated by the Emirates."),
        ("150 prisoners return to Ukraine after exchange", "Russia received the same number in the exchange, mediated by the Emirates."),
    ]),
    ("grain", "en", "UKR RUS ARE", [
        ("Grain ship leaves Odesa for Dubai", "The first grain ship under the new insurance left Odesa despite Russian threats."),
        ("First insured grain ship sails from Odesa", "A ship with grain for Dubai left the port of Odesa under new insurance."),
        ("New insurance: ship with grain leaves Odesa port", "Odesa saw its first grain ship under the insurance leave for Dubai."),
    ]),
    ("мост", "ru", "UKR POL", [
        ("Польша и Украина открыли железнодорожный мост", "Новый железнодорожный мост через пограничную реку открыли министры двух стран."),
        ("Открыт новый железнодорожный мост между Польшей и Украиной", "Министры Польши и Украины проехали по новому железнодорожному мосту."),
        ("По новому мосту из Польши на Украину пошли поезда", "Первый поезд прошёл по железнодорожному мосту, открытому министрами."),
    ]),
    ("учения", "ru", "UKR POL", [
        ("Польша начала учения у границы", "В учениях у границы участвуют три бригады, сообщило министерство обороны."),
        ("Три польские бригады вышли на учения", "Министерство обороны сообщило о начале учений вблизи границы."),
        ("Учения польских бригад начались у границы с Украиной", "Учения трёх бригад продлятся неделю, сообщили в министерстве обороны."),
    ]),
]  # fmt: skip


def member(name: str, **changes: object) -> Member:
    plain = Member(
        name, f"Title {name}", "", " ".join(article(hash_of(name), 8)), "en", frozenset(), START,
        Origin(outlet=f"Outlet {name}"),
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def hash_of(name: str) -> int:
    return 1000 + zlib.crc32(name.encode()) % 100_000


def reports() -> list[Member]:
    return [
        member(f"{event} {k}", title=title, lead=lead, language=language,
               names=frozenset(names.split()), seen=START + timedelta(hours=7 * k))
        for event, language, names, texts in REPORTS
        for k, (title, lead) in enumerate(texts)
    ]  # fmt: skip


def pairs(groups: tuple[Story, ...]) -> set[tuple[str, str]]:
    return {
        (one.name, other.name)
        for story in groups
        for one, other in itertools.combinations(sorted(story.members, key=lambda x: x.name), 2)
    }


def test_precision_first_on_pairs_of_reports() -> None:
    members = reports()
    assert len(members) * (len(members) - 1) // 2 >= 200
    found = pairs(stories(members))
    right = {(a, b) for a, b in found if a.split()[0] == b.split()[0]}
    true = 3 * len(REPORTS)
    assert found == right  # no false pair
    assert len(right) >= 0.8 * true


def test_the_order_of_the_input_makes_no_difference() -> None:
    members = reports()
    shuffled = random.Random(1).sample(members, len(members))
    assert stories(shuffled) == stories(members)


def test_every_article_is_in_one_story_and_nothing_is_lost() -> None:
    members = reports()
    groups = stories(members)
    assert sorted(one.name for story in groups for one in story.members) == sorted(
        one.name for one in members
    )
    for story in groups:
        held = [one for source in story.sources for one in source.members]
        assert sorted(map(id, (*held, *story.unknown))) == sorted(map(id, story.members))
    assert stories([]) == ()


def test_the_same_words_a_week_later_are_another_story() -> None:
    one, other = reports()[0], reports()[1]
    assert len(stories([one, other])) == 1
    assert len(stories([one, replace(other, seen=START + timedelta(hours=73))])) == 2


def test_languages_meet_only_in_copies_unless_a_measure_is_given() -> None:
    one = reports()[0]
    other = replace(one, name="de", language="de", title="Brigade in Litauen vollzählig",
                    text=" ".join(article(77)), origin=Origin("Die Zeitung"))  # fmt: skip
    assert len(stories([one, other])) == 2
    assert len(stories([one, other], across=lambda *_: 0.95)) == 1
    assert len(stories([one, other], across=lambda *_: 0.85)) == 2
    assert len(stories([one, replace(other, names=frozenset())], across=lambda *_: 1.0)) == 2


def test_one_article_carried_three_times_is_one_origin() -> None:
    # The chain of the sample page: an American paper, a translator, a portal.
    paper = member("a", origin=Origin("The Washington Post", "USA", "", ("en",)))
    translated = member("b", language="ru", origin=Origin("The Washington Post", "США", "InoSMI",
                        ("en", "ru"), verbatim=False))  # fmt: skip
    portal = member("c", origin=Origin("Washington Post", "USA", "A portal", ("en", "ru", "en"), verbatim=False))  # fmt: skip
    lost = member("d", origin=Origin("InoSMI", "", "Another portal", ("ru", "en"), verbatim=False))
    other = member("e", origin=Origin("Le Monde", "France"))
    sources, unknown = independent_sources([paper, translated, portal, lost, other])
    assert [(one.outlet, one.carriers) for one in sources] == [
        ("The Washington Post", ("InoSMI", "A portal", "Another portal")),
        ("Le Monde", ()),
    ]
    assert unknown == ()
    sources, _ = independent_sources([lost, translated])
    assert [one.outlet for one in sources] == ["The Washington Post"]


def test_a_carrier_that_also_writes_is_an_origin_of_its_own() -> None:
    carried = member("a", origin=Origin("Reuters", carrier="The Daily"))
    own = member("b", origin=Origin("The Daily", carrier="The Daily"))
    sources, _ = independent_sources([carried, own])
    assert len(sources) == 2


def test_agency_text_in_two_papers_is_one_origin_and_one_story() -> None:
    text = article(8)
    made = [
        member("a", text=" ".join(text), origin=Origin("The Morning")),
        member("b", text=with_furniture(text), origin=Origin("The Evening"), seen=START + timedelta(days=9)),
        member("c", text=with_dropped(text, 1), origin=Origin(), seen=START + timedelta(hours=1)),
        member("d", text=cut(text), origin=Origin(carrier="A portal"), seen=START + timedelta(hours=2)),
        member("e", text=with_changed(text, 2), language="", origin=Origin(chain=("ru", "en"))),
    ]  # fmt: skip
    (story,) = stories(made)
    assert story.independent == 1
    assert story.sources[0].outlet == "The Morning"
    assert [one.name for one in story.members] == ["a", "e", "c", "d", "b"]
    assert story.unknown == ()


def test_a_translation_of_nobody_confirms_nothing() -> None:
    one = member("a")
    nobody = member("b", origin=Origin(carrier="A portal", chain=("ru", "en"), verbatim=False))
    sources, unknown = independent_sources([one, nobody, member("c", origin=Origin())])
    assert [source.outlet for source in sources] == ["Outlet a"]
    assert [x.name for x in unknown] == ["b", "c"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("The Washington Post", "Washington Post"), ("washingtonpost.com", "The Washington Post"),
     ("ВПК.name", "впк"), ("«Известия»", "Известия"), ("Le Monde", "lemonde.fr")],
)  # fmt: skip
def test_names_of_one_outlet(one: str, other: str) -> None:
    assert outlet_key(one) == outlet_key(other) != ""


def test_names_of_different_outlets() -> None:
    names = ["The Times", "Financial Times", "Die Welt", "Die Zeit", "Le Monde", "Le Figaro", ""]
    assert len({outlet_key(name) for name in names}) == len(names)


def test_two_articles_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="already"):
        stories([member("a"), member("a")])


def test_what_copies_what_is_told_with_its_share() -> None:
    sentences = article(77)
    whole = member("whole", text=" ".join(sentences))
    later = START + timedelta(hours=1)
    part = member("part", text=cut(sentences), seen=later)
    same = member("same", text=with_furniture(sentences), seen=later + timedelta(hours=1))
    other = member("other", text=" ".join(article(78)))
    (told, _) = sorted(stories([other, same, part, whole]), key=lambda one: -len(one.members))
    kinds = {(one.newer, one.older): one.relation.kind for one in told.shared}
    assert kinds == {("part", "whole"): "excerpt", ("same", "whole"): "copy",
                     ("same", "part"): "excerpt"}  # fmt: skip
    assert next(one for one in told.shared if one.newer == "part").relation.forward == 1.0
    assert set(shared_with("part", [other, same, part, whole])) == {
        one for one in told.shared if "part" in {one.newer, one.older}
    }
    assert shared_with("other", [other, same, part, whole]) == ()


def test_a_portal_that_shows_a_translation_is_no_origin() -> None:
    """The sample page's chain: a newspaper, a translating agency, a portal of machine texts."""
    paper = member("paper", origin=Origin("The Washington Post", chain=("en",)))
    agency = member("agency", seen=START + timedelta(hours=5), origin=Origin(
        "The Washington Post", "USA", "InoSMI", ("en", "ru"), verbatim=False))  # fmt: skip
    portal = member("portal", seen=START + timedelta(hours=9), origin=Origin(
        "The Washington Post", "USA", "InoSMI", ("en", "ru", "en"), verbatim=False,
        portal="Portal.name"))  # fmt: skip
    lost = member("lost", seen=START + timedelta(hours=12), origin=Origin(
        "Portal.name", chain=("en", "ru"), verbatim=False))  # fmt: skip
    sources, unknown = independent_sources([paper, agency, portal, lost])
    assert [one.outlet for one in sources] == ["The Washington Post"]
    assert sources[0].carriers == ("InoSMI", "Portal.name")
    assert unknown == ()
