"""The client of the language service."""

import asyncio
import json
import ssl
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Self, TypeVar

import httpx
from pydantic import BaseModel

from scribe_contracts.card.language_turns import LanguageTurns
from scribe_contracts.credentials.trust import describe_refusal, for_http
from scribe_contracts.language import wire
from scribe_contracts.language.answers import UnfitAnswerError, binding_schema, read_answer, shown_schema
from scribe_contracts.language.errors import AnswerInvalidError, LanguageRefusedError, LanguageUnavailableError
from scribe_contracts.language.tokens import TokenCounter
from scribe_contracts.language.wire import Completion, Constraint, Delta, Message
from scribe_contracts.settings import InfrastructureSettings

AnswerT = TypeVar("AnswerT", bound=BaseModel)

DEFAULT_CONTEXT = 4096
"""Tokens that any server is believed to have room for, where neither it nor the settings say."""

MAX_CONTEXT = 16_384
"""More is not used, however long a model's context: small models lose what stands in the middle."""

TRIES = 4
MAX_WAIT_SECONDS = 60.0
WAKE_SECONDS = 120.0
"""A server that has not loaded its model after so long is asked nevertheless, and may say why."""

Sleep = Callable[[float], Awaitable[None]]
_AWAY = frozenset({408, 429, 500, 502, 503, 504})


@dataclass(frozen=True)
class Address:
    """The place of a language service, and the model to ask there."""

    url: str
    """Base that ends before `/chat/completions`: http://127.0.0.1:8080/v1"""

    key: Callable[[], str | None] | str | None = field(default=None, compare=False)
    """The key that the service asks for, or a function that returns it as it is now."""

    model: str | None = None
    context: int | None = None
    timeout_seconds: float = 600.0
    verify: ssl.SSLContext | bool = field(default=True, compare=False)
    """Verifies its certificate, if the address is https."""

    @classmethod
    def of(cls, settings: InfrastructureSettings) -> Self | None:
        """Return the address in the settings; None where there is no language service."""
        if not settings.language_url:
            return None
        url = settings.language_url.rstrip("/")
        return cls(
            url if url.endswith("/v1") else f"{url}/v1",
            partial(settings.secret, "language_key"),
            settings.language_model or None,
            settings.language_context,
            settings.language_timeout_seconds,
            for_http(settings.ca_file),
        )


@dataclass(frozen=True)
class ServedModel:
    """The model that answers, and the tokens of prompt and answer together."""

    name: str
    context: int


