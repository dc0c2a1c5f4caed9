"""Words of the furniture around articles, in the six languages that are read.

A line is compared in lower case, without its bullet and its closing punctuation. Words of
furniture must be the whole line; the other patterns must stand at its start.
"""

# ruff: noqa: RUF001 - words in Cyrillic and typographic marks are meant

from __future__ import annotations

import re

FURNITURE = frozenset(
    word.strip()
    for part in (
        # log-in, search, menus
        "log in, login, sign in, sign up, register, my account, search, menu, home, main page, "
        "news",
        "войти, вход, регистрация, зарегистрироваться, личный кабинет, поиск, меню, главная, "
        "новости",
        "увійти, вхід, реєстрація, зареєструватися, особистий кабінет, пошук, головна, новини",
        "anmelden, einloggen, registrieren, mein konto, suche, suchen, menü, startseite, "
        "nachrichten",
        "se connecter, connexion, s'inscrire, mon compte, rechercher, recherche, accueil, "
        "actualités",
        "zaloguj, zaloguj się, logowanie, rejestracja, zarejestruj się, moje konto, szukaj, "
        "wyszukaj",
        "strona główna, wiadomości, aktualności",
        # sections
        "politics, economy, world, opinion, sport, sports, culture, video, photo, army, defence",
        "политика, экономика, мир, в мире, мнения, спорт, культура, видео, фото, армия, общество",
        "політика, економіка, світ, у світі, думки, культура, відео, армія, суспільство, війна",
        "politik, wirtschaft, welt, meinung, kultur, ausland, inland, panorama",
        "politique, économie, monde, opinions, culture, vidéo, vidéos, international, société",
        "polityka, gospodarka, świat, opinie, kultura, wideo, kraj, zagranica",
        # sharing, printing, switching
        "share, print, email, copy link, save, advertisement, sponsored, read more, more, back, "
        "next",
        "skip to content, skip to main content, accept cookies, accept, close, show more, top",
        "facebook, twitter, x, telegram, whatsapp, vk, viber, linkedin, rss, instagram, youtube",
        "поделиться, распечатать, версия для печати, реклама, читать далее, подробнее, наверх",
        "скопировать ссылку, сохранить, в избранное, показать ещё, показать еще, назад, далее",
        "поділитися, поширити, роздрукувати, версія для друку, читати далі, докладніше, нагору",
        "скопіювати посилання, зберегти, показати більше, закрити, закрыть, прийняти, принять",
        "teilen, drucken, anzeige, werbung, weiterlesen, mehr, merken, nach oben, schließen",
        "link kopieren, zum inhalt springen, akzeptieren, mehr anzeigen, versenden",
        "partager, imprimer, publicité, lire la suite, en savoir plus, haut de page, fermer",
        "copier le lien, aller au contenu, accepter, voir plus, enregistrer, envoyer",
        "udostępnij, drukuj, reklama, czytaj dalej, więcej, na górę, zamknij, kopiuj link",
        "przejdź do treści, akceptuję, pokaż więcej, zapisz, wyślij",
    )
    for word in part.split(",")
)

