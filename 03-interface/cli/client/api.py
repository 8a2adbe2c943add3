"""The API as typed calls."""

import mimetypes
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, Self
from uuid import UUID

import httpx
from httpx_sse import SSEError, connect_sse

from cli.client.problems import raise_for_refusal, read
from cli.client.schemas import Meeting
from cli.client.session import Account, Session
from cli.errors import UnreachableError
from scribe_contracts.jobs import ProcessingOptions
from scribe_contracts.transcript import Transcript

LOOPBACK = {"127.0.0.1", "localhost", "::1"}

ANSWER_SECONDS = 60.0
"""Longer than the pause between two keep-alive comments of an event stream."""

UPLOAD_SECONDS = 300.0
"""For one write, and for the answer once everything is sent: the gateway then completes the object in S3."""


class Api:
    """One account on one gateway. Every call raises RefusedError or UnreachableError."""

    def __init__(self, url: str, account: Account) -> None:
        base = httpx.URL(url.rstrip("/") + "/api/v1/")
        self.url = url.rstrip("/")
        self._client = httpx.Client(
            base_url=base,
            auth=Session(account, str(base.join("auth/login"))),
            timeout=httpx.Timeout(ANSWER_SECONDS, connect=10.0),
            # A proxy of the environment is for the world outside.
            trust_env=base.host not in LOOPBACK,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def process(
        self,
        recording: Path,
        options: ProcessingOptions,
        *,
        title: str | None = None,
        voices: Sequence[Path] = (),
        on_bytes: Callable[[int], None] = lambda _: None,
    ) -> Meeting:
        """Upload in pieces; `on_bytes` is told of each. Memory does not grow with the recording."""
        with ExitStack() as open_files:
            opened = [("file", recording), *(("voice", voice) for voice in voices)]
            parts = [
                (field, (path.name, _Watched(open_files.enter_context(path.open("rb")), on_bytes), _media_type(path)))
                for field, path in opened
            ]
            with _reaching(self.url):
                response = self._client.post(
                    "process",
                    data=_form(options, title),
                    files=parts,  # type: ignore[arg-type]
                    timeout=httpx.Timeout(UPLOAD_SECONDS, connect=10.0),
                )
        raise_for_refusal(response)
        return read(Meeting, response.content, self.url)

    def meeting(self, meeting_id: UUID) -> Meeting:
        return read(Meeting, self._get(f"meetings/{meeting_id}"), self.url)

    def events(self, meeting_id: UUID) -> Iterator[Meeting]:
        """The present state, then every change; ends when the gateway ends it."""
        with _reaching(self.url), connect_sse(self._client, "GET", f"meetings/{meeting_id}/events") as source:
            raise_for_refusal(source.response)
            for event in source.iter_sse():
                if event.event == "meeting":
                    yield read(Meeting, event.data, self.url)

    def transcript(self, meeting_id: UUID) -> Transcript:
        return read(Transcript, self._get(f"meetings/{meeting_id}/transcript"), self.url)

    def rttm(self, meeting_id: UUID) -> bytes:
        return self._get(f"meetings/{meeting_id}/export/rttm")

    def cancel(self, meeting_id: UUID) -> None:
        with _reaching(self.url):
            raise_for_refusal(self._client.post(f"meetings/{meeting_id}/cancel"))

    def delete(self, meeting_id: UUID) -> None:
        with _reaching(self.url):
            raise_for_refusal(self._client.delete(f"meetings/{meeting_id}"))

    def _get(self, path: str) -> bytes:
        with _reaching(self.url):
            response = self._client.get(path)
        raise_for_refusal(response)
        return response.content


class _Watched:
    """A file that tells how much of it was read. httpx sends it piece by piece and learns its length from fileno."""

    def __init__(self, file: BinaryIO, on_bytes: Callable[[int], None]) -> None:
        self._file = file
        self._on_bytes = on_bytes

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self._on_bytes(len(block))
        return block

    def seek(self, offset: int) -> int:
        self._on_bytes(offset - self._file.tell())
        return self._file.seek(offset)

    def fileno(self) -> int:
        return self._file.fileno()


def _form(options: ProcessingOptions, title: str | None) -> dict[str, str]:
    fields = {
        "title": title,
        "language": options.language,
        "speakers": options.speakers.exact,
        "min_speakers": options.speakers.minimum,
        "max_speakers": options.speakers.maximum,
        "hotwords": options.hotwords,
        "channels": options.channels,
    }
    return {name: str(value) for name, value in fields.items() if value is not None}


def _media_type(path: Path) -> str:
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"


@contextmanager
def _reaching(url: str) -> Iterator[None]:
    try:
        yield
    except (httpx.TransportError, SSEError) as error:
        raise UnreachableError(f"{url} does not answer: {str(error) or type(error).__name__}") from error
    except httpx.InvalidURL as error:
        raise UnreachableError(f"{url} is not an address: {error}") from error
