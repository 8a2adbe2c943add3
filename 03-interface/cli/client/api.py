"""The gateway's API as typed calls."""

import mimetypes
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, Self
from uuid import UUID

import httpx
from httpx_sse import SSEError, connect_sse

from cli.client.problems import raise_for_refusal, read
from cli.client.schemas import AnswerEvent, Conversation, Meeting, Minutes, Voices
from cli.client.session import Account, Key, KeyAuth, Session
from cli.errors import UnreachableError
from cli.texts import readable
from scribe_contracts.jobs import ProcessingOptions
from scribe_contracts.transcript import Transcript

LOOPBACK = {"127.0.0.1", "localhost", "::1"}

ANSWER_SECONDS = 60.0
"""Timeout of one answer: longer than the pause between two keep-alive comments of an event stream."""

UPLOAD_SECONDS = 300.0
"""Timeout of one write and of the answer to an upload, before which the gateway completes the object in S3."""


class Api:
    """A client of one gateway with one account or key. Every call may raise RefusedError or UnreachableError."""

    def __init__(self, url: str, account: Account | Key) -> None:
        base = httpx.URL(url.rstrip("/") + "/api/v1/")
        self.url = url.rstrip("/")
        self._client = httpx.Client(
            base_url=base,
            auth=KeyAuth(account) if isinstance(account, Key) else Session(account, str(base.join("auth/login"))),
            timeout=httpx.Timeout(ANSWER_SECONDS, connect=10.0),
            # Proxies of the environment are for other machines.
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
        """Upload a recording with its options and voices, and return the queued meeting.

        The files are sent in pieces, so that memory does not grow with them; `on_bytes` is called with the number of
        bytes of each.
        """
        files = [("file", recording), *(("voice", voice) for voice in voices)]
        return self._send("process", _form(options, title), files, on_bytes)

    def import_transcript(
        self,
        transcript: Path,
        fields: Mapping[str, str],
        *,
        recording: Path | None = None,
        on_bytes: Callable[[int], None] = lambda _: None,
    ) -> Meeting:
        """Send a transcript made elsewhere, with its recording if there is one, and return its meeting."""
        paths = {"transcript": transcript} | ({"file": recording} if recording else {})
        return self._send("imports", fields, list(paths.items()), on_bytes)

    def meeting(self, meeting_id: UUID) -> Meeting:
        return read(Meeting, self._get(f"meetings/{meeting_id}"), self.url)

    def events(self, meeting_id: UUID) -> Iterator[Meeting]:
        """Yield the present state, then every change, until the gateway ends the stream."""
        with (
            _transport_errors_as_unreachable(self.url),
            connect_sse(self._client, "GET", f"meetings/{meeting_id}/events") as source,
        ):
            raise_for_refusal(source.response)
            for event in source.iter_sse():
                if event.event == "meeting":
                    yield read(Meeting, event.data, self.url)

    def transcript(self, meeting_id: UUID) -> Transcript:
        return read(Transcript, self._get(f"meetings/{meeting_id}/transcript"), self.url)

    def voice_names(self) -> set[str]:
        """Return the names of the enrolled people that the account sees."""
        return {voice.name for voice in read(Voices, self._get("voices"), self.url).root}

    def write_minutes(self, meeting_id: UUID, template: str, language: str | None) -> Minutes:
        """Have minutes written by a template, and return their state."""
        with _transport_errors_as_unreachable(self.url):
            body = {"template": template, "language": language}
            response = self._client.post(f"meetings/{meeting_id}/minutes", json=body)
        raise_for_refusal(response)
        return read(Minutes, response.content, self.url)

    def minutes_events(self, meeting_id: UUID, minutes_id: UUID) -> Iterator[Minutes]:
        """Yield the present state of minutes, then every change, until they are written or given up."""
        with (
            _transport_errors_as_unreachable(self.url),
            connect_sse(self._client, "GET", f"meetings/{meeting_id}/minutes/{minutes_id}/events") as source,
        ):
            raise_for_refusal(source.response)
            for event in source.iter_sse():
                if event.event == "minutes":
                    yield read(Minutes, event.data, self.url)

    def export_minutes(self, meeting_id: UUID, minutes_id: UUID, export_format: str, *, transcript: bool) -> bytes:
        place = f"meetings/{meeting_id}/minutes/{minutes_id}/export/{export_format}"
        return self._get(f"{place}?transcript={str(transcript).lower()}")

    def cancel_minutes(self, meeting_id: UUID, minutes_id: UUID) -> None:
        with _transport_errors_as_unreachable(self.url):
            raise_for_refusal(self._client.post(f"meetings/{meeting_id}/minutes/{minutes_id}/cancel"))

    def begin_conversation(self, scope: Mapping[str, str]) -> UUID:
        """Begin a conversation with the meetings of a scope, and return its id."""
        with _transport_errors_as_unreachable(self.url):
            response = self._client.post("conversations", json={"scope": dict(scope)})
        raise_for_refusal(response)
        return read(Conversation, response.content, self.url).id

    def ask(self, conversation_id: UUID, question: str, language: str | None) -> Iterator[AnswerEvent]:
        """Yield the events of an answer, as it is written."""
        body = {"question": question, "language": language}
        place = f"conversations/{conversation_id}/questions"
        with (
            _transport_errors_as_unreachable(self.url),
            connect_sse(self._client, "POST", place, json=body) as source,
        ):
            raise_for_refusal(source.response)
            for event in source.iter_sse():
                yield read(AnswerEvent, event.data, self.url)

    def stop_answer(self, conversation_id: UUID) -> None:
        with _transport_errors_as_unreachable(self.url):
            self._client.post(f"conversations/{conversation_id}/stop")

    def rttm(self, meeting_id: UUID) -> bytes:
        return self._get(f"meetings/{meeting_id}/export/rttm")

    def cancel(self, meeting_id: UUID) -> None:
        with _transport_errors_as_unreachable(self.url):
            raise_for_refusal(self._client.post(f"meetings/{meeting_id}/cancel"))

    def delete(self, meeting_id: UUID) -> None:
        with _transport_errors_as_unreachable(self.url):
            raise_for_refusal(self._client.delete(f"meetings/{meeting_id}"))

    def _send(
        self,
        path: str,
        fields: Mapping[str, str],
        files: Sequence[tuple[str, Path]],
        on_bytes: Callable[[int], None],
    ) -> Meeting:
        with ExitStack() as open_files:
            parts = [
                (
                    field,
                    (
                        readable(file.name),
                        _CountingFile(open_files.enter_context(file.open("rb")), on_bytes),
                        _media_type(file),
                    ),
                )
                for field, file in files
            ]
            with _transport_errors_as_unreachable(self.url):
                response = self._client.post(
                    path,
                    data=fields,
                    files=parts,  # type: ignore[arg-type]
                    timeout=httpx.Timeout(UPLOAD_SECONDS, connect=10.0),
                )
        raise_for_refusal(response)
        return read(Meeting, response.content, self.url)

    def _get(self, path: str) -> bytes:
        with _transport_errors_as_unreachable(self.url):
            response = self._client.get(path)
        raise_for_refusal(response)
        return response.content


class _CountingFile:
    """A file that reports how much of it was read. httpx sends it in pieces and takes its length from `fileno`."""

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
        "identify": None if options.identify is None else str(options.identify).lower(),
    }
    return {name: str(value) for name, value in fields.items() if value is not None}


def _media_type(path: Path) -> str:
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"


@contextmanager
def _transport_errors_as_unreachable(url: str) -> Iterator[None]:
    try:
        yield
    except (httpx.TransportError, SSEError) as error:
        raise UnreachableError(f"{url} does not answer: {str(error) or type(error).__name__}") from error
    except httpx.InvalidURL as error:
        raise UnreachableError(f"{url} is not an address: {error}") from error
