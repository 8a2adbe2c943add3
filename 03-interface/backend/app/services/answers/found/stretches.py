"""Stretches of transcripts: what is shown as found, and, turn by turn, what a model reads and cites."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from app.models import Meeting
from app.schemas.answers.conversation import FoundStretch
from app.services.answers.wording import speaker_name
from scribe_contracts.evidence.turns import NumberedTurn, number_turns
from scribe_contracts.speakers import display_number
from scribe_contracts.transcript import Transcript


@dataclass(frozen=True)
class Source:
    """A meeting whose transcript is read, with names for readers in place of speakers' ids."""

    meeting_id: UUID
    title: str
    held_at: datetime
    transcript: Transcript

    @property
    def names(self) -> list[str]:
        return list(self.transcript.speaker_labels().values())


@dataclass(frozen=True)
class Stretch:
    """Places of consecutive segments in a transcript."""

    source: Source
    lines: tuple[int, ...]

    def found(self) -> FoundStretch:
        """Return it as the API shows it."""
        segments = [self.source.transcript.segments[line] for line in self.lines]
        return FoundStretch(
            meeting_id=self.source.meeting_id,
            meeting_title=self.source.title,
            held_at=self.source.held_at,
            segment_ids=[segment.id for segment in segments],
            start=segments[0].start,
            end=max(segment.end for segment in segments),
            speaker=self.source.transcript.speaker_labels().get(segments[0].speaker, "-"),
            text=" ".join(segment.text for segment in segments),
        )


@dataclass(frozen=True)
class Turn:
    """A turn with its meeting; its number is the one that the model cites."""

    source: Source
    spoken: NumberedTurn

    @property
    def lines(self) -> list[int]:
        """Return the places of its segments in the transcript."""
        wanted = set(self.spoken.segments)
        return [at for at, segment in enumerate(self.source.transcript.segments) if segment.id in wanted]


def read_source(meeting: Meeting, transcript: Transcript, language: str) -> Source:
    """Return the meeting with speakers named as people see them, in the language of the answer."""
    speakers = tuple(
        speaker.model_copy(update={"name": speaker.name or speaker_name(display_number(speaker.id, place), language)})
        for place, speaker in enumerate(transcript.speakers, 1)
    )
    named = transcript.model_copy(update={"speakers": speakers})
    return Source(meeting.id, meeting.title, meeting.held_at, named)


def turns_of(stretches: Iterable[Stretch]) -> list[Turn]:
    """Return the turns of the stretches in their order, each segment once. They are not numbered yet."""
    seen: set[tuple[UUID, int]] = set()
    turns: list[Turn] = []
    for stretch in stretches:
        source = stretch.source
        new = [line for line in stretch.lines if (source.meeting_id, line) not in seen]
        seen.update((source.meeting_id, line) for line in new)
        part = source.transcript.model_copy(
            update={"segments": tuple(source.transcript.segments[line] for line in new)}
        )
        turns += [Turn(source, spoken) for spoken in number_turns(part)]
    return turns


def in_reading_order(turns: Sequence[Turn]) -> list[Turn]:
    """Return the turns by meeting, the one with the best turn first, and by time in it, numbered from 1."""
    order = {turn.source.meeting_id: None for turn in turns}
    rank = {meeting_id: at for at, meeting_id in enumerate(order)}
    sorted_turns = sorted(turns, key=lambda turn: (rank[turn.source.meeting_id], turn.spoken.start))
    return [replace(turn, spoken=replace(turn.spoken, number=at)) for at, turn in enumerate(sorted_turns, 1)]
