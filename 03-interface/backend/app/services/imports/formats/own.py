"""The product's own transcript, as its API and its JSON export give it."""

import math
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from app.services.imports.errors import malformed, unexpected
from app.services.imports.said import MAX_SECONDS
from scribe_contracts.transcript import Transcript


def is_own(document: Any) -> bool:
    """Return whether a parsed JSON document is one of ours."""
    return isinstance(document, dict) and "schema_version" in document and "segments" in document


def parse_own(document: Any, meeting_id: UUID) -> Transcript:
    """Return the transcript as that of this meeting, its segments as what was heard: none is part of another.

    Recognised voices are left out: they are those of another meeting's owner. Raise MalformedTranscriptError, naming
    the field.
    """
    try:
        transcript = Transcript.model_validate({**document, "meeting_id": meeting_id})
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, problem["loc"]))
        raise malformed(f"{place}: {problem['msg']}.") from error
    known = {speaker.id for speaker in transcript.speakers}
    ids = [segment.id for segment in transcript.segments]
    if len(known) != len(transcript.speakers) or len(set(ids)) != len(ids):
        raise malformed("Two speakers or two segments have the same id.")
    for at, segment in enumerate(transcript.segments):
        spoken = [segment.speaker, *(word.speaker for word in segment.words)]
        if unknown := next((speaker for speaker in spoken if speaker not in known), None):
            raise unexpected(f"segments[{at}].speaker", "one of the transcript's speakers", unknown)
        times = [segment.start, segment.end, *(time for word in segment.words for time in (word.start, word.end))]
        if not all(math.isfinite(time) and time <= MAX_SECONDS for time in times) or segment.end < segment.start:
            raise unexpected(f"segments[{at}]", f"times in order, up to {MAX_SECONDS:.0f} seconds")
    speakers = tuple(
        speaker.model_copy(update={"voice_id": None, "similarity": None}) for speaker in transcript.speakers
    )
    segments = tuple(segment.model_copy(update={"part_of": None}) for segment in transcript.segments)
    return transcript.model_copy(update={"speakers": speakers, "segments": segments})
