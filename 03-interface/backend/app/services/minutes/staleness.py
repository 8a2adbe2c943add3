"""Comparison of an item's evidence with the transcript as it is now."""

from collections.abc import Sequence

from scribe_contracts.minutes.document import EvidenceSegment, digest_segment
from scribe_contracts.transcript import Transcript


class Present:
    """The segments of a transcript, by what they say."""

    def __init__(self, transcript: Transcript) -> None:
        self._labels = transcript.speaker_labels()
        self._said = {(segment.speaker, digest_segment(segment)) for segment in transcript.segments}

    def is_stale(self, evidence: Sequence[EvidenceSegment], *texts: str | None) -> bool:
        """Return whether a segment was changed, or a speaker's new name replaces one that the texts mention."""
        if any((segment.speaker, segment.digest) not in self._said for segment in evidence):
            return True
        renamed = {segment.label for segment in evidence if self._labels.get(segment.speaker) != segment.label}
        return any(label in text for label in renamed for text in texts if text)
