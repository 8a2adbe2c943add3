"""Stretches of words that one person says."""

from support.speech import A, B, word

from app.services.fusion.phrases import Opening, split_into_phrases


def test_phrases_end_with_sentences_at_pauses_and_where_the_speaker_changes() -> None:
    words = [word(" Yes.", 0, 0.3), word(" I", 0.35, 0.5), word(" see", 1.0, 1.4), word(" him", 1.4, 1.6)]

    found = split_into_phrases(words, [A, A, A, B], "en")

    assert [(each.first, each.last, each.opening) for each in found] == [
        (0, 1, Opening.SENTENCE),
        (1, 2, Opening.SENTENCE),
        (2, 3, Opening.PAUSE),
        (3, 4, Opening.RUNNING),
    ]
    assert (found[2].start, found[2].end) == (1.0, 1.4)


def test_no_words_make_no_phrases() -> None:
    assert split_into_phrases([], [], "en") == []
