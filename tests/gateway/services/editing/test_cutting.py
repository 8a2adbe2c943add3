"""Cuts inside a sentence: exactly the chosen words move, and every word keeps its time."""

from itertools import chain

import pytest
from hypothesis import given
from support.edits import cuts, operation
from support.transcripts import DATE, dialogue, diarization, make_segment

from app.services.editing import deeds, operations, turns
from app.services.editing.cutting import cut_before, is_only_cut
from app.services.editing.operations import TranscriptOperation
from app.services.exports import Document
from scribe_contracts.transcript import Segment, Transcript

SAID = dialogue()


def said(transcript: Transcript) -> list[tuple[str, str]]:
    return [(segment.speaker, segment.text) for segment in transcript.segments]


def times(transcript: Transcript) -> list[tuple[float, float]]:
    return [(word.start, word.end) for segment in transcript.segments for word in segment.words]


@given(cuts())
def test_no_word_and_no_time_is_lost(cut: tuple[Transcript, TranscriptOperation]) -> None:
    before, wanted = cut
    after = operations.apply(before, wanted)

    def words(transcript: Transcript) -> list[str]:
        return list(chain.from_iterable(segment.text.split() for segment in transcript.segments))

    assert words(after) == words(before)
    ids = [segment.id for segment in after.segments]
    assert len(set(ids)) == len(ids)
    assert all(segment.start <= segment.end for segment in after.segments)
    assert all(word.speaker == segment.speaker for segment in after.segments for word in segment.words)
    if all(segment.words for segment in before.segments):
        assert times(after) == times(before)
    total = sum(speaker.speech_seconds for speaker in before.speakers)
    assert sum(speaker.speech_seconds for speaker in after.speakers) == pytest.approx(total, abs=0.01)
    assert deeds.describe(before, wanted, after).start is not None
    Transcript.model_validate_json(after.model_dump_json())


def test_exactly_the_chosen_words_go_to_somebody_else() -> None:
    after = operations.apply(
        SAID, operation(kind="reassign", segments=[1], speaker="SPEAKER_00", first_word=1, last_word=2)
    )
    assert said(after)[:5] == [
        ("SPEAKER_00", "Good morning, Steve."),
        ("SPEAKER_01", "Hello"),
        ("SPEAKER_00", "*you* <there>"),
        ("SPEAKER_01", "& all."),
        ("SPEAKER_00", "How are you?"),
    ]
    assert times(after) == times(SAID)
    assert (
        deeds.describe(
            SAID, operation(kind="reassign", segments=[1], speaker="SPEAKER_00", first_word=1, last_word=2), after
        ).words
        == 2
    )


def test_words_across_segments_go_with_what_is_between() -> None:
    after = operations.apply(
        SAID, operation(kind="reassign", segments=[0, 1, 2], speaker="SPEAKER_02", first_word=2, last_word=0)
    )
    assert said(after)[:4] == [
        ("SPEAKER_00", "Good morning,"),
        ("SPEAKER_02", "Steve."),
        ("SPEAKER_02", "Hello *you* <there> & all."),
        ("SPEAKER_02", "How"),
    ]


def test_words_that_are_theirs_already_cut_nothing() -> None:
    wanted = operation(kind="reassign", segments=[0], speaker="SPEAKER_00", first_word=1, last_word=1)
    assert operations.apply(SAID, wanted) is SAID


def test_a_line_begins_a_passage_and_joining_ends_it() -> None:
    split = operations.apply(
        SAID, operation(kind="edit", segments=[2, 3], text="How are\nyou? 1. Fine?", passages=True)
    )
    assert [(each.id, each.text, each.begins_passage) for each in split.segments[2:]] == [
        (2, "How are", None),
        (4, "you?", True),
        (3, "1. Fine?", None),
    ]
    assert times(split) == times(SAID)
    assert (
        deeds.describe(SAID, operation(kind="edit", segments=[2], text="How\nare you?", passages=True), split).kind
        == "split"
    )
    joined = operations.apply(split, operation(kind="join", segments=[4, 3]))
    assert joined.segments[3].begins_passage is False
    assert times(joined) == times(SAID)


def test_a_line_may_begin_between_segments() -> None:
    split = operations.apply(
        SAID, operation(kind="edit", segments=[2, 3], text="How are you?\n1. Fine?", passages=True)
    )
    assert [(each.id, each.begins_passage) for each in split.segments[2:]] == [(2, None), (3, True)]
    assert [each.text for each in Document("T", DATE, split).paragraphs()][-2:] == ["How are you?", "1. Fine?"]


def test_a_passage_may_be_corrected_and_cut_at_once() -> None:
    split = operations.apply(
        SAID, operation(kind="edit", segments=[0], text="Good\nevening, dear Steve.", passages=True)
    )
    assert said(split)[:2] == [("SPEAKER_00", "Good"), ("SPEAKER_00", "evening, dear Steve.")]
    assert split.segments[1].words[-1].end == SAID.segments[0].words[-1].end


def test_joining_gives_the_passage_to_who_spoke_before() -> None:
    after = operations.apply(SAID, operation(kind="join", segments=[1]))
    assert (after.segments[1].speaker, after.segments[1].begins_passage) == ("SPEAKER_00", False)
    assert operations.apply(SAID, operation(kind="join", segments=[0])) is SAID


def test_a_cut_between_words_without_a_space_keeps_their_times() -> None:
    segment = make_segment(0, "SPEAKER_00", 1.0, "l' équipe est là", join=" ").model_copy(
        update={"text": "l'équipe est là"}
    )
    assert is_only_cut([segment], ["l'", "équipe est là"])
    first, second = cut_before(segment, 1, 7)
    assert (first.text, second.text, second.id, second.part_of) == ("l'", "équipe est là", 7, 0)
    assert (*first.words, *second.words) == segment.words
    assert cut_before(second, 0, 9) == (second,)
    assert cut_before(second, 99, 9) == (second,)


def test_a_text_of_very_many_lines_is_cut_in_good_time() -> None:
    text = " ".join(f"{number}" for number in range(4_000))
    long: Segment = make_segment(0, "SPEAKER_00", 0.0, text, seconds=0.1)
    before = SAID.model_copy(update={"segments": (long,)})
    after = operations.apply(before, operation(kind="edit", segments=[0], text=text.replace(" ", "\n"), passages=True))
    assert len(after.segments) == 4_000
    assert times(after) == times(before)


def test_the_turns_follow_a_cut() -> None:
    heard = diarization(("SPEAKER_00", 0.4, 1.8), ("SPEAKER_01", 1.9, 4.2), ("SPEAKER_00", 4.9, 8.0)).turns
    after = operations.apply(
        SAID, operation(kind="reassign", segments=[1], speaker="SPEAKER_00", first_word=1, last_word=2)
    )
    followed = [(turn.speaker, turn.start, turn.end) for turn in turns.follow_edits(heard, SAID, after)]
    assert followed == [
        ("SPEAKER_00", 0.4, 1.8),
        ("SPEAKER_01", 1.9, 2.4),
        ("SPEAKER_00", 2.4, pytest.approx(3.2)),
        ("SPEAKER_01", pytest.approx(3.2), 4.2),
        ("SPEAKER_00", 4.9, 8.0),
    ]
