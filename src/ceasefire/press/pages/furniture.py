"""Lines of a site's furniture that stand within an article and are kept by the readers of HTML.

Told by their own words, not by where they stand: a pointer to another item, a box of
advertisement, a plea to subscribe or to report an error, a bar of buttons, a counter. Only short
blocks of text are judged, and only by how they begin, so that a sentence that speaks of
advertisement stays.
"""

# ruff: noqa: RUF001 - words in Cyrillic are meant

from __future__ import annotations

import re

_LONGEST = 220  # characters of a line of furniture
# Pointers to other items: a title follows, after a colon or at once.
_ALSO = (
    r"(?:read|see|watch) (?:also|more|next)|also read|related(?: articles?| stories| news)?"
    r"|читайте (?:также|еще|ещё|по теме)|читать (?:также|по теме)|смотрите также"
    r"|(?:материалы )?по теме|читайте (?:також|ще|ще за темою)|дивіться також"
    r"|(?:матеріали )?(?:за|по) темою|lesen sie auch|mehr zum thema|à lire aussi|lire aussi"
    r"|czytaj (?:także|też|również)|zobacz (?:także|też|również)|przeczytaj (?:także|też|również)"
)
# Words that open a line of furniture and hardly a sentence of an article.
_OPENS = (
    r"(?:реклама|advertisement|anzeige|publicité)(?:[.:]|$)|нашли (?:ошибку|опечатку)\?"
    r"|знайшли помилку\?|помітили помилку\?|заметили ошибку\?|found an? (?:error|typo|mistake)\?"
    r"|(?:если вы|якщо ви) (?:нашли|заметили|знайшли|помітили) (?:ошибку|помилку|опечатку)"
    r"|поделиться(?: в соц| новостью|:|$)|поділитися(?: в соц| новиною|:|$)|share (?:this|on)\b"
    r"|(?:просмотров|переглядів|просмотры|перегляди|views)\s*: ?\d"
    r"|подпи(?:шитесь|сывайтесь) на (?:наш|нас|рассылк|канал|телеграм|telegram)"
    r"|підпи(?:шіться|суйтеся|суйтесь) на (?:наш|нас|розсилк|канал|телеграм|telegram)"
    r"|больше (?:новостей|материалов) (?:в|на) (?:наш|телеграм|telegram)"
    r"|більше (?:новин|матеріалів) (?:в|у|на) (?:наш|телеграм|telegram)"
    r"|(?:самое|самые) (?:читаемое|читаемые|популярное|популярные)(?: за .{0,20})?$"
    r"|(?:найпопулярніше|найчитаніше|найпопулярніші)(?: за .{0,20})?$"
    r"|чтобы (?:оставить комментарий|комментировать), |щоб (?:залишити коментар|коментувати), "
)
_LINE = re.compile(rf"[^\w«\"“„]*(?:(?:{_ALSO})\s*(?::|[-—–]\s|$)|{_OPENS})", re.IGNORECASE)


def is_furniture(text: str) -> bool:
    """Say whether a block of text is a line of the site and none of the article."""
    return len(text) <= _LONGEST and bool(_LINE.match(text))
