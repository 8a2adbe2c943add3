"""Comparison of an item's evidence with the transcript as it is now."""

import re
from collections.abc import Sequence

from app.services.exports.language import WORDINGS, Language
from scribe_contracts.minutes.document import EvidenceSegment, digest_segment
from scribe_contracts.speakers import speaker_number
from scribe_contracts.transcript import Transcript

_SPEAKER_ID = re.compile(r"\bSPEAKER_\d{2,4}\b")


class Present:
    """The segments of a transcript, by what they say."""

    def __init__(self, transcript: Transcript, language: str | None = None) -> None:
        """Name people without a name in `language`, that of the transcript if none is given."""
        french = (language or transcript.language) == "fr"
        self._unnamed = WORDINGS[Language.FRENCH if french else Language.ENGLISH].speaker
        self._labels = transcript.speaker_labels()
        self._said = {(segment.speaker, digest_segment(segment)) for segment in transcript.segments}

    def is_stale(self, evidence: Sequence[EvidenceSegment], *texts: str | None) -> bool:
        """Return whether a segment was changed, or a speaker's new name replaces one that the texts mention."""
        if any((segment.speaker, segment.digest) not in self._said for segment in evidence):
            return True
        renamed = {segment.label for segment in evidence if self._labels.get(segment.speaker) != segment.label}
        return any(label in text for label in renamed for text in texts if text)

    def display(self, text: str) -> str:
        """Return a text of minutes with people's names, or Speaker 2, where the model wrote the id of a speaker."""
        return _SPEAKER_ID.sub(lambda found: self._name(found.group()), text)

    def _name(self, speaker: str) -> str:
        label = self._labels.get(speaker, speaker)
        number = speaker_number(speaker)
        return label if label != speaker or number is None else f"{self._unnamed} {number + 1}"
