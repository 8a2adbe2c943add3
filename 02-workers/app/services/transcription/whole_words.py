"""Whole words, from the pieces that Whisper writes, none longer than it can be spoken."""

import re
from collections.abc import Sequence

from scribe_contracts.artefacts import SpokenWord

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f]")
"""Scripts that write no spaces between words, or (Korean) particles that Whisper gives as pieces of their own."""

_SENTENCE_MARKS = ".?!…。？！"
_CLOSING_MARKS = "?!:;,.…»”)]}"
_CLOSING_SYMBOLS = "%‰€£°"
_OPENING_MARKS = "«¿¡“([{-–—"
"""Marks that languages set apart by spaces: French "vrai ?" and "« oui »", a dash before what somebody says."""

_SPACED_THOUSANDS = frozenset(
    {"fr", "es", "pt", "ru", "uk", "be", "bg", "pl", "cs", "sk", "hu", "fi", "sv", "no", "nn", "et", "lv", "lt"}
)
_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}(?: \d{3})*")
_GROUP = re.compile(r"\s\d{3}(?!\d)\S*")

_CONTIGUOUS_SECONDS = 0.02

_CAPITALISED_NOUNS = frozenset({"de", "lb"})
"""Languages in which a capital says nothing of a sentence."""

_FIXED_SECONDS = 0.4
_LETTER_SECONDS = 0.12
"""Slow and stressed speech: 'yet.' may take 0.8 s, 'architecture' 1.8 s."""

REPEATED = re.compile(r"(.{1,8}?)\1{5,}")
"""One word made of repetitions, as "4-4-4-4-4-4"."""

_MAX_REPEATED_LETTERS = 40
"""Such a word takes no longer than a number of ten digits: what has more is the decoder's loop."""

_SPOKEN_LETTERS = {"digit": 4, "symbol": 7, "unspaced": 3}
"""Letters that one character stands for: '7' is 'seven', '%' is 'percent', an ideograph is a syllable."""


def join_pieces(pieces: Sequence[SpokenWord]) -> list[SpokenWord]:
    """Return the words of one clip, in order; each has a letter, a digit or a symbol that is spoken.

    A piece without a space before it continues the word: "real" + "-time", "l" + "'année", "3" + ".5" + "%"; so do
    marks behind a space ("vrai" + " ?") and the thousands of languages that set them apart ("1" + " 000"). Marks that
    open belong to the next word. In scripts without spaces each piece stays a word, but for punctuation.
    """
    words: list[SpokenWord] = []
    opening = ""
    for piece in pieces:
        if _opens(piece.text):
            opening += piece.text
            continue
        whole = piece.model_copy(update={"text": opening + piece.text}) if opening else piece
        opening = ""
        if words and _continues(words[-1], whole):
            words[-1] = _joined(words[-1], whole)
        else:
            words.append(whole)
    if opening and words:
        words[-1] = words[-1].model_copy(update={"text": words[-1].text + opening})
    return [word for word in words if not _is_mark(word.text)]


def limit_lengths(words: Sequence[SpokenWord]) -> list[SpokenWord]:
    """Return the words of one clip, in order, none longer than its letters can be spoken.

    Whisper's alignment stretches words over the silence beside them: the first of a sentence over what comes before,
    others over what follows.
    """
    limited = []
    before: SpokenWord | None = None
    for word in words:
        longest = max_seconds(word.text)
        if word.end - word.start <= longest:
            limited.append(word)
        elif (_opens_sentence(before, word) or _opens_unmarked(before, word)) and not _closes_sentence(word):
            limited.append(word.model_copy(update={"start": round(word.end - longest, 3)}))
        else:
            limited.append(word.model_copy(update={"end": round(word.start + longest, 3)}))
        before = word
    return limited


def max_seconds(text: str) -> float:
    """Return the time that a word takes at most, in seconds."""
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
    if REPEATED.search(text):
        letters = min(letters, _MAX_REPEATED_LETTERS)
    return _FIXED_SECONDS + _LETTER_SECONDS * max(letters, 1)


def _joined(word: SpokenWord, piece: SpokenWord) -> SpokenWord:
    # What stands behind a space is silent; alignment gives it the pause that follows.
    end = word.end if piece.text[0].isspace() and _is_mark(piece.text) else max(word.end, piece.end)
    probability = min(word.probability, piece.probability)
    return word.model_copy(update={"text": word.text + piece.text, "end": end, "probability": probability})


def _continues(word: SpokenWord, piece: SpokenWord) -> bool:
    if not piece.text or not word.text.strip():
        return False
    if piece.text[0].isspace():
        return _is_closing(piece.text) or _is_thousands(word, piece)
    if not any(character.isalnum() for character in piece.text):
        return True
    return not (_UNSPACED.match(piece.text[0]) or _UNSPACED.match(word.text[-1]))


def _opens(text: str) -> bool:
    """Return whether a piece is a mark that opens what follows; one without a space before it may close."""
    return text[:1].isspace() and bool(text.strip()) and all(character in _OPENING_MARKS for character in text.strip())


def _is_closing(text: str) -> bool:
    return bool(text.strip()) and all(character in _CLOSING_MARKS + _CLOSING_SYMBOLS for character in text.strip())


def _is_mark(text: str) -> bool:
    """Return whether nothing of the text is spoken."""
    return all(character in _CLOSING_MARKS + _OPENING_MARKS for character in text.strip())


def _is_thousands(word: SpokenWord, piece: SpokenWord) -> bool:
    return (
        word.language in _SPACED_THOUSANDS
        and bool(_GROUPED.fullmatch(word.text.strip()))
        and bool(_GROUP.fullmatch(piece.text))
    )


def _opens_sentence(before: SpokenWord | None, word: SpokenWord) -> bool:
    return before is None or (_closes_sentence(before) and word.start - before.end <= _CONTIGUOUS_SECONDS)


def _opens_unmarked(before: SpokenWord | None, word: SpokenWord) -> bool:
    """Return whether a capital alone begins a sentence here: in some passages Whisper writes no punctuation."""
    text = word.text.strip()
    return (
        before is not None
        and word.start - before.end <= _CONTIGUOUS_SECONDS
        and word.language not in _CAPITALISED_NOUNS
        and text[:1].isupper()
        and text[-1:].isalnum()
        and re.split("['’]", text)[0] != "I"
        and before.text.strip()[-1:].isalnum()
        and not before.text.strip()[:1].isupper()
    )


def _closes_sentence(word: SpokenWord) -> bool:
    return word.text.rstrip("'\"”’») ").endswith(tuple(_SENTENCE_MARKS))
