"""Ends of sentences, by the rules and abbreviations of each language."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

import sentencex

from scribe_contracts.artefacts import SpokenWord

_TITLE = re.compile(r"(?:^|[\s('’«-])(?:MM?|M(?:me|lle|gr|e)s?|Dr|Pr|Prof|Mr|Mrs|Ms|Ste?|Hrn?|Frl|c\.-à-d)\.$")
"""Titles before a name. The library knows those of English and German; French ones end a sentence for it."""

_NUMBERED = re.compile(
    r"(?:^|[\s('’«-])(?:n[o°]s?|pp?|h|art|al|av|bd|chap|fig|réf|tél|vol|env|p[aá]g|n[uú]m|nr|abb|kap)\.$", re.IGNORECASE
)
"""Abbreviations that end no sentence before a number: "p. 5", "art. 12"."""

_MAX_ABBREVIATION = 12
"""Characters before a full stop that are looked at."""

_ANSWER = re.compile(r"(?<!\w)no\.(?=\s+\D)", re.IGNORECASE)
"""An answer, in four languages, which the library takes for "number" also where no number follows."""

_LIBRARY_CODES = {"yue": "zh", "jw": "jv", "nn": "no"}
"""Languages that Whisper calls otherwise than the library, or whose rules it has under a relative's name."""


def sentence_ends(words: Sequence[SpokenWord], language: str) -> frozenset[int]:
    """Return the indices of the words that end a sentence.

    Args:
        words: What one person says, in order; each text has its leading space.
        language: Whisper's code (en, fr, …), for words without a language of their own; a language that the library
            does not know gets general rules.
    """
    ends: set[int] = set()
    first = 0
    for code, run in groupby(words, key=lambda word: word.language or language):
        spoken = list(run)
        ends |= {first + index for index in _ends(spoken, code)}
        first += len(spoken)
    return frozenset(ends)


def _ends(words: Sequence[SpokenWord], language: str) -> Iterator[int]:
    text = "".join(word.text for word in words)
    last_of_place = {end: index for index, end in enumerate(accumulate(len(word.text) for word in words))}
    places = [match.end() for match in _ANSWER.finditer(text)]
    places += [place for place in _library_ends(text, language) if not _goes_on(text, place)]
    return (last_of_place[place] for place in places if place in last_of_place)


def _library_ends(text: str, language: str) -> Iterator[int]:
    """Yield the place after the last character of each sentence, white space left out."""
    place = 0
    for sentence in sentencex.segment(_LIBRARY_CODES.get(language, language), text):
        bare = sentence.strip()
        place = text.index(bare, place) + len(bare)
        yield place


def _goes_on(text: str, place: int) -> bool:
    """Return whether the full stop before `place` belongs to an abbreviation.

    A small letter behind it says so too, in a text that has capitals.
    """
    following = text[place : place + 2].strip()
    if not following:
        return False
    tail = text[max(0, place - _MAX_ABBREVIATION) : place]
    if tail.endswith(".") and following[0].islower() and any(character.isupper() for character in text):
        return True
    return bool(_TITLE.search(tail)) or (following[0].isdigit() and bool(_NUMBERED.search(tail)))
