"""Text as search compares it: words of letters and digits, without case and without accents.

Queries and indexed texts are folded alike. PostgreSQL could fold accents by an extension that not every installation
has, and its parser takes `and/or` for a path and `l’équipe` for one word or two, depending on the locale.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

_LETTERS = {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "þ": "th"}
"""Those that Unicode does not decompose."""

_ACCENTS = range(0x0300, 0x0370)
"""Marks beyond these, as those of Hindi, are vowels and stay."""

_UNSPACED = (range(0x3040, 0x3100), range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
"""Scripts written without spaces; each character of them is a word."""


class FoldedWord(NamedTuple):
    text: str
    start: int
    end: int
    """Its place in the original."""


def fold(text: str) -> str:
    """Return the folded words with a space between them."""
    return " ".join(word.text for word in folded_words(text))


def folded_words(text: str) -> list[FoldedWord]:
    """Return the words of the text in order, each with its place in the text as it was given.

    Words that one character stands for, as ㍿ does for four, share its place.
    """
    words: list[FoldedWord] = []
    letters, start = "", 0
    for at, character in enumerate(text):
        folded = _fold_character(character)
        if folded is None and letters:
            words.append(FoldedWord(letters, start, at))
            letters = ""
        for letter in folded or "":
            if not _is_unspaced(letter):
                start = start if letters else at
                letters += letter
            elif _is_mark(letter) and not letters and words and words[-1].end >= at:
                words[-1] = FoldedWord(words[-1].text + letter, words[-1].start, at + 1)
            else:
                if letters:
                    words.append(FoldedWord(letters, start, max(at, start + 1)))
                    letters = ""
                words.append(FoldedWord(letter, at, at + 1))
    if letters:
        words.append(FoldedWord(letters, start, len(text)))
    return words


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str | None:
    """Return what takes its place within a word; None where it ends one."""
    kind = unicodedata.category(character)
    if kind == "Cf" or ord(character) in _ACCENTS:
        return ""
    folded = "".join(
        _LETTERS.get(part, part)
        for part in unicodedata.normalize("NFKD", character).casefold()
        if part.isalnum() or (_is_mark(part) and ord(part) not in _ACCENTS)
    )
    return folded or None


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


def _is_unspaced(character: str) -> bool:
    return any(ord(character) in script for script in _UNSPACED)
