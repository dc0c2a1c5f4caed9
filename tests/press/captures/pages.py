"""Pages written for the tests in the manner of real portals; no page of anybody is copied."""

# ruff: noqa: E501, RUF001 - lines as long as those of pages, Cyrillic and typographic marks

from __future__ import annotations

LONG = {
    "en": "The mission would count violations and report them every morning, two people who know the draft of "
    "the mandate said, and the paper leaves open who would pay for the aircraft and the radars.",
    "en2": "The ministers will take up the paper once more before the spring, and the smaller states ask for a "
    "share of the posts, since they would send most of the drivers and the medical staff.",
    "ru": "Миссия будет считать нарушения и каждое утро сообщать о них, рассказали два человека, знакомые с "
    "проектом мандата, а кто оплатит самолёты и радары, в документе пока не сказано.",
    "ru2": "Министры ещё раз обсудят документ до весны, и малые страны просят для себя часть должностей, так "
    "как именно они отправят большинство водителей и врачей этой будущей миссии.",
}

PORTAL = """Войти

Five capitals weigh a monitoring force along the demarcation line (The Daily Courier, USA)

1204
3
0
Image source: © Example Pictures / Jan Nowak

Courier: the Union rejected sending monitors under its flag

The Union talks about monitors in case of an accord between the two capitals, the Courier writes. But such monitors \
could not work under the flag of the Union, because all members would have to agree.

A force of monitors would also answer the demand of the new administration that Europe carries more of the load.

Vienna — Five European capitals are seriously weighing a force of monitors along the line once the guns are silent, \
people who took part in the talks said this month.

Such monitors could not work under the flag of the Union, since this needs the consent of all members and would be \
unwelcome in the east.

“For now we are asking what both armies could live with,” said Anna Lindqvist, a former envoy who is now at the \
Institute for Truce Studies.

What a force would cost

Several thousand people would be needed to watch a line of that length, a European diplomat said, and the diplomat \
added that drones “save feet, not heads.”

The view from the other side

Officials in the east still ask for a seat in the staff of any mission before they talk about its size at all.

Some planners think that the post—war mission will not keep anybody from signing - it may be easier to accept than \
membership. It is early to say so on Thursday.

The rights to this material belong to
The material is placed by the copyright holder in the public domain
Original publication
InoSMI materials contain assessments exclusively of foreign media and do not reflect the position of the editors
  • The news mentions
Do you want to leave a comment? Register and/or Log in
ПОДПИСКА НА НОВОСТИ
Ежедневная рассылка новостей портала на электронный ящик
  • Discussion
    Update
  • 02.03 17:40
  • 512
Завод начал выпуск новых мостов для понтонных парков
  • 02.03 17:05
  • 8
A tug for the northern fleet (Der Beobachter, Germany)
  • 01.03 09:12
  • 1
Why is the ammunition late? It is a long story.
"""

