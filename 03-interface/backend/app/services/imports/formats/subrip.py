"""SubRip, as subtitle editors and most transcription programs write it."""

import re

from app.core.text import one_line
from app.services.imports.errors import malformed, unexpected
from app.services.imports.formats.clock import read_span
from app.services.imports.formats.labels import join_sentences, take_labels
from app.services.imports.said import Parsed, Said

_TIME_LINE = "a line of times as 00:00:01,000 --> 00:00:04,000"
_ARROW = "-->"
_MARKUP = re.compile(r"</?(?:[biu]|font\b[^>]*|c\b[^>]*)>|\{\\[^}]*\}", re.IGNORECASE)


def parse_subrip(text: str) -> Parsed:
    """Return the cues with the speakers that their texts name; raise MalformedTranscriptError, naming the line.

    Lenient where readers are: missing hours, a point before the decimals, wrong or missing numbers, blank lines within
    a cue. Cues without text are left out.
    """
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if _ARROW in line]
    _reject_preface(lines[: starts[0]] if starts else lines)
    if not starts:
        raise malformed(f"The file has no cue: expected {_TIME_LINE}.")
    said: list[Said] = []
    for at, following in zip(starts, [*starts[1:], len(lines)], strict=True):
        span = read_span(lines[at])
        if span is None:
            raise unexpected(f"Line {at + 1}", _TIME_LINE, lines[at])
        if span[1] < span[0]:
            raise unexpected(f"Line {at + 1}", "a cue that ends after its start", lines[at])
        body = lines[at + 1 : following]
        if following < len(lines) and body and body[-1].strip().isdigit():
            body.pop()
        if words := one_line(_MARKUP.sub("", "\n".join(body))):
            said.append(Said(words, *span))
    return Parsed(tuple(join_sentences(take_labels(said))))


def _reject_preface(lines: list[str]) -> None:
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.strip().isdigit():
            raise unexpected(f"Line {number}", f"the number of a cue, or {_TIME_LINE}", line)