_RIGHTS = (
    r"(?:the |all )?(?:copy)?rights? (?:to|in|of) (?:this|the) (?:material|article|text)"
    r"|all rights reserved",
    r"(?:the|this) (?:material|article|text) (?:is|was) (?:placed|published|posted|made available)"
    r"\b.{0,30}\b(?:copyright|rights?)[ -]?holder",
    r"original (?:publication|article|source)\s*(?:$|:)|reproduction (?:is|without)"
    r"|copyright\s*(?:$|:|©|\(c\)|\d)",
    r"(?:opinions|views) expressed\b|the editors? (?:do|does) not|(?:the )?editorial (?:board"
    r"|office)"
    r"(?:'s)? (?:opinion|position|does not|may)",
    r"(?:\(c\)|©)\s*(?:19|20)\d\d|(?:\(c\)|©).{0,60}(?:all rights|все права|усі права|alle rechte|"
    r"tous droits|wszelkie prawa)",
    r"(?:все )?права на (?:данный|этот|данную|эту) (?:материал|стать|текст)|все права защищены",
    r"(?:данный )?материал (?:был )?размещ[её]н\b|оригинал (?:публикации|статьи"
    r"|материала)\s*(?:$|:)",
    r"оригинальная публикация\s*(?:$|:)|мнение (?:автора|редакции) может|редакция не (?:нес[её]т"
    r"|раздел)",
    r"(?:при|любое) (?:использовани|цитировани|копировани|перепечат)|перепечатка\b"
    r"|свидетельство о рег",
    r"(?:усі |всі )?права на (?:цей|даний|цю) (?:матеріал|статт|текст)|(?:усі"
    r"|всі) права (?:захищ|застер)",
    r"(?:цей )?матеріал (?:був )?розміщен|оригінал (?:публікації|статті|матеріалу)\s*(?:$|:)",
    r"оригінальна публікація\s*(?:$|:)|думка (?:автора|редакції) може|редакція не (?:несе|поділя)",
    r"(?:при|у разі|будь-яке) (?:використанн|цитуванн|копіюванн|передру)|передрук\b",
    r"(?:die )?rechte an (?:diesem|dem) (?:text|artikel|material|beitrag)|alle rechte vorbehalten",
    r"originalartikel\s*(?:$|:)|originalveröffentlichung\s*(?:$|:)|die (?:meinung"
    r"|ansicht)(?:en)? der redaktion|impressum\s*$",
    r"(?:nachdruck|vervielfältigung)\b|die redaktion (?:teilt|haftet|übernimmt)",
    r"(?:les )?droits (?:de|sur) (?:cet|ce) (?:article|texte|document)"
    r"|tous droits (?:de .{0,40})?réservés",
    r"(?:publication|article) originale?\s*(?:$|:)|les opinions exprimées|mentions légales\s*$"
    r"|la rédaction (?:ne|n')",
    r"(?:toute )?reproduction (?:interdite|même|totale)",
    r"prawa do (?:tego|niniejszego) (?:materiału|artykułu|tekstu)|wszelkie prawa zastrze",
    r"(?:oryginalna publikacja|oryginał (?:artykułu|publikacji))\s*(?:$|:)|opinie wyrażone"
    r"|redakcja nie (?:ponosi|odpow)",
    r"(?:kopiowanie|przedruk|powielanie)\b",
)
_DISCLAIMER = (
    r"[\w.«»\"“” -]{0,40}\b(?:materials?|articles|publications) contains? (?:ratings|assessments"
    r"|opinions)",
    r"материалы [\w.«» -]{0,30}содержат (?:оценки|мнения)",
    r"матеріали [\w.«» -]{0,30}містять (?:оцінки|думки)",
    r"die (?:beiträge|artikel|materialien)(?: von)? [\w. -]{0,30}(?:enthalten|geben)\b.{0,40}"
    r"(?:einschätzungen|wertungen|meinungen)",
    r"les (?:articles|contenus|publications) (?:de|d') ?[\w. -]{0,30}(?:contiennent|reflètent)",
    r"materiały [\w. -]{0,30}zawierają (?:oceny|opinie)",
)
_MENTIONS = (
    r"(?:the |this )?(?:news|article|text) mentions\b|mentioned (?:in|here)\b|tags?\s*(?::|$)"
    r"|topics?\s*(?::|$)",
    r"в новости упом|упомина(?:ния|ются|емые)\b|теги\s*(?::|$)|метки\s*(?::|$)|темы\s*(?::|$)",
    r"у новині згад|згад(?:ки|ані|уються)\b|мітки\s*(?::|$)|теми\s*(?::|$)",
    r"(?:erwähnt|erwähnungen)\b|schlagwort(?:e|wörter)?\s*(?::|$)|schlagwörter\s*(?::|$)"
    r"|themen\s*(?::|$)",
    r"(?:mentionnés?|mentions) dans\b|mots[- ]clés\s*(?::|$)|sujets\s*(?::|$)|étiquettes\s*(?::"
    r"|$)",
    r"wspomnian[ei] w\b|w tekście wymien|tagi\s*(?::|$)|słowa kluczowe\s*(?::|$)|tematy\s*(?::|$)",
)
_COMMENTS = (
    r"(?:do you )?(?:want|would you like|wish) to (?:leave|write|post) a comment|(?:leave|post"
    r"|write|add) a comment",
    r"(?:please )?(?:log in|register|sign in)(?: or register)? to (?:leave|post|write|comment)"
    r"|comments?\s*:?$",
    r"(?:хотите |желаете )?(?:оставить|написать|добавить) (?:свой )?комментари|комментарии\s*:?$"
    r"|комментировать\b",
    r"(?:чтобы|для того,? чтобы) (?:оставить|написать|комментир)|обсуждение (?:статьи|новости)",
    r"(?:хочете |бажаєте )?(?:залишити|написати|додати) (?:свій )?коментар|коментарі\s*:?$"
    r"|коментувати\b",
    r"(?:щоб|для того,? щоб) (?:залишити|написати|комент)",
    r"(?:möchten|wollen) sie (?:einen kommentar|kommentieren|mitdiskutieren)|kommentare?\s*:?$",
    r"(?:kommentar|einen kommentar) (?:schreiben|verfassen|hinterlassen)|(?:bitte )?(?:loggen"
    r"|melden) sie sich",
    r"(?:voulez|souhaitez)-vous (?:laisser|écrire|commenter)|(?:laisser|ajouter"
    r"|écrire) un commentaire",
    r"commentaires?\s*:?$|connectez-vous pour|(?:les )?réactions des lecteurs",
    r"(?:chcesz )?(?:zostawić|dodać|napisać|dodaj|zostaw|napisz) komentarz|komentarze\s*:?$",
    r"(?:zaloguj się|zarejestruj się),? (?:lub .{0,30})?(?:aby|żeby|by) ",
)
_SUBSCRIPTION = (
    r"(?:subscribe|sign up) (?:to|for) (?:our|the|news|daily|weekly)|(?:news"
    r"|newsletter) subscription"
    r"|(?:daily|weekly) newsletter|(?:our )?newsletter\s*:?$|subscribe\s*:?$",
    r"подпис(?:ка|аться|ывайтесь|ывайся|ись|итесь)(?: на | в | в$|$|:)|(?:ежедневная"
    r"|еженедельная) рассылка"
    r"|рассылка новостей",
    r"підпис(?:ка|атися|уйтесь|уйся|ися|іться)(?: на | у | в |$|:)|(?:щоденна"
    r"|щотижнева) розсилка|розсилка новин",
    r"(?:abonnieren|bestellen) sie (?:unser|den|jetzt|unsere)|newsletter (?:abonnieren"
    r"|bestellen)|abonnieren\s*:?$",
    r"(?:abonnez-vous|inscrivez-vous) (?:à|au|gratuitement)|(?:s'abonner|abonnez-vous"
    r"|infolettre)\s*:?$"
    r"|lettre d'information",
    r"(?:zapisz się|subskrybuj|zasubskrybuj)(?: na | do | nasz|$|:)|(?:codzienny|dzienny"
    r"|nasz) newsletter"
    r"|prenumerata\s*:?$",
)
_ITEMS = (
    r"(?:recent )?discussions?\s*:?$|updates?\s*:?$|related(?: news| articles| stories)?\s*:?$"
    r"|latest(?: news)?\s*:?$"
    r"|most read\s*:?$|popular\s*:?$|news feed\s*:?$|(?:read|see) also\b|more on this\b"
    r"|other news\s*:?$"
    r"|top stories\s*:?$",
    r"обсуждени[ея]\s*:?$|обсуждаемое\s*:?$|обновления\s*:?$|(?:похожие|другие"
    r"|последние) новости\s*:?$"
    r"|новости по теме\s*:?$|лента(?: новостей)?\s*:?$|популярное\s*:?$|самое читаемое\s*:?$"
    r"|(?:читайте|смотрите)(?: также| ещё)\b|материалы по теме\s*:?$|по теме\s*:?$",
    r"обговорення\s*:?$|оновлення\s*:?$|(?:схожі|інші|останні) новини\s*:?$|новини (?:по"
    r"|за) темою\s*:?$"
    r"|стрічка(?: новин)?\s*:?$|популярне\s*:?$|(?:читайте|дивіться) (?:також|ще)\b"
    r"|за темою\s*:?$",
    r"diskussion(?:en)?\s*:?$|meistgelesen\s*:?$|neueste(?: nachrichten)?\s*:?$|(?:lesen"
    r"|sehen) sie auch\b"
    r"|mehr zum thema\b|auch interessant\b|ähnliche (?:artikel|beiträge)\s*:?$",
    r"discussions?\s*:?$|les plus lus\s*:?$|dernières (?:nouvelles|actualités)\s*:?$"
    r"|(?:à )?lire aussi\b"
    r"|sur le même (?:sujet|thème)\b|à lire également\b",
    r"dyskusj[ae]\s*:?$|najczęściej czytane\s*:?$|najnowsze(?: wiadomości)?\s*:?$|(?:czytaj"
    r"|zobacz|przeczytaj)"
    r" (?:też|także|również)\b|powiązane(?: artykuły)?\s*:?$|więcej na ten temat\b",
)
_BYLINE = (
    r"by (?-i:[A-ZÀ-Ž])[\w.'’-]+(?: (?:and|(?-i:[A-ZÀ-Ž])[\w.'’,-]+)){1,6}$",
    r"(?:author|authors|автор|авторы|автори|autor|autorin|autorzy|auteur|auteure|text|текст"
    r"|translated by"
    r"|translation|перевод|переклад|übersetzung|traduction|tłumaczenie)\s*:\s*\S",
    r"(?:von|par) (?-i:[A-ZÀ-Ž])[\w.'’-]+(?: (?:und|et|(?-i:[A-ZÀ-Ž])[\w.'’,-]+)){1,5}$",
)
_CREDIT_LABEL = (
    r"(?:image|photo|picture) (?:source|credit|by)|image|photos?|picture|(?:источник )?(?:фото"
    r"|изображени[ея])"
    r"|иллюстрация|источник изображения|джерело (?:фото|зображення)|зображення|світлина|foto"
    r"|fotos|bild|bildquelle"
    r"|bildnachweis|crédit(?: photo)?|crédits|zdjęcie|fot\.|źródło zdjęcia|фотография|kollage"
    r"|collage|коллаж|колаж"
)


