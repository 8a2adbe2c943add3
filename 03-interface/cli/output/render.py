"""A transcript as lines of text: who, when, what."""

import textwrap
from collections.abc import Iterator

from cli.output.times import clock
from scribe_contracts.transcript import Segment, Transcript

HOUR = 3600.0
WIDTH = 100


def lines(transcript: Transcript, *, words: bool = False) -> Iterator[str]:
    """One line a segment; with `words`, the time at which each word begins beneath it."""
    hours = transcript.duration >= HOUR
    labels = {speaker.id: speaker.name or _numbered(speaker.id) for speaker in transcript.speakers}
    column = max((len(label) for label in labels.values()), default=0)
    for segment in transcript.segments:
        times = f"{clock(segment.start, hours=hours)} – {clock(segment.end, hours=hours)}"
        speaker = labels.get(segment.speaker, segment.speaker)
        yield f"{times}  {speaker:<{column}}  {segment.text.strip()}"
        if words:
            yield from _words(segment, hours=hours, indent=len(times) + 2)


def _numbered(speaker: str) -> str:
    """Speaker 1 for SPEAKER_00, as in the exports."""
    number = speaker.removeprefix("SPEAKER_")
    return f"Speaker {int(number) + 1}" if number.isdecimal() else speaker


def _words(segment: Segment, *, hours: bool, indent: int) -> Iterator[str]:
    # A no-break space keeps each word with its time; textwrap breaks at ordinary ones only.
    timed = (f"{clock(word.start, hours=hours)}\N{NO-BREAK SPACE}{word.text.strip()}" for word in segment.words)
    margin = " " * indent
    yield from textwrap.wrap(
        "  ".join(timed),
        width=WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )


def summary(transcript: Transcript) -> str:
    """What was heard, in one line."""
    length = f"{clock(transcript.duration, hours=transcript.duration >= HOUR)} long"
    count = len(transcript.speakers)
    if count == 0:
        return f"Nobody is heard speaking in this recording, {length}"
    voices = "1 speaker" if count == 1 else f"{count} speakers"
    return f"{voices}, language {transcript.language} ({transcript.language_probability:.0%}), {length}"
