"""Small facts about words that finding names needs: borders, case, what stands before."""

# ruff: noqa: RUF001 - words in Cyrillic are meant

from __future__ import annotations

import re

from ceasefire.press.article import Language

# One character for one, so that offsets stay those of the stored text.
_FLAT = str.maketrans({"ё": "е", "Ё": "е", "’": "'", "ʼ": "'", "‘": "'", "`": "'", "\u00a0": " ",
                       "\u202f": " ", "\u2009": " ", "\u2010": "-", "\u2011": "-"})  # fmt: skip
_LAST_WORDS = re.compile(r"([^\W\d_][\w'’.-]*)[ \u00a0]$")
_AROUND = 40  # characters looked at on either side of a name

# After these a town is a place; elsewhere a capital stands for its government.
_PLACE_BEFORE: dict[Language, frozenset[str]] = {
    "en": frozenset(
        ["in", "at", "near", "outside", "around", "across", "inside", "central", "downtown"]
    ),
    "ru": frozenset(["в", "во", "из", "под", "близ", "около", "возле", "через", "центре"]),
    "uk": frozenset(["в", "у", "під", "біля", "поблизу", "через", "центрі"]),
    "de": frozenset(["in", "nach", "bei", "nahe", "um"]),
    "fr": frozenset(["à", "près", "vers"]),
    "pl": frozenset(["w", "we", "pod", "koło", "przez"]),
}
# «In Kyiv they said»: after a word of place, a capital that speaks or writes is its government.
_SPEAKS: dict[Language, frozenset[str]] = {
    "ru": frozenset((
        "заявили", "заявляют", "сообщили", "сообщают", "отметили", "уточнили", "объявили",
        "подтвердили", "ответили", "отвечают", "попросили", "просят", "осудили", "поддержали",
        "сказали", "говорят", "назвали", "называют", "прислали", "пообещали", "обещают",
        "приветствовали", "настаивают", "отказались", "признали", "признают", "считают",
        "полагают", "думают", "уверены", "надеются", "утверждают", "ждут", "хотят", "опасаются",
        "требуют", "потребовали", "опровергли", "отвергли", "заверили", "согласны", "согласились",
        "отрицают", "намерены", "готовы", "предложили", "предлагают", "подчеркнули", "напомнили",
    )),
    "uk": frozenset((
        "заявили", "заявляють", "повідомили", "повідомляють", "зазначили", "уточнили", "оголосили",
        "підтвердили", "відповіли", "відповідають", "попросили", "просять", "засудили",
        "підтримали", "сказали", "кажуть", "говорять", "назвали", "називають", "надіслали",
        "пообіцяли", "обіцяють", "привітали", "наполягають", "відмовилися", "визнали", "визнають",
        "вважають", "гадають", "думають", "певні", "впевнені", "сподіваються", "стверджують",
        "чекають", "хочуть", "побоюються", "вимагають", "спростували", "відкинули", "запевнили",
        "згодні", "погодилися", "заперечують", "готові", "пропонують", "запропонували",
        "наголосили", "нагадали",
    )),
}  # fmt: skip
_BY_THE_WAY = frozenset((
    "пока", "уже", "же", "тоже", "также", "снова", "сразу", "не", "вновь", "ранее", "позже",
    "давно", "официально", "поки", "вже", "ж", "теж", "також", "знову", "відразу", "раніше",
    "пізніше", "офіційно",
))  # fmt: skip
_WHERE_ONE_SPEAKS = frozenset(["в", "во", "у", "из"])
_OF_ONE_WHO_HAS = ("а", "я", "и")  # endings of one who has something: no place
_MOVING = re.compile(
    r"\b(?:visit(?:ed|ing|s)?|(?:arriv|travel|return|flew|fl[yi]|went|trip|journey|com)\w* (?:to|"
    r"from)|left|reached|reach) $",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r" (?:Post|Times|Independent|Examiner|Review|Herald|Gazette|Telegraph|Journal|Match|Today)\b"
)
# Words with a capital that may stand before a surname and are no first name.
_TITLES = re.compile(
    r"^(?:mr|mrs|ms|dr|sir|lord|lady|president|chancellor|premier|prime|minister|chief|secretary|"
    r"general|leader|king|senator|ambassador|commissioner|foreign|defen[cs]e|herr|frau|monsieur|"
    r"madame|m|mme|pan|pani|"
    r"\w*(?:kanzler|präsident|minister|chef|sprecher|sekretär|kommissar|regierung)(?:s|in|en)?|"
    r"pr[eé]sident\w*|ministre|chancelier|prezydent\w*|premier\w*|kanclerz\w*|minist\w*|szef\w*|"
    r"г-н|пан\w*|президент\w*|премьер\w*|прем'єр\w*|канцлер\w*|министр\w*|міністр\w*|глав\w*|лидер\w*"
    r"|лідер\w*|генсек\w*)$",
    re.IGNORECASE,
)
# Words that open a sentence before a surname.
_OPENERS = frozenset((
    "when", "while", "as", "if", "but", "and", "so", "now", "then", "today", "yesterday",
    "tomorrow", "earlier", "later", "also", "after", "before", "since", "because", "although",
    "though", "however", "for", "from", "to", "with", "by", "on", "in", "at", "of", "that", "what",
    "why", "how", "where", "who", "whether", "both", "did", "does", "do", "has", "have", "is",
    "was", "can", "could", "will", "would", "should", "only", "even", "still", "not", "yet", "once",
    "until", "like", "unlike", "wenn", "als", "aber", "und", "auch", "nach", "vor", "seit", "weil",
    "doch", "dass", "für", "mit", "von", "heute", "gestern", "später", "quand", "mais", "et",
    "pour", "avec", "selon", "après", "avant", "si", "comme", "depuis", "hier", "gdy", "kiedy",
    "ale", "i", "oraz", "według", "wczoraj", "dziś", "po", "przed", "jednak", "zdaniem", "когда",
    "но", "и", "а", "если", "по", "после", "до", "вчера", "сегодня", "ранее", "позже", "также",
    "однако", "для", "с", "о", "об", "как", "что", "коли", "але", "й", "та", "якщо", "за", "після",
    "вчора", "сьогодні", "раніше", "пізніше", "також", "однак", "з", "про", "як", "що", "у", "в",
    "во", "к", "ко", "со", "из", "от", "без", "при", "над", "под", "на", "перед", "между", "кроме",
    "зі", "із", "від", "під", "між", "крім", "щодо", "через", "против", "проти", "ради", "заради",
))  # fmt: skip


