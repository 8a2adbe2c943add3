"""Documents, old and new."""

import json
from uuid import uuid4

from scribe_contracts.transcript import Models, RecordingWarning, Segment, Transcript, WarningCode

EMPTY = Transcript(
    meeting_id=uuid4(),
    language="en",
    language_probability=1.0,
    duration=1.0,
    models=Models(diarization="d", identification="i", transcription="t"),
    speakers=(),
    segments=(),
)


def test_a_transcript_of_an_older_version_has_no_warnings() -> None:
    stored = EMPTY.model_dump(mode="json", exclude={"warnings"})

    assert Transcript.model_validate(stored) == EMPTY


def test_warnings_survive_storage() -> None:
    warning = RecordingWarning(code=WarningCode.AUDIO_MISSING, start=8.0, end=17.0)
    transcript = EMPTY.model_copy(update={"warnings": (warning,)})

    assert Transcript.model_validate_json(transcript.model_dump_json()).warnings == (warning,)


def test_minutes_are_never_shown_with_sixty_seconds() -> None:
    warning = RecordingWarning(code=WarningCode.TRUNCATED, start=59.99)

    assert warning.describe() == "The file is cut off from 0:01:00.0."


def test_only_segments_that_a_person_cut_say_so() -> None:
    heard = Segment(id=0, speaker="SPEAKER_00", start=0.0, end=1.0, text="Yes.", words=())
    cut = heard.model_copy(update={"id": 1, "part_of": 0, "begins_passage": False})
    transcript = EMPTY.model_copy(update={"segments": (heard, cut)})

    stored = transcript.model_dump_json()

    assert Transcript.model_validate_json(stored) == transcript
    first, second = json.loads(stored)["segments"]
    assert first.keys() == {"id", "speaker", "start", "end", "text", "words", "language"}
    assert (second["part_of"], second["begins_passage"]) == (0, False)
