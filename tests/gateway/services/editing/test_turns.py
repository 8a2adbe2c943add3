"""Turns follow the edited text."""

from hypothesis import given
from support.edits import operation, speaker_changes
from support.transcripts import dialogue, diarization

from app.schemas.revision import MergeSpeakers, Reassign, RenameSpeaker
from app.services.editing import operations, turns
from scribe_contracts.artefacts import Turn
from scribe_contracts.transcript import Transcript

SAID = dialogue()
TURNS = diarization(
    ("SPEAKER_00", 0.4, 1.8), ("SPEAKER_01", 1.7, 4.2), ("SPEAKER_00", 4.9, 8.0), ("SPEAKER_01", 8.5, 8.6)
).turns


def followed(**fields: object) -> list[tuple[str, float, float]]:
    edited = operations.apply(SAID, operation(**fields))
    return [(turn.speaker, turn.start, turn.end) for turn in turns.follow_edits(TURNS, SAID, edited)]


def test_a_merged_speaker_is_replaced_everywhere() -> None:
    assert followed(kind="merge", speaker="SPEAKER_01", into="SPEAKER_00") == [
        ("SPEAKER_00", 0.4, 1.8),
        ("SPEAKER_00", 1.7, 4.2),
        ("SPEAKER_00", 4.9, 8.0),
        ("SPEAKER_00", 8.5, 8.6),
    ]


def test_a_turn_follows_when_all_its_segments_are_reassigned() -> None:
    assert followed(kind="reassign", segments=[0], speaker="SPEAKER_01")[0] == ("SPEAKER_01", 0.4, 1.8)


def test_a_turn_is_cut_between_two_who_speak_in_it() -> None:
    assert followed(kind="reassign", segments=[3], speaker="SPEAKER_02")[2:4] == [
        ("SPEAKER_00", 4.9, 6.6),
        ("SPEAKER_02", 6.6, 8.0),
    ]


def test_names_and_words_move_nothing() -> None:
    as_before = [(turn.speaker, turn.start, turn.end) for turn in TURNS]
    assert followed(kind="rename", speaker="SPEAKER_00", name="Kate") == as_before
    assert followed(kind="edit", segments=[2, 3], text="") == as_before


def test_a_turn_follows_parts_that_were_cut_before_it_was_heard() -> None:
    heard = operations.apply(SAID, operation(kind="edit", segments=[2], text="How are\nyou?", passages=True))
    edited = operations.apply(heard, operation(kind="reassign", segments=[4], speaker="SPEAKER_02"))
    followed = turns.follow_edits(TURNS[2:3], heard, edited)
    assert [(turn.speaker, turn.start, turn.end) for turn in followed] == [
        ("SPEAKER_00", 4.9, 5.8),
        ("SPEAKER_02", 5.8, 6.6),
        ("SPEAKER_00", 6.6, 8.0),
    ]


def test_a_turn_follows_a_part_that_has_the_number_of_a_deleted_segment() -> None:
    shorter = operations.apply(SAID, operation(kind="edit", segments=[2, 3], text="How are you?"))
    cut = operations.apply(
        shorter, operation(kind="edit", segments=[1], text="Hello *you*\n<there> & all.", passages=True)
    )
    edited = operations.apply(cut, operation(kind="reassign", segments=[3], speaker="SPEAKER_02"))
    assert (edited.segments[2].id, edited.segments[2].part_of) == (3, 1)
    owners = {turn.speaker for turn in turns.follow_edits(TURNS[1:2], SAID, edited)}
    assert owners == {"SPEAKER_01", "SPEAKER_02"}


@given(speaker_changes())
def test_every_moment_of_speech_stays_one(
    change: tuple[Transcript, RenameSpeaker | MergeSpeakers | Reassign],
) -> None:
    heard, wanted = change
    before = [Turn(speaker=each.speaker, start=each.start, end=each.end + 1) for each in heard.segments]
    edited = operations.apply(heard, wanted)
    after = turns.follow_edits(before, heard, edited)
    assert abs(sum(turn.end - turn.start for turn in after) - sum(turn.end - turn.start for turn in before)) < 1e-3
    assert {turn.speaker for turn in after} <= {speaker.id for speaker in edited.speakers}


def test_without_a_diarization_the_text_makes_the_turns() -> None:
    assert turns.turns_from_text(SAID)[0] == Turn(speaker="SPEAKER_00", start=0.5, end=SAID.segments[0].end)
