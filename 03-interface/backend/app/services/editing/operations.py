"""Operations on a transcript that need nothing but the transcript."""

import re
from collections.abc import Collection, Iterable, Mapping

from app.core.errors import InvalidError
from app.core.text import one_line
from app.schemas.revision import EditText, Join, MergeSpeakers, Reassign, RenameSpeaker
from app.services.editing.cutting import count_words, cut_before, cut_lines, is_only_cut
from app.services.editing.text import rewrite
from scribe_contracts.transcript import Segment, Speaker, Transcript

TranscriptOperation = RenameSpeaker | MergeSpeakers | Reassign | EditText | Join


_LINE_BREAK = re.compile(r"[\r\n]+")


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
            return _reassign(transcript, operation)
        case EditText():
            return _edit(transcript, operation)
        case Join():
            return _join(transcript, operation)


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


def passages_of(edit: EditText) -> list[str]:
    """Return the text of each passage that an edit makes of its segments; at least one, which may be empty."""
    lines = _LINE_BREAK.split(edit.text) if edit.passages else [edit.text]
    return [line for line in map(one_line, lines) if line] or [""]


def next_segment_id(transcript: Transcript) -> int:
    """Return the id for the next segment that is cut off another."""
    return max((segment.id for segment in transcript.segments), default=-1) + 1


def _total(*speakers: Speaker | None) -> float:
    return round(sum(speaker.speech_seconds for speaker in speakers if speaker), 3)


def _reassign(transcript: Transcript, wanted: Reassign) -> Transcript:
    """Give segments to a speaker, cut where only some of their words were said by them."""
    chosen = select_segments(transcript, dict.fromkeys(wanted.segments))
    ids = [segment.id for segment in chosen]
    _require_words(chosen, wanted)
    cut = transcript
    if wanted.last_word is not None:
        cut = _cut_segment(cut, ids[-1], wanted.last_word + 1)[0]
    cut, begin = _cut_segment(cut, ids[0], wanted.first_word or 0)
    given = _reassign_segments(cut, {begin, *ids[1:]}, wanted.speaker)
    return transcript if given is cut else given


def _require_words(chosen: list[Segment], wanted: Reassign) -> None:
    """Raise NotInTranscriptError if the first or the last of the wanted words is not in its segment."""
    last = count_words(chosen[-1]) - 1 if wanted.last_word is None else wanted.last_word
    for segment, word in ((chosen[0], wanted.first_word or 0), (chosen[-1], last)):
        if word > 0 and word >= count_words(segment):
            raise NotInTranscriptError(f"There is no word {word} in segment {segment.id}.")
    if len(chosen) == 1 and max(0, last) < (wanted.first_word or 0):
        raise InvalidError.field("last_word", "The last word comes before the first.")


def _cut_segment(transcript: Transcript, segment_id: int, word: int) -> tuple[Transcript, int]:
    """Cut a segment before a word; return the id of the part that begins with it. Without a cut nothing changes."""
    (segment,) = select_segments(transcript, [segment_id])
    parts = cut_before(segment, word, next_segment_id(transcript))
    if len(parts) == 1:
        return transcript, segment_id
    segments = tuple(part for each in transcript.segments for part in (parts if each is segment else (each,)))
    return transcript.model_copy(update={"segments": segments}), parts[1].id


def _join(transcript: Transcript, wanted: Join) -> Transcript:
    """Give segments to the speaker before them, as one passage. The first of all has nobody before it."""
    chosen = select_segments(transcript, wanted.segments)
    at = next(at for at, segment in enumerate(transcript.segments) if segment.id == chosen[0].id)
    if at == 0:
        return transcript
    before = transcript.segments[at - 1]
    given = _reassign_segments(transcript, {segment.id for segment in chosen}, before.speaker)
    segments = tuple(
        segment.model_copy(update={"begins_passage": False}) if place == at else segment
        for place, segment in enumerate(given.segments)
    )
    return given.model_copy(update={"segments": segments})


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
    lines = passages_of(wanted)
    said = chosen if len(lines) > 1 and is_only_cut(chosen, lines) else rewrite(chosen, " ".join(lines))
    written: dict[int, list[Segment]] = {segment.id: [] for segment in chosen}
    own = None
    for segment in cut_lines(said, lines, next_segment_id(transcript)):
        own = segment.id if segment.id in written else own
        if own is not None:
            written[own].append(segment)
    _hand_on_beginnings(chosen, written)
    segments = tuple(part for segment in transcript.segments for part in written.get(segment.id, (segment,)))
    return transcript.model_copy(update={"segments": segments})


def _hand_on_beginnings(chosen: Iterable[Segment], written: Mapping[int, list[Segment]]) -> None:
    """Let the next segment that is left begin the passage that a removed one began, or go on with it likewise."""
    removed: list[Segment] = []
    for segment in chosen:
        left = written[segment.id]
        if not left:
            removed.append(segment)
            continue
        if removed:
            begins = any(each.begins_passage for each in removed) or removed[0].begins_passage
            if begins or left[0].begins_passage is None:
                left[0] = left[0].model_copy(update={"begins_passage": begins})
        removed = []
