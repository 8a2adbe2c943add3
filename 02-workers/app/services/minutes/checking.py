"""Items from entries: numbers resolved to segments, and every statement compared with what was said."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from app.services.minutes.answers import NOBODY, Entry
from app.services.minutes.instructions import Instructions
from scribe_contracts.evidence.checks import Doubt, adding_turns, best_turns, doubts, neighbors
from scribe_contracts.evidence.dates import resolve_due
from scribe_contracts.evidence.languages import is_other_language
from scribe_contracts.evidence.names import clean_label
from scribe_contracts.evidence.turns import NumberedTurn, segments_of
from scribe_contracts.evidence.words import fold, tokens
from scribe_contracts.minutes.document import EvidenceSegment, MinutesItem
from scribe_contracts.minutes.templates import Section, SectionKind
from scribe_contracts.transcript import Transcript

_LIST_MARK = re.compile(r"^(?:(?:[-•*–]|\d{1,3}[.)]|\[\d+\])\s+)+")
_NO_DUE = frozenset({"", "none", "n a", "na", "no date", "unknown", "aucune", "aucun", "non precise", "not specified"})


class Checker:
    """Makes items of one transcript, written in one language by the instructions of one template."""

    def __init__(
        self,
        transcript: Transcript,
        turns: Sequence[NumberedTurn],
        language: str,
        held_on: date,
        instructions: Instructions,
    ) -> None:
        self._turns = turns
        self._language = language
        self._translates = language != transcript.language
        self._held_on = held_on
        self._instructions = instructions
        self._labels = transcript.speaker_labels()
        self._segments = {segment.id: segment for segment in transcript.segments}
        self._participants = list(self._labels.values())
        self._by_clean_label = {clean_label(label): label for label in self._participants}

    def item(self, section: Section, entry: Entry, among: Sequence[NumberedTurn] | None = None) -> MinutesItem | None:
        """Return the item that an entry describes; None if it says nothing, or only repeats the instructions.

        Where the cited turns do not hold what it says and another turn among those that were read does, that turn is
        its evidence: small models write the right sentence beside a wrong number.
        """
        text = _LIST_MARK.sub("", " ".join(entry.text.split()))
        if not text or self.repeats_instructions(entry):
            return None
        numbers = set(entry.turns)
        cited = [turn for turn in self._turns if turn.number in numbers]
        found = self._doubt(section, entry, text, cited)
        if found:
            for turn in best_turns(text, self._turns if among is None else among):
                better = self._doubt(section, entry, text, [turn])
                if len(better) < len(found):
                    cited, found = [turn], better
        cited, found = self._without_chatter(section, entry, text, cited, found)
        owner = self._owner(entry)
        due = _due(entry) if section.kind is SectionKind.ACTIONS else None
        return MinutesItem(
            section=section.key,
            text=text,
            owner=owner,
            due=due,
            due_date=resolve_due(due, self._held_on) if due and Doubt.DUE_NOT_SAID not in found else None,
            evidence=self.evidence(turn.number for turn in cited),
            doubts=found,
        )

    def repeats_instructions(self, entry: Entry) -> bool:
        """Return whether an entry repeats the template's instructions, and not what the turns that it cites say."""
        said = " ".join(turn.text for turn in self._turns if turn.number in entry.turns)
        return self._instructions.are_repeated_in(entry.text, said)

    def evidence(self, numbers: Iterable[int]) -> tuple[EvidenceSegment, ...]:
        """Return the segments of the turns with these numbers."""
        ids = segments_of(self._turns, numbers)
        segments = [self._segments[id_] for id_ in dict.fromkeys(ids)]
        return tuple(
            EvidenceSegment.of(segment, self._labels.get(segment.speaker, segment.speaker)) for segment in segments
        )

    def _without_chatter(
        self, section: Section, entry: Entry, text: str, cited: list[NumberedTurn], found: tuple[Doubt, ...]
    ) -> tuple[list[NumberedTurn], tuple[Doubt, ...]]:
        """Return the cited turns without those that add no word: small models cite every turn before the right one."""
        if section.kind in {SectionKind.SUMMARY, SectionKind.CHAPTERS}:
            # Where these begin and what they span is what their turns say.
            return cited, found
        fewer = adding_turns(" ".join([text, _due(entry) or ""]), cited)
        doubted = self._doubt(section, entry, text, fewer) if fewer else found
        return (fewer, doubted) if fewer and not set(doubted) - set(found) else (cited, found)

    def _doubt(self, section: Section, entry: Entry, text: str, cited: Sequence[NumberedTurn]) -> tuple[Doubt, ...]:
        around = neighbors(self._turns, cited)
        found = list(doubts(text, cited, participants=self._participants, around=around))
        if section.kind is SectionKind.CHAPTERS and Doubt.LITTLE_SHARED in found:
            # A title names what many turns are about; that it begins where it says is what counts.
            found.remove(Doubt.LITTLE_SHARED)
        if self._translates and Doubt.LITTLE_SHARED in found:
            found[found.index(Doubt.LITTLE_SHARED)] = Doubt.TRANSLATED
        if is_other_language(text, self._language):
            found.append(Doubt.OTHER_LANGUAGE)
        if section.kind is SectionKind.ACTIONS:
            said = " ".join(f"{turn.speaker}: {turn.text}" for turn in cited)
            owner = self._owner(entry)
            heard = {*tokens(said), *(word for turn in around for word in tokens(f"{turn.speaker}: {turn.text}"))}
            if owner is not None and not set(tokens(owner)) & heard:
                found.append(Doubt.OWNER_NOT_HEARD)
            due = _due(entry)
            if due is not None and not self._translates and not set(tokens(due)) <= set(tokens(said)):
                found.append(Doubt.DUE_NOT_SAID)
        return tuple(found)

    def _owner(self, entry: Entry) -> str | None:
        return None if entry.owner == NOBODY else self._by_clean_label.get(entry.owner)


def _due(entry: Entry) -> str | None:
    said = " ".join(entry.due.split()).strip(" .")
    return None if fold(said).strip("-./ ") in _NO_DUE else said
