"""Rules that give words to speakers."""

import pytest

from bench.folders import BenchError
from bench.studies.rules import BASELINE, largest_overlap, named
from scribe_contracts.artefacts import SpokenWord, Turn


def word(start: float, end: float) -> SpokenWord:
    return SpokenWord(start=start, end=end, text=" word", probability=1.0)


def turn(speaker: str, start: float, end: float) -> Turn:
    return Turn(speaker=speaker, start=start, end=end)


def test_the_speaker_heard_for_most_of_the_word() -> None:
    turns = [turn("A", 0, 1), turn("B", 1, 3), turn("A", 1.6, 2)]

    assert largest_overlap([word(0.8, 1.1), word(0.8, 1.4)], turns) == ["A", "B"]


def test_in_a_tie_the_turn_that_starts_first() -> None:
    assert largest_overlap([word(1.2, 1.4)], [turn("B", 1, 3), turn("A", 0, 2)]) == ["A"]


def test_a_word_outside_all_turns_goes_to_the_nearest_middle() -> None:
    """As WhisperX has it; A's turn ends nearer, but its middle is farther away."""
    assert largest_overlap([word(11, 11.2)], [turn("A", 0, 10), turn("B", 13, 15)]) == ["B"]
    assert largest_overlap([word(1, 2)], []) == ["SPEAKER_00"]


def test_any_function_can_be_tried_by_name() -> None:
    assert named(BASELINE) is named("bench.studies.rules:largest_overlap")
    with pytest.raises(BenchError, match="There is no rule nobody"):
        named("nobody")
