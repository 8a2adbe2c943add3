"""French and English words, written alike: what is left when spelling that nobody hears is taken away."""

import re
import unicodedata

_NOTES = re.compile(r"\[[^\]]*\]|<[^>]*>")
"""Remarks of a transcriber, such as [laughs] or <noise>."""

_ELISIONS = re.compile(r"\b([ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)")
"""French articles and pronouns before a vowel: “l'accord” is two words."""

_ALIKE = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "œ": "oe", "æ": "ae"})

_HESITATIONS = frozenset({"euh", "heu", "hum", "hmm", "hm", "mh", "mhm", "um", "uh", "uhm", "er", "erm", "ah", "eh"})
"""Sounds that some transcribers write down and some do not, and models leave out."""

_SPELLINGS = {"okay": "ok", "mr": "mister", "mme": "madame", "mlle": "mademoiselle"}


def without_notes(text: str) -> str:
    return _NOTES.sub(" ", text)


def normal_words(text: str) -> list[str]:
    """Return the words in lower case, without punctuation, remarks and hesitations; accents and numbers stay."""
    plain = unicodedata.normalize("NFKC", without_notes(text)).lower().translate(_ALIKE)
    plain = _ELISIONS.sub(r"\1' ", plain)
    words = (word.strip("'") for word in re.sub(r"[^\w']|_", " ", plain).split())
    return [_SPELLINGS.get(word, word) for word in words if word and word not in _HESITATIONS]
