"""A guess at the language of a text by its commonest words, for transcripts that do not say it."""

from collections import Counter

from app.core.folding import fold
from scribe_contracts.transcript import Transcript

_COMMON = {
    "fr": "le la les des et est que qui dans pour pas sur une nous vous je ce avec mais donc c ca on il elle du au ne",
    "en": "the and of to is that in it you we for on are with this be have what so they was not but i a do at",
    "de": "der die das und ist nicht ich wir es ein eine zu mit auf den von auch so fur dass sie aber haben im",
    "es": "el los las y es que de en un una por con para no se lo como pero mas nosotros muy hay yo su al del",
    "it": "il lo gli e di che non un una per con sono ma si come anche questo nel della ho ci piu mi al del",
    "pt": "o os as e que de em um uma para com nao se por mais mas como nos isso foi ele ela ao da do eu",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_MAX_CHARACTERS = 200_000
_MIN_WORDS = 4
_LEAD = 1.3


def guess_language(transcript: Transcript) -> str | None:
    """Return a language whose common words clearly lead; None if none does."""
    text, length = [], 0
    for segment in transcript.segments:
        text.append(segment.text)
        length += len(segment.text)
        if length > _MAX_CHARACTERS:
            break
    counts: Counter[str] = Counter()
    for word, times in Counter(fold(" ".join(text)).split()).items():
        for language, common in _WORDS.items():
            if word in common:
                counts[language] += times
    ranked = [*counts.most_common(2), ("", 0), ("", 0)]
    (best, found), (_, next_found) = ranked[0], ranked[1]
    return best if found >= _MIN_WORDS and found >= _LEAD * next_found else None