def _any(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(parts) + ")", re.IGNORECASE)


ENDERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("rights", _any(_RIGHTS)),
    ("disclaimer", _any(_DISCLAIMER)),
    ("mentions", _any(_MENTIONS)),
    ("comments", _any(_COMMENTS)),
    ("subscription", _any(_SUBSCRIPTION)),
    ("items", _any(_ITEMS)),
)
"""What a line announces, in the order in which it is asked."""
BYLINE = _any(_BYLINE)
CREDIT = re.compile(rf"(?:{_CREDIT_LABEL})\s*(?:[:|/]|©|\(c\))\s*", re.IGNORECASE)
COPYRIGHT_CREDIT = re.compile(r"(?:©|\(c\))\s*", re.IGNORECASE)
CAPTION_CREDIT = re.compile(
    r"[.!?|(/]\s*(?:Photo|Image|Фото|Foto|Fot\.|Bild|Crédit|Zdjęcie)\s*[:©/]\s*(\S+(?: \S+){0,5})$"
)
COUNTER_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "views",
        _any((r"views?|просмотр\w*|перегляд\w*|aufrufe?|vues?|wyświetle\w*|odsłon\w*|читали",)),
    ),
    (
        "comments",
        _any((r"comments?|комментари\w*|коментар\w*|kommentare?|commentaires?|komentarz\w*",)),
    ),
    (
        "rating",
        _any((r"rating|votes?|likes?|рейтинг|голос\w*|bewertung|stimmen|votes|ocena|głos\w*",)),
    ),
)
SOURCE = re.compile(
    r"^(?:source|original (?:publication|article|source)|источник|оригинал (?:публикации|статьи)"
    r"|оригинальная публикация|джерело|оригінал (?:публікації|статті)|оригінальна публікація"
    r"|quelle"
    r"|originalartikel|article original|publication originale|źródło"
    r"|oryginalna publikacja)\s*:\s*(?P<name>\S.{1,60})$",
    re.IGNORECASE,
)
"""A line that names whose article it is."""
