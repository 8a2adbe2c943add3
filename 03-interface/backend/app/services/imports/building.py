"""A transcript from what a parser has found."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.core.limits import MAX_NAME_LENGTH
from app.core.text import one_line
from app.services.editing.chunks import split_chunks, spread_times
from app.services.imports.errors import EmptyTranscriptError, malformed
from app.services.imports.said import MAX_SECONDS, Parsed, Said, SaidWord
from scribe_contracts.speakers import speaker_id, speaker_number
from scribe_contracts.transcript import Models, Segment, Speaker, Transcript, Word

MAX_SEGMENTS = 100_000
MAX_SPEAKERS = 500
CHARACTERS_PER_SECOND = 15.0
"""Pace of speech, for turns whose end the file does not say: about 150 words a minute."""

UNKNOWN_LANGUAGE = "und"
IMPORTED = Models(diarization="imported", identification="imported", transcription="imported")

_ANONYMOUS = re.compile(r"(?:speaker|intervenant|locuteur|sprecher|hablante|spk)[ _-]*(\d{1,4})", re.IGNORECASE)
_UNKNOWN = re.compile(r"unknown(?: speaker)?|inconnue?|\?+", re.IGNORECASE)


@dataclass(frozen=True)
class _Timed:
    said: Said
    start: float
    end: float


def build(parsed: Parsed, meeting_id: UUID, language: str | None) -> Transcript:
    """Return the transcript of a meeting, its segments by start.

    Speakers that the file only numbers stay without a name. Times that it does not give are estimated. Raise
    EmptyTranscriptError if nothing was said, MalformedTranscriptError beyond the limits.
    """
    spoken = [said for said in parsed.said if said.text]
    if not spoken:
        raise EmptyTranscriptError.field("transcript", "The transcript has no words.")
    if len(spoken) > MAX_SEGMENTS:
        raise malformed(f"The transcript has {len(spoken):,} turns; {MAX_SEGMENTS:,} are accepted.")
    timed = sorted(_place(spoken), key=lambda each: each.start)
    if timed[-1].end > MAX_SECONDS:
        raise malformed(f"The transcript is longer than {MAX_SECONDS / 3600:.0f} hours.")
    ids = _assign_ids([each.said.speaker for each in timed])
    segments = tuple(_segment(at, each, ids[_label(each.said.speaker)]) for at, each in enumerate(timed))
    seconds: defaultdict[str, float] = defaultdict(float)
    for segment in segments:
        seconds[segment.speaker] += segment.end - segment.start
    return Transcript(
        meeting_id=meeting_id,
        language=language or parsed.language or UNKNOWN_LANGUAGE,
        language_probability=1.0 if language or parsed.language else 0.0,
        duration=round(max(segment.end for segment in segments), 3),
        models=IMPORTED,
        speakers=tuple(
            Speaker(id=id_, name=_name(label), speech_seconds=round(seconds[id_], 3))
            for label, id_ in sorted(ids.items(), key=lambda pair: pair[1])
        ),
        segments=segments,
    )


def _place(spoken: Sequence[Said]) -> Iterator[_Timed]:
    """Yield each with its times; a missing start is the end before, a missing end the next start or the pace's."""
    following: list[float | None] = [None]
    for said in reversed(spoken[1:]):
        following.append(following[-1] if said.start is None else said.start)
    at = 0.0
    for said, next_start in zip(spoken, reversed(following), strict=True):
        start = at if said.start is None else said.start
        paced = start + len(said.text) / CHARACTERS_PER_SECOND
        if said.end is not None:
            end = max(start, said.end)
        elif next_start is not None and next_start >= start:
            end = min(paced, next_start)
        else:
            end = paced
        yield _Timed(said, round(start, 3), round(end, 3))
        at = end


def _label(speaker: str | None) -> str:
    return one_line(speaker or "")[:MAX_NAME_LENGTH].strip()


def _name(label: str) -> str | None:
    """Return the name of a person; None where the label is only a number or says that nobody knows."""
    if not label or speaker_number(label) is not None or _ANONYMOUS.fullmatch(label) or _UNKNOWN.fullmatch(label):
        return None
    return label


def _assign_ids(speakers: Sequence[str | None]) -> dict[str, str]:
    """Return the id of each label, in order of first speech; "Speaker 2" and SPEAKER_01 keep their numbers."""
    labels = list(dict.fromkeys(_label(speaker) for speaker in speakers))
    if len(labels) > MAX_SPEAKERS:
        raise malformed(f"The transcript names {len(labels):,} speakers; {MAX_SPEAKERS} are accepted.")
    ids: dict[str, str] = {}
    for label in labels:
        number = speaker_number(label)
        if number is None and (found := _ANONYMOUS.fullmatch(label)):
            number = max(0, int(found[1]) - 1)
        if number is not None and speaker_id(number) not in ids.values():
            ids[label] = speaker_id(number)
    free = (speaker_id(number) for number in range(len(labels) + MAX_SPEAKERS * 20))
    taken = set(ids.values())
    for label in labels:
        if label not in ids:
            ids[label] = next(id_ for id_ in free if id_ not in taken)
    return ids


def _segment(number: int, timed: _Timed, speaker: str) -> Segment:
    said = timed.said
    words = _timed_words(said.words, timed.start, timed.end) if _spells(said) else _spread(said.text, timed)
    return Segment(
        id=number,
        speaker=speaker,
        start=timed.start,
        end=timed.end,
        text=said.text,
        words=tuple(
            Word(start=start, end=end, text=word.text, probability=word.probability, speaker=speaker)
            for word, start, end in words
        ),
    )


def _spells(said: Said) -> bool:
    """Return whether the words make up the text."""
    return bool(said.words) and "".join(word.text for word in said.words).split() == said.text.replace(" ", "").split()


def _spread(text: str, timed: _Timed) -> Iterator[tuple[SaidWord, float, float]]:
    """Yield the words of a text with times in proportion to their lengths."""
    chunks = split_chunks(text, 0, len(text))
    times = spread_times([len(chunk.text) for chunk in chunks], timed.start, timed.end)
    for chunk, (start, end) in zip(chunks, times, strict=True):
        yield SaidWord(chunk.text), start, end


def _timed_words(words: Sequence[SaidWord], start: float, end: float) -> Iterator[tuple[SaidWord, float, float]]:
    """Yield the words with times in order; those without one share the gap between their neighbours."""
    at = start
    waiting: list[SaidWord] = []
    for word in words:
        if word.start is None:
            waiting.append(word)
            continue
        begin = max(at, word.start)
        yield from _fill(waiting, at, begin)
        waiting = []
        at = max(begin, word.end if word.end is not None else begin)
        yield word, begin, at
    yield from _fill(waiting, at, max(at, end))


def _fill(words: Sequence[SaidWord], start: float, end: float) -> Iterator[tuple[SaidWord, float, float]]:
    for word, (begin, stop) in zip(words, spread_times([len(word.text) for word in words], start, end), strict=True):
        yield word, begin, stop
