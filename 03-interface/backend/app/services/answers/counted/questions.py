"""Recognition of questions that count or list, in French and English."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.services.answers.counted.patterns import (
    LEAD,
    MENTIONED,
    MENTIONS,
    OF_CONTENT,
    PATTERNS,
    PRESENCE,
    SPEECH_ON,
    Kind,
)
from app.services.answers.counted.periods import Period, find_period
from scribe_contracts.evidence.words import fold, tokens

MAX_WORDS = 6
"""Longer descriptions are no words to look up: they are searched by meaning."""

OF_MEETINGS = frozenset({Kind.COUNT_MEETINGS, Kind.LIST_MEETINGS, Kind.LAST_MEETING, Kind.FIRST_MEETING})


@dataclass(frozen=True)
class Counted:
    """A question that is to be counted or listed."""

    kind: Kind
    words: str = ""
    """Words that must have been said, or stand in the title."""

    person: str | None = None
    period: Period | None = None


_FILLING = """
the a an of in at to on for from do does did is was were are be been being has have had we i you they it he she
my our your this that these those there where which who what whom with by and all any exactly please total time
times held recorded happened happen take place took meeting meetings call calls word words topic subject so far
up now le la les l un une des du de d en dans a au aux ce cette ces c ci y est sont etait etaient ete ont on
nous je j tu il elle ils elles vous me m moi mon ma mes nos notre ai avons as eu eue eues avait qu que qui ou s
se t auxquelles laquelle lesquelles il-y-a reunion reunions mot mots sujet propos question tenues tenu lieu
enregistrees faites fait avec par et pour etions fois jusqu ici maintenant tout toute toutes tous est-ce
recorded stored existe existent enregistre the-re sur about
"""
_FILL = frozenset(_FILLING.split())
_ATTENDING = """
present presents presente presentes attend attended attending participate participated participating participe
participent participer participaient assiste assistent assistaient speak speaks spoke spoken talk talked parle
parlent parlaient intervenu interviennent prennent parole took part take la there in at entend heard hear pris
prendre
"""
_ATTENDANCE = frozenset(_ATTENDING.split())
_SPEAKING_WORDS = """
everybody everyone each person speaker speakers participant participants people chacun chacune chaque tous personne
personnes intervenant intervenants long speaking talking parlait parler parole temps
"""
_SPEAKING = _ATTENDANCE | frozenset(_SPEAKING_WORDS.split())


def recognize(question: str, known: Iterable[str], now: datetime, *, one_meeting: bool) -> Counted | None:
    """Return what the question counts or lists; None if it does neither.

    `known` are the names heard in the meetings that are asked. Of one meeting, no meetings are counted.
    """
    text = LEAD.sub("", re.sub(r"[^\w]+|_", " ", fold(question)).strip())
    for kind, pattern in PATTERNS:
        match = pattern.match(text)
        if match is None or (one_meeting and kind in OF_MEETINGS):
            continue
        rest = (match.groupdict().get("rest") or "").strip()
        found = _read(kind, rest, list(known), now)
        if found is not None:
            return found
    return None


def _read(kind: Kind, rest: str, known: Sequence[str], now: datetime) -> Counted | None:
    period, rest = find_period(rest, now)
    if kind is Kind.WHO_MENTIONS:
        return _worded(kind, rest, period)
    if kind is Kind.COUNT_MENTIONS:
        return _mentions(rest, known, period)
    if kind in OF_MEETINGS:
        return _meetings(kind, rest, known, period)
    if kind is Kind.SPEAKING_TIME:
        return _speaking(rest, known, period)
    # Who attended, how many were there, who spoke most: what follows may name the meeting, and nothing else.
    words = [word for word in rest.split() if word not in _FILL and word not in _ATTENDANCE]
    is_content = (kind is Kind.COUNT_PEOPLE and bool(words)) or bool(OF_CONTENT.match(rest))
    return None if is_content or len(words) > MAX_WORDS else Counted(kind, " ".join(words), None, period)


def _speaking(rest: str, known: Sequence[str], period: Period | None) -> Counted | None:
    if SPEECH_ON.search(rest):
        return None
    person, remaining = _person(rest, known)
    words = [word for word in remaining.split() if word not in _FILL and word not in _SPEAKING]
    # "How long will the building take to speak for itself?" names nobody who is heard.
    return Counted(Kind.SPEAKING_TIME, "", person, period) if not words else None


def _mentions(rest: str, known: Sequence[str], period: Period | None) -> Counted | None:
    person, without = _person(rest, known)
    found = MENTIONED.match(rest) or MENTIONS.search(rest)
    if found is None:
        return None
    words = _content(found["words"])
    if person is not None and without != rest and found.re is MENTIONS and person_before(rest, person, found):
        return _worded(Kind.COUNT_MENTIONS, words, period, person)
    return _worded(Kind.COUNT_MENTIONS, words, period)


def person_before(rest: str, person: str, found: re.Match[str]) -> bool:
    """Return whether the person is who mentions, not who is mentioned."""
    return any(word in rest[: found.start()].split() for word in tokens(person))


def _meetings(kind: Kind, rest: str, known: Sequence[str], period: Period | None) -> Counted | None:
    person: str | None = None
    remaining = rest
    found = MENTIONED.match(rest) or MENTIONS.search(rest)
    if found is not None:
        words = _content(found["words"])
        before = rest[: found.start("words")] if found.re is MENTIONS else ""
        person, _ = _person(before, known)
        if words:
            return _worded(kind, words, period, person)
    if PRESENCE.search(rest):
        person, remaining = _person(rest, known)
        remaining = PRESENCE.sub(" ", remaining)
        words = _content(remaining)
        if person is None and words:
            # Somebody whom nobody knows: the answer is none, or the meetings that mention the name.
            return _worded(kind, words, period)
        return _worded(kind, words, period, person)
    words = _content(remaining)
    if kind is Kind.LIST_MEETINGS and words:
        # "Which meetings were useful?" lists nothing that can be looked up.
        return None
    return _worded(kind, words, period)


def _worded(kind: Kind, words: str, period: Period | None, person: str | None = None) -> Counted | None:
    words = _content(words)
    return None if len(words.split()) > MAX_WORDS else Counted(kind, words, person, period)


def _content(text: str) -> str:
    return " ".join(word for word in text.split() if word not in _FILL)


def _person(text: str, known: Sequence[str]) -> tuple[str | None, str]:
    """Return the known name that a text has, by all of it or by its first word, and the text without it."""
    words = text.split()
    for name in sorted(known, key=len, reverse=True):
        parts = tokens(name)
        if parts and all(part in words for part in parts):
            return name, " ".join(word for word in words if word not in parts)
    for name in known:
        first = tokens(name)[:1]
        if first and first[0] in words and len(first[0]) > 1:
            return name, " ".join(word for word in words if word != first[0])
    return None, text
