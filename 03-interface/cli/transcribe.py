"""Send a recording, wait for its transcript and write it to the files asked for."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from cli.client.api import Api
from cli.client.follow import follow
from cli.client.schemas import Meeting
from cli.errors import CliError, JobFailedError
from cli.output.display import Display
from scribe_contracts.events import MeetingStatus
from scribe_contracts.jobs import ProcessingOptions
from scribe_contracts.transcript import Transcript


@dataclass(frozen=True)
class TranscriptionRequest:
    """A recording to transcribe, with options, and the files to write."""

    recording: Path
    options: ProcessingOptions = field(default_factory=ProcessingOptions)
    title: str | None = None
    voices: Sequence[Path] = ()
    json_out: Path | None = None
    rttm_out: Path | None = None
    keep: bool = True
    """Keep the meeting on the server, rather than deleting it at the end."""


def transcribe(api: Api, request: TranscriptionRequest, display: Display) -> Transcript:
    """Upload the recording, wait, write the files asked for and return the transcript.

    Raises CliError where any of it fails. An interrupt (Ctrl+C) cancels the job on the server.
    """
    meeting = _upload(api, request, display)
    try:
        wait(api, meeting.id, display)
        transcript = api.transcript(meeting.id)
        if request.json_out is not None:
            request.json_out.write_text(transcript.model_dump_json(indent=2) + "\n", encoding="utf-8")
        if request.rttm_out is not None:
            request.rttm_out.write_bytes(api.rttm(meeting.id))
    except KeyboardInterrupt:
        display.note("Interrupted: cancelling the job on the server.")
        with suppress(CliError):
            api.cancel(meeting.id)
        raise
    finally:
        if not request.keep:
            _delete(api, meeting, display)
    return transcript


def _delete(api: Api, meeting: Meeting, display: Display) -> None:
    try:
        api.delete(meeting.id)
    except CliError as error:
        display.note(f"Meeting {meeting.id} is still on the server, since it could not be deleted: {error}")


def _upload(api: Api, request: TranscriptionRequest, display: Display) -> Meeting:
    total = sum(path.stat().st_size for path in (request.recording, *request.voices))
    with display.upload(request.recording, total) as on_bytes:
        return api.process(
            request.recording, request.options, title=request.title, voices=request.voices, on_bytes=on_bytes
        )


def wait(api: Api, meeting_id: UUID, display: Display) -> None:
    """Return when there is a transcript; raise JobFailedError when there will be none."""
    with display.job() as show:
        for meeting in follow(api, meeting_id):
            show(meeting)
    match meeting.status:
        case MeetingStatus.CANCELLED:
            raise JobFailedError("The job was cancelled.")
        case MeetingStatus.FAILED:
            raise JobFailedError(meeting.failure.message if meeting.failure else "The job failed without a reason.")
        case _:
            return
