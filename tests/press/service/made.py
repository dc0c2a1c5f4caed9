# ruff: noqa: RUF001 - the marks themselves
"""An article of our own, and answers in the manner of servers with the OpenAI form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ceasefire.press.article import Article, Origin, Paragraph, Span
from ceasefire.press.service.service import ModelService
from ceasefire.press.statement import Mention

RECORDED = Path(__file__).parent / "recorded"
MODEL = "small-model-8b"
TITLE = "Arrel weighs troops for the strip"
LINES = (
    "Defence minister Jana Roe said on Monday that Arrel could send a battalion once the guns "
    "are silent. “We will not stand\u00a0aside, and we won’t go alone,” she told reporters.",
    "What the neighbours say",
    "“We will not stand aside” was also the line of Tomas Lind, who speaks for the government "
    "of Berland. Monitors, he added, must come first.",
    "A diplomat called the plan “too early”. Sanctions stay, according to Lind.",
)


def article(lines: tuple[str, ...] = LINES, title: str = TITLE, furniture: str = "") -> Article:
    """A title, paragraphs (the second one a heading) and a line of furniture after them."""
    text, paragraphs, spans = title, [], [Span(0, len(title), "title")]
    for number, line in enumerate(lines):
        start = len(text) + 2
        text = f"{text}\n\n{line}"
        heading = number == 1
        paragraphs.append(Paragraph(start, len(text), line, "en", heading))
        spans.append(Span(start, len(text), "heading" if heading else "body"))
    if furniture:
        spans.append(Span(len(text) + 2, len(text) + 2 + len(furniture), "furniture"))
        text = f"{text}\n\n{furniture}"
    return Article(text, title, Origin(), tuple(paragraphs), tuple(spans), language="en")


def mention(text: str, words: str, name: str, actor: str) -> Mention:
    start = text.index(words)
    return Mention(start, start + len(words), words, name, "person", actor)


def quote(text: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - also what no model should give
    blank = {"before": "", "speaker": "", "verb": "", "mode": "direct", "issue": "",
             "stance": "unclear"}  # fmt: skip
    return {"text": text, **blank, **fields}


def completion(content: str, reason: str = "stop") -> bytes:
    """What a server sends: the model's text inside its own JSON."""
    return json.dumps({
        "id": "chatcmpl-19", "object": "chat.completion", "created": 1_760_000_000,
        "model": MODEL, "system_fingerprint": "b6710",
        "choices": [{"index": 0, "finish_reason": reason,
                     "message": {"role": "assistant", "content": content}}],
        "usage": {"prompt_tokens": 611, "completion_tokens": 190, "total_tokens": 801},
    }).encode()  # fmt: skip


def listed(*quotes: object) -> bytes:
    return completion(json.dumps({"quotes": quotes}))


class Fixed:
    """A transport that gives answers in turn, the last one again and again; keeps requests."""

    def __init__(self, *answers: bytes | Exception) -> None:
        self.answers, self.asked = list(answers), list[Mapping[str, Any]]()

    def __call__(self, request: bytes) -> bytes:
        self.asked.append(json.loads(request))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def service(*answers: bytes | Exception) -> ModelService:
    return ModelService(Fixed(*answers), MODEL, "service http://localhost:8080")
