"""The difference between two revisions, and reverting one."""

import pytest
from hypothesis import given
from support.edits import cuts, operation, speaker_changes
from support.transcripts import dialogue, make_segment

from app.schemas.revision import Changes, MergeSpeakers, Reassign, RenameSpeaker
from app.services.editing import changes, operations
from app.services.editing.operations import TranscriptOperation
from scribe_contracts.transcript import Transcript

SAID = dialogue()
RENAMED = operations.apply(SAID, operation(kind="rename", speaker="SPEAKER_01", name="Steve"))


def patch(before: Transcript, changes: Changes) -> Transcript:
    """Apply the changes as a client does."""
    changed = {segment.id for segment in changes.segments}
    segments = [segment for segment in before.segments if segment.id not in changed.union(changes.removed)]
    for segment, previous in zip(changes.segments, changes.previous, strict=True):
        places = {known.id: at for at, known in enumerate(segments)}
        segments.insert(0 if previous is None else places[previous] + 1, segment)
    return before.model_copy(update={"speakers": changes.speakers, "segments": tuple(segments)})


@given(speaker_changes())
def test_a_client_can_follow(change: tuple[Transcript, RenameSpeaker | MergeSpeakers | Reassign]) -> None:
    before, wanted = change
    after = operations.apply(before, wanted)
    assert patch(before, changes.compare(before, after)) == after
    assert patch(after, changes.compare(after, before)) == before
    assert changes.revert(after, before, after) == before


@given(cuts())
def test_a_cut_can_be_followed_and_reverted(cut: tuple[Transcript, TranscriptOperation]) -> None:
    before, wanted = cut
    after = operations.apply(before, wanted)
    assert patch(before, changes.compare(before, after)) == after
    assert patch(after, changes.compare(after, before)) == before
    assert changes.revert(after, before, after) == before


def test_a_cut_is_reverted_below_a_later_cut() -> None:
    first = operations.apply(
        SAID, operation(kind="edit", segments=[1], text="Hello\n*you* <there> & all.", passages=True)
    )
    head = operations.apply(first, operation(kind="edit", segments=[3], text="1.\nFine?", passages=True))
    assert [segment.id for segment in head.segments] == [0, 1, 4, 2, 3, 5]
    reverted = changes.revert(head, SAID, first)
    assert [segment.id for segment in reverted.segments] == [0, 1, 2, 3, 5]
    again = changes.revert(reverted, head, reverted)
    assert again == head


def _cut(before: Transcript, segment: int, text: str) -> Transcript:
    return operations.apply(before, operation(kind="edit", segments=[segment], text=text, passages=True))


def _said(given: Transcript) -> list[tuple[int, str]]:
    return [(segment.id, segment.text) for segment in given.segments]


def test_parts_stand_where_they_were_cut_off_once_the_meeting_was_processed_again() -> None:
    before = _cut(SAID, 1, "Hello *you*\n<there> & all.")
    assert [segment.id for segment in before.segments] == [0, 1, 4, 2, 3]
    again = [*SAID.segments, make_segment(4, "SPEAKER_00", 9.0, "Indeed.")]
    again[0] = make_segment(0, "SPEAKER_00", 0.5, "Good mourning, Steve.")
    machine = SAID.model_copy(update={"segments": tuple(again)})
    head = operations.apply(machine, operation(kind="rename", speaker="SPEAKER_01", name="Steve"))

    assert _said(changes.revert(head, before, machine)) == _said(before)
    assert patch(machine, changes.compare(machine, before)) == before
    assert patch(before, changes.compare(before, machine)) == machine


def test_an_id_that_was_given_again_stands_with_what_it_was_cut_off() -> None:
    first = _cut(SAID, 1, "Hello *you*\n<there> & all.")
    shorter = operations.apply(first, operation(kind="edit", segments=[1, 4], text="Hello *you*"))
    second = _cut(shorter, 2, "How are\nyou?")
    assert [segment.id for segment in second.segments] == [0, 1, 2, 4, 3]
    head = operations.apply(second, operation(kind="edit", segments=[3], text="1. Well?"))

    reverted = changes.revert(head, first, second)
    assert _said(reverted) == [*_said(first)[:-1], (3, "1. Well?")]


def test_a_changed_text_stays_behind_the_parts_that_were_cut_off_since() -> None:
    edited = operations.apply(SAID, operation(kind="edit", segments=[2], text="How were you?"))
    head = _cut(edited, 1, "Hello *you*\n<there> & all.")
    assert changes.revert(head, SAID, edited) == _cut(SAID, 1, "Hello *you*\n<there> & all.")


def test_only_what_changed_is_told() -> None:
    told = changes.compare(SAID, operations.apply(SAID, operation(kind="edit", segments=[2, 3], text="How are we?")))
    assert [(segment.id, segment.text) for segment in told.segments] == [(2, "How are we?")]
    assert told.removed == (3,)
    assert changes.compare(SAID, RENAMED).segments == ()


@pytest.mark.parametrize(
    "later",
    [
        {"kind": "edit", "segments": [0], "text": "Good evening"},
        {"kind": "reassign", "segments": [2], "speaker": "SPEAKER_01"},
        {"kind": "reassign", "segments": [2], "speaker": "SPEAKER_02"},
        {"kind": "rename", "speaker": "SPEAKER_00", "name": "Kate"},
    ],
)
def test_taking_one_back_leaves_what_came_later(later: dict[str, object]) -> None:
    head = operations.apply(RENAMED, operation(**later))
    assert changes.revert(head, SAID, RENAMED) == operations.apply(SAID, operation(**later))


def test_reverting_a_merge_restores_the_merged_speaker() -> None:
    merged = operations.apply(SAID, operation(kind="merge", speaker="SPEAKER_01", into="SPEAKER_00"))
    head = operations.apply(merged, operation(kind="edit", segments=[0], text="Good evening, Steve."))
    assert changes.revert(head, SAID, merged) == operations.apply(
        SAID, operation(kind="edit", segments=[0], text="Good evening, Steve.")
    )


def test_a_change_that_was_changed_again_is_not_reverted() -> None:
    first = operations.apply(SAID, operation(kind="edit", segments=[0], text="Good evening, Steve."))
    second = operations.apply(first, operation(kind="edit", segments=[0], text="Good night, Steve."))
    with pytest.raises(changes.EditOverlapsError):
        changes.revert(second, SAID, first)
    again = operations.apply(RENAMED, operation(kind="rename", speaker="SPEAKER_01", name="Stephen"))
    with pytest.raises(changes.EditOverlapsError):
        changes.revert(again, SAID, RENAMED)


def test_somebody_new_stays_while_others_words_are_theirs() -> None:
    first = operations.apply(SAID, operation(kind="reassign", segments=[2], speaker="SPEAKER_02"))
    head = operations.apply(first, operation(kind="reassign", segments=[3], speaker="SPEAKER_02"))
    left = changes.revert(head, SAID, first)
    assert [segment.speaker for segment in left.segments] == ["SPEAKER_00", "SPEAKER_01", "SPEAKER_00", "SPEAKER_02"]
    assert {speaker.id for speaker in left.speakers} == {"SPEAKER_00", "SPEAKER_01", "SPEAKER_02"}


def test_words_of_somebody_who_is_gone_cannot_come_back() -> None:
    moved = operations.apply(SAID, operation(kind="reassign", segments=[0], speaker="SPEAKER_01"))
    merged = operations.apply(moved, operation(kind="merge", speaker="SPEAKER_00", into="SPEAKER_01"))
    with pytest.raises(changes.EditOverlapsError):
        changes.revert(merged, SAID, moved)
