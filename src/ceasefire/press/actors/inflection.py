"""The forms a name takes in Russian, Ukrainian, Polish and German.

Forms are made from the basic form by its ending, not read back from a text by a dictionary: names
of office-holders are mostly in no dictionary, and one that guesses makes «Рютта» of «Рютте».
Where an ending leaves two readings open both are made; a form that no page uses does no harm.
Persons' surnames in a vowel other than «а», «я» (Рютте, Мелони) do not change, and every surname
may stay as it is, as those of women do (Кая Каллас, Каи Каллас).
"""

# ruff: noqa: RUF001, RUF002 - words in Cyrillic are meant

from __future__ import annotations

import itertools
from collections.abc import Iterable

from ceasefire.press.article import Language

# Forms of one word by case: nominative, genitive, dative, accusative, instrumental, locative.
Cases = tuple[tuple[str, ...], ...]
CASES = 6
_HARD = "бвгдзклмнпрстфхцжшчщґ"
_HUSHING = "жшчщц"
_MOST_FORMS = 64  # of one name in one case; the rest would be mixtures


def forms(name: str, language: Language, *, person: bool = False) -> frozenset[str]:
    """All forms of a name, of one word or several.

    Args:
        name: the basic form, the nominative.
        language: the language it is in.
        person: whether all its words change (a person's), or only those up to the first noun.

    Returns:
        The forms, the basic one among them.
    """
    found = {name}
    for case in by_case(name, language, person=person):
        found.update(case)
    return frozenset(found)


def by_case(name: str, language: Language, *, person: bool = False) -> Cases:
    """Forms of a name by case, the words of each in agreement; six times itself if none change."""
    words = name.split(" ")
    if language not in ("ru", "uk", "pl", "de"):
        return ((name,),) * CASES
    parts: list[Cases] = []
    changing = True
    for word in words:
        parts.append(_word(word, language, person=person) if changing else _same(word))
        if not person and not _is_adjective(word, language):
            changing = False
    return tuple(
        tuple(
            " ".join(choice)
            for choice in itertools.islice(
                itertools.product(*(part[case] for part in parts)), _MOST_FORMS
            )
        )
        for case in range(CASES)
    )


def _same(word: str) -> Cases:
    return ((word,),) * CASES


