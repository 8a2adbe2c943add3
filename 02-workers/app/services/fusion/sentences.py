"""Ends of sentences, by the rules and abbreviations of each language."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise

import sentencex

from scribe_contracts.artefacts import SpokenWord

_TITLE = re.compile(
    r"(?:^|[\s('’«-])(?:MM?|M(?:me|lle|gr|e)s?|Dr|Pr|[Pp]rofa?|Mr|Mrs|Ms|Ste?|[FM]t|Hrn?|Frl?|Hl|Dña|Srta?|Sra|Dra"
    r"|Sto|Gral|Exm[oa]|c\.-à-d)\.$"
)
"""Titles before a name. The library knows those of English and German; French ones end a sentence for it."""

_WRITTEN_TITLE = re.compile(
    r"(?<!\w)(?:monsieur|madame|mademoiselle|docteur|professeur|ma[îi]tre|mister|missis|miss|doctor|professor|president"
    r"|herr|herrn|frau|doktor|señor|señora|doctora?|signor|signora|dottor) [A-Z]\.$",
    re.IGNORECASE,
)
"""An initial after a title in words, before a surname."""

_INITIALS = re.compile(r"(?:^|[\s('’«])(?<!av\. )(?<!apr\. )[A-Z]\.-[A-Z]\.$")
"""Initials of a double first name, before a surname: "J.-C. Durand", but not "52 av. J.-C."."""

_TITLES_OF = {
    "es": re.compile(r"(?:^|\s)(?:D|Av|Avda|C)\.$"),
    "it": re.compile(r"(?:^|\s)(?:S|V\.le|P\.za)\.$"),
    "fr": re.compile(r"(?:^|[\s'’])(?:[Aa]v|[Bb]l?v?d|[Pp]l|[Cc]dt|[Cc]ol|[Gg]al)\.$"),
}
"""Of one language only: in others they are initials or ends."""

_ORDINAL = re.compile(
    r"(?<!\w)(?:d(?:ie|er|as|en|em|es)|am|im|vom|zum|zur|beim|ab|seit|bis|jede[rsnm]?|diese[rsnm]?|eine?[rsnm]?|ihre?[rsnm]?"
    r"|unsere?[rsnm]?|[ms]eine?[rsnm]?) \d{1,3}\.$",
    re.IGNORECASE,
)
"""German ordinals, before a noun: "die 2. Sitzung"."""

_NUMBERED = re.compile(
    r"(?:^|[\s('’«-])(?:n[o°]?s?|pp?|h|art|al|av|bd|chap|chs?|fig|réf|tél|vol|env|p[aá]g|n[uú]m|nr|abb|kap|abs|max|min|cap"
    r"|sez|par|tab|bzw|ca|tel)\.$",
    re.IGNORECASE,
)
"""Abbreviations that end no sentence before a number: "p. 5", "art. 12"."""

_MAX_ABBREVIATION = 24
"""Characters before a full stop that are looked at."""

_ANSWER = re.compile(r"(?<!\w)no\.(?=\s+\D)", re.IGNORECASE)
"""An answer, in four languages, which the library takes for "number" also where no number follows."""

_PRONOUN = re.compile(
    r"(?<!\w)(?:am|was|were|do|did|have|had|can|could|will|would|shall|should|must|may|might|\w+n['’]t|and|or|nor|than|but"
    r"|not) I\.(?=\s+(?!\w\.))"
)
"""The English pronoun, which the library takes for an initial: "Neither did I. Okay."."""

_LETTER = re.compile(r"\s[^\W\d_A-Z]+ [A-Z]\.$")
_AND_SO_ON = re.compile(r"(?<!\w)(?:etc|ecc|usw|usf|o\.\s?ä|u\.\s?ä|inc|ltd|corp|jr)\.$", re.IGNORECASE)
"""Possible ends of a sentence, which they are where a pause and a capital follow: "plan B.", "etc."."""

_PAUSE_SECONDS = 0.3

_MAX_ABBREVIATION_PAUSE_SECONDS = 0.5
"""Nobody pauses for longer after an abbreviation in the middle of a sentence."""

_MAX_ABBREVIATIONS = 2
"""More full stops before small letters within a sentence are sentences without capitals."""

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
    places = list(accumulate(len(word.text) for word in words))
    last_of_place = {place: index for index, place in enumerate(places)}
    pauses = {place: after.start - word.end for place, (word, after) in zip(places, pairwise(words), strict=False)}
    sure = {match.end() for match in _ANSWER.finditer(text)}
    if language == "en":
        sure |= {match.end() for match in _PRONOUN.finditer(text)}
    sure |= {place for place, pause in pauses.items() if pause >= _PAUSE_SECONDS and _may_end(text, place, language)}
    begun, abbreviations = 0, 0
    for place in sorted(sure.union(_library_ends(text, language))):
        if place not in sure and _is_abbreviation(text, place, language):
            continue
        is_short = abbreviations < _MAX_ABBREVIATIONS and pauses.get(place, 0.0) <= _MAX_ABBREVIATION_PAUSE_SECONDS
        if place not in sure and is_short and _goes_on(text, begun, place):
            abbreviations += 1
            continue
        begun, abbreviations = place, 0
        if place in last_of_place:
            yield last_of_place[place]


def _may_end(text: str, place: int, language: str) -> bool:
    """Return whether an abbreviation before `place` is one that ends a sentence where somebody pauses."""
    if not text[place : place + 2].strip()[:1].isupper():
        return False
    tail = text[max(0, place - _MAX_ABBREVIATION) : place]
    is_end = _LETTER.search(tail) or _AND_SO_ON.search(tail)
    return bool(is_end) and not _is_abbreviation(text, place, language)


def _library_ends(text: str, language: str) -> Iterator[int]:
    """Yield the place after the last character of each sentence, white space left out."""
    place = 0
    for sentence in sentencex.segment(_LIBRARY_CODES.get(language, language), text):
        bare = sentence.strip()
        place = text.index(bare, place) + len(bare)
        yield place


def _is_abbreviation(text: str, place: int, language: str) -> bool:
    """Return whether the full stop before `place` is of a title, of initials, or before a number."""
    following = text[place : place + 2].strip()
    tail = text[max(0, place - _MAX_ABBREVIATION) : place]
    if not following:
        return False
    if following.isdigit():
        return bool(_NUMBERED.search(tail) or _TITLE.search(tail))
    titles = [_TITLE, _WRITTEN_TITLE, _INITIALS]
    if following.isupper():
        titles += [_TITLES_OF[language]] if language in _TITLES_OF else []
        titles += [_ORDINAL] if language == "de" else []
    return any(title.search(tail) for title in titles)


def _goes_on(text: str, begun: int, place: int) -> bool:
    """Return whether a small letter says that the full stop before `place` ends no sentence.

    It says so only in a sentence with a capital at its begin: in a text without capitals all letters are small.
    """
    following = text[place : place + 2].strip()
    opening = next((character for character in text[begun:place] if character.isalpha()), "")
    return text[:place].endswith(".") and following[:1].islower() and not opening.islower()
