"""Clips of speech for the transcription."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.services.transcription.clips import Clip, cover_with_clips, find_skipped
from scribe_contracts.artefacts import SpokenWord, Turn


def turn(start: float, end: float, speaker: str = "SPEAKER_00") -> Turn:
    return Turn(speaker=speaker, start=start, end=end)


def word(start: float, end: float) -> SpokenWord:
    return SpokenWord(start=start, end=end, text=" word", probability=1.0)


def test_clips_are_as_long_as_the_window_allows_and_end_at_pauses() -> None:
    clips = cover_with_clips([turn(1, 10), turn(12, 25), turn(27, 40)], 60)

    assert clips == (Clip(0.65, 25.35), Clip(26.65, 40.35))


def test_a_short_clip_gets_a_part_of_the_one_before_it() -> None:
    clips = cover_with_clips([turn(1, 10), turn(12, 25), turn(27, 32)], 60)

    assert clips == (Clip(0.65, 10.35), Clip(11.65, 32.35))


def test_a_short_clip_far_from_others_stays_alone() -> None:
    turns = [turn(1, 25), turn(60, 63), turn(100, 110), turn(112, 124)]

    assert cover_with_clips(turns, 200) == (Clip(0.65, 25.35), Clip(59.65, 63.35), Clip(99.65, 124.35))


def test_margins_end_half_way_to_the_neighbour_and_at_the_ends() -> None:
    clips = cover_with_clips([turn(0.1, 25), turn(25.2, 50), turn(50.1, 60)], 60.05)

    assert clips[0].start == 0.0
    assert clips[0].end == clips[1].start == 25.1
    assert clips[-1].end == 60.05


def test_a_monologue_is_cut_into_equal_parts() -> None:
    clips = cover_with_clips([turn(0, 80)], 80)

    assert len(clips) == 3
    assert clips[0].end == clips[1].start


def test_an_utterance_with_a_skipped_passage_is_heard_again() -> None:
    turns = [turn(0, 4), turn(5, 9, "SPEAKER_01"), turn(10, 14)]
    words = [*(word(start, start + 0.4) for start in (0.2, 1.0, 2.0, 3.0)), word(10.2, 10.8), word(11.4, 12.2)]

    assert find_skipped(turns, words, 20) == (Clip(4.65, 9.35), Clip(9.65, 14.35))


def answers(count: int, start: float, speaker: str = "SPEAKER_01") -> list[Turn]:
    return [turn(start + 1.2 * place, start + 1.2 * place + 0.4, speaker) for place in range(count)]


def test_short_answers_that_were_all_skipped_are_heard_again() -> None:
    turns = [turn(0, 4), *answers(10, 6), turn(20, 24)]
    words = [word(start, start + 0.6) for start in (0.2, 1.0, 2.0, 3.0, 20.2, 21.0, 22.0, 23.0)]

    assert find_skipped(turns, words, 30) == (Clip(6 - 0.35, 6 + 9 * 1.2 + 0.4 + 0.35),)


def test_short_answers_are_left_alone_where_they_are_few_or_words_lie_between() -> None:
    assert find_skipped(answers(2, 6), [], 30) == ()
    heard = [word(6 + 1.2 * place + 0.5, 6 + 1.2 * place + 0.9) for place in range(10)]
    assert find_skipped(answers(10, 6), heard, 30) == ()


@given(
    turns=st.lists(
        st.tuples(st.floats(0, 100), st.floats(0.1, 29), st.sampled_from(["A", "B"])).map(
            lambda said: turn(said[0], said[0] + said[1], f"SPEAKER_0{'AB'.index(said[2])}")
        ),
        max_size=12,
    )
)
def test_no_moment_is_heard_again_twice(turns: list[Turn]) -> None:
    clips = find_skipped(turns, [], 200)

    assert all(before.end <= after.start + 1e-6 for before, after in pairwise(clips))
    assert all(0 <= clip.start <= clip.end <= 200 and clip.duration <= 30 + 1e-6 for clip in clips)


def test_many_short_answers_are_heard_again_in_clips_that_fit_the_window() -> None:
    clips = find_skipped(answers(60, 6), [], 90)

    assert len(clips) > 1
    assert all(clip.duration <= 30 for clip in clips)


def test_a_word_stretched_over_a_skipped_passage_is_not_believed() -> None:
    assert find_skipped([turn(0, 6)], [word(0.1, 5.9)], 6) == (Clip(0.0, 6.0),)


def test_a_speaker_s_pause_is_not_a_skipped_passage() -> None:
    assert find_skipped([turn(0, 2), turn(4, 6)], [word(t, t + 0.5) for t in (0.2, 1.0, 1.5, 4.1, 5.0)], 6) == ()


turns_strategy = st.lists(
    st.tuples(st.floats(0, 600), st.floats(0.1, 90)).map(lambda span: turn(span[0], span[0] + span[1])), max_size=30
)


@given(turns=turns_strategy)
def test_every_moment_of_speech_is_in_a_clip_that_fits_the_window(turns: list[Turn]) -> None:
    duration = max((each.end for each in turns), default=0.0)

    clips = cover_with_clips(turns, duration)

    for each in turns:
        for moment in (each.start, (each.start + each.end) / 2, each.end):
            assert any(clip.start - 1e-6 <= moment <= clip.end + 1e-6 for clip in clips)
    assert all(clip.duration <= 30 for clip in clips)
    assert all(0 <= clip.start <= clip.end <= duration + 1e-6 for clip in clips)
