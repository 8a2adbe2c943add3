"""Whole words, from the pieces that Whisper writes, none longer than it can be spoken."""

import re
from collections.abc import Sequence

from scribe_contracts.artefacts import SpokenWord

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f]")
"""Scripts that write no spaces between words, or (Korean) particles that Whisper gives as pieces of their own."""

_SENTENCE_MARKS = ".?!…。？！"
_CONTIGUOUS_SECONDS = 0.02

_FIXED_SECONDS = 0.4
_LETTER_SECONDS = 0.12
"""Slow and stressed speech: 'yet.' may take 0.8 s, 'architecture' 1.8 s."""

_SPOKEN_LETTERS = {"digit": 4, "symbol": 7, "unspaced": 3}
"""Letters that one character stands for: '7' is 'seven', '%' is 'percent', an ideograph is a syllable."""


def join_pieces(pieces: Sequence[SpokenWord]) -> list[SpokenWord]:
    """Return the words of one clip, in order.

    A piece without a space before it continues the word: "real" + "-time", "l" + "'année", "3" + ".5" + "%". In
    scripts without spaces each piece stays a word, but for punctuation.
    """
    words: list[SpokenWord] = []
    for piece in pieces:
        if words and _continues(words[-1].text, piece.text):
            last = words[-1]
            words[-1] = last.model_copy(
                update={
                    "text": last.text + piece.text,
                    "end": max(last.end, piece.end),
                    "probability": min(last.probability, piece.probability),
                }
            )
        else:
            words.append(piece)
    return words


def limit_lengths(words: Sequence[SpokenWord]) -> list[SpokenWord]:
    """Return the words of one clip, in order, none longer than its letters can be spoken.

    Whisper's alignment stretches words over the silence beside them: the first of a sentence over what comes before,
    others over what follows.
    """
    limited = []
    before: SpokenWord | None = None
    for word in words:
        longest = _max_seconds(word.text)
        if word.end - word.start <= longest:
            limited.append(word)
        elif _opens_sentence(before, word) and not _closes_sentence(word):
            limited.append(word.model_copy(update={"start": round(word.end - longest, 3)}))
        else:
            limited.append(word.model_copy(update={"end": round(word.start + longest, 3)}))
        before = word
    return limited


def _continues(text: str, piece: str) -> bool:
    if not piece or piece[0].isspace() or not text.strip():
        return False
    if not any(character.isalnum() for character in piece):
        return True
    return not (_UNSPACED.match(piece[0]) or _UNSPACED.match(text[-1]))


def _opens_sentence(before: SpokenWord | None, word: SpokenWord) -> bool:
    return before is None or (_closes_sentence(before) and word.start - before.end <= _CONTIGUOUS_SECONDS)


def _closes_sentence(word: SpokenWord) -> bool:
    return word.text.rstrip("'\"”’») ").endswith(tuple(_SENTENCE_MARKS))


def _max_seconds(text: str) -> float:
    letters = 0
    for character in text:
        if character.isdigit():
            letters += _SPOKEN_LETTERS["digit"]
        elif _UNSPACED.match(character):
            letters += _SPOKEN_LETTERS["unspaced"]
        elif character.isalpha():
            letters += 1
        elif character in "%€$£°&+=@#/":
            letters += _SPOKEN_LETTERS["symbol"]
    return _FIXED_SECONDS + _LETTER_SECONDS * max(letters, 1)
