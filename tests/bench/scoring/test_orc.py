"""Errors that speaker labels cannot mend, against plain search over all assignments."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.heard import Word
from bench.scoring.orc import combine, free_errors, orc_errors, tokens
from bench.scoring.texts import by_speaker, cp_errors, word_errors
from bench.truth import Utterance

ALWAYS = 1e6


def utterance(speaker: str, start: float, text: str, pace: float = 0.4) -> Utterance:
    return Utterance(speaker, start, start + pace * len(text.split()), text)


def words(speaker: str, start: float, text: str) -> list[Word]:
    return [Word(speaker, start + 0.4 * n, start + 0.4 * (n + 1), f" {word}") for n, word in enumerate(text.split())]


REFERENCE = [utterance("anna", 0, "good morning bruno"), utterance("bruno", 1.2, "good morning anna how are you")]


def test_a_word_at_the_wrong_speaker_is_free_only_word_by_word() -> None:
    torn = [*words("A", 0, "good morning"), *words("B", 0.8, "bruno good morning anna how are you")]

    assert cp_errors(by_speaker(REFERENCE), by_speaker(torn)) == 2
    assert free_errors(REFERENCE, torn) == 0
    assert orc_errors(REFERENCE, torn) == 2


def test_a_whole_utterance_at_the_wrong_speaker_is_free_in_both() -> None:
    swapped = [*words("A", 0, "good morning bruno good morning anna how are you"), *words("B", 9, "fine")]
    reference = [*REFERENCE, utterance("anna", 9, "fine")]

    assert free_errors(reference, swapped) == 0
    assert orc_errors(reference, swapped) == 0
    assert cp_errors(by_speaker(reference), by_speaker(swapped)) == 6


def test_what_was_misheard_left_out_or_added_counts() -> None:
    heard = [*words("A", 0, "could morning"), *words("B", 1.2, "good morning anna and how are you")]

    # With more time to spare, "and" would stand in for the missing "bruno".
    assert free_errors(REFERENCE, heard, collar=1.0) == 3
    assert orc_errors(REFERENCE, heard) == 3


def test_words_far_apart_in_time_do_not_match() -> None:
    late = words("A", 20, "good morning bruno")

    assert free_errors(REFERENCE[:1], late) == 6
    assert free_errors(REFERENCE[:1], late, collar=20) == 0


def test_nothing_said_and_nothing_heard() -> None:
    assert free_errors([], []) == 0
    assert free_errors([], words("A", 0, "hello there")) == 2
    assert free_errors(REFERENCE, []) == orc_errors(REFERENCE, []) == 9


def test_a_hyphenated_word_shares_out_its_time() -> None:
    (first, second) = tokens(Word("A", 1.0, 2.0, " real-time"))

    assert (first.text, second.text) == ("real", "time")
    assert (first.start, first.end, second.end) == (1.0, 1.5, 2.0)


def searched(groups: Sequence[Sequence[str]], streams: Sequence[str]) -> int:
    """The same by trying every assignment."""
    return min(
        sum(
            word_errors(
                stream, " ".join(word for group, to in zip(groups, chosen, strict=True) if to == n for word in group)
            )
            for n, stream in enumerate(streams)
        )
        for chosen in product(range(len(streams)), repeat=len(groups))
    )


texts = st.lists(st.sampled_from("abc"), max_size=4).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=3), max_size=5),
    st.lists(texts, min_size=1, max_size=3),
)
def test_the_least_over_all_assignments(groups: list[list[str]], streams: list[str]) -> None:
    timed = [tokens(utterance("", place * 2.0, " ".join(group))) for place, group in enumerate(groups)]
    heard = [tokens(utterance("", 0.0, stream)) for stream in streams]

    assert combine(timed, heard, ALWAYS) == searched(groups, streams)


@pytest.mark.parametrize("collar", [0.5, 5.0])
def test_no_assignment_beats_the_least(collar: float) -> None:
    heard = [*words("A", 0, "good mourning"), *words("B", 0.8, "bruno good"), *words("A", 1.6, "morning anna how you")]

    assert free_errors(REFERENCE, heard, collar) <= cp_errors(by_speaker(REFERENCE), by_speaker(heard))
