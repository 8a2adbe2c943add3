"""Turns of the worker at a card on which a language model computes, too."""

import threading
import time
from contextlib import suppress
from uuid import uuid4

import httpx
import structlog
from redis import Redis
from redis.exceptions import RedisError

from scribe_contracts.card.turns import (
    HELD_MS,
    LOOK_SECONDS,
    RENEW,
    RENEW_SECONDS,
    TAKE,
    Side,
    held,
    take_arguments,
    take_keys,
    waits,
)
from scribe_contracts.language.client import Address

UNLOAD_SECONDS = 60.0
"""The language server unloads its model when it has been idle for some seconds. After so long it does not."""

_ASK_SECONDS = 5.0

log = structlog.get_logger()


class CardTurns:
    """Lends the card to the models of a worker. A Redis that is away holds up no transcription."""

    def __init__(self, redis: Redis, language: Address, *, unload_seconds: float = UNLOAD_SECONDS) -> None:
        self._redis = redis
        self._language = language
        self._unload_seconds = unload_seconds
        self._take = redis.register_script(TAKE)
        self._renew = redis.register_script(RENEW)
        self._holder: str | None = None
        self._ends = threading.Event()

    def take(self) -> None:
        """Wait until no question is answered on the card and the language model has left it."""
        if self._holder is not None:
            return
        self._holder, began = uuid4().hex, time.monotonic()
        try:
            while not self._take(keys=take_keys(Side.WORKER), args=take_arguments(Side.WORKER, self._holder)):
                time.sleep(LOOK_SECONDS)
        except RedisError as error:
            log.warning("card_turns_unavailable", error=type(error).__name__)
        self._ends = threading.Event()
        threading.Thread(target=self._keep, args=(self._holder, self._ends), name="card-turn", daemon=True).start()
        self._await_unloaded()
        waited = time.monotonic() - began
        if waited > 1:
            log.info("card_turn_taken", waited_seconds=round(waited, 1))

    def give_back(self) -> None:
        """Let others have the card, if this holds it."""
        holder, self._holder = self._holder, None
        if holder is None:
            return
        self._ends.set()
        with suppress(RedisError):
            for key in (held(Side.WORKER), waits(Side.WORKER)):
                self._redis.zrem(key, holder)

    def _keep(self, holder: str, ends: threading.Event) -> None:
        while not ends.wait(RENEW_SECONDS):
            with suppress(RedisError):
                self._renew(keys=[held(Side.WORKER)], args=[holder, HELD_MS])

    def _await_unloaded(self) -> None:
        deadline = time.monotonic() + self._unload_seconds
        while self._is_loaded():
            if time.monotonic() > deadline:
                log.warning("language_model_stays_loaded", seconds=self._unload_seconds)
                return
            time.sleep(LOOK_SECONDS)

    def _is_loaded(self) -> bool:
        """Return whether llama.cpp has its model in memory; a server that is away has none."""
        key = self._language.key() if callable(self._language.key) else self._language.key
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        address = f"{self._language.url.removesuffix('/v1')}/props"
        try:
            with httpx.Client(trust_env=False, verify=self._language.verify, timeout=_ASK_SECONDS) as http:
                answer = http.get(address, headers=headers)
            return answer.status_code == httpx.codes.OK and answer.json().get("is_sleeping") is False
        except (httpx.TransportError, ValueError, AttributeError):
            return False
