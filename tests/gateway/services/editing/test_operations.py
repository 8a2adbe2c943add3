"""Names, merges and reassignments: whoever said it, all that was said stays."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from support.transcripts import dialogue, transcripts

from app.core.errors import InvalidError
from app.schemas.revision import MergeSpeakers, Operation, Reassign, RenameSpeaker
from app.services.editing import deeds, operations
from app.services.editing.operations import TranscriptOperation
from scribe_contracts.transcript import Transcript

SAID = dialogue()


def operation(**fields: Any) -> TranscriptOperation:
    made: TranscriptOperation = TypeAdapter(Operation).validate_python(fields)
    return made


def spoken(transcript: Transcript) -> list[tuple[Any, ...]]:
    """Everything but the speakers."""
    return [
        (segment.id, segment.start, segment.end, segment.text, [word.model_dump(exclude={"speaker"}) for word in words])
        for segment in transcript.segments
        for words in [segment.words]
    ]


def check(before: Transcript, after: Transcript) -> None:
    """What holds after every change of speakers."""
    assert spoken(after) == spoken(before)
    known = {speaker.id for speaker in after.speakers}
    assert len(known) == len(after.speakers)
    assert {segment.speaker for segment in after.segments} <= known | {each.speaker for each in before.segments}
    assert all(word.speaker == segment.speaker for segment in after.segments for word in segment.words)
    total = sum(speaker.speech_seconds for speaker in before.speakers)
    assert sum(speaker.speech_seconds for speaker in after.speakers) == pytest.approx(total, abs=0.01)
    Transcript.model_validate_json(after.model_dump_json())


@st.composite
def speaker_changes(draw: st.DrawFn) -> tuple[Transcript, RenameSpeaker | MergeSpeakers | Reassign]:
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


@given(speaker_changes())
def test_no_word_is_lost_or_repeated(change: tuple[Transcript, RenameSpeaker | MergeSpeakers | Reassign]) -> None:
    before, wanted = change
    after = operations.apply(before, wanted)
    check(before, after)
    assert operations.apply(after, wanted) == after if not isinstance(wanted, MergeSpeakers) else True
    assert deeds.describe(before, wanted, after).kind == wanted.kind


def test_a_name_given_by_hand_rests_on_no_voice() -> None:
    heard = SAID.speakers[0].model_copy(update={"voice_id": SAID.meeting_id, "similarity": 0.8})
    before = SAID.model_copy(update={"speakers": (heard, SAID.speakers[1])})
    after = operations.apply(before, operation(kind="rename", speaker="SPEAKER_00", name="Kate"))
    assert after.speakers[0].model_dump(exclude={"speech_seconds"}) == {
        "id": "SPEAKER_00",
        "name": "Kate",
        "voice_id": None,
        "similarity": None,
    }
    assert operations.apply(before, operation(kind="rename", speaker="SPEAKER_00", name=heard.name)) is before
    assert operations.apply(after, operation(kind="rename", speaker="SPEAKER_00", name=None)).speakers[0].name is None


def test_the_one_who_stays_keeps_their_name_and_gets_the_time() -> None:
    after = operations.apply(SAID, operation(kind="merge", speaker="SPEAKER_01", into="SPEAKER_00"))
    assert [(each.id, each.name, each.speech_seconds) for each in after.speakers] == [
        ("SPEAKER_00", "Katie O'Neil <K>", 6.0)
    ]
    assert {segment.speaker for segment in after.segments} == {"SPEAKER_00"}


def test_without_a_name_of_their_own_they_take_the_others() -> None:
    after = operations.apply(SAID, operation(kind="merge", speaker="SPEAKER_00", into="SPEAKER_01"))
    assert [(each.id, each.name) for each in after.speakers] == [("SPEAKER_01", "Katie O'Neil <K>")]


def test_somebody_new_said_it() -> None:
    after = operations.apply(SAID, operation(kind="reassign", segments=[2], speaker="SPEAKER_02"))
    assert [segment.speaker for segment in after.segments] == ["SPEAKER_00", "SPEAKER_01", "SPEAKER_02", "SPEAKER_00"]
    assert [(each.id, each.speech_seconds) for each in after.speakers] == [
        ("SPEAKER_00", 2.8),
        ("SPEAKER_01", 2.0),
        ("SPEAKER_02", 1.2),
    ]


def test_who_has_nothing_left_to_say_is_gone() -> None:
    after = operations.apply(SAID, operation(kind="reassign", segments=[1], speaker="SPEAKER_00"))
    assert [(each.id, each.speech_seconds) for each in after.speakers] == [("SPEAKER_00", 6.0)]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "rename", "speaker": "SPEAKER_07", "name": "X"},
        {"kind": "merge", "speaker": "SPEAKER_07", "into": "SPEAKER_00"},
        {"kind": "merge", "speaker": "SPEAKER_00", "into": "SPEAKER_07"},
        {"kind": "merge", "speaker": "SPEAKER_00", "into": "SPEAKER_00"},
        {"kind": "reassign", "segments": [0, 9], "speaker": "SPEAKER_00"},
        {"kind": "edit", "segments": [9], "text": "x"},
    ],
)
def test_what_is_not_there_cannot_be_changed(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidError):
        operations.apply(SAID, operation(**fields))
