"""JSON of WhisperX, Whisper and OpenAI's API: segments with texts and, mostly, words."""

import math
from collections import Counter
from typing import Any

from app.core.text import one_line
from app.services.imports.errors import malformed, unexpected
from app.services.imports.said import MAX_SECONDS, Parsed, Said, SaidWord

_TIME = f"a time in seconds from 0 to {MAX_SECONDS:.0f}"


def parse_whisperx(document: Any) -> Parsed:
    """Return the segments of a parsed JSON document; raise MalformedTranscriptError, naming the segment.

    Speakers and words may be missing, and words may have no times, as WhisperX leaves numbers.
    """
    segments = document.get("segments") if isinstance(document, dict) else document
    if not isinstance(segments, list):
        raise malformed("The JSON is no transcript: expected an object with “segments”, or a list of segments.")
    language = document.get("language") if isinstance(document, dict) else None
    said = (_read_segment(segment, f"segments[{at}]") for at, segment in enumerate(segments))
    return Parsed(tuple(each for each in said if each.text), language if isinstance(language, str) else None)


def _read_segment(segment: Any, place: str) -> Said:
    if not isinstance(segment, dict):
        raise unexpected(place, "an object with “start”, “end” and “text”", repr(segment))
    start, end = _time(segment, "start", place), _time(segment, "end", place)
    if start is not None and end is not None and end < start:
        raise unexpected(f"{place}.end", "a time after the segment's start", repr(end))
    words = segment.get("words") or []
    if not isinstance(words, list):
        raise unexpected(f"{place}.words", "a list of words", repr(words))
    read = tuple(_read_word(word, f"{place}.words[{at}]") for at, word in enumerate(words))
    text = segment.get("text")
    if text is None:
        text = " ".join(word.text for word in read)
    if not isinstance(text, str):
        raise unexpected(f"{place}.text", "a text", repr(text))
    speaker = segment.get("speaker") or _most_frequent(words)
    if speaker is not None and not isinstance(speaker, str | int):
        raise unexpected(f"{place}.speaker", "a name", repr(speaker))
    return Said(one_line(text), start, end, None if speaker is None else str(speaker), read)


def _read_word(word: Any, place: str) -> SaidWord:
    text = word.get("word", word.get("text")) if isinstance(word, dict) else None
    if not isinstance(text, str):
        raise unexpected(place, "an object with “word”", repr(word))
    score = word.get("score", word.get("probability"))
    is_share = isinstance(score, int | float) and 0 <= score <= 1
    return SaidWord(text.strip(), _time(word, "start", place), _time(word, "end", place), score if is_share else 1.0)


def _time(item: dict[str, Any], name: str, place: str) -> float | None:
    value = item.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise unexpected(f"{place}.{name}", _TIME, repr(value))
    if not 0 <= value <= MAX_SECONDS:
        raise unexpected(f"{place}.{name}", _TIME, repr(value))
    return float(value)


def _most_frequent(words: list[Any]) -> Any:
    speakers = Counter(str(word["speaker"]) for word in words if isinstance(word, dict) and word.get("speaker"))
    return speakers.most_common(1)[0][0] if speakers else None
