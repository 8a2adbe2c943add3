"""Comparison of a question with what was read for it: small models answer anything with anything."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.services.answers.found.overview import is_overview
from app.services.answers.found.stretches import Source
from app.services.answers.words import searched_words
from scribe_contracts.evidence.words import content_words, stem

MIN_KNOWN = 0.5
"""Share of a question's words that must have been said for it to be answered. Of questions to their own meeting 2 %
have fewer, of questions to another meeting 42 % (QMSum, 237 of each, the questions that the share was chosen on)."""

_ENOUGH = 2
"""Words of a question that can be understood alone: "and who sends the contract?" has two, "and why?" has none."""

_ASIDE_TEXT = """
action actions avis conclusion conclusions decision decisions etape etapes idea ideas idee idees issue issues main next
opinion opinions plan point points principal principale principales principaux prochaine prochaines prochain prochains
probleme problemes problem problems step steps subject subjects sujet sujets tache taches task tasks topic topics
"""
_ASIDE = frozenset(stem(word) for word in _ASIDE_TEXT.split())
"""Words by which people ask for a kind of thing that nobody names while it is said."""


@dataclass(frozen=True)
class Relevance:
    """The words of a question, compared with those of one language of meetings."""

    words: frozenset[str]
    """Stems; none where words cannot tell, as with an overview."""

    language: str

    @classmethod
    def of(cls, question: str, language: str) -> "Relevance":
        """Return the words of a question in this language."""
        if is_overview(question):
            return cls(frozenset(), language)
        stems = {stem(word) for word in searched_words(question)}
        return cls(frozenset(stems - _ASIDE), language)

    @classmethod
    def of_follow_up(cls, question: str, joined: str, language: str) -> "Relevance":
        """Return the words of a follow-up, where it has few together with those of the questions `joined` to it."""
        own = cls.of(question, language)
        return own if len(own.words) >= _ENOUGH else cls.of(joined, language)

    def is_answerable(self, sources: Iterable[Source], texts: Iterable[str]) -> bool:
        """Return whether enough of the question was said in these texts of the meetings.

        Words of meetings in another language cannot be compared; then it is.
        """
        read = list(sources)
        if not self.words or any(source.transcript.language != self.language for source in read):
            return True
        said = content_words(" ".join([*texts, *(name for source in read for name in (source.title, *source.names))]))
        return len(self.words & said) >= MIN_KNOWN * len(self.words)
