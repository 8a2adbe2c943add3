"""The text of a search box as terms and as a `tsquery`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, func

from app.core.folding import fold
from app.services.search.configurations import regconfig

_TOKEN = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)(?P<closed>"?)|(?P<word>\S+)')
_MAX_TERMS = 16

TsQuery = ColumnElement[Any]


@dataclass(frozen=True)
class Term:
    """A word, or several that must follow each other."""

    words: tuple[str, ...]
    is_excluded: bool = False
    is_begun: bool = False
    """Set if the last word may go on: somebody is still typing it."""

    @property
    def is_phrase(self) -> bool:
        return len(self.words) > 1


def parse(text: str) -> tuple[Term, ...]:
    """Return the terms of a search text.

    All words must occur; "quoted words" follow each other; words after a minus must not occur; the last may be a
    beginning.
    """
    terms: list[Term] = []
    for token in _TOKEN.finditer(text):
        is_last = token.end() == len(text)
        if (word := token["word"]) is not None:
            is_excluded = word.startswith("-") and len(word) > 1
            words = fold(word).split()
            if is_excluded and words:
                terms.append(Term(tuple(words), is_excluded=True))
                continue
            terms += [Term((each,)) for each in words[:-1]]
            terms += [Term((each,), is_begun=is_last) for each in words[-1:]]
        elif words := fold(token["phrase"]).split():
            is_excluded = bool(token["minus"])
            is_begun = is_last and not token["closed"] and not is_excluded
            terms.append(Term(tuple(words), is_excluded=is_excluded, is_begun=is_begun))
    return tuple(terms[:_MAX_TERMS])


class Search:
    """Terms parsed in several configurations: a term is found if any of them finds it."""

    def __init__(self, terms: Sequence[Term], configurations: Sequence[str]) -> None:
        self.wanted = [term for term in terms if not term.is_excluded]
        self.excluded = [term for term in terms if term.is_excluded]
        self.configurations = configurations

    def query(self, term: Term) -> TsQuery:
        return self._either(_phrase(term))

    def all_words(self) -> TsQuery | None:
        """Return the query for vectors without positions: all words wanted, no single word excluded."""
        wanted = [self._either(" & ".join(_operands(term))) for term in self.wanted]
        unwanted = [func.tsquery_not(self.query(term)) for term in self.excluded if not term.is_phrase]
        return _joined(func.tsquery_and, [*wanted, *unwanted]) if wanted or unwanted else None

    def all_of(self) -> TsQuery:
        """Return the query for lines with everything wanted and nothing excluded."""
        excluded = (func.tsquery_not(self.query(term)) for term in self.excluded)
        return _joined(func.tsquery_and, [*map(self.query, self.wanted), *excluded])

    def any_of(self) -> TsQuery:
        """Return the query for lines with something wanted."""
        return _joined(func.tsquery_or, map(self.query, self.wanted))

    def any_word(self) -> TsQuery:
        """Return the query for single words that are part of something wanted."""
        words = " | ".join(operand for term in self.wanted for operand in _operands(term))
        return self._either(words)

    def _either(self, text: str) -> TsQuery:
        queries = (func.to_tsquery(regconfig(name), text) for name in self.configurations)
        return _joined(func.tsquery_or, queries)


def _phrase(term: Term) -> str:
    return " <-> ".join(_operands(term))


def _operands(term: Term) -> list[str]:
    """Return quoted operands. Folded words hold letters and digits only, so there is nothing to escape."""
    ends = ["" for _ in term.words]
    ends[-1] = ":*" if term.is_begun else ""
    return [f"'{word}'{end}" for word, end in zip(term.words, ends, strict=True)]


def _joined(function: Any, queries: Iterable[TsQuery]) -> TsQuery:
    return reduce(function, queries)
