"""The transcript of a file, by what its content looks like."""

import json
import re
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.services.imports.building import build
from app.services.imports.decoding import decode
from app.services.imports.errors import EmptyTranscriptError, malformed
from app.services.imports.formats.clock import PATTERN
from app.services.imports.formats.lines import parse_lines
from app.services.imports.formats.own import is_own, parse_own
from app.services.imports.formats.subrip import parse_subrip
from app.services.imports.formats.webvtt import parse_web_vtt
from app.services.imports.formats.whisperx import parse_whisperx
from app.services.imports.formats.word import parse_word
from app.services.imports.said import Parsed
from scribe_contracts.transcript import Transcript

MAX_TRANSCRIPT_BYTES = 32 * 2**20
"""Largest transcript: our own JSON of a day of speech has about 15 MB."""

_ARROW = "-->"
_TEXT_AFTER_TIMES = re.compile(rf"{_ARROW}\s*{PATTERN}\s+(?![\w-]+:\S)\S")
"""Something after the times that is no setting of a cue: then it is a line of text."""

_ZIP = b"PK\x03\x04"
_FOREIGN = {
    b"\xd0\xcf\x11\xe0": "an old Word document (.doc); save it as .docx",
    b"%PDF": "a PDF, which does not keep turns apart",
    b"{\\rtf": "rich text; save it as .docx or .txt",
    b"RIFF": "a recording",
    b"ID3": "a recording",
    b"OggS": "a recording",
    b"\x1aE\xdf\xa3": "a recording",
}


class TranscriptFormat(StrEnum):
    SRT = "srt"
    VTT = "vtt"
    JSON = "json"
    TEXT = "text"
    DOCX = "docx"


def recognise(content: bytes) -> TranscriptFormat:
    """Return the format by the content, since names of files lie; raise MalformedTranscriptError for what is none."""
    if foreign := next((kind for magic, kind in _FOREIGN.items() if content.startswith(magic)), None):
        raise malformed(f"The file is {foreign}.")
    if content.startswith(_ZIP):
        return TranscriptFormat.DOCX
    text = decode(content).lstrip()
    if text.startswith("WEBVTT"):
        return TranscriptFormat.VTT
    if text.startswith(("{", "[{", "[\n", "[ ")) and text.rstrip().endswith(("}", "]")):
        return TranscriptFormat.JSON
    return TranscriptFormat.SRT if _begins_as_subrip(text) else TranscriptFormat.TEXT


def read(content: bytes, meeting_id: UUID, language: str | None = None) -> Transcript:
    """Return the transcript; `language` is the file's own where None.

    Raise EmptyTranscriptError or MalformedTranscriptError, which says where and what was expected. It takes seconds
    for hours of speech: call it in a thread.
    """
    if not content.strip():
        raise EmptyTranscriptError.field("transcript", "The transcript is empty.")
    match recognise(content):
        case TranscriptFormat.DOCX:
            parsed = parse_word(content)
        case TranscriptFormat.JSON:
            document = _load(decode(content))
            if is_own(document):
                return _in_language(parse_own(document, meeting_id), language)
            parsed = parse_whisperx(document)
        case TranscriptFormat.VTT:
            parsed = parse_web_vtt(decode(content).lstrip())
        case TranscriptFormat.SRT:
            parsed = parse_subrip(decode(content))
        case TranscriptFormat.TEXT:
            parsed = parse_lines(decode(content))
    return build(_storable(parsed), meeting_id, language)


def _begins_as_subrip(text: str) -> bool:
    """Return whether the file begins as a cue: a number, an arrow between times, or both."""
    first, second, *_ = [*(line.strip() for line in text[:4096].split("\n") if line.strip()), "", ""]
    if first.isdigit():
        return "->" in second
    return _ARROW in first and first[0].isdigit() and not _TEXT_AFTER_TIMES.search(first)


def _load(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise malformed(f"Line {error.lineno}, column {error.colno}: the JSON is broken ({error.msg}).") from error
    except RecursionError as error:
        raise malformed("The JSON is nested too deeply.") from error


def _storable(parsed: Parsed) -> Parsed:
    language = (parsed.language or "").strip().lower()
    return Parsed(parsed.said, _CODES.get(language, language if len(language) <= 3 else None) or None)  # noqa: PLR2004


def _in_language(transcript: Transcript, language: str | None) -> Transcript:
    if language is None:
        return transcript
    return transcript.model_copy(update={"language": language, "language_probability": 1.0})


_CODES = {"english": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it", "portuguese": "pt"}
"""Languages that OpenAI's API names in English."""
