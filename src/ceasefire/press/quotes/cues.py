# ruff: noqa: RUF001 - words of six languages
"""Words that say who speaks, in six languages: verbs, "according to", pronouns, nameless sources.

All are data, in lower case. Verbs stand in the forms that news pages use.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from ceasefire.press.article import Language


@dataclass(frozen=True)
class Lexicon:
    """Words of one language that the search for a speaker needs; all in lower case.

    ``verbs`` make a speaker of their subject; ``weak`` ones only beside words between marks;
    ``participles`` take the subject of the clause before. ``according`` are phrases before a
    speaker, ``that`` words that open reported speech, ``skips`` stand between subject and verb,
    ``breaks`` end a group of nouns, ``joins`` may link two names, ``singular`` and ``plural`` are
    pronouns, ``nameless`` nouns of speakers that no name goes with, ``sources`` other nouns that
    may speak, ``indefinite`` and ``definite`` articles, ``titles`` stand before a name.
    """

    verbs: frozenset[str]
    weak: frozenset[str]
    participles: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    that: frozenset[str]
    skips: frozenset[str]
    breaks: frozenset[str]
    joins: frozenset[str]
    singular: frozenset[str]
    plural: frozenset[str]
    nameless: frozenset[str]
    sources: frozenset[str]
    indefinite: frozenset[str]
    definite: frozenset[str]
    titles: frozenset[str]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _past(stems: str, endings: str) -> frozenset[str]:
    """Past forms of Slavic verbs: each stem with each ending; ``-`` is the bare stem."""
    pairs = product(stems.split(), endings.split())
    return frozenset(stem + ending.replace("-", "") for stem, ending in pairs)


def _phrases(phrases: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases.split(","))


ENGLISH = Lexicon(
    verbs=_set(
        "said says say told tells tell wrote writes added adds recalled reported reports report "
        "continued claimed claims claim noted notes note argued argues argue asked asks warned "
        "warns warn announced announces suggested suggests acknowledged acknowledges admitted "
        "admits insisted insists replied replies responded responds explained explains stated "
        "states declared declares emphasized emphasised emphasizes emphasises stressed stresses "
        "concluded concludes confirmed confirms tweeted tweets quipped joked remarked testified "
        "believe believes predicted predicts revealed reveals indicated indicates complained "
        "complains alleged alleges asserted asserts contends contended conceded concedes vowed "
        "vows pledged pledges promised promises stipulated argues observed shouted yelled denied "
        "denies maintains maintained estimated estimates hopes hoped found finds shows showed"
    ),
    weak=_set(
        "called calls call described describes describe blasted condemned denounced dismissed "
        "urged urges identified rated ruled branded dubbed labeled labelled mocked praised cited "
        "accused accuses demanded chanted chant sings sang read reads quoted began begins begin "
        "referred criticized criticised attacked slammed labels characterized compared ripped "
        "welcomed welcomes rejected responding answered went thinks think thought "
        "decried hailed defended touted lamented asserted spoke speaks talked complained offered "
        "expressed exclaimed repeated reiterated advised boasted blamed blames warned encouraged"
    ),
    participles=_set(
        "saying adding arguing claiming noting telling writing calling warning insisting asking "
        "suggesting stating declaring explaining chanting announcing describing promising "
        "accusing denouncing concluding stressing emphasizing vowing quoting citing shouting "
        "joking referring declaring blaming pledging tweeting admitting urging encouraging"
    ),
    according=_phrases("according to,in the words of,in the opinion of"),
    that=_set("that"),
    skips=_set(
        "has had have also then later recently repeatedly once again just even never often is was "
        "are were still now already reportedly simply further immediately publicly famously "
        "'s ’s previously would will did not quickly earlier himself herself went on to flatly"
    ),
    breaks=_set(
        "who which that when while because if although though since as but where whether after "
        "before until than yet so what whom whose how once"
    ),
    joins=_set("and of for in at de von van al bin to on with from &"),
    singular=_set("he she i"),
    plural=_set("they we"),
    nameless=_set(
        "official officials diplomat diplomats source sources aide aides adviser advisers advisor "
        "advisors analyst analysts expert experts person people spokesman spokeswoman "
        "spokesperson representative representatives insider insiders observers critics "
        "supporters lawmakers commander commanders soldier soldiers officer officers employee "
        "operative operatives strategist strategists witness witnesses residents reporters "
        "leaders researchers scientists economists capitals"
    ),
    sources=_set(
        "leader president minister chancellor premier king chief secretary general ambassador "
        "senator governor mayor candidate nominee poll polls survey report study paper newspaper "
        "statement letter article network agency government ministry campaign committee party "
        "organization group company judge lawyer father mother woman man wife son daughter "
        "professor author billionaire businessman businesswoman democrat republican attorney "
        "director chairman reporter host moderator army military"
    ),
    indefinite=_set("a an some one another several two three many most other"),
    definite=_set("the this that these those his her their its our my"),
    titles=_set("mr mrs ms dr sen rep gov gen prof lt col sgt sir lord president senator"),
)
_RU_VERBS = (
    "сказал заявил сообщил отметил подчеркнул добавил пояснил объяснил рассказал ответил "
    "признал предупредил написал указал уточнил считал утверждал напомнил назвал пообещал обещал "
    "объявил констатировал парировал резюмировал заверил подтвердил спросил говорил передал "
    "полагал прокомментировал предположил выразил возразил"
)
RUSSIAN = Lexicon(
    verbs=_past(_RU_VERBS, "- а и о")
    | _set(
        "говорит говорят считает считают пишет пишут сообщает сообщают отмечает отмечают "
        "утверждает утверждают полагает полагают заявляет заявляют подчёркивает подчеркивает "
        "подчеркивают передаёт передает передают добавляет уверен уверена уверены убеждён убежден "
        "рассказывает поясняет напоминает предупреждает признаёт признает указывает"
    ),
    weak=_past("призвал отверг раскритиковал обвинил поддержал", "- а и о"),
    participles=_set(
        "заявив сказав отметив подчеркнув добавив сообщив назвав пояснив уточнив отмечая добавляя"
    ),
    according=_phrases(
        "по словам,по мнению,по данным,по информации,как заявил,как заявила,как сообщил,"
        "как сообщила,как отметил,как пишет,как сообщает,как передаёт,как передает,согласно"
    ),
    that=_set("что чтобы"),
    skips=_set("также ранее уже затем позже тогда вновь снова не позднее прямо ещё еще"),
    breaks=_set("который которая которые когда если потому но хотя как что чтобы где а ведь чем"),
    joins=_set("и по в на при де фон"),
    singular=_set("он она я"),
    plural=_set("они мы"),
    nameless=_set(
        "чиновник чиновники чиновника чиновников дипломат дипломаты дипломата дипломатов источник "
        "источники источника источников собеседник собеседники собеседника собеседников эксперт "
        "эксперты эксперта экспертов аналитик аналитики аналитика аналитиков представитель "
        "представители представителя представителей официальные очевидцы военные пресс-секретарь"
    ),
    sources=_set(
        "лидер президент министр канцлер премьер премьер-министр глава генерал генсек посол "
        "депутат "
        "сенатор командующий министерство правительство газета агентство издание ведомство штаб "
        "кремль мид лидера президента министра канцлера премьера главы издания газеты агентства"
    ),
    indefinite=_set("один одна некий некоторые несколько"),
    definite=_set("этот эта эти"),
    titles=_set("господин госпожа"),
)
UKRAINIAN = Lexicon(
    verbs=_set(
        "каже кажуть вважає вважають пише пишуть повідомляє повідомляють зазначає зазначають "
        "стверджує стверджують заявляє заявляють наголошує наголошують підкреслює додає певен "
        "переконаний переконана розповідає пояснює нагадує попереджає визнає"
    ).union(
        *(
            {stem + "в", stem + "ла", stem + "ли", stem + "ло"}
            for stem in [
                "сказа",
                "заяви",
                "повідоми",
                "зазначи",
                "наголоси",
                "підкресли",
                "дода",
                "поясни",
                "розпові",
                "відпові",
                "визна",
                "попереди",
                "написа",
                "вказа",
                "уточни",
                "вважа",
                "стверджува",
                "нагада",
                "назва",
                "пообіця",
                "оголоси",
                "запевни",
                "підтверди",
                "запита",
                "говори",
                "переда",
            ]
        )
    )
    | _set("розповів розповіла розповіли відповів відповіла відповіли"),
    weak=_set("закликав закликала закликали відкинув розкритикував звинуватив підтримав"),
    participles=_set("заявивши сказавши зазначивши додавши наголосивши назвавши додаючи"),
    according=_phrases(
        "за словами,на думку,за даними,за інформацією,як заявив,як заявила,як повідомив,"
        "як повідомила,як зазначив,як пише,як повідомляє,згідно з"
    ),
    that=_set("що щоб"),
    skips=_set("також раніше вже потім пізніше тоді знову не ще прямо"),
    breaks=_set("який яка які коли якщо бо але хоча як що щоб де а адже ніж"),
    joins=_set("і й та з у в на при де фон"),
    singular=_set("він вона я"),
    plural=_set("вони ми"),
    nameless=_set(
        "чиновник чиновники чиновника чиновників посадовець посадовці посадовця посадовців "
        "дипломат дипломати дипломата дипломатів джерело джерела джерел співрозмовник "
        "співрозмовники співрозмовника співрозмовників експерт експерти експерта експертів "
        "аналітик аналітики аналітика аналітиків представник представники представника "
        "представників військові очевидці речник речниця речника"
    ),
    sources=_set(
        "лідер президент президентка міністр міністерка канцлер прем'єр прем’єр-міністр глава "
        "генерал генсек посол депутат командувач міністерство уряд газета агентство видання штаб "
        "кремль мзс президента міністра канцлера глави видання"
    ),
    indefinite=_set("один одна якийсь деякі кілька"),
    definite=_set("цей ця ці"),
    titles=_set("пан пані"),
)
GERMAN = Lexicon(
    verbs=_set(
        "sagte sagten sagt sagen erklärte erklärten erklärt betonte betonten betont meinte meinten "
        "meint schrieb schrieben schreibt berichtete berichteten berichtet teilte teilten "
        "kündigte kündigten warnte warnten warnt fügte ergänzte unterstrich antwortete forderte "
        "forderten fordert behauptete behaupteten behauptet bestätigte bestätigten räumte "
        "versicherte äußerte glaubt glauben bekräftigte nannte bezeichnete stellte hob fragte "
        "verlangte mahnte urteilte erläuterte hieß zitierte"
    ),
    weak=_set("kritisierte lobte begrüßte lehnte sprach spricht warf"),
    participles=_set("hinzufügend"),
    according=_phrases(
        "laut,nach angaben,nach den worten,nach worten,nach ansicht,nach einschätzung,so,zufolge"
    ),
    that=_set("dass daß ob"),
    skips=_set("auch zudem später bereits am gestern heute weiter sich"),
    breaks=_set("der die das als wenn weil aber sondern während obwohl dass wie wo denn ob den"),
    joins=_set("und von vom zu der des für im in aus"),
    singular=_set("er ich"),
    plural=_set("wir sie"),
    nameless=_set(
        "beamter beamte beamten diplomat diplomaten quelle quellen insider experte experten "
        "analyst analysten vertreter sprecher sprecherin beobachter regierungskreise offizier"
    ),
    sources=_set(
        "präsident präsidentin minister ministerin kanzler kanzlerin bundeskanzler außenminister "
        "verteidigungsminister regierungschef chef generalsekretär general botschafter "
        "staatschef regierung ministerium zeitung agentur partei abgeordnete abgeordneter"
    ),
    indefinite=_set("ein eine einer einem eines mehrere einige zwei"),
    definite=_set("der die das dem den des dieser diese"),
    titles=_set("herr frau dr prof"),
)
FRENCH = Lexicon(
    verbs=_set(
        "dit déclaré déclare affirmé affirme ajouté ajoute expliqué explique estimé estime assuré "
        "assure indiqué indique souligné souligne précisé précise annoncé annonce averti avertit "
        "rappelé rappelle répondu répond écrit reconnu reconnaît lancé confié soutient soutenu "
        "insisté insiste noté note promis promet rapporté rapporte confirmé confirme martelé "
        "jugé juge répété prévenu prévient commenté commente disent estiment affirment expliquent "
        "poursuivi poursuit conclu demandé raconte raconté glissé"
    ),
    weak=_set("qualifié dénoncé dénonce salué critiqué accusé appelé appelle évoqué rejeté"),
    participles=_set("déclarant affirmant ajoutant estimant assurant soulignant précisant disant"),
    according=_phrases("selon,d' après,pour reprendre les mots de,aux yeux de,de l' avis de"),
    that=_set("que qu'"),
    skips=_set(
        "a ont avait avaient a-t-il a-t-elle ont-ils aussi également encore ensuite déjà "
        "s' est jeudi lundi mardi "
        "mercredi vendredi samedi dimanche toutefois cependant pas avoir"
    ),
    breaks=_set("qui que dont où quand lorsque si mais parce car alors comme puis lorsqu'"),
    joins=_set("et de du des la le à en pour d'"),
    singular=_set("il elle je on t-il t-elle"),
    plural=_set("ils elles nous"),
    nameless=_set(
        "responsable responsables diplomate diplomates source sources expert experts analyste "
        "analystes fonctionnaire fonctionnaires conseiller conseillers porte-parole représentant "
        "représentants officier officiers observateurs militaire militaires"
    ),
    sources=_set(
        "président présidente ministre chancelier dirigeant chef secrétaire général ambassadeur "
        "premier gouvernement ministère journal agence député sénateur parti élysée kremlin"
    ),
    indefinite=_set("un une des plusieurs certains deux quelques"),
    definite=_set("le la les l' ce cette ces"),
    titles=_set("m mm mme dr général"),
)
_PL_VERBS = (
    "powiedział stwierdził oświadczył dodał podkreślił zaznaczył zauważył wyjaśnił napisał "
    "odpowiedział ocenił przyznał ostrzegł zapewnił poinformował przekazał ogłosił zapowiedział "
    "przypomniał zapytał mówił tłumaczył skomentował wskazał uznał potwierdził nazwał"
)
POLISH = Lexicon(
    verbs=_past(_PL_VERBS, "- a y o")
    | _set(
        "powiedzieli stwierdzili oświadczyli dodali podkreślili zaznaczyli napisali ocenili "
        "poinformowali przekazali ogłosili mówi mówią twierdzi twierdzą uważa uważają pisze piszą "
        "podkreśla podkreślają dodaje ocenia ostrzega informuje informują przyznaje zapewnia "
        "zaznacza tłumaczy wyjaśnia podał podała podało podaje przekonuje ostrzegła ostrzegli"
    ),
    weak=_set("skrytykował skrytykowała odrzucił odrzuciła wezwał wezwała poparł oskarżył"),
    participles=_set("mówiąc dodając podkreślając zaznaczając nazywając stwierdzając"),
    according=_phrases(
        "według,zdaniem,w opinii,w ocenie,jak powiedział,jak powiedziała,jak podał,jak podała,"
        "jak poinformował,jak podaje,jak pisze,jak informuje,jak twierdzi"
    ),
    that=_set("że żeby iż"),
    skips=_set("też także również już później wcześniej potem nie się w jeszcze wprost"),
    breaks=_set("który która którzy które kiedy gdy jeśli bo ale choć jak że żeby gdzie a"),
    joins=_set("i oraz z w na do ds. ds spraw von de"),
    singular=_set("on ona ja"),
    plural=_set("oni one my"),
    nameless=_set(
        "urzędnik urzędnicy urzędnika urzędników dyplomata dyplomaci dyplomaty dyplomatów źródło "
        "źródła źródeł rozmówca rozmówcy rozmówców ekspert eksperci eksperta ekspertów analityk "
        "analitycy analityka analityków przedstawiciel przedstawiciele przedstawiciela "
        "przedstawicieli rzecznik rzeczniczka rzecznika wojskowi oficer"
    ),
    sources=_set(
        "prezydent prezydenta premier premiera minister ministra kanclerz kanclerza szef szefa "
        "szefowa sekretarz generał ambasador poseł przywódca lider rząd ministerstwo gazeta "
        "agencja dziennik resort sztab kreml"
    ),
    indefinite=_set("jeden jedna pewien niektórzy kilku kilka"),
    definite=_set("ten ta ci"),
    titles=_set("pan pani gen prof dr"),
)
LEXICONS: dict[Language, Lexicon] = {
    "en": ENGLISH, "ru": RUSSIAN, "uk": UKRAINIAN, "de": GERMAN, "fr": FRENCH, "pl": POLISH,
}  # fmt: skip


def lexicon_of(language: Language, text: str) -> tuple[Language, Lexicon]:
    """The lexicon of a paragraph; where its language is not known, by its letters."""
    if language in LEXICONS:
        return language, LEXICONS[language]
    letters = set(text.lower())
    if letters & set("іїєґ"):
        return "uk", UKRAINIAN
    cyrillic = any("а" <= letter <= "я" for letter in letters)
    return ("ru", RUSSIAN) if cyrillic else ("en", ENGLISH)
