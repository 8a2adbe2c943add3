"""Operations on a transcript that need nothing but the transcript."""

from collections.abc import Collection, Iterable

from app.core.errors import InvalidError
from app.schemas.revision import EditText, MergeSpeakers, Reassign, RenameSpeaker
from app.services.editing.text import rewrite
from scribe_contracts.transcript import Segment, Speaker, Transcript

TranscriptOperation = RenameSpeaker | MergeSpeakers | Reassign | EditText


class NotInTranscriptError(InvalidError):
    """The transcript has no such speaker or segment."""

    code = "not_in_transcript"


def apply(transcript: Transcript, operation: TranscriptOperation) -> Transcript:
    """Return the transcript after the operation; equal to the one before if there was nothing to do."""
    match operation:
        case RenameSpeaker():
            return _rename(transcript, operation)
        case MergeSpeakers():
            return _merge(transcript, operation)
        case Reassign():
            chosen = {segment.id for segment in select_segments(transcript, operation.segments)}
            return _reassign_segments(transcript, chosen, operation.speaker)
        case EditText():
            return _edit(transcript, operation)


def select_segments(transcript: Transcript, ids: Iterable[int]) -> list[Segment]:
    """Return those segments in the given order; raise NotInTranscriptError for an unknown id."""
    by_id = {segment.id: segment for segment in transcript.segments}
    try:
        return [by_id[id_] for id_ in ids]
    except KeyError as error:
        raise NotInTranscriptError(f"There is no segment {error.args[0]} in this transcript.") from None


def find_speaker(transcript: Transcript, speaker_id: str) -> Speaker:
    """Return the speaker; raise NotInTranscriptError for an unknown id."""
    for speaker in transcript.speakers:
        if speaker.id == speaker_id:
            return speaker
    raise NotInTranscriptError("There is no such speaker in this transcript.")


def _rename(transcript: Transcript, wanted: RenameSpeaker) -> Transcript:
    """Rename a speaker. A name that a person gave no longer rests on a recognised voice."""
    if find_speaker(transcript, wanted.speaker).name == wanted.name:
        return transcript
    given = {"name": wanted.name, "voice_id": None, "similarity": None}
    speakers = tuple(
        speaker.model_copy(update=given) if speaker.id == wanted.speaker else speaker for speaker in transcript.speakers
    )
    return transcript.model_copy(update={"speakers": speakers})


def _merge(transcript: Transcript, wanted: MergeSpeakers) -> Transcript:
    """Merge two speakers. The one who stays takes over the other's name if they have none."""
    source, target = find_speaker(transcript, wanted.speaker), find_speaker(transcript, wanted.into)
    if source is target:
        raise InvalidError.field("into", "A speaker cannot be merged with themselves.")
    chosen = {segment.id for segment in transcript.segments if segment.speaker == source.id}
    moved = _reassign_segments(transcript, chosen, target.id)
    left = {speaker.id: speaker for speaker in moved.speakers}
    rest = left.pop(source.id, None)
    known = source if target.name is None else target
    left[target.id] = left[target.id].model_copy(
        update={
            "name": known.name,
            "voice_id": known.voice_id,
            "similarity": known.similarity,
            "speech_seconds": _total(left[target.id], rest),
        }
    )
    return moved.model_copy(update={"speakers": tuple(left.values())})


def _total(*speakers: Speaker | None) -> float:
    return round(sum(speaker.speech_seconds for speaker in speakers if speaker), 3)


def _reassign_segments(transcript: Transcript, chosen: Collection[int], speaker_id: str) -> Transcript:
    """Give segments, and the time they take, to a speaker. Speakers without segments are removed."""
    seconds = {speaker.id: speaker.speech_seconds for speaker in transcript.speakers}
    seconds.setdefault(speaker_id, 0.0)
    segments, previous_speakers = [], set()
    for segment in transcript.segments:
        if segment.id not in chosen or segment.speaker == speaker_id:
            segments.append(segment)
            continue
        moved = min(seconds.get(segment.speaker, 0.0), max(0.0, segment.end - segment.start))
        seconds[segment.speaker] = seconds.get(segment.speaker, 0.0) - moved
        seconds[speaker_id] += moved
        previous_speakers.add(segment.speaker)
        words = tuple(word.model_copy(update={"speaker": speaker_id}) for word in segment.words)
        segments.append(segment.model_copy(update={"speaker": speaker_id, "words": words}))
    if not previous_speakers:
        return transcript
    for silent in previous_speakers - {segment.speaker for segment in segments}:
        seconds[speaker_id] += seconds.pop(silent)
    known = {speaker.id: speaker for speaker in transcript.speakers}
    speakers = tuple(
        known.get(id_, Speaker(id=id_, speech_seconds=0.0)).model_copy(update={"speech_seconds": round(total, 3)})
        for id_, total in sorted(seconds.items())
    )
    return transcript.model_copy(update={"speakers": speakers, "segments": tuple(segments)})


def _edit(transcript: Transcript, wanted: EditText) -> Transcript:
    chosen = select_segments(transcript, dict.fromkeys(wanted.segments))
    written = {segment.id: segment for segment in rewrite(chosen, wanted.text)}
    asked = {segment.id for segment in chosen}
    segments = tuple(
        written.get(segment.id, segment)
        for segment in transcript.segments
        if segment.id not in asked or segment.id in written
    )
    return transcript.model_copy(update={"segments": segments})