WORDS = {
    "en": {
        "login": "Log in",
        "title": "The guards on the bridge are to stay until the spring",
        "credit": "Photo: Example Pictures",
        "first": LONG["en"],
        "ad": "Advertisement",
        "second": LONG["en2"],
        "rights": "All rights reserved. Reproduction without consent is forbidden",
        "tags": "Tags: bridge, guards",
        "comment": "Please log in to leave a comment",
        "subscribe": "Subscribe to our newsletter",
        "list": "Latest news",
        "other": "The ferry to the island is back in service",
        "more": "A new school for the town by the river",
    },
    "ru": {
        "login": "Войти",
        "title": "Охрана моста останется на месте до самой весны",
        "credit": "Фото: Example Pictures",
        "first": LONG["ru"],
        "ad": "Реклама",
        "second": LONG["ru2"],
        "rights": "Все права защищены. Перепечатка только с разрешения",
        "tags": "Теги: мост, охрана",
        "comment": "Чтобы оставить комментарий, войдите на сайт",
        "subscribe": "Подписаться на рассылку",
        "list": "Последние новости",
        "other": "Паром на остров снова вышел в рейс",
        "more": "В городе у реки открыли новую школу",
    },
    "uk": {
        "login": "Увійти",
        "title": "Охорона мосту залишиться на місці до самої весни",
        "credit": "Фото: Example Pictures",
        "first": "Місія рахуватиме порушення й щоранку повідомлятиме про них, розповіли двоє людей, які бачили "
        "проєкт мандата, а хто заплатить за літаки та радари, у документі поки не сказано.",
        "ad": "Реклама",
        "second": "Міністри ще раз обговорять документ до весни, і малі країни просять для себе частину посад, "
        "бо саме вони надішлють більшість водіїв і лікарів для цієї місії.",
        "rights": "Усі права захищено. Передрук лише з дозволу",
        "tags": "Теги: міст, охорона",
        "comment": "Щоб залишити коментар, увійдіть на сайт",
        "subscribe": "Підписатися на розсилку",
        "list": "Останні новини",
        "other": "Пором на острів знову вийшов у рейс",
        "more": "У місті біля річки відкрили нову школу",
    },
    "de": {
        "login": "Anmelden",
        "title": "Die Wache auf der Brücke soll bis zum Frühjahr bleiben",
        "credit": "Foto: Example Pictures",
        "first": "Die Mission soll Verstöße zählen und jeden Morgen melden, sagten zwei Personen, die den Entwurf "
        "des Mandats kennen, und wer die Flugzeuge und die Radare bezahlt, "
        "lässt das Papier noch offen.",
        "ad": "Anzeige",
        "second": "Die Minister wollen das Papier vor dem Frühjahr noch einmal beraten, und die kleineren Staaten "
        "bitten um einen Teil der Posten, weil sie die meisten Fahrer und Ärzte schicken würden.",
        "rights": "Alle Rechte vorbehalten",
        "tags": "Schlagwörter: Brücke, Wache",
        "comment": "Kommentar schreiben",
        "subscribe": "Newsletter abonnieren",
        "list": "Meistgelesen",
        "other": "Die Fähre zur Insel ist wieder in Betrieb",
        "more": "Eine neue Schule für die Stadt am Fluss",
    },
    "fr": {
        "login": "Se connecter",
        "title": "Les gardes du pont doivent rester jusqu'au printemps",
        "credit": "Crédit photo : Example Pictures",
        "first": "La mission devrait compter les violations et les signaler chaque matin, ont dit deux personnes "
        "qui connaissent le projet de mandat, "
        "et le texte ne dit pas qui paiera les avions et les radars.",
        "ad": "Publicité",
        "second": "Les ministres doivent reprendre le texte avant le printemps, et les petits États demandent une "
        "part des postes, car ils enverraient la plupart des chauffeurs et des médecins.",
        "rights": "Tous droits de reproduction réservés",
        "tags": "Mots-clés : pont, gardes",
        "comment": "Connectez-vous pour réagir",
        "subscribe": "Abonnez-vous à notre lettre",
        "list": "Les plus lus",
        "other": "Le bac vers l'île est de nouveau en service",
        "more": "Une nouvelle école pour la ville au bord de l'eau",
    },
    "pl": {
        "login": "Zaloguj się",
        "title": "Straż na moście ma zostać na miejscu do wiosny",
        "credit": "Fot. / Example Pictures",
        "first": "Misja ma liczyć naruszenia i co rano o nich donosić, powiedziały dwie osoby, które znają projekt "
        "mandatu, a kto zapłaci za samoloty i radary, tego w dokumencie na razie nie zapisano.",
        "ad": "Reklama",
        "second": "Ministrowie jeszcze raz zajmą się dokumentem przed wiosną, a mniejsze państwa proszą o część "
        "stanowisk, bo to one wyślą większość kierowców i lekarzy do tej misji.",
        "rights": "Wszelkie prawa zastrzeżone",
        "tags": "Tagi: most, straż",
        "comment": "Dodaj komentarz",
        "subscribe": "Zapisz się na nasz newsletter",
        "list": "Najczęściej czytane",
        "other": "Prom na wyspę znów wypłynął z portu",
        "more": "Nowa szkoła dla miasta nad rzeką się otwiera",
    },
}
_PARTS = (
    "login",
    "title",
    "credit",
    "first",
    "ad",
    "second",
    "rights",
    "tags",
    "comment",
    "subscribe",
    "list",
)


def page_in(language: str) -> str:
    """Write the same page in one of the six languages."""
    words = WORDS[language]
    above = "\n\n".join(words[part] for part in _PARTS)
    return f"{above}\n14.06 18:50\n7\n{words['other']}\n14.06 18:20\n1\n{words['more']}\n"
