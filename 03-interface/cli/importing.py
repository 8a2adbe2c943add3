"""Send transcripts that were made elsewhere, each with its recording if there is one."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path

from cli.client.api import Api
from cli.client.schemas import Meeting
from cli.errors import RefusedError
from cli.output.display import Display
from cli.transcribe import wait

MAX_WAIT_SECONDS = 3600
"""Longest wait that the gateway may ask for before the next import: its limit is one an hour."""


@dataclass(frozen=True)
class ImportRequest:
    """Transcripts to import, with what is known of them."""

    transcripts: Sequence[Path]
    recording: Path | None = None
    title: str | None = None
    language: str | None = None
    held_at: datetime | None = None

    @property
    def fields(self) -> dict[str, str]:
        held_at = self.held_at.astimezone().isoformat() if self.held_at else None
        fields = {"title": self.title, "language": self.language, "held_at": held_at}
        return {name: value for name, value in fields.items() if value is not None}


def import_transcripts(api: Api, request: ImportRequest, display: Display) -> list[Meeting]:
    """Import them one after the other and return their meetings; wait until a recording can be played.

    Waits where the gateway takes no more within the hour. Raises CliError at the first that is refused; those before it
    stay.
    """
    return [_import(api, request, transcript, display) for transcript in request.transcripts]


def _import(api: Api, request: ImportRequest, transcript: Path, display: Display) -> Meeting:
    while True:
        try:
            meeting = _send(api, request, transcript, display)
            break
        except RefusedError as refusal:
            # Years of transcripts are more than one user may import an hour.
            if refusal.status != HTTPStatus.TOO_MANY_REQUESTS or not 0 < (refusal.retry_after or 0) <= MAX_WAIT_SECONDS:
                raise
            display.note(f"{refusal} It goes on by itself.")
            time.sleep(refusal.retry_after or 0)
    if request.recording:
        wait(api, meeting.id, display)
    return meeting


def _send(api: Api, request: ImportRequest, transcript: Path, display: Display) -> Meeting:
    paths = [path for path in (transcript, request.recording) if path]
    with display.upload(transcript, sum(path.stat().st_size for path in paths)) as on_bytes:
        return api.import_transcript(transcript, request.fields, recording=request.recording, on_bytes=on_bytes)
