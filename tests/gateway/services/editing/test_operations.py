"""Names, merges and reassignments: no word is lost, whoever said it."""

from typing import Any

import pytest
from hypothesis import given
from support.edits import operation, speaker_changes
from support.transcripts import dialogue, make_segment, transcript

from app.core.errors import InvalidError
from app.schemas.revision import MergeSpeakers, Reassign, RenameSpeaker
from app.services.editing import deeds, operations
from scribe_contracts.transcript import Speaker, Transcript

SAID = dialogue()


def without_speakers(transcript: Transcript) -> list[tuple[Any, ...]]:
    """Return everything but the speakers."""
    return [
        (segment.id, segment.start, segment.end, segment.text, [word.model_dump(exclude={"speaker"}) for word in words])
        for segment in transcript.segments
        for words in [segment.words]
    ]


def assert_only_speakers_changed(before: Transcript, after: Transcript) -> None:
    """Check what holds after every change of speakers."""
    assert without_speakers(after) == without_speakers(before)
    known = {speaker.id for speaker in after.speakers}
    assert len(known) == len(after.speakers)
    assert {segment.speaker for segment in after.segments} <= known | {each.speaker for each in before.segments}
    assert all(word.speaker == segment.speaker for segment in after.segments for word in segment.words)
    total = sum(speaker.speech_seconds for speaker in before.speakers)
    assert sum(speaker.speech_seconds for speaker in after.speakers) == pytest.approx(total, abs=0.01)
    Transcript.model_validate_json(after.model_dump_json())


@given(speaker_changes())
def test_no_word_is_lost_or_repeated(change: tuple[Transcript, RenameSpeaker | MergeSpeakers | Reassign]) -> None:
    before, wanted = change
    after = operations.apply(before, wanted)
    assert_only_speakers_changed(before, after)
    assert operations.apply(after, wanted) == after if not isinstance(wanted, MergeSpeakers) else True
    assert deeds.describe(before, wanted, after).kind == wanted.kind


def test_a_name_given_by_hand_has_no_voice() -> None:
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


def test_a_merge_keeps_the_targets_name_and_adds_the_time() -> None:
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


def test_a_speaker_without_segments_is_removed() -> None:
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
def test_unknown_speakers_and_segments_are_rejected(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidError):
        operations.apply(SAID, operation(**fields))


@pytest.mark.parametrize(
    ("removed", "next_", "expected"),
    [
        ([True], None, True),
        ([True], False, True),
        ([False], None, False),
        ([False], True, True),
        ([None, True], None, True),
        ([True, False], None, True),
        ([None, False], None, None),
        ([None], False, False),
    ],
)
def test_what_is_left_of_a_passage_begins_it_like_what_was_removed(
    removed: list[bool | None], next_: bool | None, expected: bool | None
) -> None:
    marks = [None, *removed, next_]
    segments = [make_segment(at, "SPEAKER_00", at * 2.0, f"word{at}") for at in range(len(marks))]
    said = transcript(
        tuple(each.model_copy(update={"begins_passage": mark}) for each, mark in zip(segments, marks, strict=True)),
        (Speaker(id="SPEAKER_00", speech_seconds=1),),
    )
    chosen = [segment.id for segment in segments[1:]]

    edit = operation(kind="edit", segments=chosen, text=segments[-1].text)
    left = operations.apply(said, edit).segments

    assert [(each.id, each.begins_passage) for each in left] == [(0, None), (chosen[-1], expected)]
