"""From a recording on this disk to its transcript."""

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
class Order:
    """What to transcribe, and what to leave where."""

    recording: Path
    options: ProcessingOptions = field(default_factory=ProcessingOptions)
    title: str | None = None
    voices: Sequence[Path] = ()
    json_out: Path | None = None
    rttm_out: Path | None = None
    keep: bool = True
    """Whether the meeting stays on the server."""


def transcribe(api: Api, order: Order, display: Display) -> Transcript:
    """Upload, wait, fetch, write the files asked for. Interrupted, it cancels the job."""
    meeting = _upload(api, order, display)
    try:
        _wait(api, meeting.id, display)
        transcript = api.transcript(meeting.id)
        if order.json_out is not None:
            order.json_out.write_text(transcript.model_dump_json(indent=2) + "\n", encoding="utf-8")
        if order.rttm_out is not None:
            order.rttm_out.write_bytes(api.rttm(meeting.id))
    except KeyboardInterrupt:
        display.note("Interrupted: cancelling the job on the server.")
        with suppress(CliError):
            api.cancel(meeting.id)
        raise
    finally:
        if not order.keep:
            with suppress(CliError):
                api.delete(meeting.id)
    return transcript


def _upload(api: Api, order: Order, display: Display) -> Meeting:
    total = sum(path.stat().st_size for path in (order.recording, *order.voices))
    with display.upload(order.recording, total) as on_bytes:
        return api.process(order.recording, order.options, title=order.title, voices=order.voices, on_bytes=on_bytes)


def _wait(api: Api, meeting_id: UUID, display: Display) -> None:
    """Until there is a transcript; JobFailedError if there will be none."""
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
