"""Numbers in texts, in French and English: digits with their separators, and numbers in words."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from scribe_contracts.evidence.words import fold

_UNITS = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19,
}  # fmt: skip
_TENS = {
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
    "huitante": 80, "octante": 80, "nonante": 90, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "cent": 100, "cents": 100, "hundred": 100, "mille": 1000, "thousand": 1000, "million": 1_000_000,
    "millions": 1_000_000, "milliard": 10**9, "milliards": 10**9, "billion": 10**9,
}  # fmt: skip
_ORDINALS = {
    "premier": 1, "premiere": 1, "first": 1, "second": 2, "seconde": 2, "third": 3, "fourth": 4, "fifth": 5,
    "deuxieme": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5,
}  # fmt: skip
_LINKS = frozenset({"et", "and", "de"})
_ARTICLES = frozenset({"un", "une"})

_NUMBER = re.compile(r"\d+(?:[ .,\u00a0\u202f']\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?")
_SPELLED = re.compile(r"[a-z]+")
_GAPS = re.compile(r"[ \u00a0\u202f']")
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\.\d{3})+)")
_MARKS = re.compile(r"[.,]")
_NUMBER_WORDS = frozenset({*_UNITS, *_TENS, *_SCALES})
_TWO_DIGITS = range(10, 100)
_FOUR, _TEN, _HUNDRED = 4, 10, 100


def figures(text: str) -> set[str]:
    """Return every number that a text names, in one form: "1 200", "1,200" and "twelve hundred" are all "1200"."""
    folded = fold(text)
    written = {_plain(match.group()) for match in _NUMBER.finditer(folded)}
    scaled = {
        _text(float(_plain(number)) * _SCALES[scale])
        for number, scale in re.findall(rf"(\d+(?:[.,]\d+)?)[ -]({'|'.join(_SCALES)})\b", folded)
    }
    return written | scaled | _spelled(folded)


def stated_figures(text: str) -> set[str]:
    """Return the numbers that a sentence states: without the articles "un" and "une", and ordinals."""
    words = _SPELLED.findall(fold(text))
    loose = (
        {"1"} if _ARTICLES.intersection(words) or {"one", "first", "premier", "premiere"}.intersection(words) else set()
    )
    loose |= {str(_ORDINALS[word]) for word in words if word in _ORDINALS}
    return figures(text) - (loose - {_plain(match.group()) for match in _NUMBER.finditer(text)})


def _plain(number: str) -> str:
    """Return a written number without separators of thousands, and with a point before decimals."""
    compact = _GAPS.sub("", number)
    mark = max((",", "."), key=compact.rfind)
    whole, _, rest = compact.rpartition(mark)
    others = "," in whole or "." in whole
    if whole and not _GROUPS.fullmatch(compact) and not (others and mark in whole):
        return _text(float(_MARKS.sub("", whole) + "." + rest))
    return _text(float(_MARKS.sub("", compact)))


def _text(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(round(value, 6))


def _spelled(folded: str) -> set[str]:
    """Return the numbers in words. Two of two digits in a row may be a year: "twenty twenty-six"."""
    found: set[str] = set()
    for run in _runs(re.split(r"[^a-z]+", folded)):
        values = _values(run)
        found.update(map(str, values))
        found.update(str(a * 100 + b) for a, b in pairwise(values) if a in _TWO_DIGITS and b in _TWO_DIGITS)
    return found | {str(_ORDINALS[word]) for word in re.split(r"[^a-z]+", folded) if word in _ORDINALS}


def _runs(words: Sequence[str]) -> Iterator[list[str]]:
    """Yield the stretches of words that are numbers; "et" and "and" may stand between them."""
    run: list[str] = []
    for word in [*words, ""]:
        if word in _NUMBER_WORDS:
            run.append(word)
        elif run and word not in _LINKS:
            yield run
            run = []


def _values(run: Sequence[str]) -> list[int]:
    values: list[int] = []
    total, group, begun = 0, 0, False
    for word in run:
        if begun and _begins_anew(word, group):
            values.append(total + group)
            total, group = 0, 0
        begun = True
        if word in _UNITS:
            group += _UNITS[word]
        elif word in _TENS:
            # "quatre-vingts" is four twenties.
            group = group + 76 if word.startswith("vingt") and group % 100 == _FOUR else group + _TENS[word]
        elif _SCALES[word] == _HUNDRED:
            group = max(1, group) * _HUNDRED
        else:
            total, group = total + max(1, group) * _SCALES[word], 0
    return [*values, total + group]


def _begins_anew(word: str, group: int) -> bool:
    rest = group % 100
    if word in _UNITS:
        return rest % 10 != 0 or (rest == _TEN and _UNITS[word] >= _TEN)
    if word in _TENS:
        return rest != 0 and not (word.startswith("vingt") and rest == _FOUR)
    return False
