"""A multipart form, read part by part as it arrives.

python-multipart pushes what it finds; the reader inverts that, so that the next bytes are taken from the socket only
when the consumer asks for them. This backpressure keeps an upload's memory bounded.
"""

from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from app.core.errors import TooLargeError
from app.core.quotas.pace import PACE
from app.services.forms.disposition import clean_content_type, read_disposition
from app.services.forms.errors import IncompleteFormError, MalformedFormError, NotMultipartError

_CUT_OFF = "The upload was cut off before its end."


class _Mark(Enum):
    PART_ENDS = auto()
    FORM_ENDS = auto()


@dataclass(frozen=True)
class Headers:
    """The headers of one part. `filename` is None for a plain field."""

    name: str
    filename: str | None
    content_type: str


_Event: TypeAlias = bytes | Headers | _Mark


class Part:
    def __init__(self, headers: Headers, reader: "MultipartReader") -> None:
        self.headers = headers
        self._reader = reader
        self._ended = False

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the part's content; content that is not taken is skipped when the next part is asked for."""
        while not self._ended:
            match await self._reader.next_event():
                case bytes(chunk):
                    yield chunk
                case _:
                    self._ended = True

    async def read(self, max_bytes: int) -> bytes:
        """Return all of a small part; raise TooLargeError beyond `max_bytes`."""
        content = bytearray()
        async for chunk in self.chunks():
            content += chunk
            if len(content) > max_bytes:
                raise TooLargeError(f"The field {self.headers.name!r} is larger than {max_bytes:,} bytes.")
        return bytes(content)

    async def skip(self) -> None:
        async for _ in self.chunks():
            pass


class MultipartReader:
    def __init__(self, boundary: bytes, body: AsyncIterator[bytes]) -> None:
        self._body = body
        self._events: deque[_Event] = deque()
        self._parser = _parser(boundary, self._events)

    @classmethod
    def of(cls, request: Request) -> "MultipartReader":
        """Return a reader of a request's body; raise NotMultipartError for any other content type.

        Where the body comes too slowly the reader raises TooSlowError.
        """
        content_type, options = parse_options_header(request.headers.get("Content-Type"))
        boundary = options.get(b"boundary")
        if content_type != b"multipart/form-data" or not boundary:
            raise NotMultipartError("Send a form: multipart/form-data with a boundary.")
        return cls(boundary, PACE.enforce(request.stream()))

    async def parts(self) -> AsyncIterator[Part]:
        """Yield the form's parts in order of arrival; take each one's chunks before the next."""
        while isinstance(event := await self.next_event(), Headers):
            part = Part(event, self)
            yield part
            await part.skip()

    async def next_event(self) -> _Event:
        """Return the next headers, chunk or end; raise IncompleteFormError or MalformedFormError."""
        while not self._events:
            try:
                chunk = await anext(self._body)
                self._parser.write(chunk)
            except (StopAsyncIteration, ClientDisconnect) as error:
                raise IncompleteFormError(_CUT_OFF) from error
            except FormParserError as error:
                raise MalformedFormError("The form is not well-formed multipart/form-data.") from error
        return self._events.popleft()


def _parser(boundary: bytes, events: deque[_Event]) -> MultipartParser:
    """Return a parser that appends what it finds to `events`."""
    headers: dict[bytes, bytes] = {}
    field = bytearray()
    value = bytearray()

    def end_header() -> None:
        headers[bytes(field).lower()] = bytes(value)
        field.clear()
        value.clear()

    def end_headers() -> None:
        disposition = read_disposition(headers.get(b"content-disposition", b""))
        if disposition.name is None:
            raise MalformedFormError("A part of the form has no name.")
        content_type = clean_content_type(headers.get(b"content-type"))
        events.append(Headers(disposition.name, disposition.filename, content_type))

    try:
        return MultipartParser(
            boundary,
            {
                "on_part_begin": headers.clear,
                "on_header_field": lambda data, start, end: field.extend(data[start:end]),
                "on_header_value": lambda data, start, end: value.extend(data[start:end]),
                "on_header_end": end_header,
                "on_headers_finished": end_headers,
                "on_part_data": lambda data, start, end: events.append(data[start:end]),
                "on_part_end": lambda: events.append(_Mark.PART_ENDS),
                "on_end": lambda: events.append(_Mark.FORM_ENDS),
            },
        )
    except FormParserError as error:
        raise NotMultipartError("The form's boundary is too long.") from error
