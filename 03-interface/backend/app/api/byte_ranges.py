"""Objects served the way media players ask for them: in ranges, resumable, cached by their ETag (RFC 9110)."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC
from email.utils import format_datetime
from http import HTTPStatus
from typing import NamedTuple, TypeAlias

from botocore.response import StreamingBody
from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from app.core.errors import AppError
from app.services.storage.objects import ObjectInfo, Objects
from scribe_contracts.storage import S3Location

_CHUNK = 256 * 1024
_SINGLE_RANGE = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.ASCII)


class RangeNotSatisfiableError(AppError):
    """The range lies outside the file."""

    status = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
    code = "range_not_satisfiable"

    def __init__(self, size: int) -> None:
        super().__init__(
            f"The range lies outside the {size} bytes there are.", headers={"Content-Range": f"bytes */{size}"}
        )


class ByteRange(NamedTuple):
    first: int
    last: int
    """Included."""


def parse_range(header: str | None, size: int) -> ByteRange | None:
    """Return the single range that is asked for; None, for the whole object, for none, several or an invalid one.

    Raise RangeNotSatisfiableError for a range outside the `size` bytes there are.
    """
    match = _SINGLE_RANGE.fullmatch(header or "")
    if match is None or match[1] == match[2] == "":
        return None
    first, last = match[1], match[2]
    if first and last and int(first) > int(last):
        return None
    if first:
        wanted = ByteRange(int(first), min(int(last or size), size - 1))
    else:
        wanted = ByteRange(max(0, size - int(last)), size - 1)
    if wanted.first > wanted.last:
        raise RangeNotSatisfiableError(size)
    return wanted


MayGoOn: TypeAlias = Callable[[], Awaitable[bool]]
"""Asked before each chunk; where the answer is no, the response breaks off."""


class _BrokenOffError(Exception):
    """The right to what is being sent has ended."""


class ObjectResponse(StreamingResponse):
    """An open object as a stream; it is closed however the response ends."""

    def __init__(
        self,
        objects: Objects,
        body: StreamingBody,
        status: HTTPStatus,
        headers: dict[str, str],
        may_go_on: MayGoOn | None = None,
    ) -> None:
        super().__init__(self._chunks(), status_code=status, headers=headers)
        self._objects = objects
        self._body = body
        self._may_go_on = may_go_on

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        except* _BrokenOffError:
            # The server closes the connection of an answer that is not complete.
            pass
        finally:
            self._objects.close(self._body)

    async def _chunks(self) -> AsyncIterator[bytes]:
        while chunk := await self._objects.run(lambda: self._body.read(_CHUNK)):
            if self._may_go_on is not None and not await self._may_go_on():
                raise _BrokenOffError
            yield chunk


async def serve(
    request: Request, objects: Objects, location: S3Location, content_type: str, may_go_on: MayGoOn | None = None
) -> Response:
    """Answer a GET or HEAD for an object, whole or in part; it breaks off where it may not go on."""
    stored = await objects.stat(location)
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-cache",
        "Content-Type": content_type,
        "ETag": stored.etag,
        "Last-Modified": format_datetime(stored.modified.astimezone(UTC), usegmt=True),
    }
    if _is_known(request, stored):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    wanted = parse_range(request.headers.get("Range"), stored.size) if _may_be_partial(request, headers) else None
    span = wanted or ByteRange(0, stored.size - 1)
    status = HTTPStatus.PARTIAL_CONTENT if wanted else HTTPStatus.OK
    headers["Content-Length"] = str(span.last - span.first + 1)
    if wanted:
        headers["Content-Range"] = f"bytes {span.first}-{span.last}/{stored.size}"
    if request.method == "HEAD" or stored.size == 0:
        return Response(status_code=status, headers=headers)
    body = await objects.open(location, span.first, span.last - span.first + 1)
    return ObjectResponse(objects, body, status, headers, may_go_on)


def _is_known(request: Request, stored: ObjectInfo) -> bool:
    known = request.headers.get("If-None-Match", "")
    return known.strip() == "*" or stored.etag in (tag.strip().removeprefix("W/") for tag in known.split(","))


def _may_be_partial(request: Request, headers: dict[str, str]) -> bool:
    """Return whether a range may be answered: a client with part of an older version must get the whole."""
    return request.headers.get("If-Range") in {None, headers["ETag"], headers["Last-Modified"]}
