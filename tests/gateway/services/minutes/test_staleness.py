"""Minutes compared with a transcript that was edited after them."""

import pytest
from support.edits import operation
from support.transcripts import make_segment, transcript

from app.services.editing import operations
from app.services.minutes.staleness import Present
from scribe_contracts.minutes.document import EvidenceSegment
from scribe_contracts.transcript import Segment, Speaker, Transcript

TWO = (Speaker(id="SPEAKER_00", speech_seconds=1), Speaker(id="SPEAKER_01", speech_seconds=1))
SAID = transcript(
    (
        make_segment(0, "SPEAKER_00", 0, "one two three four"),
        make_segment(1, "SPEAKER_01", 10, "five six"),
        make_segment(2, "SPEAKER_00", 20, "seven eight"),
    ),
    TWO,
)


def _is_stale(now: Transcript, cited: Segment) -> bool:
    return Present(now).is_stale([EvidenceSegment.of(cited, cited.speaker)])


def _cut(given: Transcript, segment: int, text: str) -> Transcript:
    return operations.apply(given, operation(kind="edit", segments=[segment], text=text, passages=True))


def test_a_split_changes_nothing_that_minutes_rest_on() -> None:
    once = _cut(SAID, 0, "one two\nthree four")
    assert len(once.segments) == 4
    assert not any(_is_stale(once, segment) for segment in SAID.segments)
    twice = _cut(_cut(once, 3, "three\nfour"), 0, "one\ntwo")
    assert not any(_is_stale(twice, segment) for segment in (*SAID.segments, *once.segments))


@pytest.mark.parametrize(
    "later",
    [
        {"kind": "edit", "segments": [3], "text": "three five"},
        {"kind": "edit", "segments": [3], "text": ""},
        {"kind": "reassign", "segments": [3], "speaker": "SPEAKER_01"},
    ],
)
def test_a_part_that_was_changed_makes_them_outdated(later: dict[str, object]) -> None:
    once = _cut(SAID, 0, "one two\nthree four")
    changed = operations.apply(once, operation(**later))
    assert _is_stale(changed, SAID.segments[0])
    assert not _is_stale(changed, once.segments[0])


def test_words_without_a_space_between_them_are_the_same_once_cut() -> None:
    said = transcript((make_segment(0, "SPEAKER_00", 0, "你好 世界", join=""),), TWO[:1])
    now = _cut(said, 0, "你好\n世界")
    assert len(now.segments) == 2
    assert not _is_stale(now, said.segments[0])


def test_what_was_changed_is_read_again_before_the_rest() -> None:
    evidence = [EvidenceSegment.of(segment, segment.speaker) for segment in SAID.segments]
    edited = operations.apply(SAID, operation(kind="edit", segments=[2], text="seven nine"))
    renamed = operations.apply(SAID, operation(kind="rename", speaker="SPEAKER_01", name="Ana"))
    assert [each.id for each in Present(edited).changed_first(evidence)] == [2, 0, 1]
    assert [each.id for each in Present(renamed).changed_first(evidence)] == [1, 0, 2]
