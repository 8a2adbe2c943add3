"""OpenAI's chat completions on the wire: what is sent, and the stream that comes back."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import IntEnum
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from scribe_contracts.base import Contract
from scribe_contracts.language.errors import LanguageUnavailableError

SEED = 20_240_229
"""Any number, always the same: the same transcript gives the same text."""


class Message(Contract):
    role: str
    content: str


class Constraint(IntEnum):
    """Ways to make a server answer in JSON, the strictest first; not every server knows every one."""

    SCHEMA = 0
    OBJECT = 1
    NONE = 2


@dataclass(frozen=True)
class Completion:
    """Text of a model, its tokens where the server counts them, and whether it was cut off at the limit."""

    text: str
    prompt_tokens: int | None
    completion_tokens: int | None
    cut_off: bool


class Delta(NamedTuple):
    """A piece of a stream."""

    text: str
    finish_reason: str | None
    prompt_tokens: int | None
    completion_tokens: int | None


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Text(_Lenient):
    content: str | None = None


class _Choice(_Lenient):
    delta: _Text = _Text()
    finish_reason: str | None = None


class _Usage(_Lenient):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Chunk(_Lenient):
    choices: tuple[_Choice, ...] = ()
    usage: _Usage | None = None
    error: Any = None


def request_body(
    model: str, messages: tuple[Message, ...], max_tokens: int, schema: dict[str, Any] | None, constraint: Constraint
) -> dict[str, Any]:
    """Return the body of a request for a streamed completion."""
    body: dict[str, Any] = {
        "model": model,
        "messages": [message.model_dump() for message in messages],
        "max_tokens": max_tokens,
        "temperature": 0,
        "seed": SEED,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    if schema is not None and constraint is Constraint.SCHEMA:
        body["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "answer", "schema": schema, "strict": True},
        }
    elif schema is not None and constraint is Constraint.OBJECT:
        body["response_format"] = {"type": "json_object"}
    return body


async def read_stream(lines: AsyncIterator[str]) -> AsyncIterator[Delta]:
    """Yield the pieces of a stream of server-sent events. Raise LanguageUnavailableError if it ends too early."""
    ended = False
    async for line in lines:
        if not line.startswith("data:"):
            continue
        data = line[5:].strip()
        if data == "[DONE]":
            ended = True
            break
        try:
            chunk = _Chunk.model_validate_json(data)
        except ValidationError:
            raise LanguageUnavailableError("The language service sent a stream that cannot be read.") from None
        if chunk.error is not None:
            raise LanguageUnavailableError("The language service reported an error in its stream.")
        choice = chunk.choices[0] if chunk.choices else _Choice()
        usage = chunk.usage or _Usage()
        ended = ended or choice.finish_reason is not None
        yield Delta(choice.delta.content or "", choice.finish_reason, usage.prompt_tokens, usage.completion_tokens)
    if not ended:
        raise LanguageUnavailableError("The language service's stream was cut.")


def refuses_constraint(body: bytes) -> bool:
    """Return whether an error's body says that the server does not know how to hold to a schema."""
    text = body.decode(errors="replace").lower()
    return any(
        word in text for word in ("response_format", "json_schema", "json_object", "grammar", "guided", "schema")
    )


def exceeds_context(body: bytes) -> bool:
    """Return whether an error's body says that the prompt is longer than the model's context."""
    text = body.decode(errors="replace").lower()
    return "context" in text and any(word in text for word in ("exceed", "length", "maximum", "too long", "size"))


def retry_after(value: str | None, now: float) -> float | None:
    """Return the seconds that a Retry-After header asks to wait; None without one that can be read."""
    if not value:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except ValueError:
        return None


def describe_error(body: bytes) -> str:
    """Return the server's own words about an error, shortened."""
    try:
        answer = json.loads(body)
        error = answer.get("error", answer) if isinstance(answer, dict) else answer
        text = str(error.get("message", "")) if isinstance(error, dict) else str(error)
    except ValueError:
        text = ""
    return " ".join(text.split())[:200]
