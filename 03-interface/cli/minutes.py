"""Minutes of one meeting: asked for, waited for, printed or written to a file."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from cli.client.api import Api
from cli.client.schemas import Minutes
from cli.errors import JobFailedError, UnreachableError
from cli.output.display import Display
from scribe_contracts.events import MeetingStatus

_MAX_CUTS = 30


@dataclass(frozen=True)
class MinutesRequest:
    meeting_id: UUID
    template: str
    language: str | None
    out: Path | None
    """File whose ending says the format; standard output in Markdown without one."""

    transcript: bool

    @property
    def export_format(self) -> str:
        return self.out.suffix.removeprefix(".").lower() if self.out else "md"


def write(api: Api, request: MinutesRequest, display: Display) -> str | None:
    """Return the text to print; None if it was written to a file. Raise JobFailedError with the reason."""
    minutes = api.write_minutes(request.meeting_id, request.template, request.language)
    try:
        ended = _follow(api, request.meeting_id, minutes, display)
    except KeyboardInterrupt:
        api.cancel_minutes(request.meeting_id, minutes.id)
        raise
    if ended.status is not MeetingStatus.COMPLETED:
        raise JobFailedError(f"The minutes were not written: {ended.failure or ended.status}.")
    content = api.export_minutes(request.meeting_id, minutes.id, request.export_format, transcript=request.transcript)
    if request.out is None:
        return content.decode()
    request.out.write_bytes(content)
    return None


def _follow(api: Api, meeting_id: UUID, minutes: Minutes, display: Display) -> Minutes:
    """Return the last state; a stream that is cut is opened again."""
    told: tuple[object, ...] = ()
    for cut in range(_MAX_CUTS):
        try:
            for state in api.minutes_events(meeting_id, minutes.id):
                if state.status.is_final:
                    return state
                news = (state.stage, round(state.fraction, 1))
                if news != told:
                    told = news
                    display.note(_describe(state))
        except UnreachableError:
            if cut == _MAX_CUTS - 1:
                raise
    raise UnreachableError("The stream of events ended too early, again and again.")


def _describe(state: Minutes) -> str:
    left = f", {state.eta_seconds:.0f} s left" if state.eta_seconds is not None else ""
    return f"minutes: {state.stage or 'waiting for a writer'} {state.fraction:.0%}{left}"
