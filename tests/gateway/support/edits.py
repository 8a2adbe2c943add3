"""Edits of transcripts for tests."""

from typing import Any

from hypothesis import strategies as st
from pydantic import TypeAdapter

from app.schemas.revision import EditText, Join, MergeSpeakers, Operation, Reassign, RenameSpeaker
from app.services.editing.operations import TranscriptOperation
from scribe_contracts.transcript import Transcript
from support.transcripts import transcripts


def operation(**fields: Any) -> TranscriptOperation:
    """Return the operation of these JSON fields."""
    made: TranscriptOperation = TypeAdapter(Operation).validate_python(fields)
    return made


@st.composite
def speaker_changes(draw: st.DrawFn) -> tuple[Transcript, RenameSpeaker | MergeSpeakers | Reassign]:
    """Return a transcript and a change of its speakers."""
    transcript = draw(transcripts())
    ids = st.sampled_from([speaker.id for speaker in transcript.speakers])
    kinds = [st.builds(RenameSpeaker, kind=st.just("rename"), speaker=ids, name=st.sampled_from(["Ann", None]))]
    if len(transcript.speakers) > 1:
        pairs = st.lists(ids, min_size=2, max_size=2, unique=True)
        kinds.append(pairs.map(lambda pair: MergeSpeakers(kind="merge", speaker=pair[0], into=pair[1])))
    if transcript.segments:
        segments = st.lists(st.sampled_from([each.id for each in transcript.segments]), min_size=1, max_size=5)
        new = st.sampled_from([*(speaker.id for speaker in transcript.speakers), "SPEAKER_09"])
        kinds.append(st.builds(Reassign, kind=st.just("reassign"), segments=segments.map(tuple), speaker=new))
    return transcript, draw(st.one_of(kinds))


@st.composite
def cuts(draw: st.DrawFn) -> tuple[Transcript, TranscriptOperation]:
    """Return a transcript and an operation that cuts its segments or joins them."""
    transcript = draw(transcripts().filter(lambda made: bool(made.segments)))
    first = draw(st.integers(0, len(transcript.segments) - 1))
    last = draw(st.integers(first, len(transcript.segments) - 1))
    ids = tuple(segment.id for segment in transcript.segments[first : last + 1])
    sizes = [len(segment.text.split()) for segment in transcript.segments]
    words = " ".join(segment.text for segment in transcript.segments[first : last + 1]).split(" ")
    breaks = draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    text = "".join(word + ("\n" if broken else " ") for word, broken in zip(words, breaks, strict=True))
    reassign = st.builds(
        Reassign,
        kind=st.just("reassign"),
        segments=st.just(ids),
        speaker=st.just("SPEAKER_09"),
        first_word=st.integers(0, sizes[first] - 1),
        last_word=st.one_of(st.none(), st.integers(sizes[first] - 1 if first == last else 0, sizes[last] - 1)),
    )
    edit = st.just(EditText(kind="edit", segments=ids, text=text, passages=True))
    return transcript, draw(st.one_of(reassign, edit, st.just(Join(kind="join", segments=ids))))
