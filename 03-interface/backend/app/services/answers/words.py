"""Words of questions: their language, what is searched for, and whether they go on from the question before."""

import re
from collections.abc import Sequence

from scribe_contracts.evidence.languages import detect_language
from scribe_contracts.evidence.words import content_words, fold, stem, tokens

MAX_EARLIER = 3
"""Earlier questions that a follow-up is read with."""

_ASKING = {
    "fr": "qui que quoi quel quelle quels quelles quand combien comment pourquoi ou est-ce a-t-on le la les des une un "
    "et est sont etait ont du au aux dans sur pour avec de ce cette il elle nous vous reunion reunions y en temps fois "
    "parole",
    "en": "who what which when how why where did does do is was were are the a an of to in on about with for and this "
    "that it they we meeting meetings has have many much anybody somebody said",
    "de": "wer was welche wann wie warum wo hat haben ist war der die das und ein eine uber mit von nicht sitzung",
    "es": "quien que cual cuales cuando como cuanto por donde ha han es el los las una y sobre con de del reunion",
    "it": "chi che cosa quale quali quando come quanto perche dove ha hanno il gli una e di del con sulla riunione",
    "nl": "wie wat welke wanneer hoe waarom waar heeft is was de het een en in over van met voor niet zijn vergadering",
    "pt": "quem que qual quais quando como quanto onde ha e o a os as um uma em sobre com de do da reuniao",
}
_TIE_BREAK = 0.5
_ASKING_WORDS = {code: frozenset(words.split()) for code, words in _ASKING.items()}

_DEPENDENT_TEXT = """
il elle ils elles lui leur ca cela ceci celui celle ceux y en aussi encore autre autres alors he she it they him
her them his its their this that these those there then also else more
"""
_DEPENDENT = frozenset(_DEPENDENT_TEXT.split())
_LEADS = ("et ", "mais ", "donc ", "alors ", "and ", "but ", "so ", "what about ", "how about ", "qu'en est-il")
_FEW_WORDS = 1
_ASKS_TEXT = """
dit dits dite parle parler parlait discute evoque mentionne explique decide decidee decidees resume resumer
summarize summarise summary said talk talked talking spoke speak discuss discussed mention mentioned tell say
explain explained decided think thought happened passe reunion meeting reunions meetings question
"""
_ASKS = frozenset(stem(word) for word in _ASKS_TEXT.split())


def question_language(question: str, otherwise: str) -> str:
    """Return the code of the language of a question, also of a short one; `otherwise` where it cannot be told."""
    words = re.findall(r"[\w-]+", fold(question))
    pieces = [*words, *(piece for word in words for piece in word.split("-") if "-" in word)]
    # The words that ask tell more than all small words, which "Combien de réunions en mai ?" shares with Dutch.
    counts = {code: float(sum(word in asking for word in pieces)) for code, asking in _ASKING_WORDS.items()}
    found = detect_language(question)
    if found in counts:
        counts[found] += _TIE_BREAK
    (best, code), (second, _) = sorted(((count, code) for code, count in counts.items()), reverse=True)[:2]
    return code if best > second else otherwise


def searched_words(question: str) -> list[str]:
    """Return the words to look for: those that carry meaning, not those that ask."""
    words = dict.fromkeys(word for word in tokens(question) if content_words(word) and stem(word) not in _ASKS)
    return list(words)


def goes_on(question: str) -> bool:
    """Return whether a question can only be understood with the one before."""
    folded = fold(question).strip()
    words = re.findall(r"\w+", folded)
    return folded.startswith(_LEADS) or len(searched_words(question)) <= _FEW_WORDS or bool(_DEPENDENT & set(words))


def with_earlier(question: str, earlier: Sequence[str]) -> str:
    """Return what to search for: a follow-up is joined with the questions that it goes on from, latest last.

    `earlier` are the questions before, oldest first.
    """
    joined = [question]
    for number, before in enumerate(reversed(earlier)):
        if number >= MAX_EARLIER or not goes_on(joined[0]):
            break
        joined.insert(0, before)
    return " ".join(joined)
