"""WebVTT, as browsers, Teams, Zoom and Meet write it."""

import html
import re
from collections.abc import Iterator
from itertools import groupby

from app.core.text import one_line
from app.services.imports.errors import malformed, unexpected
from app.services.imports.formats.clock import read_span
from app.services.imports.formats.labels import join_sentences, take_labels
from app.services.imports.said import Parsed, Said

_TIME_LINE = "a line of times as 00:01.000 --> 00:04.000"
_ARROW = "-->"
_MAGIC = re.compile(r"WEBVTT(?:[ \t].*)?")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:\s+([^>]*))?>", re.IGNORECASE)
_VOICE_END = re.compile(r"</v\s*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def parse_web_vtt(text: str) -> Parsed:
    """Return the cues, by the voices that they name, else by names before a colon.

    Raise MalformedTranscriptError, naming the line. Comments and styles are skipped, cues without text left out, and a
    comma before the decimals is taken for a point.
    """
    lines = text.split("\n")
    if not _MAGIC.fullmatch(lines[0].strip()):
        raise unexpected("Line 1", "WEBVTT", lines[0])
    said = [each for number, block in _blocks(lines) for each in _read_block(number, block)]
    if not said and _ARROW not in text:
        raise malformed(f"The file has no cue: expected {_TIME_LINE}.")
    if not any(each.speaker for each in said):
        said = take_labels(said)
    return Parsed(tuple(join_sentences(said)))


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield what blank lines separate, each with the number of its first line; the header is left out."""
    numbered = enumerate(lines, 1)
    for is_blank, group in groupby(numbered, key=lambda pair: not pair[1].strip()):
        block = list(group)
        if not is_blank and block[0][0] != 1:
            yield block[0][0], [line for _, line in block]
        elif not is_blank and any(_ARROW in line for _, line in block):
            yield block[0][0] + 1, [line for _, line in block[1:]]


def _read_block(number: int, block: list[str]) -> Iterator[Said]:
    if _ASIDE.fullmatch(block[0].strip()):
        return
    at = next((place for place, line in enumerate(block) if _ARROW in line), None)
    if at is None or at > 1:
        place = 1 if at is None and len(block) > 1 else 0
        raise unexpected(f"Line {number + place}", _TIME_LINE, block[place])
    span = read_span(block[at])
    if span is None:
        raise unexpected(f"Line {number + at}", _TIME_LINE, block[at])
    if span[1] < span[0]:
        raise unexpected(f"Line {number + at}", "a cue that ends after its start", block[at])
    yield from _read_voices("\n".join(block[at + 1 :]), *span)


def _read_voices(text: str, start: float, end: float) -> Iterator[Said]:
    """Yield what each voice of a cue says; where there are several, each has time in proportion to its text."""
    spoken: list[tuple[str | None, str]] = []
    speaker: str | None = None
    at = 0
    for tag in _VOICE.finditer(text):
        spoken.append((speaker, _plain(text[at : tag.start()])))
        speaker, at = _plain(tag[1] or "") or None, tag.end()
    spoken.append((speaker, _plain(text[at:])))
    said = [(who, words) for who, words in spoken if words]
    seconds = (end - start) / max(1, sum(len(words) for _, words in said))
    for who, words in said:
        stop = start + seconds * len(words)
        yield Said(words, round(start, 3), round(stop, 3), who)
        start = stop


def _plain(text: str) -> str:
    return one_line(html.unescape(_TAG.sub("", _VOICE_END.sub(" ", text))))
