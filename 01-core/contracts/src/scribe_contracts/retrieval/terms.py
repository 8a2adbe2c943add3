"""The words of a passage as a sparse vector: BM25, with the rarity of words left to the store (IDF)."""

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

SATURATION = 1.2
"""k1 of BM25: how soon a repeated word stops counting."""

LENGTH_SHARE = 0.75
"""b of BM25: how much a long passage counts less."""

USUAL_WORDS = 200
"""Words of a usual passage. Passages are cut to one length, so that no average has to be kept."""

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")

_STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
_STOP_WORDS = {
    "en": "a an and are as at be but by do did does for from had has have he her his how i if in is it its me my of on "
    "or our she so that the their them they this to was we were what when where which who why will with would you your",
    "fr": "a au aux avec ce ces cette comment dans de des du elle elles en est et il ils j je l la le les leur "
    "leurs lui ma mais me mes mon n ne nos notre nous on ou par pas pour qu que quel quelle quels quelles qui "
    "sa se ses son s sont sur ta te tes toi ton tu un une vos votre vous d c y",
}
_STOPPED = {language: frozenset(words.split()) for language, words in _STOP_WORDS.items()}


@dataclass(frozen=True)
class SparseVector:
    """Numbers of words, ascending, and their weights."""

    indices: list[int]
    values: list[float]


def terms(text: str, language: str | None) -> list[str]:
    """Return the words without case, accents and endings; characters of scripts without spaces in pairs."""
    stop = _STOPPED.get(language or "", frozenset[str]())
    return [_stem(word, language or "") for word in _words(text) if word not in stop]


def passage_vector(text: str, language: str | None) -> SparseVector:
    """Return the weights of the words of a passage, after BM25."""
    counts = Counter(terms(text, language))
    length = sum(counts.values())
    room = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / USUAL_WORDS)
    return _vector((term, count * (SATURATION + 1) / (count + room)) for term, count in counts.items())


def query_vector(text: str, languages: Iterable[str | None]) -> SparseVector:
    """Return the words of a question as passages in any of these languages have them."""
    wanted = {term for language in {*languages, None} for term in terms(text, language)}
    return _vector((term, 1.0) for term in sorted(wanted))


def _vector(weights: Iterable[tuple[str, float]]) -> SparseVector:
    summed: Counter[int] = Counter()
    for term, weight in weights:
        summed[zlib.crc32(term.encode())] += weight  # type: ignore[assignment]  # a Counter adds numbers of any kind
    indices = sorted(summed)
    return SparseVector(indices, [float(summed[index]) for index in indices])


def _words(text: str) -> Iterator[str]:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    for found in _WORD.finditer(plain):
        word = found.group()
        if _UNSPACED.search(word):
            yield from (word[at : at + 2] for at in range(max(1, len(word) - 1)))
        else:
            yield word


@lru_cache(maxsize=65_536)
def _stem(word: str, language: str) -> str:
    algorithm = _STEMMERS.get(language)
    if algorithm is None:
        return word
    import snowballstemmer

    stemmed: str = snowballstemmer.stemmer(algorithm).stemWord(word)
    return stemmed
