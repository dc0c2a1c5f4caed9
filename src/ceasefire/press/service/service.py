"""The optional model service: asks about an article piece by piece and returns a proposal."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ceasefire.core.errors import CeasefireError
from ceasefire.press.article import Article
from ceasefire.press.quotes import CODEBOOK
from ceasefire.press.service.endpoint import Http, Limits, ServiceError, Transport
from ceasefire.press.service.pieces import Piece, parts_of, pieces_of
from ceasefire.press.service.prompt import Prompt
from ceasefire.press.service.proposals import Proposal, Proposer
from ceasefire.press.service.recorded import Recorder
from ceasefire.press.statement import Mention

_LONGEST_NAME = 200
_REPLAYED = "recorded answers"


@dataclass(frozen=True)
class ModelService:
    """A model that may be asked; ``name`` says in rules and messages which service it is."""

    transport: Transport
    model: str
    name: str
    limits: Limits = field(default_factory=Limits)

    def propose(
        self,
        article: Article,
        mentions: Sequence[Mention] = (),
        issues: Mapping[str, str] | None = None,
    ) -> Proposal:
        """Ask who says what in an article.

        Args:
            article: as it was read; its title, headings and paragraphs are sent.
            mentions: actors found in it; they say who a speaker is.
            issues: words of each question by its id; without them the ids that the codebook of
                cues knows.

        Returns:
            What the model proposes and the text bears out. A call that fails, or an answer that
            cannot be read, is a warning; after a call that fails no further one is made.
        """
        from ceasefire.press.service.form import items_of  # noqa: PLC0415 - pydantic is slow

        prompt = Prompt.of(_known_issues() if issues is None else issues)
        by = f"{self.name}, model {self.model}, prompt {prompt.hash}"
        proposer = Proposer(article, mentions, [name for name, _ in prompt.issues], by)
        pieces, warnings = self._pieces(article)
        for number, piece in enumerate(pieces, 1):
            place = f"model service, part {number} of {len(pieces)}"
            try:
                answer = self.transport(prompt.request(self.model, piece.text))
            except CeasefireError as error:
                rest = "; later parts were not asked about" if number < len(pieces) else ""
                warnings.append(f"{place}: {error}{rest}")
                break
            try:
                proposer.take(piece, items_of(answer, self.limits.most_quotes))
            except ServiceError as error:
                warnings.append(f"{place}: {error}")
        return proposer.proposal(warnings)

    def _pieces(self, article: Article) -> tuple[tuple[Piece, ...], list[str]]:
        pieces = pieces_of(parts_of(article), self.limits.most_characters)
        most = self.limits.most_pieces
        if len(pieces) <= most:
            return pieces, []
        left_out = (
            f"model service: only the first {most} of {len(pieces)} parts of the article were "
            "asked about"
        )
        return pieces[:most], [left_out]


def model_service(
    base: str,
    model: str,
    *,
    allow_remote: bool = False,
    key_from: str = "",
    recorded: Path | None = None,
    limits: Limits | None = None,
) -> ModelService:
    """Make a model service ready; nothing is sent yet.

    Args:
        base: address of a server with the OpenAI form of chat completions, such as
            ``http://localhost:8080``; blank if answers are only replayed.
        model: name of the model, as the server knows it.
        allow_remote: whether the article may go to another computer.
        key_from: name of the environment variable that holds the key; blank for none.
        recorded: folder of recorded answers; those it does not hold are asked for and recorded.
        limits: of size and time; the defaults if not given.

    Raises:
        ServiceError: the extra ``service`` is not installed, the address is refused or leads to
            another computer without leave, the variable is empty, or the name is none.
    """
    if importlib.util.find_spec("pydantic") is None:
        msg = "the model service needs pydantic, which is not installed"
        raise ServiceError(msg, "pip install 'ceasefire[service]'")
    if not (model.strip() and model.isprintable() and len(model) <= _LONGEST_NAME):
        msg = "the model service needs the name of a model"
        raise ServiceError(msg, "give it with --model, as the server knows it")
    held = limits or Limits()
    if base:
        http = Http(base, allow_remote=allow_remote, key_from=key_from, limits=held)
        transport = http if recorded is None else Recorder(recorded, http)
        return ModelService(transport, model, f"service {http.name}", held)
    if recorded is None:
        msg = "the model service has neither an address nor recorded answers"
        raise ServiceError(msg, "give an address like http://localhost:8080")
    return ModelService(Recorder(recorded), model, _REPLAYED, held)


def _known_issues() -> dict[str, str]:
    """Ids that the codebook suggests, each said in plain words by itself."""
    return {hint.value: hint.value.replace("_", " ") for hint in CODEBOOK.issues}