class LanguageClient:
    """Asks one server. Its methods raise LanguageError; a server that is away is asked again a few times first."""

    def __init__(
        self,
        address: Address,
        http: httpx.AsyncClient,
        *,
        sleep: Sleep = asyncio.sleep,
        tries: int = TRIES,
        turns: LanguageTurns | None = None,
    ) -> None:
        self._tries = tries
        self._turns = turns
        self._has_turn = False
        self._address = address
        self._http = http
        self._sleep = sleep
        self._constraint = Constraint.SCHEMA
        self._model: ServedModel | None = None
        self.tokens = TokenCounter(http, address.url.removesuffix("/v1"), lambda: self._model_name)

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        address: Address,
        *,
        timeout_seconds: float | None = None,
        tries: int = TRIES,
        turns: LanguageTurns | None = None,
    ) -> AsyncIterator[Self]:
        """Open the connections of a client, and close them at the end."""
        timeout = httpx.Timeout(timeout_seconds or address.timeout_seconds, connect=5.0)
        # Never through a proxy of the environment: what was said goes to the address in the settings and nowhere else.
        async with httpx.AsyncClient(
            auth=partial(_authorize, address), timeout=timeout, trust_env=False, verify=address.verify
        ) as http:
            yield cls(address, http, tries=tries, turns=turns)

    @asynccontextmanager
    async def turn(self, on_wait: Callable[[], None] | None = None) -> AsyncIterator[None]:
        """Hold the card for all that is asked in the block, where it is shared with a worker; see LanguageTurns.

        A block in a block is part of it. Not for tasks that run at the same time.
        """
        if self._turns is None or self._has_turn:
            yield
            return
        async with self._turns.hold(on_wait):
            self._has_turn = True
            try:
                await self._wake()
                yield
            finally:
                self._has_turn = False

    async def _wake(self) -> None:
        """Have the server load its model. A long prompt that comes while llama.cpp falls asleep may get no answer."""
        body = {"messages": [{"role": "user", "content": "."}], "max_tokens": 1, "model": self._model_name}
        # Whoever asks next is told what is wrong.
        with suppress(httpx.HTTPError):
            await self._http.post(f"{self._address.url}/chat/completions", json=body, timeout=WAKE_SECONDS)

    async def served_model(self) -> ServedModel:
        """Return the model that the server runs, asked once."""
        if self._model is None:
            self._model = await self._retrying(self._ask_for_model)
        return self._model

    async def count_tokens(self, text: str) -> int:
        """Return the number of tokens of a text, as the server counts them or not below that."""
        await self.served_model()
        async with self.turn():
            return await self.tokens.count(text)

    async def ask(self, messages: tuple[Message, ...], kind: type[AnswerT], *, max_tokens: int) -> AnswerT:
        """Return the model's answer as a `kind`.

        The schema goes to the server and, because not every server shows it to the model, into the prompt. An answer
        that does not fit is asked for once more, with what is wrong; AnswerInvalidError if that fails as well.
        """
        schema = binding_schema(kind)
        # Before the rest, so that what stands last is the caller's last word: the language to write in.
        asked = (add_schema(messages[0], kind), *messages[1:])
        completion = await self.complete(asked, max_tokens=max_tokens, schema=schema)
        try:
            return self._read(completion, kind)
        except UnfitAnswerError as error:
            again = (*asked[:-1], Message(role="user", content=f"{asked[-1].content}\n\n{correction(error)}"))
        completion = await self.complete(again, max_tokens=max_tokens, schema=schema)
        try:
            return self._read(completion, kind)
        except UnfitAnswerError as error:
            raise AnswerInvalidError(f"The model gave no valid answer, asked twice: {error}") from None

    async def complete(
        self, messages: tuple[Message, ...], *, max_tokens: int, schema: dict[str, Any] | None = None
    ) -> Completion:
        """Return the whole text of a completion. A stream that was cut is asked for again."""

        async def read() -> Completion:
            text, reason, prompt, written = "", None, None, None
            async for delta in self._stream(messages, max_tokens, schema):
                text += delta.text
                reason = delta.finish_reason or reason
                prompt = delta.prompt_tokens or prompt
                written = delta.completion_tokens or written
            return Completion(text, prompt, written, cut_off=reason == "length")

        await self.served_model()
        async with self.turn():
            completion = await self._retrying(read)
        if completion.prompt_tokens:
            self.tokens.learn("".join(message.content for message in messages), completion.prompt_tokens)
        return completion

    async def stream(
        self, messages: tuple[Message, ...], *, max_tokens: int, schema: dict[str, Any] | None = None
    ) -> AsyncIterator[Delta]:
        """Yield a completion while it is written, for whoever reads along.

        A server that is away is asked again only as long as nothing has come. Closing the iterator ends the request.
        """
        await self.served_model()

        async def begin() -> tuple[AsyncGenerator[Delta], Delta | None]:
            deltas = self._stream(messages, max_tokens, schema)
            return deltas, await anext(deltas, None)

        async with self.turn():
            deltas, delta = await self._retrying(begin)
            async with aclosing(deltas):
                while delta is not None:
                    yield delta
                    try:
                        delta = await anext(deltas, None)
                    except httpx.HTTPError as problem:
                        raise LanguageUnavailableError(
                            f"The language service's stream was cut ({type(problem).__name__})."
                        ) from problem

    def _read(self, completion: Completion, kind: type[AnswerT]) -> AnswerT:
        if completion.cut_off:
            raise UnfitAnswerError("The answer was longer than allowed and was cut off. Write less.")
        return read_answer(completion.text, kind)

    async def _stream(
        self, messages: tuple[Message, ...], max_tokens: int, schema: dict[str, Any] | None
    ) -> AsyncGenerator[Delta]:
        while True:
            body = wire.request_body(self._model_name, messages, max_tokens, schema, self._constraint)
            async with self._http.stream("POST", f"{self._address.url}/chat/completions", json=body) as response:
                if response.status_code == httpx.codes.OK:
                    async for delta in wire.read_stream(response.aiter_lines()):
                        yield delta
                    return
                problem = await response.aread()
                may_relax = schema is not None and self._constraint < Constraint.NONE
                if response.status_code in {400, 422} and may_relax and wire.refuses_constraint(problem):
                    self._constraint = Constraint(self._constraint + 1)
                    continue
                raise self._refusal(response, problem)

    async def _ask_for_model(self) -> ServedModel:
        response = await self._http.get(f"{self._address.url}/models", timeout=10.0)
        if response.status_code != httpx.codes.OK:
            raise self._refusal(response, response.content)
        try:
            listed = [entry for entry in response.json()["data"] if isinstance(entry, dict)]
        except (ValueError, KeyError, TypeError):
            raise LanguageRefusedError("The language service's list of models cannot be read.") from None
        wanted = self._address.model
        entry = next((entry for entry in listed if entry.get("id") == wanted), listed[0] if listed else {})
        name = wanted or str(entry.get("id") or "")
        if not name:
            raise LanguageRefusedError("The language service has no model.")
        context = self._address.context or _context_in(entry) or await self._context_in_properties() or DEFAULT_CONTEXT
        return ServedModel(name, min(context, MAX_CONTEXT))

    async def _context_in_properties(self) -> int | None:
        """Return the context that llama.cpp was started with, which other servers do not tell there."""
        try:
            response = await self._http.get(f"{self._address.url.removesuffix('/v1')}/props", timeout=10.0)
            settings = response.json().get("default_generation_settings", {})
            return int(settings["n_ctx"])
        except (httpx.HTTPError, ValueError, KeyError, TypeError, AttributeError):
            return None

    async def _retrying(self, operation: "Callable[[], Awaitable[_T]]") -> "_T":
        for number in range(1, self._tries + 1):
            try:
                return await operation()
            except httpx.TimeoutException:
                error = LanguageUnavailableError("The language service did not answer in time.")
            except httpx.HTTPError as problem:
                cause = describe_refusal(problem) or type(problem).__name__
                error = LanguageUnavailableError(f"The language service cannot be reached ({cause}).")
            except LanguageUnavailableError as problem:
                error = problem
            if number == self._tries:
                raise error
            wait = error.retry_after
            await self._sleep(min(MAX_WAIT_SECONDS, 2.0 ** (number - 1) if wait is None else wait))
        raise AssertionError("endless")

    def _refusal(self, response: httpx.Response, body: bytes) -> Exception:
        status = response.status_code
        said = wire.describe_error(body)
        if status in _AWAY and not wire.exceeds_context(body):
            wait = wire.retry_after(response.headers.get("Retry-After"), time.time())
            return LanguageUnavailableError(f"The language service answered {status}. {said}".strip(), retry_after=wait)
        return LanguageRefusedError(f"The language service answered {status}. {said}".strip())

    @property
    def _model_name(self) -> str:
        return self._model.name if self._model else self._address.model or ""


_T = TypeVar("_T")


def _authorize(address: Address, request: httpx.Request) -> httpx.Request:
    key = address.key() if callable(address.key) else address.key
    if key:
        request.headers["Authorization"] = f"Bearer {key}"
    return request


def add_schema(message: Message, kind: type[BaseModel]) -> Message:
    """Return the message with the schema of its answer after it."""
    return message.model_copy(
        update={"content": f"{message.content}\n\nAnswer with one JSON object of this schema: {shown_schema(kind)}"}
    )


def correction(error: UnfitAnswerError) -> str:
    """Return what the model is told about an answer that did not fit."""
    return f"Your last answer could not be used: {json.dumps(str(error), ensure_ascii=False)}. Answer again."


def _context_in(entry: dict[str, Any]) -> int | None:
    for value in (entry.get("max_model_len"), entry.get("context_length")):
        if isinstance(value, int) and value > 0:
            return value
    return None
