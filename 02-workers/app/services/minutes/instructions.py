"""Instructions of sections as a model is told them, and entries that repeat them in place of what was said."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from app.services.minutes.answers import NOBODY
from scribe_contracts.evidence.names import clean_label
from scribe_contracts.evidence.words import content_words, tokens
from scribe_contracts.minutes.templates import Section, SectionKind, in_english

_MIN_WORDS = 4
_MIN_SHARE = 0.9
"""Share of an entry's words that stand in a row in the instructions of one section; a copy that is cut off has all."""

_SURE_WORDS = 8
"""As many in a row are a copy whatever is around them."""


def describe(section: Section) -> str:
    """Return what belongs into a section, as a model is told."""
    text = " ".join(in_english(section.instructions).split()) or clean_label(section.title)
    if section.kind is SectionKind.ACTIONS:
        text += f' "owner" is one of the speakers, or "{NOBODY}"; "due" is empty if no time was said.'
    return text


class Instructions:
    """The instructions of all sections of a template."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._told = [tokens(describe(section)) for section in sections]

    def are_repeated_in(self, text: str, said: str) -> bool:
        """Return whether a text repeats them, as small models do with instructions in the language they write in.

        What the cited turns say, `said`, may be named in them too, and is no repetition.
        """
        if content_words(text) <= content_words(said):
            return False
        words = tokens(text)
        least = min(_SURE_WORDS, _MIN_SHARE * len(words))
        return len(words) >= _MIN_WORDS and any(_in_a_row(words, told) >= least for told in self._told)


def _in_a_row(words: Sequence[str], told: Sequence[str]) -> int:
    return SequenceMatcher(None, words, told, autojunk=False).find_longest_match().size
