"""Text as search compares it: words of letters and digits, without case and without accents.

The same for what is searched and for what is searched in. PostgreSQL could fold accents by an extension that not every
installation has, and its parser takes `and/or` for a path and `l’équipe` for one word or two, by locale.
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
    """The folded words with a space between them."""
    return " ".join(word.text for word in folded_words(text))


def folded_words(text: str) -> list[FoldedWord]:
    words: list[FoldedWord] = []
    letters, start = "", 0
    for at, character in enumerate(text):
        folded = _fold_character(character)
        is_alone = _is_unspaced(character)
        if letters and (folded is None or is_alone):
            words.append(FoldedWord(letters, start, at))
            letters = ""
        if folded is None:
            continue
        if is_alone:
            words.append(FoldedWord(folded, at, at + 1))
            continue
        start = start if letters else at
        letters += folded
    if letters:
        words.append(FoldedWord(letters, start, len(text)))
    return words


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str | None:
    """What takes its place within a word; None where it ends one."""
    kind = unicodedata.category(character)
    if kind == "Cf" or ord(character) in _ACCENTS:
        return ""
    folded = "".join(
        _LETTERS.get(part, part)
        for part in unicodedata.normalize("NFKD", character).casefold()
        if part.isalnum() or (unicodedata.category(part)[0] == "M" and ord(part) not in _ACCENTS)
    )
    return folded or None


def _is_unspaced(character: str) -> bool:
    return any(ord(character) in script for script in _UNSPACED)