def flat(text: str) -> str:
    """Lower a text and make its apostrophes, spaces and «ё» alike, one character for one."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_FLAT)


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a span begins and ends at word borders, outside addresses of the web."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum() or after.isalnum() or before in "_@" or after in "_@":
        return False
    if "\u0300" <= after <= "\u036f":
        return False
    next_one = text[end + 1] if end + 1 < len(text) else " "
    if after == "." and next_one.islower():
        return False
    return not (before == "." and start > 1 and text[start - 2].islower())


def has_case(text: str, start: int, form: str) -> bool:
    """Whether the text has a capital wherever the form has one."""
    return all(text[start + i].isupper() for i, char in enumerate(form) if char.isupper())


def shouted(text: str, start: int) -> bool:
    """Whether the words around a place are all in capitals, so that capitals say nothing."""
    around = text[max(0, start - _AROUND) : start + _AROUND]
    letters = [char for char in around if char.isalpha()]
    return len(letters) > 4 and not any(char.islower() for char in letters)  # noqa: PLR2004


def word_before(text: str, start: int) -> str:
    """Return the word before a place, if one space divides them; blank otherwise."""
    found = _LAST_WORDS.search(text, max(0, start - _AROUND), start)
    return found[1] if found else ""


def opens_name(text: str, end: int) -> bool:
    """Whether a word with a capital follows, as after the first part of another name."""
    after = text[end : end + 3]
    return len(after) > 2 and after[0] in " \u00a0-" and after[1].isupper() and after[2].islower()  # noqa: PLR2004


def of_a_paper(text: str, end: int) -> bool:
    """Whether a town or state is a part of the name of a paper: «The Washington Post»."""
    return bool(_PAPER.match(text, end))


def another_first_name(text: str, start: int) -> bool:
    """Whether the word before looks like the first name of somebody else."""
    word = word_before(text, start)
    if not word or not word[0].isupper() or not word[-1].isalpha() or word.endswith(("'s", "’s")):
        return word.endswith(".") and len(word) == 2 and word[0].isupper()  # noqa: PLR2004
    if len(word) > 1 and word.isupper():
        return False
    last = word.rpartition("-")[2]
    if last[:1].islower() and last != word:
        return False  # «President-elect»
    return not (_TITLES.match(word) or _TITLES.match(last) or word.lower() in _OPENERS)


def opens_sentence(text: str, start: int) -> str:
    """Return the word before a place if it is the first of its sentence; blank otherwise."""
    word = word_before(text, start)
    before = text[max(0, start - 1 - len(word) - 3) : start - 1 - len(word)]
    return word if word and re.search(r"(?:^|[.!?…»\"”;:]\s|\n|[«“„\"—–-]\s?)$", before) else ""


def is_place(text: str, start: int, end: int, language: Language) -> bool:
    """Whether a town is named as a place: after a word of place, or as a dateline."""
    before = word_before(text, start).lower()
    ways = (language,) if language else tuple(_PLACE_BEFORE)
    if before in _WHERE_ONE_SPEAKS and _speaks(text, end, ways):
        return False
    if language == "uk" and before == "у" and text[start:end].endswith(_OF_ONE_WHO_HAS):
        return False
    if any(before in _PLACE_BEFORE[way] for way in ways):
        return True
    if language in ("en", "") and _MOVING.search(text[max(0, start - _AROUND) : start]):
        return True
    opens_line = start == 0 or text[start - 1] == "\n"
    return opens_line and bool(re.match(r"[ \u00a0]?(?:—|–|\(|- |, \d)", text[end : end + 4]))


def _speaks(text: str, end: int, ways: tuple[Language, ...]) -> bool:
    """Whether what follows says that people there speak, decide or want."""
    words = (word.lower() for word in text[end : end + _AROUND].split(" ")[1:])
    verb = next((word for word in words if word not in _BY_THE_WAY), "").rstrip(".,;:!?»…\n")
    return text[end : end + 1] == " " and any(verb in _SPEAKS.get(way, ()) for way in ways)