def _is_adjective(word: str, language: Language) -> bool:
    lower = word.lower()
    if language == "ru":
        return lower.endswith(("ий", "ый", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ыи"))
    if language == "uk":
        ends = ("ий", "ька", "чна", "вна", "лика", "ені", "ські")
        return lower.endswith(ends) or lower in _UKRAINIAN_WORDS
    if language == "pl":
        return lower.endswith(("ski", "cki", "ny", "ska", "cka", "lka", "skie", "one"))
    return language == "de" and lower.endswith(("isch", "ische", "ischer"))


def _word(word: str, language: Language, *, person: bool) -> Cases:
    """Forms of one word; the parts of a double name each change."""
    if not word or not word[-1].isalpha() or (word.isupper() and len(word) > 1):
        return _same(word)
    head, dash, tail = word.rpartition("-")
    if dash and head and language in ("ru", "uk", "pl"):
        front, back = (_word(part, language, person=person) for part in (head, tail))
        return tuple(
            tuple(f"{a}-{b}" for a, b in itertools.product(front[i], back[i])) for i in range(CASES)
        )
    made = {"ru": _russian, "uk": _ukrainian, "pl": _polish, "de": _german}[language](word)
    if person and language != "de":
        return tuple(tuple(dict.fromkeys((*case, word))) for case in made)
    return made


def _made(stem: str, nominative: str, *endings: str) -> Cases:
    """Join a stem with endings, several of a case separated by '/'."""
    cases = (tuple(stem + end for end in ending.split("/")) for ending in endings)
    return ((nominative,), *cases)


def _cut(word: str, ends: Iterable[str]) -> tuple[str, str]:
    for end in ends:
        if word.lower().endswith(end) and len(word) > len(end):
            return word[: -len(end)], end
    return word, ""


_RUSSIAN = {
    "ский": ("ского", "скому", "ского/ский", "ским", "ском"),
    "цкий": ("цкого", "цкому", "цкого/цкий", "цким", "цком"),
    "ый": ("ого", "ому", "ого/ый", "ым", "ом"),
    "ской": ("ского", "скому", "ского/ской", "ским", "ском"),
    "ские": ("ских", "ским", "ские/ских", "скими", "ских"),
    "ая": ("ой", "ой", "ую", "ой/ою", "ой"),
    "ые": ("ых", "ым", "ые/ых", "ыми", "ых"),
    "ое": ("ого", "ому", "ое", "ым", "ом"),
    "ова": ("овой/овы", "овой/ове", "ову", "овой", "овой/ове"),
    "ева": ("евой/евы", "евой/еве", "еву", "евой", "евой/еве"),
    "ина": ("иной/ины", "иной/ине", "ину", "иной", "иной/ине"),
    "ия": ("ии", "ии", "ию", "ией", "ии"),
    "ий": ("ия/ого/его", "ию/ому/ему", "ия/ий/ого", "ием/им", "ии/ом/ем"),
    "ец": ("ца/еца", "цу/ецу", "ца/ец/еца", "цем/цом/ецом/ецем", "це/еце"),
    "ел": ("ла/ела", "лу/елу", "ла/ел/ела", "лом/елом", "ле/еле"),
    "ья": ("ьи", "ье", "ью", "ьей", "ье"),
    "я": ("и", "е/и", "ю", "ей/ёй", "е/и"),
    "а": ("ы/и", "е", "у", "ой/ою/ей/ею", "е"),
    "й": ("я", "ю", "я/й", "ем", "е"),
    "ь": ("я/и", "ю/и", "я/ь", "ем/ём/ью", "е/и"),
    "ы": ("/ов", "ам", "ы", "ами", "ах"),
}


def _russian(word: str) -> Cases:
    lower = word.lower()
    if lower.endswith("ая") and len(word) == len("Кая"):
        return _made(word[:-1], word, *_RUSSIAN["я"])  # a first name, no adjective
    stem, end = _cut(word, _RUSSIAN)
    if end:
        return _made(stem, word, *_RUSSIAN[end])
    if lower.endswith("ство"):
        return _made(word[:-1], word, "а", "у", "о", "ом", "е")
    if lower[-1] not in _HARD:
        return _same(word)
    instrumental = "ом"
    if lower[-1] in _HUSHING:
        instrumental = "ем/ом"
    elif lower.endswith(("ов", "ев", "ёв", "ин", "ын")):
        instrumental = "ым/ом"
    return _made(word, word, "а", "у", "а/", instrumental, "е")


_UKRAINIAN = {
    "ський": ("ського", "ському", "ського/ський", "ським", "ському/ськім"),
    "цький": ("цького", "цькому", "цького/цький", "цьким", "цькому/цькім"),
    "ські": ("ських", "ським", "ські/ських", "ськими", "ських"),
    "ська": ("ської/ськи", "ській", "ську", "ською", "ській"),
    "цька": ("цької/цьки", "цькій", "цьку", "цькою", "цькій"),
    "ий": ("ого", "ому", "ого/ий", "им", "ому/ім"),
    "ені": ("ених", "еним", "ені", "еними", "ених"),
    "ія": ("ії", "ії", "ію", "ією", "ії"),
    "ая": ("аї", "аї", "аю", "аєю", "аї"),
    "ій": ("ія", "ієві/ію", "ія/ій", "ієм", "ії/ієві"),
    "їв": ("єва", "єву/єві", "їв/єва", "євом/євим", "єві"),
    "ків": ("кова", "кову/кові", "ків/кова", "ковом/ковим", "кові"),
    "вів": ("вова", "вову/вові", "вів/вова", "вовом/вовим", "вові"),
    "ка": ("ки", "ці", "ку", "кою", "ці"),
    "га": ("ги", "зі", "гу", "гою", "зі"),
    "ха": ("хи", "сі", "ху", "хою", "сі"),
    "чина": ("чини", "чині", "чину", "чиною", "чині"),
    "чна": ("чної/чни", "чній/чні", "чну", "чною", "чній/чні"),
    "вна": ("вної/вни", "вній/вні", "вну", "вною", "вній/вні"),
    "ова": ("ової/ови", "овій/ові", "ову", "овою", "овій/ові"),
    "я": ("і", "і", "ю", "ею", "і"),
    "а": ("и/і", "і", "у", "ою/ею", "і"),
    "ець": ("ця/еця", "цю/цеві/ецю", "ця/ець/еця", "цем/ецем", "ці/цеві/еці"),
    "ко": ("ка", "ку/кові", "ка/ко", "ком", "ку/кові"),
    "ство": ("ства", "ству", "ство", "ством", "стві"),
    "ай": ("аю/ая", "аю/аєві", "ай/ая", "аєм", "аї/аєві"),
    "й": ("я/ю", "ю/єві", "я/й", "єм", "ї/єві/ю"),
    "ль": ("ля/лю/лі", "лю/леві/лі", "ля/ль", "лем/ллю", "лі/леві"),
    "ь": ("я/ю/і", "ю/еві/і", "я/ь", "ем/ю", "і/еві"),
    "и": ("/ів", "ам", "и", "ами", "ах"),
}

_UKRAINIAN_WORDS = dict.fromkeys(("велика", "нова"), ("ої", "ій", "у", "ою", "ій"))


def _ukrainian(word: str) -> Cases:
    lower = word.lower()
    if lower in _UKRAINIAN_WORDS:
        return _made(word[:-1], word, *_UKRAINIAN_WORDS[lower])
    stem, end = _cut(word, _UKRAINIAN)
    if end:
        return _made(stem, word, *_UKRAINIAN[end])
    if lower[-1] not in _HARD:
        return _same(word)
    dative, instrumental = "у/ові", "ом"
    if lower[-1] in _HUSHING:
        dative, instrumental = "у/еві/ові", "ем/ом"
    elif lower.endswith(("ов", "єв", "ев", "ін", "їн", "ин")):
        instrumental = "им/ом"
    return _made(word, word, "а/у", dative, "а/", instrumental, f"і/{dative}")


_POLISH = {
    "ski": ("skiego", "skiemu", "skiego/ski", "skim", "skim"),
    "cki": ("ckiego", "ckiemu", "ckiego/cki", "ckim", "ckim"),
    "ska": ("skiej/ski", "skiej/sce", "ską/skę", "ską", "skiej/sce"),
    "cka": ("ckiej", "ckiej", "cką", "cką", "ckiej"),
    "ny": ("nego", "nemu", "nego/ny", "nym", "nym"),
    "skie": ("skich/skiego", "skim/skiemu", "skie", "skimi/skim", "skich/skim"),
    "one": ("onych/onego", "onym/onemu", "one", "onymi/onym", "onych/onym"),
    "ja": ("ji", "ji", "ję", "ją", "ji"),
    "ia": ("ii/i", "ii/i", "ię", "ią", "ii/i"),
    "lka": ("lkiej/lki", "lkiej/lce", "lką/lkę", "lką", "lkiej/lce"),
    "ka": ("ki", "ce", "kę", "ką", "ce"),
    "ga": ("gi", "dze", "gę", "gą", "dze"),
    "ra": ("ry", "rze", "rę", "rą", "rze"),
    "ta": ("ty", "cie", "tę", "tą", "cie"),
    "da": ("dy", "dzie", "dę", "dą", "dzie"),
    "ła": ("ły", "le", "łę", "łą", "le"),
    "wa": ("wy", "wie", "wę", "wą", "wie"),
    "a": ("y/i", "ie/y/i", "ę", "ą", "ie/y/i"),
    "niec": ("ńca", "ńcowi", "ńca/niec", "ńcem", "ńcu"),
    "ek": ("ka", "kowi", "ka/ek", "kiem", "ku"),
    "eł": ("ła", "łowi", "ła/eł", "łem", "le"),
    "ów": ("owa", "owowi", "ów/owa", "owem", "owie"),
    "k": ("ka", "kowi", "ka/k", "kiem", "ku"),
    "g": ("ga/gu", "gowi", "ga/g", "giem", "gu"),
    "r": ("ra/ru", "rowi", "ra/r", "rem", "rze"),
    "t": ("ta/tu", "towi", "ta/t", "tem", "cie"),
    "d": ("da/du", "dowi", "da/d", "dem", "dzie"),
    "ł": ("ła/łu", "łowi", "ła/ł", "łem", "le"),
    "ń": ("nia", "niowi", "nia/ń", "niem", "niu"),
    "y": ("/ego/ch", "om/emu", "y/ego", "ami/ym", "ach/ech/ym"),
}


def _polish(word: str) -> Cases:
    stem, end = _cut(word, _POLISH)
    if end:
        return _made(stem, word, *_POLISH[end])
    if word[-1].lower() in "bcdfghjklmnpqrstvwxzśźżć":
        return _made(word, word, "a/u/'a", "owi/'owi", "a/", "em/'em/iem", "ie/u/e")
    if word[-1].lower() == "i":
        return _made(word, word, "ego", "emu", "ego/", "m", "m")
    return _same(word)


def _german(word: str) -> Cases:
    if word.lower().endswith("isch"):
        return (tuple(word + end for end in ("er", "e", "en", "em", "es")),) * CASES
    if word[-1].lower() in "sxzß":
        return _same(word)
    return ((word, word + "s", word + "n") if word[-1].lower() == "r" else (word, word + "s"),) * 6
