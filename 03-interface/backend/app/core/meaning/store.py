"""The store of vectors: Qdrant as a server, or its client's own in a folder.

Every search carries the meetings that may be read as a filter of its own; there is no call without one.
"""

import asyncio
import warnings
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID, uuid5

from app.core.config import Settings
from app.core.meaning.errors import MeaningUnavailableError
from scribe_contracts.credentials.trust import for_http
from scribe_contracts.retrieval.fusion import Place
from scribe_contracts.retrieval.terms import SparseVector

if TYPE_CHECKING:
    from qdrant_client import QdrantClient

_PREFIX = "passages-"
DENSE, SPARSE = "meaning", "words"
_MEETING = "meeting_id"
_BATCH = 64
_TIMEOUT_SECONDS = 30
_SERVER_THREADS = 8
T = TypeVar("T")


@dataclass(frozen=True)
class StoredPassage:
    """A passage as it is stored: its vectors, and the lines of the transcript that it is made of. No text."""

    place: Place
    lines: tuple[int, ...]
    dense: list[float]
    sparse: SparseVector


@dataclass(frozen=True)
class Hit:
    place: Place
    lines: tuple[int, ...]


class VectorStore:
    """Blocking calls run in threads; the store in a folder has one, since it is not safe for more."""

    def __init__(self, settings: Settings, version: str) -> None:
        """Keep the vectors of one version in a collection of its own; those of others are dropped when it is made."""
        self._settings = settings
        self._collection = f"{_PREFIX}{zlib.crc32(version.encode()):08x}"
        threads = _SERVER_THREADS if settings.qdrant_url else 1
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="qdrant")
        self._client: QdrantClient | None = None
        self._key: str | None = None

    async def close(self) -> None:
        if self._client is not None:
            await asyncio.get_running_loop().run_in_executor(self._threads, self._client.close)
            self._client = None
        self._threads.shutdown(cancel_futures=True)

    async def replace(self, meeting_id: UUID, passages: Sequence[StoredPassage]) -> None:
        """Store the passages of a meeting in place of any earlier ones; raise MeaningUnavailableError."""
        await self._run(lambda client: self._replace(client, meeting_id, passages))

    async def remove(self, meeting_ids: Collection[UUID]) -> dict[UUID, int]:
        """Remove every passage of these meetings, return how many there were of each; raise MeaningUnavailableError."""
        return await self._run(lambda client: _take(client, self._collection, meeting_ids))

    async def search(
        self, dense: list[float], sparse: SparseVector, readable: Collection[UUID], limit: int
    ) -> tuple[list[Hit], list[Hit]]:
        """Return the nearest passages by meaning and by words, best first, of these meetings only.

        Of no meetings, nothing is returned. Raise MeaningUnavailableError.
        """
        if not readable:
            return [], []
        return await self._run(
            lambda client: _search(client, self._collection, dense, sparse, readable=readable, limit=limit)
        )

    async def scan(self) -> list[Hit]:
        """Return every stored passage, for checks; raise MeaningUnavailableError."""
        return await self._run(lambda client: _scan(client, self._collection))

    async def _run(self, call: Callable[["QdrantClient"], T]) -> T:
        def connected() -> T:
            from qdrant_client.http.exceptions import ApiException

            try:
                return call(self._present_client())
            except (ApiException, OSError, RuntimeError, ValueError) as error:
                raise MeaningUnavailableError.of("The store of vectors", error) from error

        return await asyncio.get_running_loop().run_in_executor(self._threads, connected)

    def _present_client(self) -> "QdrantClient":
        """Return the client, made anew once the key is another; calls that are under way keep theirs."""
        key = self._settings.secret("qdrant_key")
        if self._client is None or key != self._key:
            self._client, self._key = self._connect(key), key
        return self._client

    def _connect(self, key: str | None) -> "QdrantClient":
        from qdrant_client import QdrantClient

        settings = self._settings
        if settings.qdrant_url:
            # It is loopback or the stacks' own network; as plain text it would disturb structured logs.
            warnings.filterwarnings("ignore", message="Api key is used with an insecure connection")
            return QdrantClient(
                url=settings.qdrant_url,
                api_key=key,
                timeout=_TIMEOUT_SECONDS,
                check_compatibility=False,
                # Proxies of the environment are for other machines.
                trust_env=False,
                verify=for_http(settings.ca_file),
            )
        return QdrantClient(path=str(settings.qdrant_path), force_disable_check_same_thread=True)

    def _replace(self, client: "QdrantClient", meeting_id: UUID, passages: Sequence[StoredPassage]) -> None:
        from qdrant_client import models

        if passages:
            self._ensure_collection(client, len(passages[0].dense))
        _remove(client, self._collection, [meeting_id])
        points = [
            models.PointStruct(
                id=str(uuid5(meeting_id, str(passage.place.number))),
                vector={
                    DENSE: passage.dense,
                    SPARSE: models.SparseVector(indices=passage.sparse.indices, values=passage.sparse.values),
                },
                payload={_MEETING: str(meeting_id), "number": passage.place.number, "lines": list(passage.lines)},
            )
            for passage in passages
        ]
        for start in range(0, len(points), _BATCH):
            client.upsert(self._collection, points[start : start + _BATCH], wait=True)

    def _ensure_collection(self, client: "QdrantClient", size: int) -> None:
        from qdrant_client import models

        if client.collection_exists(self._collection):
            return
        for other in client.get_collections().collections:
            # Another gateway may have made it meanwhile.
            if other.name.startswith(_PREFIX) and other.name != self._collection:
                client.delete_collection(other.name)
        client.create_collection(
            self._collection,
            vectors_config={DENSE: models.VectorParams(size=size, distance=models.Distance.COSINE)},
            sparse_vectors_config={SPARSE: models.SparseVectorParams(modifier=models.Modifier.IDF)},
        )
        if self._settings.qdrant_url:
            client.create_payload_index(self._collection, _MEETING, models.PayloadSchemaType.KEYWORD, wait=True)


