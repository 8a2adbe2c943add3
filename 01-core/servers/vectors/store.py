"""The calls of Qdrant's interface that the product makes, answered by its client's own store in a folder."""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from qdrant_client import QdrantClient

_NAME = re.compile(r"[A-Za-z0-9_-]{1,100}")
_CALL = re.compile(r"/collections(?:/(?P<name>[^/]+)(?P<rest>/.+)?)?")


@dataclass(frozen=True)
class _Call:
    """A call of the collection `name`; of none where that is empty."""

    client: "QdrantClient"
    name: str
    body: bytes


class RefusedError(Exception):
    """The call cannot be answered; `status` says why."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status


class Store:
    """One folder of collections. Calls wait for each other: the client's store is not safe for more than one."""

    def __init__(self, folder: Path) -> None:
        """Open the folder; raise RuntimeError while another process has it."""
        from qdrant_client import QdrantClient

        self._client = QdrantClient(path=str(folder), force_disable_check_same_thread=True)
        self._turn = threading.Lock()

    def close(self) -> None:
        with self._turn:
            self._client.close()

    def answer(self, method: str, path: str, body: bytes) -> Any:
        """Return the result of a call, as JSON has it; raise RefusedError where it is not one of the product's."""
        found = _CALL.fullmatch(path)
        name = found["name"] or "" if found else ""
        answer = _CALLS.get((method, bool(name), (found["rest"] or "") if found else ""))
        if found is None or answer is None:
            raise RefusedError(HTTPStatus.NOT_FOUND, "this store has no such call")
        # A name becomes a folder.
        if name and not _NAME.fullmatch(name):
            raise RefusedError(HTTPStatus.BAD_REQUEST, "a name has letters, digits, - and _")
        try:
            with self._turn:
                return _plain(answer(_Call(self._client, name, body)))
        except ValidationError as error:
            raise RefusedError(HTTPStatus.BAD_REQUEST, f"{error.error_count()} fields are wrong") from None
        except ValueError as error:
            # Of a collection that is not there; the message has its name.
            raise RefusedError(HTTPStatus.NOT_FOUND, str(error)) from None


def _exists(call: _Call) -> Any:
    return {"exists": call.client.collection_exists(call.name)}


def _names(call: _Call) -> Any:
    return call.client.get_collections()


def _create(call: _Call) -> Any:
    from qdrant_client import models

    asked = models.CreateCollection.model_validate_json(call.body)
    if call.client.collection_exists(call.name):
        raise RefusedError(HTTPStatus.CONFLICT, "the collection is there")
    return call.client.create_collection(
        call.name, vectors_config=asked.vectors, sparse_vectors_config=asked.sparse_vectors
    )


def _drop(call: _Call) -> Any:
    return call.client.delete_collection(call.name)


def _index(_: _Call) -> Any:
    # Everything is in memory: an index on a field would find nothing sooner.
    return {"operation_id": 0, "status": "completed"}


def _upsert(call: _Call) -> Any:
    from qdrant_client import models

    return call.client.upsert(call.name, models.PointsList.model_validate_json(call.body).points)


def _delete(call: _Call) -> Any:
    from qdrant_client import models

    return call.client.delete(call.name, models.FilterSelector.model_validate_json(call.body))


def _query(call: _Call) -> Any:
    from qdrant_client import models

    asked = models.QueryRequest.model_validate_json(call.body)
    if asked.prefetch or asked.lookup_from:
        # The client's store would ignore the filter around a fusion.
        raise RefusedError(HTTPStatus.BAD_REQUEST, "this store joins no searches")
    return call.client.query_points(
        call.name,
        query=asked.query,
        using=asked.using,
        query_filter=asked.filter,
        limit=asked.limit or 10,
        with_payload=bool(asked.with_payload),
    )


def _scroll(call: _Call) -> Any:
    from qdrant_client import models

    asked = models.ScrollRequest.model_validate_json(call.body)
    points, following = call.client.scroll(
        call.name,
        scroll_filter=asked.filter,
        limit=asked.limit or 10,
        offset=asked.offset,
        with_payload=bool(asked.with_payload),
    )
    return {"points": [_plain(point) for point in points], "next_page_offset": following}


def _plain(result: Any) -> Any:
    return result.model_dump(mode="json") if isinstance(result, BaseModel) else result


_CALLS: dict[tuple[str, bool, str], Callable[[_Call], Any]] = {
    ("GET", False, ""): _names,
    ("GET", True, "/exists"): _exists,
    ("PUT", True, ""): _create,
    ("DELETE", True, ""): _drop,
    ("PUT", True, "/index"): _index,
    ("PUT", True, "/points"): _upsert,
    ("POST", True, "/points/delete"): _delete,
    ("POST", True, "/points/query"): _query,
    ("POST", True, "/points/scroll"): _scroll,
}
"""By method, whether a collection is named, and what follows its name."""
