"""The client against a server with the habits and faults of vLLM, Ollama and llama.cpp."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Literal, TypeVar

import pytest
from authority import Authority
from language_server import LanguageServer, Request, refuse, say
from pydantic import BaseModel, Field
from tls_relay import Relay, tls_before

from scribe_contracts.language.client import Address, LanguageClient
from scribe_contracts.language.errors import AnswerInvalidError, LanguageRefusedError, LanguageUnavailableError
from scribe_contracts.language.wire import Message, retry_after
from scribe_contracts.settings import InfrastructureSettings

T = TypeVar("T")
MESSAGES = (Message(role="system", content="Be brief."), Message(role="user", content="How many?"))


class Answer(BaseModel):
    text: str = Field(max_length=20)
    turns: list[Literal[1, 2, 3, 4, 5, 6, 7, 8, 9]] = Field(max_length=3)


FITTING = '{"text": "Three", "turns": [2, 3]}'
EXPECTED = Answer(text="Three", turns=[2, 3])


class Waits:
    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def use(server: LanguageServer, action: Callable[[LanguageClient], Awaitable[T]], **address: Any) -> tuple[T, Waits]:
    waits = Waits()

    async def run() -> T:
        async with LanguageClient.open(Address(server.url, **address)) as client:
            client._sleep = waits
            return await action(client)

    with server.running():
        return asyncio.run(run()), waits


async def ask(client: LanguageClient) -> Answer:
    return await client.ask(MESSAGES, Answer, max_tokens=50)


@pytest.mark.parametrize(
    "text",
    [
        FITTING,
        f"```json\n{FITTING}\n```",
        f'<think>Two? {{"text": 1}} No, three.</think>\n{FITTING}',
        f"Here you are:\n{FITTING}\nAnything else?",
    ],
    ids=["plain", "fenced", "with reasoning", "with chatter"],
)
def test_the_json_is_found_in_what_models_write_around_it(text: str) -> None:
    answer, _ = use(LanguageServer([say(text)]), ask)
    assert answer == EXPECTED


def test_a_request_is_bound_to_the_schema_shows_it_and_leaves_nothing_to_chance() -> None:
    server = LanguageServer([say(FITTING)])
    use(server, ask)
    (body,) = server.requests
    schema = body["response_format"]["json_schema"]["schema"]
    assert schema["properties"]["turns"]["items"]["enum"] == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert '"maxLength":20' in body["messages"][0]["content"]
    assert "enum" not in body["messages"][0]["content"], "long enumerations would fill the prompt"
    assert (body["temperature"], body["max_tokens"], body["model"]) == (0, 50, "stub")
    assert isinstance(body["seed"], int)


def test_a_server_without_schemas_is_asked_for_an_object_and_then_for_nothing() -> None:
    server = LanguageServer(
        [
            refuse(400, "'response_format.type' must be 'json_object'"),
            refuse(400, "response_format is not supported"),
            say(FITTING),
        ]
    )

    async def twice(client: LanguageClient) -> Answer:
        await ask(client)
        return await ask(client)

    answer, _ = use(server, twice)
    kinds = [body.get("response_format", {}).get("type") for body in server.requests]
    assert kinds == ["json_schema", "json_object", None, None], "and what it lacks is remembered"
    assert answer == EXPECTED


@pytest.mark.parametrize(
    ("first", "told"),
    [
        (say("No idea."), "no JSON object"),
        (say('{"text": "Three"}'), "turns: Field required"),
        (say('{"text": "Three", "turns": [77]}'), "turns.0"),
        (say(FITTING[:20], finish_reason="length"), "cut off"),
    ],
    ids=["prose", "field missing", "number that was not given", "cut off"],
)
def test_an_answer_that_does_not_fit_is_asked_for_once_more_with_the_error(first: Any, told: str) -> None:
    server = LanguageServer([first, say(FITTING)])
    answer, _ = use(server, ask)
    assert answer == EXPECTED
    assert told in server.requests[1]["messages"][-1]["content"]


def test_a_model_that_never_fits_is_asked_twice() -> None:
    server = LanguageServer([say("No.")])
    with pytest.raises(AnswerInvalidError):
        use(server, ask)
    assert len(server.requests) == 2


def test_too_many_requests_wait_as_long_as_the_server_says() -> None:
    answer, waits = use(LanguageServer([refuse(429, "busy", Retry_After="7"), say(FITTING)]), ask)
    assert answer == EXPECTED
    assert waits.seconds == [7.0]


def test_a_model_that_is_still_loading_is_waited_for() -> None:
    server = LanguageServer([refuse(503, "Loading model"), refuse(503, "Loading model"), say(FITTING)])
    answer, waits = use(server, ask)
    assert answer == EXPECTED
    assert waits.seconds == [1.0, 2.0]


def test_a_stream_that_is_cut_is_asked_for_again() -> None:
    server = LanguageServer([say(FITTING, cut=True), say(FITTING)])
    answer, _ = use(server, ask)
    assert answer == EXPECTED
    assert len(server.requests) == 2


def test_a_service_that_stays_away_is_unavailable() -> None:
    server = LanguageServer([refuse(503, "Loading model")])
    with pytest.raises(LanguageUnavailableError, match="503"):
        use(server, ask)
    assert len(server.requests) == 4

    async def nobody() -> None:
        async with LanguageClient.open(Address(server.url)) as client:
            client._sleep = Waits()
            await ask(client)

    with pytest.raises(LanguageUnavailableError, match="cannot be reached"):
        asyncio.run(nobody())


def test_a_silent_service_is_given_up_after_the_time_out() -> None:
    release = asyncio.Event()

    def wait(request: Request) -> None:
        while not release.is_set():
            time.sleep(0.01)

    server = LanguageServer([wait])
    try:
        with pytest.raises(LanguageUnavailableError, match="in time"):
            use(server, ask, timeout_seconds=0.1)
    finally:
        release.set()


def test_a_wrong_key_and_a_prompt_that_is_too_long_are_refused_at_once() -> None:
    with pytest.raises(LanguageRefusedError, match=r"404|401"):
        use(LanguageServer([say(FITTING)], key="right"), ask, key="wrong")
    server = LanguageServer([refuse(400, "maximum context length is 4096 tokens")])
    with pytest.raises(LanguageRefusedError, match="context"):
        use(server, ask)
    assert len(server.requests) == 1


def test_the_key_is_sent() -> None:
    answer, _ = use(LanguageServer([say(FITTING)], key="right"), ask, key="right")
    assert answer == EXPECTED


@pytest.mark.parametrize(
    ("model", "given", "context"),
    [({"id": "a", "max_model_len": 8192}, None, 8192), ({"id": "a"}, None, 4096), ({"id": "a"}, 6000, 6000)],
    ids=["vLLM says", "Ollama does not", "the settings win"],
)
def test_the_context_is_the_servers_or_the_settings(model: dict[str, Any], given: int | None, context: int) -> None:
    server = LanguageServer([say(FITTING)], model=model)
    served, _ = use(server, lambda client: client.served_model(), context=given)
    assert (served.name, served.context) == ("a", context)


@pytest.mark.parametrize("tokenizer", ["llama.cpp", "vllm"])
def test_tokens_are_counted_by_the_server(tokenizer: str) -> None:
    server = LanguageServer([say(FITTING)], tokenizer=tokenizer)
    counted, _ = use(server, lambda client: client.count_tokens("one two three"))
    assert counted == 3


def test_without_a_tokenizer_the_estimate_is_high_and_learns_from_usage() -> None:
    text = "Bonjour à toutes et à tous. " * 50

    async def count_around_a_completion(client: LanguageClient) -> tuple[int, int]:
        before = await client.count_tokens(text)
        await client.complete((Message(role="user", content=text),), max_tokens=5)
        return before, await client.count_tokens(text)

    (before, after), _ = use(LanguageServer([say("Oui")], tokenizer="none"), count_around_a_completion)
    assert before >= len(text) // 2
    assert len(text) // 4 <= after < before, "the stub counts a token for four characters"


def test_a_retry_after_may_be_a_date() -> None:
    assert retry_after("Wed, 21 Oct 2026 07:28:00 GMT", 1792567650.0) == 30.0
    assert retry_after("soon", 0.0) is None


def test_an_empty_variable_is_no_address() -> None:
    settings = InfrastructureSettings(
        redis_url="redis://x",
        s3_endpoint_url="http://x",
        s3_access_key="abc",
        s3_secret_key="12345678",
        language_url="",
    )
    assert Address.of(settings) is None
    with_url = settings.model_copy(update={"language_url": "http://host:1234/"})
    assert Address.of(with_url) == Address("http://host:1234/v1")


def test_a_stream_is_asked_for_again_only_before_its_first_word() -> None:
    server = LanguageServer([refuse(503, "loading"), say("Hello there.", cut=True)])
    said: list[str] = []

    async def read(client: LanguageClient) -> None:
        async for delta in client.stream(MESSAGES, max_tokens=9):
            said.append(delta.text)  # noqa: PERF401 - what was said before the fault stays

    with pytest.raises(LanguageUnavailableError):
        use(server, read)
    assert ("".join(said), len(server.requests)) == ("Hello there.", 2)


def test_a_service_is_asked_by_tls_if_its_certificate_is_good(tmp_path: Path) -> None:
    company, server = Authority(tmp_path), LanguageServer([say(FITTING)], key="a-key-of-the-service")
    settings: dict[str, Any] = {
        "redis_url": "redis://unused",
        "s3_endpoint_url": "http://unused",
        "s3_access_key": "unused",
        "s3_secret_key": "unused-key",
        "language_key": server.key,
    }

    async def run(relay: Relay, ca_file: Path | None) -> Answer:
        url = f"https://127.0.0.1:{relay.port}/v1"
        address = Address.of(InfrastructureSettings(language_url=url, ca_file=ca_file, **settings))
        assert address is not None
        async with LanguageClient.open(address, tries=1) as client:
            return await ask(client)

    with server.running(), tls_before(server.port, company.issue("127.0.0.1")) as relay:
        assert asyncio.run(run(relay, company.file)) == EXPECTED
        assert b"a-key-of-the-service" not in relay.wire
        with pytest.raises(LanguageUnavailableError, match="its certificate is refused: unable to get local issuer"):
            asyncio.run(run(relay, None))
    with server.running(), tls_before(server.port, company.issue("other.example")) as relay:
        with pytest.raises(LanguageUnavailableError, match="its certificate is refused: IP address mismatch"):
            asyncio.run(run(relay, company.file))
        assert len(server.requests) == 1
