"""The form of a model's answer, held by pydantic; imported only once there is an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints, ValidationError

from ceasefire.press.service.endpoint import ServiceError

_FENCE = "```"
_LISTED = 10_000  # entries of a list beyond which an answer is not looked at
# Some models give null where they mean a blank.
_NULL = BeforeValidator(lambda value: "" if value is None else value)
Short = Annotated[str, _NULL, StringConstraints(max_length=100)]
Long = Annotated[str, _NULL, StringConstraints(max_length=400)]


class Item(BaseModel):
    """One quote as a model gives it; fields not named here are dropped."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=4_000)]
    before: Long = ""
    speaker: Long = ""
    verb: Short = ""
    mode: Short = ""
    issue: Short = ""
    stance: Short = ""


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Answer(BaseModel):
    choices: Annotated[list[_Choice], Field(min_length=1, max_length=16)]


class _Content(BaseModel):
    quotes: Annotated[list[Any], Field(max_length=_LISTED)]


@dataclass(frozen=True)
class Items:
    """The quotes of an answer; how many were of another form, and how many were too many."""

    items: tuple[Item, ...]
    misshapen: int
    too_many: int


def items_of(answer: bytes, most: int) -> Items:
    """Read an answer of chat completions and take at most ``most`` quotes from it.

    Raises:
        ServiceError: the answer or the JSON in it is cut off or of another form.
    """
    try:
        choice = _Answer.model_validate_json(answer).choices[0]
    except ValidationError as error:
        msg = "the answer has not the form of chat completions"
        raise ServiceError(msg, "check what runs at the address of the service") from error
    try:
        listed = _Content.model_validate_json(_unfenced(choice.message.content)).quotes
    except ValidationError as error:
        if choice.finish_reason == "length":
            msg = "the answer is cut off"
            raise ServiceError(msg, "give the model a longer answer or less text") from error
        msg = "the answer holds no JSON of the form asked for"
        raise ServiceError(msg, "take a model or server that keeps to a JSON schema") from error
    items = []
    for one in listed[:most]:
        try:
            items.append(Item.model_validate(one, strict=True))
        except ValidationError:
            continue
    taken = min(len(listed), most)
    return Items(tuple(items), taken - len(items), len(listed) - taken)


def _unfenced(content: str) -> str:
    """JSON without the fence of Markdown that some models put around it."""
    bare = content.strip()
    if not (bare.startswith(_FENCE) and bare.endswith(_FENCE) and "\n" in bare):
        return bare
    return bare.partition("\n")[2].removesuffix(_FENCE)
