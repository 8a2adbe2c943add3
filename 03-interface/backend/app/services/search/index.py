"""The search index of transcripts."""

from collections import defaultdict
from collections.abc import Sequence
from functools import reduce
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Uuid, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.folding import fold
from app.core.limits import MAX_LANGUAGE_LENGTH, MAX_NAME_LENGTH
from app.models import Meeting, MeetingSpeaker, TranscriptLine, Voice, VoiceUse
from app.services.search.configurations import SIMPLE, configuration_of, regconfig
from scribe_contracts.speakers import display_number
from scribe_contracts.transcript import Transcript


async def index_transcript(session: AsyncSession, meeting: Meeting, transcript: Transcript) -> None:
    """Index this transcript in place of any earlier one of the meeting."""
    await remove_transcript(session, meeting)
    names = {speaker.id: _storable(speaker.name or "")[:MAX_NAME_LENGTH] or None for speaker in transcript.speakers}
    numbers = {each.id: display_number(each.id, place) for place, each in enumerate(transcript.speakers, 1)}
    lines = [
        {
            "number": number,
            "segment_id": segment.id,
            "part_of": segment.part_of,
            "start": segment.start,
            "seconds": max(0.0, segment.end - segment.start),
            "speaker": names.get(segment.speaker),
            "speaker_number": numbers.get(segment.speaker, 0),
            "text": _storable(segment.text),
            "folded": fold(segment.text),
        }
        for number, segment in enumerate(transcript.segments)
    ]
    said: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for segment, line in zip(transcript.segments, lines, strict=True):
        said[configuration_of(segment.language or transcript.language)].append(line)
    for configuration, own in said.items():
        values = {"meeting_id": meeting.id, "words": _vector(configuration, bindparam("folded"))}
        await session.execute(insert(TranscriptLine).values(values), own)
    known = sorted(set(filter(None, names.values())))
    if known:
        await session.execute(insert(MeetingSpeaker), [{"meeting_id": meeting.id, "name": name} for name in known])
    await _note_voices(session, meeting, transcript)
    texts = {configuration: [str(line["folded"]) for line in own] for configuration, own in said.items()}
    texts.setdefault(configuration_of(transcript.language), []).extend(fold(name) for name in known)
    vectors = [
        _vector(configuration, " ".join(sorted(set(chain.from_iterable(text.split() for text in own)))))
        for configuration, own in texts.items()
    ]
    languages = {segment.language or transcript.language for segment in transcript.segments}
    spoken = sorted(language for language in languages if len(language) <= MAX_LANGUAGE_LENGTH)
    await _note(session, meeting, func.strip(reduce(lambda left, right: left.op("||")(right), vectors)), spoken)


async def remove_transcript(session: AsyncSession, meeting: Meeting) -> None:
    """Leave only the title indexed, until there is another result."""
    for table in (TranscriptLine, MeetingSpeaker, VoiceUse):
        await session.execute(delete(table).where(table.meeting_id == meeting.id))
    await _note(session, meeting, None, [])


async def _note_voices(session: AsyncSession, meeting: Meeting, transcript: Transcript) -> None:
    """Keep which voices named somebody, for the register; of those that are gone nothing is kept."""
    named = {speaker.voice_id for speaker in transcript.speakers if speaker.voice_id and speaker.name}
    if named:
        known = select(Voice.id, bindparam("meeting_id", meeting.id, type_=Uuid)).where(Voice.id.in_(named))
        # Locked, so that none of them is deleted before its row here is there to go with it.
        await session.execute(
            insert(VoiceUse).from_select(["voice_id", "meeting_id"], known.with_for_update(key_share=True))
        )


async def _note(
    session: AsyncSession, meeting: Meeting, said: ColumnElement[Any] | None, languages: Sequence[str]
) -> None:
    """Update the meeting's vector without `updated_at`: those who watch the meeting need not know."""
    await session.execute(
        update(Meeting)
        .where(Meeting.id == meeting.id)
        .values(
            said=said,
            languages=languages,
            indexed_attempt=func.coalesce(Meeting.result_attempt, 0),
            meaning_version=None,
            updated_at=Meeting.updated_at,
        )
        .execution_options(synchronize_session=False)
    )


def _vector(configuration: str, folded: Any) -> ColumnElement[Any]:
    vector: ColumnElement[Any] = func.to_tsvector(regconfig(SIMPLE), folded)
    if configuration == SIMPLE:
        return vector
    return vector.op("||")(func.to_tsvector(regconfig(configuration), folded))


def _storable(text: str) -> str:
    """Return the text without NUL, which PostgreSQL cannot keep."""
    return text.replace("\0", "").strip()
