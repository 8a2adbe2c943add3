"""Checks of a sentence against the turns that it cites."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from scribe_contracts.evidence.figures import figures, stated_figures
from scribe_contracts.evidence.orders import orders_model
from scribe_contracts.evidence.turns import NumberedTurn
from scribe_contracts.evidence.words import content_words, fold, tokens

MIN_SHARED = 2
MIN_SHARE = 0.34
"""Share of a sentence's content words that its evidence must hold: a third, and two of them at least."""

MIN_QUOTE_WORDS = 2
NEIGHBORS = 1
"""Turns before and after the cited ones in which names may stand: "Paul?" is answered by "I will do it"."""


class Doubt(StrEnum):
    """Reasons why a sentence is not checked; stable, so that a page can translate them."""

    NO_EVIDENCE = "no_evidence"
    NUMBER_NOT_SAID = "number_not_said"
    NAME_NOT_SAID = "name_not_said"
    QUOTE_NOT_SAID = "quote_not_said"
    LITTLE_SHARED = "little_shared"
    OTHER_LANGUAGE = "other_language"
    DUE_NOT_SAID = "due_not_said"
    OWNER_NOT_HEARD = "owner_not_heard"
    TRANSLATED = "translated"
    """It is written in another language than was spoken, so that their words cannot be compared."""

    ORDERS_MODEL = "orders_model"
    """The turns that it rests on, or it itself, give orders to a language model: it may be somebody else's wish."""


_QUOTE = re.compile(r"[\"“”«]\s*([^\"“”«»]+?)\s*[\"“”»]")
_NAME = re.compile(r"(?<![\w'’-])(?:[A-ZÀ-ÖØ-Þ][\w’'-]*[\w])(?:\s+[A-ZÀ-ÖØ-Þ][\w-]+)*")
_NUMBERED = re.compile(r"(?:speaker|locuteur)[ _]\d{1,4}", re.IGNORECASE)
"""Label of somebody without a name: "Speaker 2"."""

_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s+|[«“\"(]\s*|\n)$")
_DEED_WORDS = """
va est doit peut sera fera aura veut valide refuse accepte propose demande confirme annonce prend envoie redige
prepare dit pense souhaite explique rappelle s'occupe se ne n is has will was must should can may says said
agrees agreed asks asked proposes proposed takes sends sent writes wrote wants wanted confirms confirmed decides
decided thinks explains explained
"""
_DEEDS = frozenset(_DEED_WORDS.split())
"""Words that follow a name at the beginning of a sentence of minutes."""

_CALENDAR = """january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday"""
_MONTHS_AND_DAYS = frozenset(_CALENDAR.split())


def doubts(
    text: str, cited: Sequence[NumberedTurn], *, participants: Iterable[str] = (), around: Sequence[NumberedTurn] = ()
) -> tuple[Doubt, ...]:
    """Return the reasons to doubt that the cited turns say this; none if all checks pass.

    `participants` are names that may be named without being said; `around` are the neighbors of the cited turns.
    """
    if not cited:
        return (Doubt.NO_EVIDENCE,)
    said = " ".join(f"{turn.speaker}: {turn.text}" for turn in cited)
    words = " ".join(turn.text for turn in cited)
    numbered = " ".join(turn.speaker for turn in cited if _NUMBERED.fullmatch(turn.speaker))
    found = []
    if not stated_figures(text) <= figures(f"{numbered} {words}"):
        found.append(Doubt.NUMBER_NOT_SAID)
    heard = " ".join([said, *(f"{turn.speaker}: {turn.text}" for turn in around), *participants])
    if unsaid_names(text, heard):
        found.append(Doubt.NAME_NOT_SAID)
    if not all(_holds(said, quote) for quote in _QUOTE.findall(text)):
        found.append(Doubt.QUOTE_NOT_SAID)
    # A name says who spoke, and is written by anybody: a sentence in its place proves nothing.
    if not shares_enough(text, said) or not content_words(text) & content_words(words):
        found.append(Doubt.LITTLE_SHARED)
    if orders_model(text) or any(orders_model(turn.text) or orders_model(turn.speaker) for turn in cited):
        found.append(Doubt.ORDERS_MODEL)
    return tuple(found)


def shares_enough(text: str, said: str) -> bool:
    """Return whether enough words that carry meaning are in both."""
    own = content_words(text)
    shared = own & content_words(said)
    return len(shared) >= min(MIN_SHARED, len(own)) and len(shared) >= MIN_SHARE * len(own) and bool(own)


def unsaid_names(text: str, heard: str) -> set[str]:
    """Return the proper names of a text that were not heard.

    A sentence's first word is capitalized in any case: it counts if what follows says what somebody does.
    """
    known = set(tokens(heard))
    unsaid: set[str] = set()
    for match in _NAME.finditer(text):
        words = [word for word in tokens(match.group()) if word not in _MONTHS_AND_DAYS]
        if _SENTENCE_START.search(text[: match.start()]) and not _acts(text[match.end() :]):
            words = words[1:]
        unsaid.update(word for word in words if word not in known and len(word) > 1)
    return unsaid


def _acts(rest: str) -> bool:
    """Return whether a text goes on with a verb that has a person before it."""
    following = tokens(rest[:40])
    return bool(following) and following[0] in _DEEDS


def best_turns(text: str, turns: Sequence[NumberedTurn]) -> list[NumberedTurn]:
    """Return the turns, the likeliest first, that share words with the text, three at most."""
    own = content_words(text)
    scored = [(len(own & content_words(f"{turn.speaker}: {turn.text}")), turn) for turn in turns]
    ranked = sorted((pair for pair in scored if pair[0]), key=lambda pair: (-pair[0], pair[1].number))
    return [turn for _, turn in ranked[:3]]


def adding_turns(text: str, cited: Sequence[NumberedTurn]) -> list[NumberedTurn]:
    """Return the cited turns, in their order, without those whose words of the text others hold."""
    left = content_words(text)
    held = {turn.number: left & content_words(f"{turn.speaker}: {turn.text}") for turn in cited}
    kept: set[int] = set()
    for turn in sorted(cited, key=lambda turn: (-len(held[turn.number]), turn.number)):
        if held[turn.number] & left:
            kept.add(turn.number)
            left = left - held[turn.number]
    return [turn for turn in cited if turn.number in kept]


def neighbors(turns: Sequence[NumberedTurn], cited: Sequence[NumberedTurn]) -> list[NumberedTurn]:
    """Return the turns beside the cited ones."""
    numbers = {turn.number + step for turn in cited for step in range(-NEIGHBORS, NEIGHBORS + 1)}
    return [turn for turn in turns if turn.number in numbers and turn not in cited]


def _holds(said: str, quote: str) -> bool:
    """Return whether a quote is verbatim, but for case, accents and marks; a single word in quotes is no quote."""
    words = tokens(quote)
    if len(words) < MIN_QUOTE_WORDS:
        return True
    return f" {' '.join(words)} " in f" {' '.join(tokens(said))} " or fold(quote) in fold(said)
