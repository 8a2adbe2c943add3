"""The state of the language service, asked for pages that offer what it does."""

import time

from app.resources import Resources
from app.schemas.minutes import Language, LanguageState
from scribe_contracts.language.client import Address, LanguageClient
from scribe_contracts.language.errors import LanguageError
from scribe_contracts.minutes.events import WRITER_KEYS

_FRESH_SECONDS = 10.0
_TIMEOUT_SECONDS = 3.0


class LanguageService:
    """One in each gateway. It remembers an answer for a few seconds, so that many pages ask the service once."""

    def __init__(self, resources: Resources) -> None:
        self._redis = resources.redis
        self._address = Address.of(resources.settings)
        self._known: tuple[float, str | None] | None = None

    async def state(self) -> Language:
        """Return whether there is a language service, its model, and the number of writers."""
        writers = len([key async for key in self._redis.scan_iter(WRITER_KEYS)])
        if self._address is None:
            return Language(state=LanguageState.OFF, model=None, writers=writers)
        model = await self._model(self._address)
        state = LanguageState.UNREACHABLE if model is None else LanguageState.READY
        return Language(state=state, model=model, writers=writers)

    async def _model(self, address: Address) -> str | None:
        if self._known is None or time.monotonic() - self._known[0] > _FRESH_SECONDS:
            self._known = (time.monotonic(), await _ask(address))
        return self._known[1]


async def _ask(address: Address) -> str | None:
    async with LanguageClient.open(address, timeout_seconds=_TIMEOUT_SECONDS, tries=1) as client:
        try:
            return (await client.served_model()).name
        except LanguageError:
            return None
