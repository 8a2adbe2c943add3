"""One question to the meetings, its answer printed with the seconds that it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cli.client.api import Api
from cli.client.schemas import AnswerClaim, AnswerEvent, FoundStretch
from cli.errors import JobFailedError
from cli.output.display import Display
from cli.output.times import format_time

_NOTHING = {
    "not_said": "That was not said, as far as these passages show, which are nearest.",
    "nothing_found": "Nothing was found.",
    "no_model": "No language model is installed; these passages were found.",
    "stopped": "Stopped.",
}


@dataclass(frozen=True)
class AskRequest:
    question: str
    meeting_id: UUID | None
    speaker: str | None
    since: datetime | None
    before: datetime | None
    language: str | None

    @property
    def scope(self) -> dict[str, str]:
        """Return the scope as the API takes it; times without a zone are local."""
        wanted = {
            "meeting_id": str(self.meeting_id) if self.meeting_id else None,
            "speaker": self.speaker,
            "since": self.since.astimezone().isoformat() if self.since else None,
            "before": self.before.astimezone().isoformat() if self.before else None,
        }
        return {name: value for name, value in wanted.items() if value is not None}


def ask(api: Api, request: AskRequest, display: Display) -> Iterator[str]:
    """Yield the lines of the answer as they come. Raise JobFailedError with the reason if there is none."""
    conversation = api.begin_conversation(request.scope)
    passages: list[FoundStretch] = []
    try:
        for event in api.ask(conversation, request.question, request.language):
            if event.event == "passages":
                passages = event.items
            yield from _lines(event, passages, display)
    except KeyboardInterrupt:
        api.stop_answer(conversation)
        raise


def _lines(event: AnswerEvent, passages: list[FoundStretch], display: Display) -> Iterator[str]:
    if event.event == "stage":
        display.note(f"answer: {event.stage}" + (f", for {event.waiting_for}" if event.waiting_for else ""))
    elif event.event == "claim":
        yield from _claim(AnswerClaim(text=event.text, checked=event.checked, evidence=event.evidence))
    elif event.event == "error":
        raise JobFailedError(event.explanation)
    elif event.event == "done" and event.outcome in _NOTHING:
        display.note(_NOTHING[event.outcome])
        if event.outcome in {"no_model", "not_said"}:
            for passage in passages:
                at = format_time(passage.start, hours=True)
                yield f"[{at}] {passage.meeting_title}, {passage.speaker}: {passage.text}"


def _claim(claim: AnswerClaim) -> Iterator[str]:
    yield (claim.text or "") + ("" if claim.checked else "  (to check)")
    for place in claim.evidence:
        said = f": {place.quote}" if place.quote else ""
        yield f"    [{format_time(place.start, hours=True)}] {place.meeting_title}, {place.speaker}{said}"
