"""Turns at a card that worker and language model share, on a real Redis; here the card is the processor."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from conftest import SettingsFactory
from language_server import LanguageServer, say
from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from redis.asyncio.retry import Retry as AsyncRetry
from redis.backoff import NoBackoff
from redis.retry import Retry
from support.waiting import eventually

from app.core.card_turns import CardTurns
from app.core.config import WorkerSettings
from app.core.models import ModelLoader, ModelResidency
from scribe_contracts.card.language_turns import LanguageTurns
from scribe_contracts.language.client import Address, LanguageClient
from scribe_contracts.language.wire import Message
from servers.infrastructure import Endpoints

ASKED = (Message(role="user", content="Who sends the offer?"),)
AWAY = Address("http://127.0.0.1:9/v1")


@dataclass
class Card:
    """A card that two models are never on."""

    on_it: list[str] = field(default_factory=list)
    history: list[str] = field(default_factory=list)

    def load(self, name: str) -> None:
        self.on_it.append(name)
        self.history.append(name)
        assert len(set(self.on_it)) == 1, self.on_it

    def free(self, name: str) -> None:
        self.on_it.remove(name)

    @property
    def loader(self) -> ModelLoader[str]:
        def load(settings: object) -> str:
            self.load("whisper")
            return "whisper"

        return ModelLoader("whisper", load, self.free)


@pytest.fixture
def card() -> Card:
    return Card()


@pytest.fixture
def settings(make_settings: SettingsFactory) -> WorkerSettings:
    return make_settings()


def residency(redis: Redis, settings: WorkerSettings, language: Address = AWAY) -> ModelResidency:
    return ModelResidency(settings, CardTurns(redis, language))


@contextmanager
def language_turn(endpoints: Endpoints, card: Card) -> Iterator[tuple[threading.Event, threading.Event]]:
    """Ask for a turn of the language side in another thread; yield events of having it and of letting it go."""
    has, ends = threading.Event(), threading.Event()

    async def hold() -> None:
        async with AsyncRedis.from_url(endpoints.redis_url) as redis, LanguageTurns(redis).hold():
            card.load("qwen")
            has.set()
            await asyncio.to_thread(ends.wait, 30)
            card.free("qwen")

    thread = threading.Thread(target=lambda: asyncio.run(hold()))
    thread.start()
    try:
        yield has, ends
    finally:
        ends.set()
        thread.join(30)


def test_a_question_waits_for_a_stage_and_goes_before_the_next(
    redis: Redis, redis_server: Endpoints, settings: WorkerSettings, card: Card
) -> None:
    models = residency(redis, settings)
    with models.use(card.loader), language_turn(redis_server, card) as (has, ends):
        eventually(lambda: redis.zcard("scribe:card:waits:language") == 1)
        assert not has.is_set()
        models.release_models()
        assert has.wait(30)
        threading.Timer(0.1, ends.set).start()
        with_next = threading.Thread(target=lambda: use(residency(redis, settings), card))
        with_next.start()
        with_next.join(30)

    assert card.history == ["whisper", "qwen", "whisper"]
    assert card.on_it == []


def test_a_stage_that_waits_goes_before_the_next_part_of_minutes(
    redis: Redis, redis_server: Endpoints, settings: WorkerSettings, card: Card
) -> None:
    stage = threading.Thread(target=lambda: use(residency(redis, settings), card))

    async def write() -> None:
        async with AsyncRedis.from_url(redis_server.redis_url) as connection:
            turns = LanguageTurns(connection)
            async with turns.hold():
                card.load("qwen")
                stage.start()
                await asyncio.to_thread(eventually, lambda: redis.zcard("scribe:card:waits:worker") == 1)
                card.free("qwen")
            waited: list[str] = []
            async with turns.hold(lambda: waited.append("yes")):
                card.load("qwen")
                card.free("qwen")
            assert waited == ["yes"]

    asyncio.run(write())
    stage.join(30)
    assert card.history == ["qwen", "whisper", "qwen"]


def test_a_pinned_model_leaves_a_shared_card(redis: Redis, settings: WorkerSettings, card: Card) -> None:
    models = residency(redis, settings.model_copy(update={"residency": "pinned"}))
    use(models, card)

    assert (models.resident, redis.zcard("scribe:card:held:worker")) == ((), 0)


def test_a_stage_that_cannot_load_its_model_gives_the_card_back(redis: Redis, settings: WorkerSettings) -> None:
    def fail(settings: object) -> str:
        raise ZeroDivisionError

    with (
        pytest.raises(ZeroDivisionError),
        residency(redis, settings).use(ModelLoader("whisper", fail, lambda _: None)),
    ):
        pass

    assert redis.zcard("scribe:card:held:worker") == 0


def test_the_worker_waits_until_the_language_model_has_left(
    redis: Redis, redis_server: Endpoints, settings: WorkerSettings, card: Card
) -> None:
    with LanguageServer([say("Katie.")]).running() as server:
        server.asleep = True

        async def ask() -> None:
            async with AsyncRedis.from_url(redis_server.redis_url) as connection:
                address = Address(server.url)
                async with LanguageClient.open(address, turns=LanguageTurns(connection)) as client, client.turn():
                    assert await client.count_tokens("Who sends the offer?") > 0
                    assert (await client.complete(ASKED, max_tokens=10)).text == "Katie."
                    assert redis.zcard("scribe:card:held:language") == 1
                assert redis.zcard("scribe:card:held:language") == 0

        asyncio.run(ask())
        assert server.requests[0]["max_tokens"] == 1, "it is woken before it is asked"
        server.asleep = False
        threading.Timer(0.6, lambda: setattr(server, "asleep", True)).start()
        began = time.monotonic()
        with residency(redis, settings, Address(server.url)).use(card.loader):
            assert server.asleep
        assert time.monotonic() - began >= 0.5


def test_a_server_that_never_leaves_holds_up_no_transcription_for_good(
    redis: Redis, settings: WorkerSettings, card: Card
) -> None:
    with LanguageServer([say("Katie.")]).running() as server:
        server.asleep = False
        turns = CardTurns(redis, Address(server.url), unload_seconds=0.3)
        use(ModelResidency(settings, turns), card)

    assert card.history == ["whisper"]


def test_who_was_killed_loses_the_card(redis: Redis, settings: WorkerSettings, card: Card) -> None:
    redis.zadd("scribe:card:held:language", {"killed": time.time() * 1000 + 400})
    use(residency(redis, settings), card)

    assert card.history == ["whisper"]


def test_without_redis_nobody_waits(settings: WorkerSettings, card: Card) -> None:
    with Redis(port=9, retry=Retry(NoBackoff(), 0)) as away:
        use(residency(away, settings), card)

    async def ask() -> None:
        async with AsyncRedis(port=9, retry=AsyncRetry(NoBackoff(), 0)) as redis, LanguageTurns(redis).hold():
            card.load("qwen")

    asyncio.run(ask())
    assert card.history == ["whisper", "qwen"]


def use(models: ModelResidency, card: Card) -> None:
    with models.use(card.loader):
        assert card.on_it == ["whisper"]