def _take(client: "QdrantClient", collection: str, meeting_ids: Collection[UUID]) -> dict[UUID, int]:
    """Remove the passages of these meetings, and return how many there were of each."""
    if not meeting_ids or not client.collection_exists(collection):
        return {}
    found = Counter(UUID(str(hit.place.meeting_id)) for hit in _scan(client, collection, _of(meeting_ids)))
    if found:
        _remove(client, collection, found)
    return dict(found)


def _remove(client: "QdrantClient", collection: str, meeting_ids: Collection[UUID]) -> None:
    from qdrant_client import models

    if meeting_ids and client.collection_exists(collection):
        client.delete(collection, models.FilterSelector(filter=_of(meeting_ids)), wait=True)


def _search(
    client: "QdrantClient",
    collection: str,
    dense: list[float],
    sparse: SparseVector,
    *,
    readable: Collection[UUID],
    limit: int,
) -> tuple[list[Hit], list[Hit]]:
    from qdrant_client import models

    if not client.collection_exists(collection):
        return [], []
    words = models.SparseVector(indices=sparse.indices, values=sparse.values)
    # Two searches, joined by the caller: a filter around a fusion is ignored by the client's own store, and the
    # constant of the fusion cannot be set on every server.
    by_meaning = client.query_points(
        collection, query=dense, using=DENSE, query_filter=_of(readable), limit=limit, with_payload=True
    )
    if not sparse.indices:
        return _hits(by_meaning.points), []
    by_words = client.query_points(
        collection, query=words, using=SPARSE, query_filter=_of(readable), limit=limit, with_payload=True
    )
    return _hits(by_meaning.points), _hits(point for point in by_words.points if point.score > 0)


def _scan(client: "QdrantClient", collection: str, chosen: Any = None) -> list[Hit]:
    if not client.collection_exists(collection):
        return []
    found: list[Hit] = []
    offset: Any = None
    while True:
        points, offset = client.scroll(collection, chosen, limit=1000, offset=offset, with_payload=True)
        found += _hits(points)
        if offset is None:
            return found


def _of(meeting_ids: Collection[UUID]) -> Any:
    from qdrant_client import models

    match = models.MatchAny(any=[str(id_) for id_ in meeting_ids])
    return models.Filter(must=[models.FieldCondition(key=_MEETING, match=match)])


def _hits(points: Iterable[Any]) -> list[Hit]:
    return [
        Hit(Place(UUID(point.payload[_MEETING]), int(point.payload["number"])), tuple(point.payload["lines"]))
        for point in points
    ]
