"""Texts compared as the field does."""

from bench.heard import Word
from bench.scoring.texts import by_speaker, count, cp_errors, normalised, word_errors
from bench.truth import Utterance


def test_case_punctuation_and_hyphens_do_not_count() -> None:
    assert normalised("  Don't stop: real-time, “please”! ") == "don't stop real time please"


def test_substituted_deleted_and_inserted_words() -> None:
    assert word_errors("a b c d", "a x c d e") == 2
    assert word_errors("", "a b") == 2
    assert word_errors("a b", "") == 2


def test_each_speakers_words_stand_in_order_of_time() -> None:
    words = [Word("B", 2, 3, " late"), Word("A", 1, 2, " Hello,"), Word("B", 0, 1, " early")]

    assert by_speaker(words) == {"A": "hello", "B": "early late"}


def test_speakers_are_matched_at_the_least_cost() -> None:
    truth = {"anna": "a b c", "bruno": "d e"}

    assert cp_errors(truth, {"S1": "d e", "S0": "a b c"}) == 0
    assert cp_errors(truth, {"S0": "a b", "S1": "c d e"}) == 2
    assert cp_errors(truth, {"S0": "a b c d e"}) == 4
    assert cp_errors(truth, {"S0": "a b c", "S1": "d e", "S2": "f"}) == 1
    assert cp_errors({}, {}) == 0


def test_words_of_the_reference_are_counted_normalised() -> None:
    assert count([Utterance("anna", 0, 1, "Real-time, yes."), Utterance("anna", 1, 2, "…")]) == 3
