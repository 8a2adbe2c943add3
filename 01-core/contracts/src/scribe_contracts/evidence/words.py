"""Words as evidence compares them: folded, without accents, endings and the small words of French and English."""

import re
import unicodedata

_SMALL_WORDS = """
a ai aie ainsi alors an and any apres are as at au aura aussi autre autres aux avait avant avec avoir avons be been
being but by c ca car ce cela ces cet cette chaque ceux comme could d dans de des do does doit doivent donc dont du
elle elles en encore entre est et etait ete etre eu eux fait faire faut for from has had have he her his how i il
ils in into is it its j je l la le les leur leurs lors lui m ma mais may me meme mes might moins mon must my n ne
ni nos not notre nous of on or ont ou our par pas peu peut peuvent plus pour pourrait qu quand que quel quelle qui
quoi s sa sans se sera seront ses shall she should si so soit son sont sous sur t ta te tes that the their them
then there these they this those to toi ton tous tout toute toutes tres tu un une us va very vos votre vous was we
were what when where which who will with would y you your meeting reunion speaker discuss discussed discusses
discute discuter discutent participants participant personne people
"""
_SMALL = frozenset(_SMALL_WORDS.split())
MIN_STEM = 4
_MAX_STEM = 6

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "’": "'"})


def fold(text: str) -> str:
    """Return a text in lower case without accents and ligatures."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def tokens(text: str) -> list[str]:
    """Return the folded words of a text, in order, numbers included."""
    return _WORD.findall(fold(text))


def content_words(text: str) -> set[str]:
    """Return the stems of the words that carry meaning."""
    return {stem(word) for word in tokens(text) if word not in _SMALL and (len(word) > 2 or word.isdigit())}  # noqa: PLR2004


def stem(word: str) -> str:
    """Return the beginning by which forms of one word are equal: "valider", "validation" and "validé" share theirs."""
    if word[0].isdigit() or len(word) <= MIN_STEM:
        return word
    return word.rstrip("s")[: max(MIN_STEM, min(_MAX_STEM, len(word) - 2))]
