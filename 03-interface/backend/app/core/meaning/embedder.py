"""Vectors of texts from a service with OpenAI's interface."""

import httpx
from pydantic import BaseModel, ValidationError

from app.core.config import Settings
from app.core.meaning.errors import MeaningUnavailableError
from scribe_contracts.credentials.trust import for_http

_BATCH = 16
_SECONDS = 120.0
"""A batch of passages takes seconds on a busy processor."""


class _Item(BaseModel):
    index: int
    embedding: list[float]


class _Answer(BaseModel):
    data: list[_Item]


class Embedder:
    """A client of the service; close it."""

    def __init__(self, settings: Settings, url: str) -> None:
        self._settings = settings
        self._model = settings.embeddings_model
        self._query_prefix = settings.embeddings_query_prefix
        self._passage_prefix = settings.embeddings_passage_prefix
        self._http = httpx.AsyncClient(
            base_url=url.rstrip("/") + "/",
            timeout=httpx.Timeout(_SECONDS, connect=5.0),
            # Proxies of the environment are for other machines: transcripts stay where the operator says.
            trust_env=False,
            verify=for_http(settings.ca_file),
        )

    async def close(self) -> None:
        await self._http.aclose()

    async def query(self, text: str) -> list[float]:
        """Return the vector of a question; raise MeaningUnavailableError if the service does not give one."""
        return (await self._embed([f"{self._query_prefix}{text}"]))[0]

    async def passages(self, texts: list[str]) -> list[list[float]]:
        """Return the vectors of passages; raise MeaningUnavailableError if the service does not give them."""
        vectors: list[list[float]] = []
        for start in range(0, len(texts), _BATCH):
            batch = [f"{self._passage_prefix}{text}" for text in texts[start : start + _BATCH]]
            vectors += await self._embed(batch)
        return vectors

    def _headers(self) -> dict[str, str]:
        key = self._settings.secret("embeddings_key")
        return {"Authorization": f"Bearer {key}"} if key else {}

    async def _embed(self, texts: list[str]) -> list[list[float]]:
        try:
            asked = {"model": self._model, "input": texts}
            answer = await self._http.post("embeddings", json=asked, headers=self._headers())
            answer.raise_for_status()
            items = _Answer.model_validate_json(answer.content).data
        except (httpx.HTTPError, httpx.InvalidURL, ValidationError) as error:
            raise MeaningUnavailableError.of("The service of embeddings", error) from error
        vectors = {item.index: item.embedding for item in items}
        if set(vectors) != set(range(len(texts))) or len({len(vector) for vector in vectors.values()}) != 1:
            raise MeaningUnavailableError("The service of embeddings has answered with other vectors than asked for.")
        return [vectors[at] for at in range(len(texts))]
