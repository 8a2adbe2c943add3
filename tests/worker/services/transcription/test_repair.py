"""Two decodings of one clip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.speech import word

from app.services.transcription.clips import Clip
from app.services.transcription.repair import repair_clip
from scribe_contracts.artefacts import SpokenWord

CLIP = Clip(10.0, 16.0)


def said(text: str, start: float, step: float = 0.4) -> list[SpokenWord]:
    return [word(f" {each}", start + n * step, start + n * step + 0.3) for n, each in enumerate(text.split())]


def text(words: list[SpokenWord]) -> str:
    return "".join(each.text for each in words).strip()


def test_a_passage_that_was_skipped_is_filled_in() -> None:
    first = [*said("We begin with the", 10.0), *said("and that is all.", 14.4)]
    second = said("We begin with the plan for next year and that is all.", 10.0)

    assert text(repair_clip(CLIP, first, second)) == "We begin with the plan for next year and that is all."


def test_a_word_at_the_edge_is_neither_lost_nor_doubled() -> None:
    """The second decoding begins after "Not", which the first one has."""
    first = [*said("In real-time? Not", 9.0), *said("yet.", 10.4)]
    second = said("yet. We are still testing it here.", 10.4)

    assert text(repair_clip(CLIP, first, second)) == "In real-time? Not yet. We are still testing it here."


def test_a_sentence_is_not_put_together_from_both() -> None:
    first = [*said("Is it in real", 10.0), *said("yet.", 11.6), *said("Good.", 15.0)]
    second = said("Is it in real-time? Not yet. We are waiting. Good.", 10.0, 0.6)

    assert text(repair_clip(CLIP, first, second)) == "Is it in real-time? Not yet. We are waiting. Good."


def test_fewer_words_change_nothing() -> None:
    first = said("We begin with the plan.", 10.0)
    assert repair_clip(CLIP, first, said("We begin.", 10.0)) == first


def test_words_around_the_clip_stay() -> None:
    first = [*said("Before that.", 5.0), *said("After that.", 20.0)]

    assert text(repair_clip(CLIP, first, said("In between.", 12.0))) == "Before that. In between. After that."


def times(words: list[SpokenWord]) -> list[tuple[str, float, float]]:
    return [(each.text.strip(), each.start, each.end) for each in words]


@pytest.mark.parametrize(
    ("before", "after", "second"),
    [
        ("he is the reciter.", "You do not mean it", "Good. We have to talk about the household of next year"),
        ("of it.", "You do not mean it", "We talk of it then and of the rest, and you"),
        ("and the", "Then the", "We talk the whole day."),
    ],
)
def test_a_small_word_that_both_have_moves_nothing_outside_the_clip(before: str, after: str, second: str) -> None:
    around = [*said(before, 8.2), *said(after, 16.3)]
    middle = said(second, 10.1)

    repaired = repair_clip(CLIP, around, middle)

    assert times(repaired) == times([*around[: len(before.split())], *middle, *around[len(before.split()) :]])


def test_a_word_cut_in_two_by_the_clip_s_edge_is_said_once() -> None:
    first = [*said("We wait. Not", 8.9), *said("at all.", 16.2)]
    second = [*said("Not yet, as we are at", 10.0, 1.0)[:-1], word(" at", 15.9, 16.1)]

    assert text(repair_clip(CLIP, first, second)) == "We wait. Not yet, as we are at all."


def test_a_small_word_far_away_in_the_clip_is_not_the_same() -> None:
    clip = Clip(10.0, 30.0)
    first = [*said("you", 10.0), *said("the budget", 11.0), *said("Thanks.", 31.0)]
    second = said("you know that we have been waiting for this since March and now we have the answer.", 10.0, 1.0)

    assert times(repair_clip(clip, first, second)) == times([*second, first[-1]])


texts = st.lists(st.sampled_from(["a", "b", "c", "d."]), max_size=12).map(" ".join)


@given(first=texts, second=texts, start=st.floats(8.0, 16.0), later=st.floats(10.0, 15.0))
def test_words_are_in_order_and_those_outside_the_clip_stay(
    first: str, second: str, start: float, later: float
) -> None:
    before = said(first, start)
    after = [each for each in said(second, later) if each.start < CLIP.end]

    repaired = repair_clip(CLIP, before, after)

    assert repaired == sorted(repaired, key=lambda each: (each.start, each.end))
    outside = times([each for each in before if not CLIP.holds(each)])
    remaining = iter(times(repaired))
    assert all(each in remaining for each in outside)
    assert len(repaired) >= len(before)
