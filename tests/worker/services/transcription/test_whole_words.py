"""Whole words that last as long as they can be spoken."""

import pytest
from support.speech import word

from app.services.transcription.whole_words import join_pieces, limit_lengths


def joined(*pieces: str) -> list[str]:
    return [each.text for each in join_pieces([word(piece, n, n + 1) for n, piece in enumerate(pieces)])]


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        ((" in", " real", "-time?"), [" in", " real-time?"]),
        ((" l", "'année", " der", "nière"), [" l'année", " dernière"]),
        ((" 3", ".5", "%", " more"), [" 3.5%", " more"]),
        ((" aujourd", "’hui,"), [" aujourd’hui,"]),
        (("会議", "です", "。"), ["会議", "です。"]),
        ((" GPU", "を", "使う"), [" GPU", "を", "使う"]),
        (("one", " two"), ["one", " two"]),
        ((" C'est", " vrai", " ?", " Oui", " !"), [" C'est", " vrai ?", " Oui !"]),
        ((" y", " a", "-t", "-il", " ?"), [" y", " a-t-il ?"]),
        ((" «", " Oui", " »", " dit", "-elle"), [" « Oui »", " dit-elle"]),
        ((" -", " Yes", ".", " -", " No"), [" - Yes.", " - No"]),
        ((" Well", " –", " yes", " ..."), [" Well", " – yes ..."]),
        ((" 12", ",5", " %", " de", " plus"), [" 12,5 %", " de", " plus"]),
        ((" à", " 12", ":30"), [" à", " 12:30"]),
        ((" ¿", "Qué", " tal", "?", " ¡", "Hola", "!"), [" ¿Qué", " tal?", " ¡Hola!"]),
        ((" http", "://", "www", ".example", ".com", "/a"), [" http://www.example.com/a"]),
        ((" 3", " +", " 4", " &", " Co"), [" 3", " +", " 4", " &", " Co"]),
        ((" It", " cost", " $", "3"), [" It", " cost", " $3"]),
        ((" ...",), []),
        ((), []),
    ],
)
def test_pieces_without_a_space_continue_the_word(pieces: tuple[str, ...], words: list[str]) -> None:
    assert joined(*pieces) == words


@pytest.mark.parametrize(
    ("language", "pieces", "words"),
    [
        ("fr", (" 1", " 000", " 000", " €", " par"), [" 1 000 000 €", " par"]),
        ("fr", (" 20", " 000", " euros"), [" 20 000", " euros"]),
        ("fr", (" en", " 2020", " 300"), [" en", " 2020", " 300"]),
        ("fr", (" 06", " 12", " 34"), [" 06", " 12", " 34"]),
        ("en", (" 5", " 000"), [" 5", " 000"]),
    ],
)
def test_thousands_that_are_set_apart_are_one_word(language: str, pieces: tuple[str, ...], words: list[str]) -> None:
    said = [word(piece, n, n + 1).model_copy(update={"language": language}) for n, piece in enumerate(pieces)]
    assert [each.text for each in join_pieces(said)] == words


def test_a_mark_behind_a_space_does_not_make_its_word_longer() -> None:
    (whole,) = join_pieces([word(" vrai", 1.0, 1.4), word(" ?", 1.4, 2.9)])

    assert (whole.text, whole.start, whole.end) == (" vrai ?", 1.0, 1.4)


def test_a_word_of_pieces_lasts_as_they_do_and_is_as_doubtful_as_the_worst() -> None:
    first, second = word(" real", 1.0, 1.4), word("-time", 1.4, 1.9).model_copy(update={"probability": 0.3})

    (whole,) = join_pieces([first, second])

    assert (whole.start, whole.end, whole.probability) == (1.0, 1.9, 0.3)


def test_a_word_that_is_stretched_over_a_silence_ends_when_it_was_said() -> None:
    words = [word(" not", 0.0, 0.3), word(" yet.", 0.3, 2.1), word(" Tomorrow", 2.1, 2.7)]

    _, last, tomorrow = limit_lengths(words)

    assert last.start == 0.3
    assert last.end - last.start < 1.0
    assert tomorrow == words[2]


def test_the_first_word_of_a_sentence_begins_when_it_is_said() -> None:
    words = [word(" Yes.", 0.0, 0.4), word(" So", 0.4, 3.0), word(" we", 3.0, 3.2)]

    so = limit_lengths(words)[1]

    assert so.end == 3.0
    assert so.end - so.start < 1.0


@pytest.mark.parametrize("text", [" 2024", " architecture", " 3.5%", "会議", " internationalisation"])
def test_long_words_and_numbers_may_take_their_time(text: str) -> None:
    said = [word(text, 0.0, 1.0)]
    assert limit_lengths(said) == said


@pytest.mark.parametrize(
    "text", [" 44444444444444444444444444444444444", " " + "a" * 90, " 4-4-4-4-4-4-4-4-4-4-4-4-4-4-4-4-4-4-4-4"]
)
def test_a_run_of_one_digit_or_letter_lasts_no_longer_than_a_number(text: str) -> None:
    _, run = limit_lengths([word(" is", 0.9, 1.2), word(text, 1.2, 19.0)])

    assert run.start == 1.2
    assert run.end - run.start <= 5.2001


@pytest.mark.parametrize("text", [" FR7630006000011234567890189", " 4970123412345678,"])
def test_long_numbers_that_are_no_runs_last_as_long_as_they_take(text: str) -> None:
    said = [word(" is", 0.9, 1.2), word(text, 1.2, 8.5)]
    assert limit_lengths(said) == said


def test_a_capital_begins_a_sentence_where_no_marks_are_written() -> None:
    """The pause before somebody else's "Hold on" is none of the words of "Hold"."""
    _, hold, on = limit_lengths([word(" on", 14.2, 14.767), word(" Hold", 14.767, 16.167), word(" on.", 16.167, 16.5)])
    assert (hold.start, hold.end, on.start) == (15.287, 16.167, 16.167)


@pytest.mark.parametrize(
    ("before", "text", "language"),
    [
        (" and", " I", "en"),
        (" and", " I'm", "en"),
        (" und", " Haus", "de"),
        (" King", " John", "en"),
        (" a", " go", "en"),
    ],
)
def test_other_capitals_begin_none(before: str, text: str, language: str) -> None:
    said = [word(before, 1.0, 1.3), word(text, 1.3, 3.3)]
    _, last = limit_lengths([each.model_copy(update={"language": language}) for each in said])
    assert last.start == 1.3
    assert last.end < 3.3
