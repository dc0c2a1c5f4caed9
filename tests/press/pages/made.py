"""Pages written for the tests, in the manner of real portals."""

# ruff: noqa: RUF001 - words in Cyrillic are words
from __future__ import annotations

ENGLISH = (
    "The foreign ministers of both countries met in Geneva on Tuesday to speak about a line along "
    "which their troops would stop. Neither side wanted to say how long the talks would last.",
    "“We will not sign anything that cannot be checked,” said Maria Holm, who leads the observers. "
    "She asked for access to every crossing within three days of a signature.",
    "Tens of thousands of people have left the towns along the river since spring. Aid workers "
    "said that the roads to the north were open again, at least for ambulances and food.",
)
RUSSIAN = (
    "Министры иностранных дел двух стран встретились во вторник в Женеве, чтобы обсудить линию, "
    "на которой остановятся войска. Ни одна из сторон не сказала, сколько продлятся переговоры.",
    "«Мы не подпишем ничего, что нельзя проверить», — заявила глава миссии наблюдателей Мария "
    "Хольм. Она потребовала доступа ко всем переправам в течение трёх дней после подписания.",
    "С весны города вдоль реки покинули десятки тысяч человек. По словам врачей, дороги на север "
    "снова открыты, по крайней мере для машин скорой помощи и грузовиков с продовольствием.",
)
UKRAINIAN = (
    "Міністри закордонних справ двох країн зустрілися у вівторок у Женеві, щоб обговорити лінію, "
    "на якій зупиняться війська. Жодна зі сторін не сказала, скільки триватимуть переговори.",
    "«Ми не підпишемо нічого, що не можна перевірити», — заявила голова місії спостерігачів Марія "
    "Гольм. Вона вимагає доступу до всіх переправ упродовж трьох днів після підписання.",
    "Від весни міста вздовж річки залишили десятки тисяч людей. За словами лікарів, дороги на "
    "північ знову відкриті, принаймні для машин швидкої допомоги та вантажівок із їжею.",
)
GERMAN = (
    "Die Außenminister beider Länder sprachen am Dienstag in Genf über eine Linie, an der ihre "
    "Truppen stehen bleiben würden. Wie lange die Gespräche dauern, wollte niemand sagen.",
    "„Wir unterschreiben nichts, was man nicht überprüfen kann“, erklärte die Leiterin der "
    "Beobachter. Sie verlangte innerhalb von drei Tagen Zugang zu allen Übergängen.",
)
FRENCH = (
    "Les ministres des deux pays se sont réunis mardi à Genève pour évoquer la ligne où leurs "
    "troupes s'arrêteraient. Personne n'a voulu préciser la durée prévue des négociations.",
    "« Nous ne signerons rien qui ne puisse être vérifié », a déclaré la cheffe des observateurs. "
    "Elle a réclamé l'accès à tous les points de passage trois jours après la signature.",
)
POLISH = (
    "Ministrowie spraw zagranicznych obu państw rozmawiali we wtorek w Genewie o linii, na której "
    "zatrzymają się żołnierze. Nikt nie chciał powiedzieć, jak długo będą trwały rozmowy.",
    "„Nie podpiszemy niczego, czego nie można sprawdzić” – oświadczyła szefowa obserwatorów. "
    "Zażądała dostępu do wszystkich przejść w ciągu trzech dni od złożenia podpisów.",
)
FURNITURE = ("Subscribe to our letter", "Most read today", "All rights reserved")


def page(
    paragraphs: tuple[str, ...], *, title: str = "Talks on a line of contact", head: str = ""
) -> str:
    """A page of a portal: the article within navigation, a sidebar of news and a footer."""
    body = "\n".join(f"<p>{words}</p>" for words in paragraphs)
    return f"""<!DOCTYPE html>
<html><head><title>{title} | River Post</title>{head}</head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li>
<li><a href="/e">Economy</a></li></ul></nav></header>
<main><article><h1>{title}</h1>
{body}
</article></main>
<aside><h3>{FURNITURE[1]}</h3><ul><li><a href="/1">Bridge closed for a week</a>
<time datetime="2019-05-04">4 May 2019</time></li><li><a href="/2">Rain and wind</a></li></ul>
<form><label>{FURNITURE[0]}</label><input type="email"><button>Go</button></form></aside>
<footer><p>{FURNITURE[2]}. River Post, founded on 1 June 1998.</p></footer>
</body></html>"""
