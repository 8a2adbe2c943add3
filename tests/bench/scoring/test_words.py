"""The errors of who said what."""

import pytest

from bench.environment import SCORING
from bench.heard import Word
from bench.scoring.words import meeteval, own, score, tcp_errors
from bench.truth import Utterance

REFERENCE = [
    Utterance("anna", 0, 1.2, "good morning bruno"),
    Utterance("bruno", 1.2, 3.6, "good morning anna how are you"),
]


def words(speaker: str, start: float, text: str) -> list[Word]:
    return [Word(speaker, start + 0.4 * n, start + 0.4 * (n + 1), f" {word}") for n, word in enumerate(text.split())]


TORN = [*words("A", 0, "good morning"), *words("B", 0.8, "bruno good morning anna how are you")]


def test_a_word_at_the_wrong_speaker() -> None:
    found = score(REFERENCE, TORN, own)

    assert (found.said, found.wer, found.cp, found.tcp, found.orc) == (9, 0, 2, 2, 2)


def test_words_without_speakers_have_a_word_error_rate_only() -> None:
    found = score(REFERENCE, words("", 0, "good morning bruno good morning anna"), own)

    assert (found.wer, found.cp, found.tcp, found.orc) == (3, None, None, None)


def test_the_right_words_at_the_wrong_time() -> None:
    late = [*words("A", 30, "good morning bruno"), *words("B", 1.2, "good morning anna how are you")]

    assert own(REFERENCE, late).cp == 0
    assert tcp_errors(REFERENCE, late) == 6
    assert tcp_errors(REFERENCE, late, collar=60) == 0


def test_nobody_says_anything() -> None:
    assert tcp_errors([], []) == 0
    assert tcp_errors(REFERENCE, []) == 9


@pytest.mark.skipif(not SCORING.python.exists(), reason="MeetEval is not installed; ./manage.sh bench does that")
@pytest.mark.parametrize("heard", [TORN, words("A", 0, "good mourning bruno good morning anna how you")])
def test_our_own_code_agrees_with_meeteval(heard: list[Word]) -> None:
    theirs, ours = meeteval(SCORING.python, REFERENCE, heard), own(REFERENCE, heard)

    assert (theirs.cp, theirs.tcp, theirs.orc) == (ours.cp, ours.tcp, ours.orc)
