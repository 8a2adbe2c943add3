"""The document that exports are made from, and the names of its speakers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from app.core.text import one_line
from app.services.exports.language import WORDINGS, Language, Wording
from app.services.exports.notes import NoteSection
from scribe_contracts.speakers import speaker_number
from scribe_contracts.transcript import Segment, Transcript


class Part(NamedTuple):
    """Text in one language."""

    text: str
    language: str


@dataclass(frozen=True)
class Paragraph:
    """Segments of one speaker that follow each other."""

    name: str
    start: float
    end: float
    parts: tuple[Part, ...]
    """The text, cut where its language changes; spaces stand between the parts."""

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.parts)


@dataclass(frozen=True)
class Document:
    title: str
    date: datetime
    transcript: Transcript
    language: Language = Language.ENGLISH
    notes: tuple[NoteSection, ...] = ()
    """Sections of minutes, which stand before the transcript."""

    has_transcript: bool = True

    @property
    def wording(self) -> Wording:
        return WORDINGS[self.language]

    @cached_property
    def names(self) -> dict[str, str]:
        """Map speaker ids to the names shown to people; those without one are "Speaker 1", "Speaker 2" and so on."""
        known = {speaker.id: speaker.name for speaker in self.transcript.speakers}
        ids = dict.fromkeys(known) | dict.fromkeys(segment.speaker for segment in self.transcript.segments)
        return {id_: one_line(known.get(id_) or "") or self._anonymous(id_, at) for at, id_ in enumerate(ids, 1)}

    def paragraphs(self, max_length: int | None = None) -> Iterator[Paragraph]:
        """Yield the paragraphs, cut where a person began a passage.

        One longer than `max_length` characters is cut at the end of a segment.
        """
        if not self.has_transcript:
            return
        for speaker, run in groupby(self.segments(), key=lambda segment: segment.speaker):
            for segments in _cut(run, max_length):
                yield Paragraph(
                    name=self.names[speaker],
                    start=segments[0].start,
                    end=max(segment.end for segment in segments),
                    parts=tuple(self._parts(segments)),
                )

    def language_of(self, segment: Segment) -> str:
        """Return the code of the language in which the segment was said; older transcripts have only their own."""
        return segment.language or self.transcript.language

    def _parts(self, segments: Iterable[Segment]) -> Iterator[Part]:
        for language, run in groupby(segments, key=self.language_of):
            text = " ".join(filter(None, (one_line(segment.text) for segment in run)))
            if text:
                yield Part(text, language)

    def segments(self) -> list[Segment]:
        """Return the segments by start, whatever the order in which they are stored."""
        return sorted(self.transcript.segments, key=lambda segment: segment.start)

    def _anonymous(self, speaker: str, position: int) -> str:
        number = speaker_number(speaker)
        return f"{self.wording.speaker} {position if number is None else number + 1}"


def _cut(segments: Iterable[Segment], max_length: int | None) -> Iterator[list[Segment]]:
    part: list[Segment] = []
    characters = 0
    for segment in segments:
        is_full = max_length is not None and characters + len(segment.text) > max_length
        if part and (is_full or segment.begins_passage):
            yield part
            part, characters = [], 0
        part.append(segment)
        characters += len(segment.text)
    if part:
        yield part


def format_clock(seconds: float) -> str:
    """Return HH:MM:SS, rounded down."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}"
