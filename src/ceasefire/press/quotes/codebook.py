"""Cues that suggest which question a statement is about and where it stands; suggestions only."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from ceasefire.press.article import Language


@dataclass(frozen=True)
class Hint:
    """Beginnings of words (or phrases) of one language that suggest ``value``."""

    language: Language
    value: str
    stems: tuple[str, ...]


@dataclass(frozen=True)
class Codebook:
    """Hints for the questions of a case (``value`` is an issue's id) and for stances."""

    issues: tuple[Hint, ...]
    stances: tuple[Hint, ...]

    def only(self, issues: Collection[str]) -> Codebook:
        """The codebook for the questions that a case has."""
        return replace(self, issues=tuple(hint for hint in self.issues if hint.value in issues))

    def issue(self, text: str, language: Language) -> tuple[str, str]:
        """The question with most cues in a text and the first of them; blank if there are none."""
        return _best(self.issues, text, language)

    def stance(self, text: str, language: Language) -> tuple[str, str]:
        """The stance with most cues in a text and the first of them; blank if there are none."""
        return _best(self.stances, text, language)


def _best(hints: tuple[Hint, ...], text: str, language: Language) -> tuple[str, str]:
    low = text.lower()
    found = [
        (hint.value, [s for s in hint.stems if re.search(rf"\b{re.escape(s)}", low)])
        for hint in hints
        if hint.language == (language or "en")
    ]
    best, most, cue = "", 0, ""
    for value, hits in found:
        longer = [s for other, stems in found if other != value for s in stems]
        # "not rule out" is no "rule out"
        own = [s for s in hits if not any(s in other and s != other for other in longer)]
        if len(own) > most:
            best, most, cue = value, len(own), own[0]
    return best, cue


def _hints(language: Language, **stems: str) -> tuple[Hint, ...]:
    return tuple(
        Hint(language, value, tuple(stem.strip() for stem in text.split(",")))
        for value, text in stems.items()
    )


ISSUES = (
    *_hints("en",
        force_flag="nato flag,blue helmet,un mandate,under the flag,un flag,coalition of the",
        nato_path="nato member,membership in nato,nato's door,join nato,joining nato,path to nato,"
        "invitation to join,guarantees are nato,are nato,in nato",
        monitoring="monitor,observ,ceasefire violation,cases of ceasefire,verif",
        force_kind="troop,peacekeep,ground force,deploy,contingent,boots on the ground,soldier,"
        "military planning,forces",
        army="ukrainian army,ukraine's army,size of the army,armed forces of ukraine,demilitari",
        territory="territor,annex,border,cede,front line,crimea,donbas",
        sanctions="sanction,embargo,frozen assets"),
    *_hints("ru",
        force_flag="флагом нато,под флагом,голубые каски,мандат оон,мандата оон",
        nato_path="членств,вступлен,вступит,в нато,путь в альянс",
        monitoring="наблюдател,мониторинг,нарушени,верификац",
        force_kind="войск,миротвор,контингент,размещени,развёртыван,развертыван,военнослужащ",
        army="всу,украинской армии,численность армии,демилитариз",
        territory="территор,аннекс,границ,крым,донбасс,линии фронта",
        sanctions="санкци,эмбарго,замороженн"),
    *_hints("uk",
        force_flag="прапором нато,під прапором,блакитні шоломи,мандат оон,мандата оон",
        nato_path="членств,вступ,в нато,до нато,шлях до альянсу",
        monitoring="спостеріг,моніторинг,порушен,верифікац",
        force_kind="військ,миротвор,контингент,розміщен,розгортан",
        army="зсу,української армії,чисельність армії,демілітариз",
        territory="територ,анекс,кордон,крим,донбас,лінії фронту",
        sanctions="санкці,ембарго,заморожен"),
    *_hints("de",
        force_flag="nato-flagge,unter der flagge,blauhelm,un-mandat",
        nato_path="nato-mitglied,beitritt,mitgliedschaft,in die nato",
        monitoring="beobacht,überwach,verstöße,verifi",
        force_kind="truppe,friedenstruppe,soldat,stationier,entsend,kontingent",
        army="ukrainische armee,ukrainischen armee,streitkräfte der ukraine,demilitaris",
        territory="gebiet,territor,grenz,krim,donbass,frontlinie",
        sanctions="sanktion,embargo,eingefroren"),
    *_hints("fr",
        force_flag="drapeau de l'otan,sous le drapeau,casques bleus,mandat de l'onu",
        nato_path="adhésion,adhérer,membre de l'otan,dans l'otan,rejoindre l'otan",
        monitoring="observateur,surveill,violation,vérifi",
        force_kind="troupe,soldat,déploi,déploy,contingent,force de maintien",
        army="armée ukrainienne,forces armées ukrainiennes,démilitaris",
        territory="territoir,annex,frontièr,crimée,donbass,ligne de front",
        sanctions="sanction,embargo,avoirs gelés"),
    *_hints("pl",
        force_flag="flagą nato,pod flagą,błękitne hełmy,mandat onz",
        nato_path="członkostw,przystąpien,do nato,w nato,droga do sojuszu",
        monitoring="obserwat,monitor,narusze,weryfik",
        force_kind="wojsk,żołnierz,kontyngent,rozmieszcz,sił pokojowych,siły pokojowe",
        army="armii ukraińskiej,ukraińska armia,sił zbrojnych ukrainy,demilitaryz",
        territory="terytor,aneks,granic,krym,donbas,linii frontu",
        sanctions="sankcj,embargo,zamrożon"),
)  # fmt: skip
STANCES = (
    *_hints("en",
        against="rule out,rules out,ruled out,reject,oppos,refus,unacceptable,will not send,"
        "would not send,"
        "is against,are against,was against,were against,against it,against the idea,"
        "against sending,against deploy,against any foreign,against foreign,voted against,"
        "off the agenda,renounce,condemn",
        interested="interest in,did not rule out,not rule out,ready to consider,consider,open to",
        concerned="concern,worr,fear,warn,risk,danger,run away",
        **{"for": "welcom,support,advocat,in favour,in favor,should be accompanied,back the,agree,"
           "ready to send,will send,need,help"}),
    *_hints("ru",
        against="исключ,отверг,отказ,неприемлем,выступает против,выступил против,выступили против,"
        "выступают против,против отправк,против размещ,против ввод,против идеи,против этого,"
        "не допуст",
        interested="не исключ,рассматрив,рассмотр,готов обсуд,готовы обсуд",
        concerned="обеспоко,опаса,предупре,риск,угроз",
        **{"for": "поддерж,приветств,выступает за,готовы направить,готов направить,соглас"}),
    *_hints("uk",
        against="виключ,відкин,відмов,неприйнят,виступає проти,виступив проти,виступили проти,"
        "виступають проти,проти відправ,проти розміщ,проти введ,проти ідеї,проти цього,не допуст",
        interested="не виключ,розгляда,розглян,готові обговор,готовий обговор",
        concerned="занепоко,побою,поперед,ризик,загроз",
        **{"for": "підтрим,вітає,вітаємо,виступає за,готові надіслати,погодж"}),
    *_hints("de",
        against="schließt aus,ausgeschlossen,ablehn,lehnt,ist gegen,sind gegen,war gegen,"
        "gegen die entsend,gegen eine entsend,gegen die station,gegen eine station,dagegen,"
        "inakzeptabel,weiger",
        interested="nicht ausgeschlossen,erwäg,prüf,offen für",
        concerned="besorg,sorge,warn,risik,gefahr",
        **{"for": "begrüß,unterstütz,befürwort,zustimm,bereit zu"}),
    *_hints("fr",
        against="exclut,exclu,rejet,refus,inacceptable,est contre,sont contre,contre l'envoi,"
        "contre le déploiement,contre l'idée,oppos",
        interested="n'exclut pas,n'est pas exclu,envisag,étudi,ouvert à",
        concerned="inquiet,inquiét,craint,crainte,avert,risque,danger",
        **{"for": "salu,souti,soutenir,favorable,prêt à envoyer,prêts à envoyer"}),
    *_hints("pl",
        against="wyklucz,odrzuc,odmaw,odmów,nie do przyjęcia,jest przeciw,są przeciw,"
        "przeciwko wysłani,przeciwko rozmieszcz,przeciwny,przeciwni,sprzeciw",
        interested="nie wyklucz,rozważ,gotowi rozmawiać,otwart",
        concerned="zaniepoko,obaw,ostrze,ryzyk,zagroż",
        **{"for": "popier,poparł,z zadowoleniem,opowiada się za,gotowi wysłać,zgadza"}),
)  # fmt: skip
CODEBOOK = Codebook(ISSUES, STANCES)
