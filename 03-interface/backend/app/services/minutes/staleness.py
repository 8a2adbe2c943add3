"""Comparison of an item's evidence with the transcript as it is now."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from app.services.exports.language import WORDINGS, Language
from scribe_contracts.minutes.document import EvidenceSegment, digest_said, digest_segment
from scribe_contracts.speakers import speaker_number
from scribe_contracts.transcript import Segment, Transcript

_MAX_PARTS = 40
"""Parts of one segment that are looked at together; nobody cuts one turn more often, and the work grows with it."""

_SPEAKER_ID = re.compile(r"\bSPEAKER_\d{2,4}\b")


class Present:
    """The segments of a transcript, by what they say."""

    def __init__(self, transcript: Transcript, language: str | None = None) -> None:
        """Name people without a name in `language`, that of the transcript if none is given."""
        french = (language or transcript.language) == "fr"
        self._unnamed = WORDINGS[Language.FRENCH if french else Language.ENGLISH].speaker
        self._labels = transcript.speaker_labels()
        self._said = {(segment.speaker, digest_segment(segment)) for segment in transcript.segments}
        for (_, speaker), run in groupby(transcript.segments, key=_origin):
            self._said.update((speaker, digest_said(speaker, text)) for text in _joined(list(run)))

    def is_stale(self, evidence: Sequence[EvidenceSegment], *texts: str | None) -> bool:
        """Return whether a segment was changed, or a speaker's new name replaces one that the texts mention."""
        if any(map(self._is_changed, evidence)):
            return True
        renamed = {segment.label for segment in evidence if self._is_renamed(segment)}
        return any(label in text for label in renamed for text in texts if text)

    def changed_first(self, evidence: Sequence[EvidenceSegment]) -> list[EvidenceSegment]:
        """Return the segments in the order in which they have to be read again: what was changed, renamed, the rest."""
        return sorted(evidence, key=lambda each: (not self._is_changed(each), not self._is_renamed(each), each.start))

    def _is_changed(self, segment: EvidenceSegment) -> bool:
        return (segment.speaker, segment.digest) not in self._said

    def _is_renamed(self, segment: EvidenceSegment) -> bool:
        return self._labels.get(segment.speaker) != segment.label

    def display(self, text: str) -> str:
        """Return a text of minutes with people's names, or Speaker 2, where the model wrote the id of a speaker."""
        return _SPEAKER_ID.sub(lambda found: self._name(found.group()), text)

    def _name(self, speaker: str) -> str:
        label = self._labels.get(speaker, speaker)
        number = speaker_number(speaker)
        return label if label != speaker or number is None else f"{self._unnamed} {number + 1}"


def _origin(segment: Segment) -> tuple[int, str]:
    return segment.id if segment.part_of is None else segment.part_of, segment.speaker


def _joined(parts: Sequence[Segment]) -> Iterator[str]:
    """Yield what was said in one segment before a person cut it between two words, for all parts in a row."""
    for first, part in enumerate(parts):
        spaced = glued = part.text
        for more in parts[first + 1 : first + _MAX_PARTS]:
            has_space = not more.words or more.words[0].text[:1].isspace()
            spaced, glued = f"{spaced} {more.text}", f"{glued}{' ' if has_space else ''}{more.text}"
            yield from (spaced, glued)
