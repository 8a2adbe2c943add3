"""A transcript as lines of text, with speakers and times."""

import textwrap
from collections.abc import Iterator

from cli.output.times import format_time
from scribe_contracts.speakers import speaker_number
from scribe_contracts.transcript import Segment, Transcript

HOUR_SECONDS = 3600.0
WIDTH = 100


def lines(transcript: Transcript, *, words: bool = False) -> Iterator[str]:
    """Yield one line for each segment and, with `words`, beneath it the time at which each word begins."""
    hours = transcript.duration >= HOUR_SECONDS
    labels = {speaker.id: speaker.name or _numbered(speaker.id) for speaker in transcript.speakers}
    column = max((len(label) for label in labels.values()), default=0)
    for segment in transcript.segments:
        times = f"{format_time(segment.start, hours=hours)} – {format_time(segment.end, hours=hours)}"
        speaker = labels.get(segment.speaker, segment.speaker)
        yield f"{times}  {speaker:<{column}}  {segment.text.strip()}"
        if words:
            yield from _words(segment, hours=hours, indent=len(times) + 2)


def _numbered(speaker: str) -> str:
    """Return Speaker 1 for SPEAKER_00, as the exports do."""
    number = speaker_number(speaker)
    return speaker if number is None else f"Speaker {number + 1}"


def _words(segment: Segment, *, hours: bool, indent: int) -> Iterator[str]:
    # A no-break space keeps each word with its time; textwrap breaks at ordinary ones only.
    timed = (f"{format_time(word.start, hours=hours)}\N{NO-BREAK SPACE}{word.text.strip()}" for word in segment.words)
    margin = " " * indent
    yield from textwrap.wrap(
        "  ".join(timed),
        width=WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )


def warnings(transcript: Transcript) -> Iterator[str]:
    """Yield a line for each part of the recording that is missing or damaged."""
    for warning in transcript.warnings:
        yield f"Warning: {warning.describe()}"


def summary(transcript: Transcript) -> str:
    """Return number of speakers, language and length as one line."""
    length = f"{format_time(transcript.duration, hours=transcript.duration >= HOUR_SECONDS)} long"
    count = len(transcript.speakers)
    if count == 0:
        return f"Nobody is heard speaking in this recording, {length}"
    voices = "1 speaker" if count == 1 else f"{count} speakers"
    return f"{voices}, language {transcript.language} ({transcript.language_probability:.0%}), {length}"
